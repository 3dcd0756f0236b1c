"""Groups from pair decisions: average linkage over log-odds, with pairs that must not join.

Plain connected components would chain look-alikes into one group; here every merge is judged whole
against whole, pairs that were never compared counting as evidence against.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence

Pair = tuple[str, str]
# Log-odds of a pair that no candidate search brought up: unlike, but not forbidden.
UNSEEN = -3.0


def groups(
    members: Sequence[str],
    links: Mapping[Pair, float],
    *,
    forbidden: Iterable[Pair] = (),
    forced: Iterable[Pair] = (),
    unseen: float = UNSEEN,
) -> tuple[tuple[str, ...], ...]:
    """Members in groups whose mean link is positive.

    ``links`` gives log-odds that a pair belongs together; ``forbidden`` pairs never share a group, ``forced``
    ones always do; a pair that is not in ``links`` counts ``unseen``. The result does not depend on the
    order of ``members``; groups and members come sorted.
    """
    clusters = _Clusters(sorted(members), links, {frozenset(p) for p in forbidden}, unseen)
    for left, right in sorted(tuple(sorted(p)) for p in forced):
        clusters.merge(left, right)
    clusters.merge_all()
    return tuple(sorted(tuple(sorted(group)) for group in clusters.members.values()))


class _Clusters:
    """Agglomeration state: cluster sums of log-odds between neighbours, and a heap of possible merges."""

    def __init__(
        self,
        members: list[str],
        links: Mapping[Pair, float],
        forbidden: set[frozenset[str]],
        unseen: float,
    ) -> None:
        self._unseen = unseen
        self.members: dict[str, set[str]] = {m: {m} for m in members}
        self._home = {m: m for m in members}
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
            if left < right and total > 0
        ]
        heapq.heapify(self._heap)

    def merge_all(self) -> None:
        """Merge the two clusters with the highest mean link until none is positive."""
        while self._heap:
            negated, left, right = heapq.heappop(self._heap)
            if left in self.members and right in self.members and -negated == self._mean(left, right):
                self.merge(left, right)

    def merge(self, left: str, right: str) -> None:
        """Make one cluster of those that hold ``left`` and ``right``, unless they must stay apart."""
        left, right = sorted((self._home[left], self._home[right]))
        if left == right or right in self._apart[left]:
            return
        moved = self.members.pop(right)
        self.members[left] |= moved
        self._home.update(dict.fromkeys(moved, left))
        self._hand_over(left, right)
        for other in self._sums[left]:
            mean = self._mean(left, other)
            if mean > 0 and other not in self._apart[left]:
                heapq.heappush(self._heap, (-mean, min(left, other), max(left, other)))

    def _mean(self, left: str, right: str) -> float:
        total, seen = self._sums[left].get(right, (0.0, 0))
        pairs = len(self.members[left]) * len(self.members[right])
        return (total + self._unseen * (pairs - seen)) / pairs

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
