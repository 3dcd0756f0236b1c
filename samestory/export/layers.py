"""A text under marks that may cross: cut into pieces, each with the marks that cover it.

Knows nothing of what marks mean; article_page.py makes them.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

from samestory.model import Record, Span

Layer = Literal["name", "body", "time", "quote", "deed"]


class Mark(Record, frozen=True, kw_only=True):
    """Characters that were read as something: ``entry`` names what tells of it, ``place`` this very mark."""

    layer: Layer
    span: Span
    entry: str
    place: str


class Layered(Record, frozen=True, kw_only=True):
    """Characters under the same marks, the widest first; ``begins`` are those of them that begin here."""

    text: str
    marks: tuple[Mark, ...] = ()
    begins: tuple[Mark, ...] = ()


def layered(text: str, span: Span, marks: Iterable[Mark]) -> tuple[Layered, ...]:
    """``text`` under ``span`` cut where any of ``marks`` begins or ends; together they are that text.

    A mark that reaches over the span counts within it; one without characters there counts for nothing.
    """
    clipped = [(Span(max(one.span.start, span.start), min(one.span.end, span.end)), one) for one in marks]
    waiting = sorted((one for one in clipped if one[0].start < one[0].end), key=lambda one: -one[0].start)
    edges = {span.start, span.end, *(edge for cut, _ in waiting for edge in (cut.start, cut.end))}
    over: list[tuple[Span, Mark]] = []
    found = []
    for start, end in pairwise(sorted(edges)):
        over = [one for one in over if one[0].end > start]
        while waiting and waiting[-1][0].start == start:
            over.append(waiting.pop())
        over.sort(key=_widest)
        begun = tuple(one for cut, one in over if cut.start == start)
        found.append(Layered(text=text[start:end], marks=tuple(one for _, one in over), begins=begun))
    return tuple(found)


def _widest(clipped: tuple[Span, Mark]) -> tuple[int, int]:
    span = clipped[1].span
    return (span.start - span.end, span.start)
