"""The naive baseline: the first day in figures of the page's source, whatever it is the day of."""

from __future__ import annotations

import re
from datetime import date

DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")


def day(html: str) -> date | None:
    """The first year-month-day of ``html`` that the calendar has."""
    for match in DAY.finditer(html):
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            continue
    return None
