"""Sayings of which some are alike -> groups of one utterance each. Judges no pair; that is quote_pairs.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import exp

from samestory.collate.quote_heard import Heard, Voices
from samestory.collate.quote_pairs import Like, same_words

Place = tuple[str, int]  # article id, number of a saying
Group = tuple[Place, ...]
# A saying that joins two others is so much longer than each.
LONGER = 1.2


class Likes:
    """Which sayings are alike, how surely, and how long the texts of two articles are to one another."""

    def __init__(self, voiced: Mapping[str, Voices]) -> None:
        self.voiced = voiced
        self.odds: dict[tuple[Place, Place], float] = {}
        self.of: dict[Place, set[Place]] = defaultdict(set)
        self._compared: dict[str, set[str]] = defaultdict(set)
        self._ratios: dict[tuple[str, str], float] = {}

    def add(self, articles: tuple[str, str], likes: Iterable[Like], ratio: float) -> None:
        """What was found of two articles; ``ratio`` as ``usual_ratio`` has it."""
        left, right = articles
        self._compared[left].add(right)
        self._compared[right].add(left)
        self._ratios[left, right], self._ratios[right, left] = ratio, -ratio
        for one in likes:
            places = (left, one.left), (right, one.right)
            self.odds[places] = one.odds
            self.of[places[0]].add(places[1])
            self.of[places[1]].add(places[0])

    def places(self) -> Iterator[Place]:
        """Every saying, by article."""
        return ((article, n) for article, its in self.voiced.items() for n in range(len(its.heard)))

    def heard(self, place: Place) -> Heard:
        """The saying at a place."""
        return self.voiced[place[0]].heard[place[1]]

    def ratio(self, left: str, right: str) -> float:
        """Logarithm of how much longer left's text is than the same in right's; 0 where it is not known."""
        return self._ratios.get((left, right), 0.0)

    def tied(self, one: Sequence[Place], other: Sequence[Place]) -> bool:
        """Whether half of the pairs across that were compared are alike, and one at least."""
        pairs = [(a, b) for a in one for b in other if b[0] in self._compared[a[0]]]
        alike = sum(b in self.of[a] for a, b in pairs)
        return alike > 0 and 2 * alike >= len(pairs)

    def apart(self, one: Sequence[Place], other: Sequence[Place]) -> bool:
        """Whether an article has two sayings in these that are not the same words told twice."""
        return any(a[0] == b[0] and not same_words(self.heard(a), self.heard(b)) for a in one for b in other)

    def joins(self, place: Place) -> bool:
        """Whether it joins what another article has in two sayings, neither of which is nearly as long."""
        return any(
            one[0] == other[0] and self.apart([one], [other]) and self._longer(place, one, other)
            for one, other in combinations(sorted(self.of[place]), 2)
        )

    def _longer(self, place: Place, one: Place, other: Place) -> bool:
        longest = max(len(self.heard(part).text) for part in (one, other))
        return len(self.heard(place).text) >= LONGER * longest * exp(self.ratio(place[0], one[0]))


def grouped(likes: Likes, ordered: Callable[[Sequence[Place]], Group]) -> list[Group]:
    """Every saying in a group, one that joins two in both; ``ordered`` puts the first wording in front.

    Greedy, the surest first, joined only where half of the pairs are alike: connected components would chain
    what only resembles its neighbours.
    """
    joining = {place for place in likes.places() if likes.joins(place)}
    groups = _greedy([place for place in likes.places() if place not in joining], likes)
    groups, over = _attached(groups, sorted(joining), likes)
    return _as_one([ordered(group) for group in (*groups, *_greedy(over, likes))], ordered)


def _greedy(places: Sequence[Place], likes: Likes) -> list[list[Place]]:
    home = {place: [place] for place in places}
    for (left, right), _ in sorted(likes.odds.items(), key=lambda item: (-item[1], item[0])):
        here, there = home.get(left), home.get(right)
        if here is None or there is None or here is there:
            continue
        if likes.tied(here, there) and not likes.apart(here, there):
            joined = [*here, *there]
            home.update(dict.fromkeys(joined, joined))
    return list({id(group): group for group in home.values()}.values())


def _attached(
    groups: Sequence[list[Place]], joining: Sequence[Place], likes: Likes
) -> tuple[list[list[Place]], list[Place]]:
    """The groups with what joins some of them, and what joins none."""
    grown, over = [list(group) for group in groups], []
    for place in joining:
        fit = [
            n
            for n, group in enumerate(groups)
            if likes.tied([place], group) and not likes.apart([place], group)
        ]
        for number in fit:
            grown[number].append(place)
        if not fit:
            over.append(place)
    return grown, over


def _as_one(groups: Sequence[Group], ordered: Callable[[Sequence[Place]], Group]) -> list[Group]:
    """Groups whose first wording is one are one: the others have parts of it."""
    by_first: dict[Place, list[Place]] = {}
    for group in groups:
        held = by_first.setdefault(group[0], [])
        held += [place for place in group if place not in held]
    return [ordered(group) for group in by_first.values()]
