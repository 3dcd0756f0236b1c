"""The parts of an article's page as records a template can walk without thinking.

Holds no markup and no styling; article_page.py and article_marks.py fill them.
"""

from __future__ import annotations

from typing import Literal

from samestory.export.layers import Layer, Layered
from samestory.export.parts import ArticlePart, CopyPart
from samestory.export.reasons import ReasonPart
from samestory.model import Record, Span


class FactPart(Record, frozen=True, kw_only=True):
    """One thing told of a mark: what it is, in words, the language these are in, where they lead."""

    label: str
    words: str
    lang: str | None = None
    href: str | None = None


class EntryPart(Record, frozen=True, kw_only=True):
    """What a mark was read as, with what tells it.

    ``places`` are where it stands: a sentence's number from 1, 0 in a title, and the mark there.
    """

    id: str
    title: str
    lang: str | None
    href: str | None
    facts: tuple[FactPart, ...]
    places: tuple[tuple[int, str], ...]
    reason: ReasonPart | None = None


class LayerPart(Record, frozen=True, kw_only=True):
    """All that was read of one kind."""

    layer: Layer
    heading: str
    entries: tuple[EntryPart, ...]


class RowLink(Record, frozen=True, kw_only=True):
    """A row of the account that a sentence stands in: its number, its sign and words, where it is."""

    number: int
    symbol: str
    words: str
    href: str


class MarkedBlock(Record, frozen=True, kw_only=True):
    """A stretch of the text in pieces under marks, and the rows where a sentence stands."""

    kind: Literal["title", "subtitle", "sentence", "gap", "break"]
    number: int
    span: Span
    pieces: tuple[Layered, ...]
    rows: tuple[RowLink, ...]


class HomePart(Record, frozen=True, kw_only=True):
    """Where an article stands in its story.

    ``letter`` is its origin's; ``copy`` is what it took from ``model``, None for a witness. ``behind`` are
    the other articles of its origin.
    """

    id: str
    title: str
    lang: str | None
    reports: str
    letter: str
    copy: CopyPart | None
    model: str | None
    behind: tuple[ArticlePart, ...]


class ArticleView(Record, frozen=True, kw_only=True):
    """An article's whole page; ``home`` is None where it stands in no story yet."""

    article: ArticlePart
    blocks: tuple[MarkedBlock, ...]
    layers: tuple[LayerPart, ...]
    home: HomePart | None
