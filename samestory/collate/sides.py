"""Terms that compete in pairs -> things, each with its sides. Judges no pair; that is wording.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from samestory.collate.stems import Stemmed
from samestory.model import Span, Term, Wording

Node = tuple[str, int]  # article id, number of a stem
Edges = Mapping[Node, set[Node]]


def grouped(
    competing: Sequence[tuple[Node, Node]],
    read: Mapping[str, Stemmed],
    alike: Callable[[Node, Node], bool],
) -> tuple[Wording, ...]:
    """Things with their sides, those that most articles and places tell apart first.

    ``competing`` are pairs of stems, ``alike`` tells whether two of them call a thing alike.
    """
    edges: dict[Node, set[Node]] = defaultdict(set)
    for one, other in competing:
        edges[one].add(other)
        edges[other].add(one)
    things = (_sides(thing, edges, alike) for thing in _things(edges))
    wordings = [Wording(sides=tuple(_terms(side, read) for side in sides)) for sides in things]
    return tuple(sorted(wordings, key=_weight))


def _things(edges: Edges) -> Iterator[list[Node]]:
    """Stems linked by competition, each once."""
    seen: set[Node] = set()
    for start in sorted(edges):
        if start in seen:
            continue
        thing, ahead = {start}, [start]
        while ahead:
            new = edges[ahead.pop()] - thing
            thing |= new
            ahead += sorted(new)
        seen |= thing
        yield sorted(thing)


def _sides(thing: Sequence[Node], edges: Edges, alike: Callable[[Node, Node], bool]) -> list[list[Node]]:
    """Each stem on the first side with all of which it is alike, and with none of which it competes."""
    sides: list[list[Node]] = []
    for node in thing:
        for side in sides:
            if all(other not in edges[node] and alike(node, other) for other in side):
                side.append(node)
                break
        else:
            sides.append([node])
    return sides


def _terms(side: Sequence[Node], read: Mapping[str, Stemmed]) -> tuple[Term, ...]:
    """What each article of the side calls the thing."""
    found: dict[str, list[Span]] = {}
    for article, stem in side:
        found.setdefault(article, []).extend(read[article].terms(stem))
    return tuple(Term(article=article, spans=tuple(_apart(spans))) for article, spans in found.items())


def _apart(spans: Sequence[Span]) -> Iterator[Span]:
    """Spans in order, those that overlap as one."""
    last: Span | None = None
    for span in sorted(spans):
        if last is not None and span.start < last.end:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _weight(wording: Wording) -> tuple[int, int, str]:
    terms = [term for side in wording.sides for term in side]
    return -len({term.article for term in terms}), -sum(len(t.spans) for t in terms), terms[0].article
