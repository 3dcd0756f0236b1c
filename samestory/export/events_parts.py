"""The parts of a story's events on the report page as records a template can walk without thinking.

Holds no markup and no styling; events_page.py fills them.
"""

from __future__ import annotations

from samestory.export.marked import Piece
from samestory.model import Record


class PartyPart(Record, frozen=True, kw_only=True):
    """Who takes part: what to call it, where the page tells of it, and its country and sector in words."""

    words: str
    href: str | None
    standing: str


class DeedPart(Record, frozen=True, kw_only=True):
    """A sentence that tells an event, the names of who takes part marked.

    ``tells`` is what it has otherwise than the event, empty where it tells it so.
    """

    letter: str
    name: str
    lang: str
    number: int
    href: str
    tells: str
    pieces: tuple[Piece, ...]


class EventPart(Record, frozen=True, kw_only=True):
    """An event: ``does`` says its root in words, ``mood`` is empty where it is stated.

    ``time`` is ISO 8601, None where there is no form for it or no time is told. ``widely`` says how many
    origins tell it, ``lone`` that one alone does, and none otherwise.
    """

    id: str
    source: PartyPart
    target: PartyPart
    root: str
    does: str
    quad: str
    mood: str
    when: str
    time: str | None
    place: PartyPart | None
    widely: str
    lone: bool
    tellings: tuple[DeedPart, ...]
    otherwise: tuple[DeedPart, ...]
