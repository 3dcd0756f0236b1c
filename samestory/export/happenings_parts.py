"""The parts of a timeline on the report page as records a template can walk without thinking.

Holds no markup and no styling; happenings_page.py fills them.
"""

from __future__ import annotations

from samestory.export.marked import Piece
from samestory.model import Record


class TellingPart(Record, frozen=True, kw_only=True):
    """A sentence that tells a time, the words that do marked, whole or only what is around them (``cut``).

    ``letter`` is its origin's, in a thread behind the number of its story; ``when`` is the time in words.
    """

    letter: str
    name: str
    lang: str
    number: int
    href: str
    when: str
    pieces: tuple[Piece, ...]
    cut: tuple[bool, bool]


class EntryPart(Record, frozen=True, kw_only=True):
    """A time and who tells it; ``many`` says how many origins do, empty for one. ``time`` is ISO 8601."""

    words: str
    time: str | None
    many: str
    tellings: tuple[TellingPart, ...]
    otherwise: tuple[TellingPart, ...]


class StretchPart(Record, frozen=True, kw_only=True):
    """A part of a timeline: its entries, and those that stand ``aside``, as one origin alone tells them."""

    heading: str
    entries: tuple[EntryPart, ...]
    aside: tuple[EntryPart, ...]


class TimelinePart(Record, frozen=True, kw_only=True):
    """The timeline of a story or thread; ``id`` names its place on the page."""

    id: str
    stretches: tuple[StretchPart, ...]
