"""The naive baseline: figures, and capitalised words, that stand in one of two sentences only."""

from __future__ import annotations

import re

from anyascii import anyascii

FIGURE = re.compile(r"\d[\d.,]*")
CAPITAL = re.compile(r"(?<=\s)[^\W\d_]\w+")


def kinds(left: str, right: str) -> frozenset[str]:
    """A number differs where a figure has no equal, a name where a capitalised word of each has none."""
    found = set()
    if set(FIGURE.findall(left)) ^ set(FIGURE.findall(right)):
        found.add("number")
    ones, others = _capitals(left), _capitals(right)
    if ones - others and others - ones:
        found.add("name")
    return frozenset(found)


def _capitals(text: str) -> set[str]:
    return {anyascii(word).lower() for word in CAPITAL.findall(text) if word[0].isupper()}
