"""Groups of deeds that are one event: told of actors whose names were not linked, or told otherwise.

Goes by what stands in one row of the account. Rather misses a disagreement than makes one up.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Literal, NamedTuple

from samestory.collate.events_groups import Group, in_step
from samestory.collate.events_told import MUTUAL, Act, Kind

Link = Literal["same", "otherwise"]
Pair = tuple[int, int]
# Groups by their numbers.
Several = tuple[int, ...]


class Telling(NamedTuple):
    """An event: the deeds that tell it as most origins do, and those that tell it otherwise."""

    told: Sequence[Act]
    otherwise: Sequence[Act]


def tellings(groups: Sequence[Group]) -> list[Telling]:
    """Groups that tell the same made one event; what most origins tell takes what else is told of it.

    No article stands in two groups of an event: what one article tells in two ways are two events.
    """
    same, otherwise = _links(groups)
    home = _joined(groups, same)
    rivals: dict[Several, set[int]] = defaultdict(set)
    for one, other in otherwise:
        rivals[home[one]].add(other)
        rivals[home[other]].add(one)
    weights = {its: _weight(groups, its) for its in home.values()}
    found, taken = [], set[Several]()
    for main in sorted(weights, key=weights.__getitem__):
        if main in taken:
            continue
        near = {home[number] for number in rivals[main]} - taken
        others = _apart(groups, [main, *sorted(near, key=weights.__getitem__)])
        taken.update(others)
        found.append(Telling(_acts(groups, [main]), _acts(groups, others[1:])))
    return found


def _apart(groups: Sequence[Group], given: Sequence[Several]) -> list[Several]:
    """Those of ``given`` that have no article in common with one before."""
    held: set[str] = set()
    found = []
    for its in given:
        articles = _articles(groups, its)
        if held.isdisjoint(articles):
            held |= articles
            found.append(its)
    return found


def _links(groups: Sequence[Group]) -> tuple[Counter[Pair], Counter[Pair]]:
    """In how many rows two groups tell the same, and in how many one tells otherwise what the other does."""
    same, otherwise = Counter[Pair](), Counter[Pair]()
    for row in _rows(groups):
        for one, other in combinations(sorted(row), 2):
            links = {_link(a, b) for a, b in product(row[one], row[other])}
            if "same" in links:
                same[one, other] += 1
            elif "otherwise" in links:
                otherwise[one, other] += 1
    return same, otherwise


def _rows(groups: Sequence[Group]) -> Iterator[Mapping[int, Sequence[Act]]]:
    """The deeds of each row by the number of their group."""
    rows: dict[int, dict[int, list[Act]]] = defaultdict(lambda: defaultdict(list))
    for number, group in enumerate(groups):
        for act in group.acts:
            rows[act.row][number].append(act)
    return iter(rows.values())


def _link(one: Act, other: Act) -> Link | None:
    """What two deeds of a row are to one another; None where they are of one article or of other actors.

    Actors whose names were not linked may be the same: where all else is, persons stand against persons
    and bodies against bodies; where it is not, both are of one type.
    """
    if one.told.article == other.told.article:
        return None
    common = {*one.actors} & {*other.actors}
    mine, theirs = _types(one, common), _types(other, common)
    if not (mine.keys().isdisjoint(other.beside) and theirs.keys().isdisjoint(one.beside)):
        return None
    if one.deed.root == other.deed.root and in_step(one, other) and _in_turn(one, other, common):
        return "same" if _like(mine) == _like(theirs) else None
    return "otherwise" if common and [*mine.values()] == [*theirs.values()] else None


def _types(act: Act, common: set[str]) -> dict[str, Kind]:
    """The actors of ``act`` that are not ``common``, with what kind of actor each is."""
    return {one: type_ for one, type_ in zip(act.actors, act.types, strict=True) if one not in common}


def _like(types: Mapping[str, Kind]) -> tuple[int, int]:
    """How many are persons, and how many have no name."""
    found = [*types.values()]
    return found.count("person"), found.count("body")


def _in_turn(one: Act, other: Act, common: set[str]) -> bool:
    """Whether those in common act in both, or are acted on in both, where that makes a difference."""
    return one.deed.root in MUTUAL or all(one.actors.index(a) == other.actors.index(a) for a in common)


def _joined(groups: Sequence[Group], same: Counter[Pair]) -> dict[int, Several]:
    """For each group those that tell the same, itself among them; the pairs of most rows are joined first."""
    home: dict[int, Several] = {number: (number,) for number in range(len(groups))}
    articles = {its: _articles(groups, its) for its in home.values()}
    for (one, other), _ in sorted(same.items(), key=lambda item: (-item[1], item[0])):
        here, there = home[one], home[other]
        if here is not there and articles[here].isdisjoint(articles[there]):
            joined = tuple(sorted((*here, *there)))
            articles[joined] = articles[here] | articles[there]
            home.update(dict.fromkeys(joined, joined))
    return home


def _articles(groups: Sequence[Group], its: Several) -> set[str]:
    return {article for number in its for article in groups[number].articles}


def _acts(groups: Sequence[Group], several: Sequence[Several]) -> list[Act]:
    return [act for its in several for number in its for act in groups[number].acts]


def _weight(groups: Sequence[Group], its: Several) -> tuple[int, int, int, Several]:
    """Most origins first, then most articles, then most deeds."""
    acts = _acts(groups, [its])
    return (
        -len({act.origin for act in acts}),
        -len({act.told.article for act in acts}),
        -len(acts),
        its,
    )
