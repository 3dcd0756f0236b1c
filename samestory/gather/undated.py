"""Articles without a day among those with one: whose day they may have, and whose they must not be given.

Two happenings of one affair share actors, places and action; where time cannot tell them apart,
these rules do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from msgspec import structs

from samestory.gather.decisions import too_far
from samestory.gather.features import Pair, days_apart, likeness, restated
from samestory.gather.pile import Pile
from samestory.signals import Signals

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


def undated(article: Signals) -> bool:
    """True for an article that neither states nor half-says its day."""
    return article.published is None and article.clue is None


def lent(near: Iterable[Ids], seen: Mapping[str, Signals], among: Pile) -> dict[str, Lent]:
    """For each undated article of the pairs ``near``, the dated one whose sentences it restates most."""
    best: dict[str, Lent] = {}
    for left, right in near:
        if undated(seen[left]) == undated(seen[right]):
            continue
        late, sure = (left, right) if undated(seen[left]) else (right, left)
        pair = Pair(seen[late], seen[sure], among)
        nearest = Lent(restated(pair), round(likeness(pair), 6), sure)
        best[late] = max(best.get(late, NOT_LENT), nearest)
    return best


def with_days(found: Mapping[str, Lent], seen: Mapping[str, Signals]) -> dict[str, Signals]:
    """Those undated articles that restate enough, with the day of the one that they restate."""
    enough = {late: seen[one.article] for late, one in found.items() if one.share >= RESTATED_ENOUGH}
    return {
        late: structs.replace(seen[late], published=sure.published, clue=sure.clue)
        for late, sure in enough.items()
    }


def rivals(
    near: Mapping[str, Mapping[str, float]],
    with_day: Callable[[str], Signals],
    together: Mapping[str, tuple[str, ...]],
) -> dict[Ids, str]:
    """Pairs that do not link as the undated side is about as near to another happening: that one's article.

    ``near`` has, for each undated article, how near others are in log-odds, time left aside; ``with_day``
    gives an article with the day it has or was lent, ``together`` what readers put together with it, which is
    one happening. An article must be clearly nearer to one happening to join it.
    """
    kept_out: dict[Ids, str] = {}
    for article, others in near.items():
        nearest = sorted(others.items(), key=lambda item: (-item[1], item[0]))
        for other, odds in nearest:
            rival = _rival((other, *together.get(other, ())), odds, nearest, with_day)
            if rival is not None:
                kept_out[min(article, other), max(article, other)] = rival
    return kept_out


def _rival(
    happening: tuple[str, ...],
    odds: float,
    nearest: Iterable[tuple[str, float]],
    with_day: Callable[[str], Signals],
) -> str | None:
    """An article about as near, and of a happening known to be another than that of ``happening``."""
    for third, its_odds in nearest:
        if its_odds < odds - CLEAR_LEAD:
            return None
        if third not in happening and too_far(days_apart(with_day(happening[0]), with_day(third))):
            return third
    return None
