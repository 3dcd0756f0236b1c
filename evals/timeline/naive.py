"""Figures alone: two sentences disagree where each has a day or a year in figures that the other lacks."""

from __future__ import annotations

import re

DATES = re.compile(r"(?<![\d.,:])(?:3[01]|[12]\d|[1-9]|(?:19|20)\d\d)(?![\d:%]|[.,]\d)")


def dates(sentence: str) -> set[str]:
    """Whole figures that may be a day of a month or a year."""
    return set(DATES.findall(sentence))


def disagree(one: str, other: str) -> bool:
    """True where each has one that the other lacks."""
    here, there = dates(one), dates(other)
    return bool(here - there) and bool(there - here)
