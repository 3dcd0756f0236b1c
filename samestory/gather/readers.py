"""What readers decided of pairs, made consistent, and how groups keep to it. Judges nothing itself.

A reader's word binds the pairs it names; who else comes in is judged as if the reader had said nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, pairwise, product
from math import inf
from typing import NamedTuple

from samestory.gather.groups import MEANS, UNSEEN, Joining, Pair, groups

Members = tuple[str, ...]


class Readers(NamedTuple):
    """What readers decided and no later decision overrules.

    ``together`` are groups of two and more, ``apart`` pairs of which no two share a group.
    """

    together: tuple[Members, ...] = ()
    apart: frozenset[Pair] = frozenset()


class Weighed(NamedTuple):
    """What groups are formed from, as groups.groups takes it."""

    links: Mapping[Pair, float]
    forbidden: Collection[Pair]
    forced: Sequence[Pair]


class _Home(NamedTuple):
    """Where a member stands: all that readers put it with, and those of them that were near by themselves."""

    whole: Members
    part: Members


def readers(made: Sequence[tuple[str, str, bool]]) -> Readers:
    """What holds of the decisions ``made``, the last one last: two ids, and whether they belong together.

    A later decision outranks, with all that follows from it and those after it: one that contradicts them
    counts for nothing.
    """
    group: dict[str, set[str]] = {one: {one} for left, right, _ in made for one in (left, right)}
    against: dict[str, set[str]] = defaultdict(set)
    for left, right, together in reversed(made):
        one, other = group[left], group[right]
        if one is other:
            continue
        if not together:
            against[left].add(right)
            against[right].add(left)
        elif all(against[each].isdisjoint(other) for each in one):
            one |= other
            group.update(dict.fromkeys(other, one))
    wholes = {tuple(sorted(one)) for one in group.values() if len(one) > 1}
    apart = frozenset((one, other) for one, others in against.items() for other in others if one < other)
    return Readers(tuple(sorted(wholes)), apart)


def weighed(
    links: Mapping[Pair, float], barred: Collection[Pair], told: Readers, joining: Joining = MEANS
) -> Weighed:
    """``links`` and pairs ``barred`` by the machine, as they are after what readers ``told``.

    What readers put together counts as near to others as the nearest part of it that was near by itself, so
    that it keeps the company of each part and draws in nobody whom no part would. Pairs come lesser first.
    """
    if not told.together:
        return Weighed(links, {*barred, *told.apart}, ())
    homes = _homes(links, barred, told, joining)
    lifted, kept = dict(links), set(barred)
    for whole in told.together:
        lifted |= _inside(whole, links, homes)
        kept -= set(combinations(whole, 2))
    for (one, other), parts in _between(links, barred, homes).items():
        means = {each: _mean(odds, len(each[0]) * len(each[1])) for each, odds in parts.items()}
        best = max(means, key=lambda each: (means[each], each))
        if means[best] == -inf:
            continue
        pairs = {_pair(left, right) for left, right in product(one, other)}
        kept -= pairs
        lifted |= dict.fromkeys(pairs - {_pair(*each) for each in product(*best)}, means[best])
    forced = [pair for whole in told.together for pair in pairwise(whole)]
    return Weighed(lifted, kept | told.apart, forced)


def _homes(
    links: Mapping[Pair, float], barred: Collection[Pair], told: Readers, joining: Joining
) -> dict[str, _Home]:
    """Where each member stands that readers put with others."""
    place = {member: whole for whole in told.together for member in whole}
    near: dict[Members, dict[Pair, float]] = defaultdict(dict)
    far: dict[Members, list[Pair]] = defaultdict(list)
    for pair, odds in links.items():
        if (whole := place.get(pair[0])) is not None and whole is place.get(pair[1]):
            near[whole][pair] = odds
    for pair in barred:
        if (whole := place.get(pair[0])) is not None and whole is place.get(pair[1]):
            far[whole].append(pair)
    return {
        member: _Home(whole, part)
        for whole in told.together
        for part in groups(whole, near[whole], forbidden=far[whole], joining=joining)
        for member in part
    }


def _inside(
    whole: Members, links: Mapping[Pair, float], homes: Mapping[str, _Home]
) -> Iterator[tuple[Pair, float]]:
    """Links between parts of a whole: as close as the loosest part is within."""
    parts = {homes[member].part for member in whole}
    grown = [[links.get(pair, UNSEEN) for pair in combinations(part, 2)] for part in parts if len(part) > 1]
    close = min((sum(odds) / len(odds) for odds in grown), default=0.0)
    for one, other in combinations(whole, 2):
        if homes[one].part != homes[other].part:
            yield (one, other), close


def _between(
    links: Mapping[Pair, float], barred: Collection[Pair], homes: Mapping[str, _Home]
) -> dict[tuple[Members, Members], dict[tuple[Members, Members], list[float]]]:
    """Log-odds by two wholes, then by their parts, where readers put one of the wholes together."""
    found: dict[tuple[Members, Members], dict[tuple[Members, Members], list[float]]] = {}
    for pair, odds in (*links.items(), *((pair, -inf) for pair in sorted(barred))):
        if pair[0] in homes or pair[1] in homes:
            one, other = sorted(homes.get(member, _Home((member,), (member,))) for member in pair)
            if one.whole != other.whole:
                parts = found.setdefault((one.whole, other.whole), {})
                parts.setdefault((one.part, other.part), []).append(odds)
    return found


def _mean(odds: Sequence[float], pairs: int) -> float:
    """The mean over all pairs of two parts; those never compared speak against."""
    return (sum(odds) + UNSEEN * (pairs - len(odds))) / pairs


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
