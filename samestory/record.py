"""What every record of the domain is made of: the base of all, a span of a text, a resolved time.

Part of the vocabulary in model.py, which is where all else takes it from.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

Granularity = Literal["minute", "day", "week", "month", "year"]


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
