"""The parts of a graph of actors on the report page as records a template can walk without thinking.

Holds no markup and no styling; graph_drawn.py and graph_page.py fill them.
"""

from __future__ import annotations

from samestory.model import Record


class NodePart(Record, frozen=True, kw_only=True):
    """An actor as drawn: its box as an SVG path, its border so wide; in it its name, whose and what it is.

    ``number`` is its place in the drawing.
    """

    number: int
    shape: str
    edge: float
    x: int
    y: int
    label: str
    standing: str
    title: str
    href: str | None


class LinePart(Record, frozen=True, kw_only=True):
    """An edge as drawn: its line and head as SVG paths, and in its middle a badge with sign and weight.

    ``kind`` is ``cooperation``, ``conflict``, ``both`` or ``undone``; ``ends`` are numbers of actors;
    ``href`` is its row in the table.
    """

    kind: str
    ends: tuple[int, int]
    line: str
    head: str
    width: float
    inner: float
    x: int
    y: int
    badge: str
    title: str
    href: str


class EndPart(Record, frozen=True, kw_only=True):
    """An actor in the table; ``href`` leads to its own part of the page, None where it has none."""

    name: str
    href: str | None


class PlacePart(Record, frozen=True, kw_only=True):
    """A sentence that tells an event: the article, the way to it, and its number from 1."""

    name: str
    href: str
    number: int


class ActPart(Record, frozen=True, kw_only=True):
    """An event in the table: what is done, when, how widely it is told, and where.

    ``href`` leads to the page's list of events, None where it is not there.
    """

    words: str
    href: str | None
    when: str
    many: str
    otherwise: str
    places: tuple[PlacePart, ...]


class TiePart(Record, frozen=True, kw_only=True):
    """An edge as a row of the table; ``id`` names its place on the page."""

    id: str
    source: EndPart
    target: EndPart
    sign: str
    sign_words: str
    weight: int
    acts: tuple[ActPart, ...]
    unlisted: int


class GraphPart(Record, frozen=True, kw_only=True):
    """A graph: the drawing, and the same as a table of which ``folded`` rows are not open.

    ``unlisted`` counts actors and ``untied`` edges that are left out.
    """

    id: str
    label: str
    width: int
    height: int
    nodes: tuple[NodePart, ...]
    lines: tuple[LinePart, ...]
    ties: tuple[TiePart, ...]
    folded: tuple[TiePart, ...]
    unlisted: int
    untied: int
