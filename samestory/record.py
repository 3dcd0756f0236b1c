"""What every record of the domain is made of: the base of all, a span of a text, times as written and placed.

Part of the vocabulary in model.py, which is where all else takes it from.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

Granularity = Literal[
    "minute", "hour", "part", "day", "weekend", "week", "month", "season", "quarter", "half", "year",
    "decade", "century",
]  # fmt: skip
Unit = Literal["day", "week", "month", "year"]


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Base of all records: frozen, keyword-only, comparable by value."""


class Span(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """Code points ``start`` (included) to ``end`` (excluded) of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of ``text`` under this span."""
        return text[self.start : self.end]


class When(Record, frozen=True, kw_only=True):
    """A resolved time: ``start`` to ``end`` (half-open), how fine it is, and why it is believed.

    ``span`` is where it stands in the article's text; None where it came from outside the text.
    """

    start: datetime
    end: datetime
    granularity: Granularity
    reason: str
    span: Span | None = None


class TimeMention(Record, frozen=True, kw_only=True):
    """An expression of time as written: the parts it states, not yet placed on a calendar.

    A date states ``day``/``month``/``year`` (``last_day`` closes a range within the month);
    a relative expression states ``offset`` in ``unit`` from the day of writing; ``weekday`` is Monday 0.
    """

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    offset: int | None = None
    unit: Unit | None = None
    weekday: int | None = None


class Timed(Record, frozen=True, kw_only=True):
    """An expression of time and what it means.

    A ``date`` has its place on the calendar in ``when``, or ``when`` is None and ``reason`` says why. A
    ``duration`` says how long ("three days"), a ``set`` how often ("every Monday"): ``count`` of ``unit``,
    no count where it is not told. Neither is placed. ``parts`` are the dates, weekdays and relative times
    that it is made of, as written: more than one in a range, none in "three weeks ago".
    """

    span: Span
    kind: Literal["date", "duration", "set"]
    reason: str
    when: When | None = None
    count: float | None = None
    unit: Granularity | None = None
    parts: tuple[TimeMention, ...] = ()
