"""Groups from pair decisions: average linkage over log-odds, with pairs that must not join.

Plain connected components would chain look-alikes into one group; here every merge is judged whole
against whole, pairs that were never compared counting as evidence against.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import NamedTuple

from samestory.gather.unseen import ARTICLES, Search

Pair = tuple[str, str]
# From so many members on a group shows how close its members are to one another.
GROWN = 3


class Joining(NamedTuple):
    """When groups join: their mean link is over ``least``, and no more than ``drop`` below their own.

    ``least`` is for what joins a grown group; what is smaller needs a mean over 0. A group's own mean link is
    asked where both are grown, and the lower of the two counts.
    """

    least: float = 0.0
    drop: float = inf


# Any two whose mean link is positive.
MEANS = Joining()


def groups(
    members: Sequence[str],
    links: Mapping[Pair, float],
    *,
    forbidden: Iterable[Pair] = (),
    forced: Iterable[Pair] = (),
    search: Search = ARTICLES,
    joining: Joining = MEANS,
) -> tuple[tuple[str, ...], ...]:
    """Members in groups that join while ``joining`` lets them, those with the highest mean link first.

    ``links`` gives log-odds that a pair belongs together; ``forbidden`` pairs never share a group, ``forced``
    ones always do; a pair that is not in ``links`` counts what ``search`` says. The result does not depend
    on the order of ``members``; groups and members come sorted.
    """
    clusters = _Clusters(sorted(members), links, {frozenset(p) for p in forbidden}, search)
    for left, right in sorted(tuple(sorted(p)) for p in forced):
        clusters.merge(left, right)
    clusters.merge_all(joining)
    return tuple(sorted(tuple(sorted(group)) for group in clusters.members.values()))


def connected(count: int, near: Iterable[tuple[int, int]]) -> list[int]:
    """A number for each of ``count`` places, the same for all that ``near`` pairs connect.

    Where groups join over a positive mean alone, no group is wider than what positive links connect.
    """
    above = list(range(count))

    def top(place: int) -> int:
        while above[place] != place:
            above[place] = place = above[above[place]]
        return place

    for left, right in near:
        above[top(left)] = top(right)
    return [top(place) for place in range(count)]


class _Clusters:
    """Agglomeration state: sums of log-odds between neighbours and within, and a heap of possible merges."""

    def __init__(
        self,
        members: list[str],
        links: Mapping[Pair, float],
        forbidden: set[frozenset[str]],
        search: Search,
    ) -> None:
        self._search = search
        self.members: dict[str, set[str]] = {m: {m} for m in members}
        self._home = {m: m for m in members}
        self._inside: dict[str, tuple[float, int]] = dict.fromkeys(members, (0.0, 0))
        self._sums: dict[str, dict[str, tuple[float, int]]] = {m: {} for m in members}
        self._apart: dict[str, set[str]] = {m: set() for m in members}
        for (left, right), log_odds in links.items():
            self._sums[left][right] = self._sums[right][left] = (log_odds, 1)
        for pair in forbidden:
            left, right = sorted(pair)
            self._apart[left].add(right)
            self._apart[right].add(left)
        self._heap: list[tuple[float, str, str]] = [
            (-total, left, right)
            for left, others in self._sums.items()
            for right, (total, _) in others.items()
            if left < right
        ]
        heapq.heapify(self._heap)

    def merge_all(self, joining: Joining) -> None:
        """Merge the two clusters with the highest mean link while any may join."""
        while self._heap:
            negated, left, right = heapq.heappop(self._heap)
            if -negated <= min(joining.least, 0.0):
                return
            held = left in self.members and right in self.members
            if held and -negated == self._mean(left, right) and self._may_join(left, right, joining):
                self.merge(left, right)

    def merge(self, left: str, right: str) -> None:
        """Make one cluster of those that hold ``left`` and ``right``, unless they must stay apart."""
        left, right = sorted((self._home[left], self._home[right]))
        if left == right or right in self._apart[left]:
            return
        parts = (self._inside.pop(right), self._inside[left], self._sums[left].get(right, (0.0, 0)))
        self._inside[left] = sum(total for total, _ in parts), sum(seen for _, seen in parts)
        moved = self.members.pop(right)
        self.members[left] |= moved
        self._home.update(dict.fromkeys(moved, left))
        self._hand_over(left, right)
        for other in self._sums[left]:
            if other not in self._apart[left]:
                heapq.heappush(self._heap, (-self._mean(left, other), min(left, other), max(left, other)))

    def _may_join(self, left: str, right: str, joining: Joining) -> bool:
        mean, sizes = self._mean(left, right), (len(self.members[left]), len(self.members[right]))
        if mean <= (joining.least if max(sizes) >= GROWN else 0.0):
            return False
        return min(sizes) < GROWN or mean >= min(map(self._own_mean, (left, right))) - joining.drop

    def _own_mean(self, cluster: str) -> float:
        size = len(self.members[cluster])
        return self._search.mean(*self._inside[cluster], size * (size - 1) // 2, size)

    def _mean(self, left: str, right: str) -> float:
        total, seen = self._sums[left].get(right, (0.0, 0))
        one, other = len(self.members[left]), len(self.members[right])
        return self._search.mean(total, seen, one * other, one + other)

    def _hand_over(self, left: str, right: str) -> None:
        """What was known between ``right`` and others is now known of ``left``."""
        for other, (total, seen) in self._sums.pop(right).items():
            self._sums[other].pop(right, None)
            if other != left:
                before, count = self._sums[left].get(other, (0.0, 0))
                self._sums[left][other] = self._sums[other][left] = (before + total, count + seen)
        self._sums[left].pop(right, None)
        for other in self._apart.pop(right):
            self._apart[other].discard(right)
            self._apart[other].add(left)
            self._apart[left].add(other)
