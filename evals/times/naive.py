"""The naive baseline: years and dates in figures, and nothing that takes a word to read."""

from __future__ import annotations

import re
from datetime import datetime

from evals.times.values import Meaning, of_interval
from samestory.model import Span

DATE = re.compile(r"\b(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})\b")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def told(text: str) -> list[tuple[Span, Meaning | None]]:
    """Each date in figures and each four-digit year."""
    dates = [(Span(m.start(), m.end()), _day(m)) for m in DATE.finditer(text)]
    held = {place for span, _ in dates for place in range(span.start, span.end)}
    years = [
        (Span(m.start(), m.end()), of_interval(datetime(int(m[0]), 1, 1), "year"))
        for m in YEAR.finditer(text)
        if m.start() not in held
    ]
    return sorted((*dates, *years), key=lambda one: one[0])


def _day(match: re.Match[str]) -> Meaning | None:
    try:
        return of_interval(datetime(int(match["year"]), int(match["month"]), int(match["day"])), "day")
    except ValueError:
        return None
