"""Times that feeds and sitemaps state of their articles: read, and believed only where they can be true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# Clocks go wrong by hours and are set to the wrong zone; by more than a day nobody is early.
EARLY = timedelta(days=1)
FIRST_YEAR = 1990
# So many articles of one second were stamped when the list was made.
STAMPED = 3
LONGEST = 200
DAY = len("2025-11-11")


def moment(stated: str) -> str | None:
    """A time as feeds write it (RFC 822 or ISO 8601), in ISO 8601; None where it is none."""
    if len(stated) > LONGEST:
        return None
    stated = " ".join(stated.split())
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(stated).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return found[:DAY] if len(stated) == DAY else found
    return None


def believed(times: Sequence[str | None], now: datetime) -> list[str | None]:
    """``times`` of one list's articles, None for those that are surely not when they were published.

    A time to come is none, nor one before there was a web; nor one that most of three articles or more share
    to the second, as a list has that stamps what it sends.
    """
    counts = Counter(time for time in times if time is not None and len(time) > DAY)
    stamp = next(
        (time for time, count in counts.items() if count >= STAMPED and 2 * count > len(times)), None
    )
    return [time if time is not None and time != stamp and _can_be(time, now) else None for time in times]


def _can_be(time: str, now: datetime) -> bool:
    found = datetime.fromisoformat(time)
    if found.year < FIRST_YEAR:
        return False
    return found.replace(tzinfo=found.tzinfo or UTC) <= now + EARLY
