"""Stories -> threads: happenings that follow from one another in time. An undated story follows nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from samestory.gather.decisions import Judged, between, probability
from samestory.gather.groups import UNSEEN, Pair, groups
from samestory.gather.readers import Readers, readers, weighed
from samestory.model import Decision, Reason

MOST_DAYS = 120
# Steps of one affair are less alike than reports of one happening: this is added to their mean log-odds. In
# our examples steps of one affair lie at -.3 and above, strangers at -3.6 and below.
LENIENCE = 1.2
NO_TIME = -6.0


class Gathered(NamedTuple):
    """A story as threads need it: its id, its articles, and the day it is first reported (None: unknown).

    ``about`` has the names of its key entities, by id, the weightiest first.
    """

    id: str
    articles: tuple[str, ...]
    first: date | None
    about: Mapping[str, str] = {}


class Threads(NamedTuple):
    """Story ids grouped into threads, and the decisions behind them, made when they are asked for."""

    groups: tuple[tuple[str, ...], ...]
    decisions: Iterable[Decision]


class _Shown(msgspec.Struct, frozen=True):
    """The decision on each two stories of which log-odds are known."""

    stories: Mapping[str, Gathered]
    odds: Mapping[Pair, float]

    def __iter__(self) -> Iterator[Decision]:
        for (left, right), odds in self.odds.items():
            yield decided(self.stories[left], self.stories[right], odds)


def threads(
    stories: Sequence[Gathered], judged: Mapping[tuple[str, str], Judged], made: Sequence[Decision]
) -> Threads:
    """Group stories into threads; ``judged`` are the article pairs, ``made`` readers' decisions.

    Those stand on articles, any of a story's for the story, or on the id of a story; of what is not here they
    count for nothing.
    """
    return threaded(stories, _likeness(stories, judged), made)


def threaded(
    stories: Sequence[Gathered], likeness: Mapping[Pair, float], made: Sequence[Decision]
) -> Threads:
    """Group ``stories`` by how alike two of them are, in log-odds, time left aside; as ``threads`` does."""
    by_id = {s.id: s for s in stories}
    links = {
        (left, right): odds if _related(by_id[left], by_id[right], odds) else NO_TIME
        for (left, right), odds in likeness.items()
    }
    asked = weighed(links, (), _told(stories, made))
    grouped = groups(sorted(by_id), asked.links, forbidden=asked.forbidden, forced=asked.forced)
    return Threads(grouped, _Shown(by_id, likeness))


def _told(stories: Sequence[Gathered], made: Sequence[Decision]) -> Readers:
    home = {known: story.id for story in stories for known in (story.id, *story.articles)}
    return readers(
        [
            (home[d.left], home[d.right], d.verdict == "related")
            for d in made
            if d.kind == "thread" and d.left in home and d.right in home
        ]
    )


def _likeness(stories: Sequence[Gathered], judged: Mapping[tuple[str, str], Judged]) -> dict[Pair, float]:
    """Log-odds, time left aside, that stories are of one affair, for each two that have any pair judged."""
    home = {article: story for story in stories for article in story.articles}
    between: dict[Pair, tuple[float, int]] = {}
    for (left, right), judgement in judged.items():
        one, other = home[left].id, home[right].id
        if one != other:
            ids = (min(one, other), max(one, other))
            total, count = between.get(ids, (0.0, 0))
            between[ids] = (total + judgement.timeless, count + 1)
    sizes = {s.id: len(s.articles) for s in stories}
    return {
        (one, other): _mean(*between[one, other], sizes[one] * sizes[other]) + LENIENCE
        for one, other in sorted(between)
    }


def _mean(total: float, count: int, pairs: int) -> float:
    """The mean over all pairs of articles; those that were no candidates speak against."""
    return (total + UNSEEN * (pairs - count)) / pairs


def _related(one: Gathered, other: Gathered, odds: float) -> bool:
    days = _days(one, other)
    return days is not None and odds > 0 and days <= MOST_DAYS


def _days(one: Gathered, other: Gathered) -> int | None:
    return None if one.first is None or other.first is None else abs((one.first - other.first).days)


def decided(one: Gathered, other: Gathered, odds: float) -> Decision:
    """Whether one of two stories follows from the other: ``odds`` is how alike they are, time left aside."""
    says = f"their reports are {'' if odds > 0 else 'not '}alike enough, time left aside"
    alike = Reason(name="alike", value=round(odds, 3), says=says)
    days = _days(one, other)
    if days is None:
        why = Reason(name="undated", value=1.0, says="the time of one of them is not known")
    else:
        why = Reason(name="days_apart", value=float(days), says=f"first reported {between(days)}")
    return Decision(
        kind="thread",
        left=one.id,
        right=other.id,
        verdict="related" if _related(one, other, odds) else "different",
        score=probability(odds),
        reasons=(alike, *_both_about(one, other), why),
    )


def _both_about(one: Gathered, other: Gathered) -> tuple[Reason, ...]:
    """Which key entities they have in common; what it weighs is in their likeness already."""
    common = [name for entity, name in one.about.items() if entity in other.about]
    if not common:
        return ()
    says = f"both are about {', '.join(common)}"
    return (Reason(name="same_names", value=float(len(common)), says=says),)
