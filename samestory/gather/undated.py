"""Articles without a day among those with one: whose day they may have, and whose they must not be given.

Two happenings of one affair share actors, places and action; where time cannot tell them apart,
these rules do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from samestory.gather.decisions import too_far
from samestory.gather.features import days_apart
from samestory.gather.stated import Dated, Stated

Ids = tuple[str, str]
# An article of unknown date must be this much nearer to one happening than to others, in log-odds.
CLEAR_LEAD = 1.5
# From this share of restated sentences on, an undated article is as old as the one it shares them with.
RESTATED_ENOUGH = 0.4


class Lent(NamedTuple):
    """The dated article that an undated one restates most: which share, how alike as wholes, and its id."""

    share: float
    likeness: float
    article: str


NOT_LENT = Lent(0.0, 0.0, "")


def lent(found: Iterable[tuple[str, Lent]], before: Mapping[str, Lent]) -> dict[str, Lent]:
    """For undated articles the dated one that each restates most, of all ``found``.

    Those alone that have a better one than ``before``.
    """
    best: dict[str, Lent] = {}
    for late, one in found:
        if one > best.get(late, before.get(late, NOT_LENT)):
            best[late] = one
    return best


def with_days(found: Mapping[str, Lent], stated: Callable[[str], Stated]) -> dict[str, Stated]:
    """The times of those undated articles that restate enough: the day of the one that each restates."""
    days = {late: stated(one.article) for late, one in found.items() if one.share >= RESTATED_ENOUGH}
    return {late: day._replace(ordinals=stated(late).ordinals) for late, day in days.items()}


def rivals(
    near: Iterable[tuple[str, Mapping[str, float]]],
    with_day: Callable[[str], Dated],
    together: Mapping[str, tuple[str, ...]],
) -> set[Ids]:
    """Pairs that do not link as the undated side is about as near to another happening.

    ``near`` has, for each undated article, how near others are in log-odds, time left aside; ``with_day``
    gives the day that an article has or was lent, ``together`` what readers put together with it, which is
    one happening. An article must be clearly nearer to one happening to join it.
    """
    kept_out: set[Ids] = set()
    for article, others in near:
        nearest = sorted(others.items(), key=lambda item: (-item[1], item[0]))
        for other, odds in nearest:
            if _has_rival((other, *together.get(other, ())), odds, nearest, with_day):
                kept_out.add((min(article, other), max(article, other)))
    return kept_out


def _has_rival(
    happening: tuple[str, ...],
    odds: float,
    nearest: Iterable[tuple[str, float]],
    with_day: Callable[[str], Dated],
) -> bool:
    """Whether an article about as near is of a happening known to be another than that of ``happening``."""
    for third, its_odds in nearest:
        if its_odds < odds - CLEAR_LEAD:
            return False
        if third not in happening and too_far(days_apart(with_day(happening[0]), with_day(third))):
            return True
    return False
