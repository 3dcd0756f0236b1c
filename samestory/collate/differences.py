"""Where aligned sentences disagree: figures and dates. Wording, names and negation are not judged here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Literal, TypeVar

from samestory.model import Article, Cell, Difference, NumberMention, Span, TimeMention

Mark = TypeVar("Mark", NumberMention, TimeMention)


def differences(cells: Sequence[Cell], articles: Mapping[str, Article]) -> tuple[Difference, ...]:
    """Every disagreement between two of ``cells``, which state the same thing in different articles."""
    return tuple(
        difference
        for left, right in combinations(cells, 2)
        for difference in _between(left, right, articles)
    )


def _between(left: Cell, right: Cell, articles: Mapping[str, Article]) -> Iterator[Difference]:
    numbers = [_inside(articles[c.article].numbers, c.span) for c in (left, right)]
    for one, other in _unmatched(numbers[0], numbers[1], agree=_same_figure):
        yield _difference("number", (left, one.span), (right, other.span))
    dates = [
        [t for t in _inside(articles[c.article].times, c.span) if t.month is not None] for c in (left, right)
    ]
    for day, other_day in _unmatched(dates[0], dates[1], agree=_same_day):
        yield _difference("date", (left, day.span), (right, other_day.span))


def _difference(
    kind: Literal["number", "date"], left: tuple[Cell, Span], right: tuple[Cell, Span]
) -> Difference:
    return Difference(kind=kind, left=left[0], right=right[0], left_span=left[1], right_span=right[1])


def _inside(marks: Sequence[Mark], span: Span) -> list[Mark]:
    return [m for m in marks if span.start <= m.span.start and m.span.end <= span.end]


def _unmatched(left: list[Mark], right: list[Mark], *, agree: Callable[[Mark, Mark], bool]) -> list[tuple[Mark, Mark]]:
    """What is left on both sides once agreeing marks are paired off, side by side in order.

    A mark on one side only is an omission, not a disagreement.
    """
    over = list(right)
    alone = []
    for mark in left:
        twin = next((m for m in over if agree(mark, m)), None)
        if twin is None:
            alone.append(mark)
        else:
            over.remove(twin)
    return list(zip(alone, over, strict=False))


def _same_figure(one: NumberMention, other: NumberMention) -> bool:
    return abs(one.value - other.value) <= 1e-9 * max(abs(one.value), abs(other.value))


def _same_day(one: TimeMention, other: TimeMention) -> bool:
    """Agreeing in every part that both state; a day inside the other's range agrees."""
    if one.month != other.month or (one.year and other.year and one.year != other.year):
        return False
    if one.day is None or other.day is None:
        return True
    return one.day <= (other.last_day or other.day) and other.day <= (one.last_day or one.day)
