"""Threads formed again around stories that changed, from all judgements: as if all threads were formed.

What no likely link and no reader connects with them is grouped by itself, and stays as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np

from samestory.gather.gathered import Gathered as Pile
from samestory.gather.pairs import Judgements
from samestory.gather.ragged import Ints, Ragged, grouped
from samestory.gather.threads import LENIENCE, Gathered, decisions, related, threads
from samestory.gather.unseen import ARTICLES
from samestory.growing.around import Around
from samestory.growing.regrouping import Regrouped
from samestory.growing.threading import Threading, in_short
from samestory.model import Decision, Story
from samestory.store.searched import Heading

# Sums of the same numbers in another order differ by less.
ROUNDING = 1e-9
# Where more stories than this are connected, all is derived again.
MOST = 5000


def threaded_anew(
    around: Around,
    found: Regrouped,
    changed: Mapping[str, Story],
    starts: Collection[str],
    told: Sequence[Decision],
) -> Threading | None:
    """The threads of the stories ``changed`` and of ``starts``, with all that is connected with them.

    ``starts`` are articles or stories, ``told`` is what readers decided. None where that is too many stories.
    """
    near, ties, held = _Near(found), _Ties(found.homes, told), _Stories(around, changed)
    before = [*found.gone, *(one for one in sorted(changed) if one not in found.come)]
    rows = [one for one in around.decisions(["thread"], before) if one.verdict == "related"]
    replaced = {one.thread for one in around.headings(before).values()}
    former = {end for one in rows for end in (one.left, one.right)} | held.members(replaced)
    asked = {*changed, *former, *(found.homes.get(one, one) for one in starts)}
    inside = _connected(asked & near.numbers.keys(), near, ties, held)
    if inside is None:
        return None
    its = [held.short(one) for one in sorted(inside)]
    beside = {other for one in changed for other in near.beside(one)}
    met = [held.short(one) for one in sorted({*changed, *beside})]
    inner = [article for one in met if one.id in changed for article in one.articles]
    return Threading(
        groups=threads(its, _judged(found.pile, its), told).groups,
        threads=frozenset(replaced | held.threads(inside)),
        decisions=tuple(decisions(met, _judged(found.pile, met, inner))),
    )


class _Near:
    """Which stories are alike, time left aside; ``numbers`` are those of all stories, by id."""

    def __init__(self, found: Regrouped) -> None:
        pairs, homes = found.pile.pairs.every, found.homes
        self._ids = sorted({*homes.values()})
        self.numbers = {one: number for number, one in enumerate(self._ids)}
        count = len(self._ids)
        home = np.array([self.numbers[homes[one]] for one in found.pile.space.ids], np.int64)
        one, other = home[pairs["left"]], home[pairs["right"]]
        apart = one != other
        codes = (np.minimum(one, other) * count + np.maximum(one, other))[apart]
        codes, where, times = np.unique(codes, return_inverse=True, return_counts=True)
        left, right = np.divmod(codes, max(1, count))
        sizes = np.bincount(home, minlength=count)
        total = np.bincount(where, pairs["timeless"][apart], minlength=len(codes))
        likely = ARTICLES.means(total, times, sizes[left], sizes[right]) + LENIENCE > -ROUNDING
        self._beside = _both_ways(left, right, count)
        self._likely = _both_ways(left[likely], right[likely], count)

    def beside(self, story: str) -> Iterator[str]:
        """The stories with which any pair of articles of this one was judged."""
        return (self._ids[one] for one in self._beside.row(self.numbers[story]).tolist())

    def likely(self, story: str) -> Iterator[str]:
        """The stories that are alike enough to this one to be of its thread."""
        return (self._ids[one] for one in self._likely.row(self.numbers[story]).tolist())


class _Ties:
    """Which stories readers decided on together, in whichever way."""

    def __init__(self, homes: Mapping[str, str], told: Iterable[Decision]) -> None:
        self._beside: dict[str, set[str]] = {}
        for one in told:
            if one.kind == "thread":
                ends = {homes.get(end, end) for end in (one.left, one.right)}
                for end in ends:
                    self._beside.setdefault(end, set()).update(ends)

    def of(self, stories: Iterable[str]) -> set[str]:
        """Those tied to any of ``stories``."""
        return {other for one in stories for other in self._beside.get(one, ())}


class _Stories:
    """Stories without their accounts, as they are now."""

    def __init__(self, around: Around, changed: Mapping[str, Story]) -> None:
        self._around, self._changed = around, changed
        self._short: dict[str, Gathered] = {}

    def bring(self, ids: Iterable[str]) -> None:
        """Bring stories, of which ``short`` tells then."""
        lacking = set(ids) - self._short.keys()
        known: dict[str, Story | Heading] = {
            **self._around.headings(lacking - self._changed.keys()),
            **self._changed,
        }
        self._short |= {one: in_short(self._around, known[one]) for one in sorted(lacking)}

    def short(self, story: str) -> Gathered:
        """A story as threads need it."""
        self.bring([story])
        return self._short[story]

    def threads(self, ids: Iterable[str]) -> set[str]:
        """The threads of those that did not change."""
        return {one.thread for one in self._around.headings({*ids} - self._changed.keys()).values()}

    def members(self, threads_: Iterable[str]) -> set[str]:
        """The stories of threads as they were."""
        return {story for one in self._around.threads(threads_) for story in one.stories}


def _connected(starts: set[str], near: _Near, ties: _Ties, held: _Stories) -> set[str] | None:
    """All that is connected with the stories ``starts``; None where it is too much."""
    inside, ahead = set[str](), starts
    while ahead:
        inside |= ahead
        if len(inside) > MOST:
            return None
        alike = [(one, other) for one in sorted(ahead) for other in near.likely(one)]
        held.bring(one for pair in alike for one in pair)
        found = {other for one, other in alike if related(held.short(one), held.short(other), 1.0)}
        found |= ties.of(ahead) | held.members(held.threads(ahead))
        ahead = (found & near.numbers.keys()) - inside
    return inside


def _judged(pile: Pile, stories: Iterable[Gathered], ends: Iterable[str] | None = None) -> Judgements:
    """The judgements of pairs of articles of ``stories``, where given those with one of ``ends``."""
    pairs = pile.pairs.every
    rows = pile.rows(article for one in stories for article in one.articles)
    asked = rows if ends is None else pile.rows(ends)
    which = rows[pairs["left"]] & rows[pairs["right"]] & (asked[pairs["left"]] | asked[pairs["right"]])
    return Judgements(pile.space.ids, pairs[which])


def _both_ways(left: Ints, right: Ints, count: int) -> Ragged:
    return grouped(np.concatenate((left, right)), np.concatenate((right, left)), count)
