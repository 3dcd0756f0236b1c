"""Where aligned sentences disagree: figures and dates. Wording, names and negation are not judged here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Literal, TypeVar

from samestory.model import Article, Cell, Difference, NumberMention, Span, TimeMention

Mark = TypeVar("Mark", NumberMention, TimeMention)


def differences(cells: Sequence[Cell], articles: Mapping[str, Article]) -> tuple[Difference, ...]:
    """Every disagreement between two of ``cells``, which state the same thing in different articles."""
    return tuple(
        difference for left, right in combinations(cells, 2) for difference in _between(left, right, articles)
    )


def _between(left: Cell, right: Cell, articles: Mapping[str, Article]) -> Iterator[Difference]:
    numbers = [_inside(articles[c.article].numbers, c.span) for c in (left, right)]
    for one, other in _nearest(*_unmatched(numbers[0], numbers[1], agree=_same_figure)):
        yield _difference("number", (left, one.span), (right, other.span))
    dates = [
        [t for t in _inside(articles[c.article].times, c.span) if t.month is not None] for c in (left, right)
    ]
    days = _unmatched(dates[0], dates[1], agree=_same_day)
    for day, other_day in zip(*days, strict=False):
        yield _difference("date", (left, day.span), (right, other_day.span))


def _difference(
    kind: Literal["number", "date"], left: tuple[Cell, Span], right: tuple[Cell, Span]
) -> Difference:
    return Difference(kind=kind, left=left[0], right=right[0], left_span=left[1], right_span=right[1])


def _inside(marks: Sequence[Mark], span: Span) -> list[Mark]:
    return [m for m in marks if span.start <= m.span.start and m.span.end <= span.end]


def _unmatched(
    left: list[Mark], right: list[Mark], *, agree: Callable[[Mark, Mark], bool]
) -> tuple[list[Mark], list[Mark]]:
    """What is left on each side once agreeing marks are paired off.

    A mark left on one side only is an omission, not a disagreement.
    """
    over = list(right)
    alone = []
    for mark in left:
        twin = next((m for m in over if agree(mark, m)), None)
        if twin is None:
            alone.append(mark)
        else:
            over.remove(twin)
    return alone, over


def _nearest(
    left: list[NumberMention], right: list[NumberMention]
) -> Iterator[tuple[NumberMention, NumberMention]]:
    """Figures of the two sides paired by size, nearest first: 17 answers 12, not 5.9."""
    left, right = list(left), list(right)
    while left and right:
        one, other = min(product(left, right), key=lambda pair: (_ratio(*pair), pair[0].span, pair[1].span))
        left.remove(one)
        right.remove(other)
        yield one, other


def _ratio(one: NumberMention, other: NumberMention) -> float:
    """How far apart two figures are, as the larger over the smaller."""
    smaller, larger = sorted((abs(one.value), abs(other.value)))
    return (larger + 1) / (smaller + 1)


def _same_figure(one: NumberMention, other: NumberMention) -> bool:
    return abs(one.value - other.value) <= 1e-9 * max(abs(one.value), abs(other.value))


def _same_day(one: TimeMention, other: TimeMention) -> bool:
    """Agreeing in every part that both state; a day inside the other's range agrees."""
    if one.month != other.month or (one.year and other.year and one.year != other.year):
        return False
    if one.day is None or other.day is None:
        return True
    return one.day <= (other.last_day or other.day) and other.day <= (one.last_day or one.day)
