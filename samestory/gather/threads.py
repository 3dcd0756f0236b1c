"""Stories -> threads: happenings that follow from one another in time. An undated story follows nothing."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import starmap
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from samestory.gather.decisions import Judged, between, probability
from samestory.gather.groups import Pair, connected, groups
from samestory.gather.readers import Readers, readers, weighed
from samestory.gather.unseen import ARTICLES
from samestory.model import Decision, Reason

MOST_DAYS = 120
# Steps of one affair are less alike than reports of one happening: this is added to their mean log-odds. In
# our examples steps of one affair lie at -.3 and above, strangers at -3.6 and below.
LENIENCE = 1.2
NO_TIME = -6.0
# So many pairs of stories are looked at together.
AT_ONCE = 1 << 12


class Gathered(NamedTuple):
    """A story as threads need it: its id, its articles, and the day it is first reported (None: unknown).

    ``about`` has the names of its key entities, by id, the weightiest first.
    """

    id: str
    articles: tuple[str, ...]
    first: date | None
    about: Mapping[str, str] = {}


class Threads(NamedTuple):
    """Story ids grouped into threads, and the decisions behind them, made each time they are asked for."""

    groups: tuple[tuple[str, ...], ...]
    decisions: Iterable[Decision]


def threads(
    stories: Sequence[Gathered], judged: Mapping[tuple[str, str], Judged], made: Sequence[Decision]
) -> Threads:
    """Group stories into threads; ``judged`` are the article pairs, ``made`` readers' decisions.

    Those stand on articles, any of a story's for the story, or on the id of a story; of what is not here they
    count for nothing.
    """
    by_id = sorted(stories, key=lambda one: one.id)
    near, told = _Near(by_id, judged), _told(stories, made)
    asked = weighed(near.links(every=bool(told.together)), (), told)
    ids = [one.id for one in by_id]
    grouped = groups(ids, asked.links, forbidden=asked.forbidden, forced=asked.forced)
    return Threads(grouped, near)


def decisions(stories: Sequence[Gathered], judged: Mapping[tuple[str, str], Judged]) -> Iterable[Decision]:
    """The decisions on each two of ``stories`` of which a pair of articles is ``judged``, as of ``threads``.

    Made each time they are asked for.
    """
    return _Near(sorted(stories, key=lambda one: one.id), judged)


def threaded(
    stories: Sequence[Gathered], likeness: Mapping[Pair, float], made: Sequence[Decision]
) -> tuple[tuple[str, ...], ...]:
    """Groups of ``stories`` by how alike two of them are, in log-odds, time left aside; as of ``threads``."""
    by_id = {one.id: one for one in stories}
    links = {(one, other): _link(by_id[one], by_id[other], odds) for (one, other), odds in likeness.items()}
    asked = weighed(links, (), _told(stories, made))
    return groups(sorted(by_id), asked.links, forbidden=asked.forbidden, forced=asked.forced)


def _told(stories: Sequence[Gathered], made: Sequence[Decision]) -> Readers:
    home = {known: story.id for story in stories for known in (story.id, *story.articles)}
    return readers(
        [
            (home[d.left], home[d.right], d.verdict == "related")
            for d in made
            if d.kind == "thread" and d.left in home and d.right in home
        ]
    )


class _Near:
    """Stories in the order of their ids, and how alike each two are that have any pair judged."""

    def __init__(self, stories: Sequence[Gathered], judged: Mapping[tuple[str, str], Judged]) -> None:
        self._stories = stories
        self._pairs, self._odds = _likeness(stories, judged)

    def __iter__(self) -> Iterator[Decision]:
        return starmap(decided, self._each())

    def links(self, *, every: bool) -> dict[Pair, float]:
        """Log-odds that each two belong together, or only of those that likely pairs connect."""
        links = np.fromiter(starmap(_link, self._each()), np.float64, len(self._pairs))
        parts = np.array(connected(len(self._stories), self._pairs[links > 0].tolist()), np.int64)
        left, right = parts[self._pairs].T
        asked = np.flatnonzero((left == right) | every)
        ids = [one.id for one in self._stories]
        pairs = ((ids[one], ids[other]) for one, other in self._pairs[asked].tolist())
        return dict(zip(pairs, links[asked].tolist(), strict=True))

    def _each(self) -> Iterator[tuple[Gathered, Gathered, float]]:
        for left, right, odds in _rows(self._pairs[:, 0], self._pairs[:, 1], self._odds):
            yield self._stories[left], self._stories[right], odds


def _rows(*columns: npt.NDArray[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of ``columns``, of which few are made at once."""
    for start in range(0, len(columns[0]), AT_ONCE):
        yield from zip(*(column[start : start + AT_ONCE].tolist() for column in columns), strict=True)


def _likeness(
    stories: Sequence[Gathered], judged: Mapping[tuple[str, str], Judged]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Pairs of places in ``stories``, in order, and log-odds, time aside, that they are of one affair."""
    home = {article: place for place, story in enumerate(stories) for article in story.articles}
    codes, odds = array("q"), array("d")
    for (left, right), judgement in judged.items():
        one, other = sorted((home[left], home[right]))
        if one != other:
            codes.append(one * len(stories) + other)
            odds.append(judgement.timeless)
    coded = np.array(codes, np.int64)
    found, counts = np.unique(coded, return_counts=True)
    pairs = np.stack(np.divmod(found, max(1, len(stories))), axis=1)
    in_order = np.array(odds, np.float64)[np.argsort(coded, kind="stable")]
    means, start = np.zeros(len(found)), 0
    for place, (left, right, count) in enumerate(_rows(pairs[:, 0], pairs[:, 1], counts)):
        sizes = len(stories[left].articles), len(stories[right].articles)
        means[place] = ARTICLES.between(in_order[start : start + count].tolist(), sizes) + LENIENCE
        start += count
    return pairs, means


def _link(one: Gathered, other: Gathered, odds: float) -> float:
    return odds if related(one, other, odds) else NO_TIME


def related(one: Gathered, other: Gathered, odds: float) -> bool:
    """Whether the two are alike, and near in time."""
    days = _days(one, other)
    return odds > 0 and days is not None and days <= MOST_DAYS


def _days(one: Gathered, other: Gathered) -> int | None:
    return None if one.first is None or other.first is None else abs((one.first - other.first).days)


def decided(one: Gathered, other: Gathered, odds: float) -> Decision:
    """Whether one of two stories follows from the other: ``odds`` is how alike they are, time left aside."""
    says = f"their reports are {'' if odds > 0 else 'not '}alike enough, time left aside"
    alike = Reason(name="alike", value=round(odds, 3), says=says)
    reasons = (alike, *both_about(one, other))
    days = _days(one, other)
    if days is None:
        why = Reason(name="undated", value=1.0, says="the time of one of them is not known")
    else:
        why = Reason(name="days_apart", value=float(days), says=f"first reported {between(days)}")
    return Decision(
        kind="thread",
        left=one.id,
        right=other.id,
        verdict="related" if related(one, other, odds) else "different",
        score=probability(odds),
        reasons=(*reasons, why),
    )


def both_about(one: Gathered, other: Gathered) -> tuple[Reason, ...]:
    """Which key entities they have in common; what it weighs is in their likeness already."""
    common = [name for entity, name in one.about.items() if entity in other.about]
    if not common:
        return ()
    says = f"both are about {', '.join(common)}"
    return (Reason(name="same_names", value=float(len(common)), says=says),)
