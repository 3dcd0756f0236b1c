"""Points a row's sentences dispute: each value once, with the origins that give it.

Draws together the differences found pair by pair in collate; finds none of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isclose

from samestory.export.index import Index, letter
from samestory.export.reader import readable
from samestory.model import (
    Cell,
    Difference,
    DifferenceKind,
    NumberMention,
    Record,
    Span,
    Statement,
    Timed,
    TimeMention,
)


class Voice(Record, frozen=True, kw_only=True):
    """An origin that speaks with its first article here, or one of its others that says otherwise."""

    place: int
    article: str
    otherwise: bool

    def called(self, held: Index) -> str:
        """The origin's letter, after the article's name where that article says otherwise: "9.txt of A"."""
        of = letter(self.place)
        return f"{held.name(self.article)} of {of}" if self.otherwise else of


class Wording(Record, frozen=True, kw_only=True):
    """Characters and those who wrote them so."""

    words: str
    voices: tuple[Voice, ...]


class Dispute(Record, frozen=True, kw_only=True):
    """One point of dispute: sides that differ in value; the wordings of a side are equal in value."""

    kind: DifferenceKind
    sides: tuple[tuple[Wording, ...], ...]


class Mark(Record, frozen=True, kw_only=True):
    """Disputed characters; ``value`` is what they were read as, None where no mention is known there.

    There are none where a side has nothing to show: it affirms what is negated, or lacks what is added.
    """

    kind: DifferenceKind
    article: str
    span: Span
    words: str
    value: NumberMention | Timed | TimeMention | None


Pair = tuple[Mark, Mark]
Order = dict[str, tuple[int, int]]


def disputes(row: Statement, held: Index) -> tuple[Dispute, ...]:
    """The points of dispute in ``row``, in the order of its origins; every disputed mark is in one.

    An origin speaks with the words of its article in the reader's language, else with its witness's.
    """
    pairs = [_pair(one, held) for one in row.differences]
    linked = {frozenset(pair) for pair in pairs}
    order = {
        cell.article: (place, number)
        for place, cells in enumerate(row.cells)
        for number, cell in enumerate(readable(cells, held))
    }
    told = [sorted(point, key=lambda m: (order[m.article], m.span)) for point in _points(pairs)]
    told.sort(key=lambda marks: (order[marks[0].article], marks[0].span))
    return tuple(_dispute(marks, linked, order) for marks in told)


def _pair(one: Difference, held: Index) -> Pair:
    return _mark(one.kind, one.left, one.left_span, held), _mark(one.kind, one.right, one.right_span, held)


def _mark(kind: DifferenceKind, cell: Cell, span: Span, held: Index) -> Mark:
    article = held.articles[cell.article]
    known: dict[DifferenceKind, Sequence[NumberMention | Timed | TimeMention]]
    known = {"number": article.numbers, "date": (*article.stated_times(), *article.times)}
    value = next((mention for mention in known.get(kind, ()) if mention.span == span), None)
    return Mark(kind=kind, article=article.id, span=span, words=span.of(article.text), value=value)


def _points(pairs: Sequence[Pair]) -> Iterable[frozenset[Mark]]:
    """Marks joined by the pairs, nearest values first, with at most one mark of an article in a point.

    Two figures of one sentence are two points, even where a third article's figure was held against both.
    """
    home: dict[Mark, frozenset[Mark]] = {}
    refused = []
    for one, other in sorted(pairs, key=_distance):
        joined = home.get(one, frozenset((one,))) | home.get(other, frozenset((other,)))
        if len({mark.article for mark in joined}) == len(joined):
            home.update(dict.fromkeys(joined, joined))
        else:
            refused.append((one, other))
    for pair in refused:
        for mark in pair:
            home.setdefault(mark, frozenset(pair))
    return dict.fromkeys(home.values())


def _distance(pair: Pair) -> float:
    figures = [abs(mark.value.value) for mark in pair if isinstance(mark.value, NumberMention)]
    return (max(figures) + 1) / (min(figures) + 1) if len(figures) == 2 else 1.0


def _dispute(marks: Sequence[Mark], linked: set[frozenset[Mark]], order: Order) -> Dispute:
    sides: list[list[Mark]] = []
    for mark in marks:
        agreeing = (side for side in sides if all(_agree(mark, other, linked) for other in side))
        side = next(agreeing, None)
        if side is None:
            sides.append([mark])
        else:
            side.append(mark)
    return Dispute(kind=marks[0].kind, sides=tuple(_side(side, marks, order) for side in sides))


def _agree(one: Mark, other: Mark, linked: set[frozenset[Mark]]) -> bool:
    if frozenset((one, other)) in linked:
        return False
    match one.value, other.value:
        case NumberMention(), NumberMention():
            return isclose(one.value.value, other.value.value)
        case TimeMention(), TimeMention():
            return one.value.month == other.value.month
        case (TimeMention() | Timed(), _) | (_, TimeMention() | Timed()):
            return True
        case _ if one.kind in ("number", "date"):
            return one.words.casefold() == other.words.casefold()
        case _:
            # Names and negations of two languages share no words; they agree where none was found to clash.
            return True


def _side(side: Sequence[Mark], marks: Sequence[Mark], order: Order) -> tuple[Wording, ...]:
    """The wordings of ``side``: of each origin its first speaker's, and of those who say otherwise."""
    first: dict[int, Mark] = {}
    for mark in marks:
        first.setdefault(order[mark.article][0], mark)
    found: dict[str, list[Voice]] = {}
    for mark in side:
        place = order[mark.article][0]
        speaker = first[place]
        # A copy that agrees with its origin's first speaker adds nothing.
        if mark is speaker or speaker not in side:
            voice = Voice(place=place, article=mark.article, otherwise=mark is not speaker)
            found.setdefault(mark.words, []).append(voice)
    return tuple(
        # Whole origins first, so that "9.txt of A" is not read as an article of more than one.
        Wording(words=words, voices=tuple(sorted(voices, key=lambda one: one.otherwise)))
        for words, voices in found.items()
    )
