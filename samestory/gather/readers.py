"""What readers decided of pairs, made consistent, and how groups keep to it. Judges nothing itself.

A reader's word binds the pairs it names; who else comes in is judged as if the reader had said nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, pairwise, product
from math import inf
from typing import NamedTuple

from samestory.gather.groups import GROWN, MEANS, Joining, Pair, groups
from samestory.gather.unseen import ARTICLES, UNSEEN

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
    """Where a member stands: all that readers put it with, and those of them that were near by themselves.

    A ``main`` part has a say in who else comes in: one that is grown, or not much smaller than the largest.
    """

    whole: Members
    part: Members
    main: bool = True


# Log-odds of pairs of members by the homes of both.
_Odds = dict[tuple[_Home, _Home], list[float]]


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

    Others are as near to what readers put together as to the nearest of its main parts, which were near by
    themselves: each part keeps its company, and what was put in by itself brings in nobody. Pairs come lesser
    first.
    """
    if not told.together:
        return Weighed(links, {*barred, *told.apart}, ())
    homes = _homes(links, barred, told, joining)
    lifted, kept = dict(links), set(barred)
    for whole in told.together:
        lifted.update(_inside(whole, links, homes))
        kept.difference_update(combinations(whole, 2))
    company: dict[str, dict[Members, Members]] = defaultdict(dict)
    for between in _between(links, barred, homes).values():
        near = _nearest(between, joining)
        if near is None:
            continue
        (one, other), odds = near
        pairs = {(min(pair), max(pair)) for pair in product(one.whole, other.whole)}
        kept -= pairs
        lifted |= dict.fromkeys(pairs, odds)
        for home, guest in ((one, other), (other, one)):
            if odds > 0 and len(guest.whole) == 1:
                company[guest.whole[0]][home.whole] = home.part
    strangers = set(_of_one_whole(kept, company))
    forced = [pair for whole in told.together for pair in pairwise(whole)]
    return Weighed(lifted | dict.fromkeys(strangers, 0.0), (kept - strangers) | told.apart, forced)


def _homes(
    links: Mapping[Pair, float], barred: Collection[Pair], told: Readers, joining: Joining
) -> dict[str, _Home]:
    """Where each member stands that readers put with others."""
    place = {member: whole for whole in told.together for member in whole}
    near: dict[Members, dict[Pair, float]] = defaultdict(dict)
    far: dict[Members, list[Pair]] = defaultdict(list)
    for pair in (*links, *barred):
        whole = place.get(pair[0])
        if whole is None or whole is not place.get(pair[1]):
            continue
        if pair in links:
            near[whole][pair] = links[pair]
        else:
            far[whole].append(pair)
    homes: dict[str, _Home] = {}
    for whole in told.together:
        parts = groups(whole, near[whole], forbidden=far[whole], joining=joining)
        enough = min(GROWN, max(map(len, parts)) / 2)
        homes |= {one: _Home(whole, part, len(part) >= enough) for part in parts for one in part}
    return homes


def _inside(
    whole: Members, links: Mapping[Pair, float], homes: Mapping[str, _Home]
) -> Iterator[tuple[Pair, float]]:
    """Links between parts of a whole: as close as the loosest part is within."""
    parts = {homes[member].part for member in whole}
    close = min((_within(part, links) for part in parts if len(part) > 1), default=0.0)
    for one, other in combinations(whole, 2):
        if homes[one].part != homes[other].part:
            yield (one, other), close


def _within(part: Members, links: Mapping[Pair, float]) -> float:
    """The mean over all pairs of a part."""
    pairs = [*combinations(part, 2)]
    odds = [links[pair] for pair in pairs if pair in links]
    return ARTICLES.mean(sum(odds), len(odds), len(pairs), len(part))


def _between(
    links: Mapping[Pair, float], barred: Collection[Pair], homes: Mapping[str, _Home]
) -> dict[tuple[Members, Members], _Odds]:
    """Log-odds by two wholes, then by their parts, where readers put one of the wholes together."""
    found: dict[tuple[Members, Members], _Odds] = {}
    for pair, odds in (*links.items(), *((pair, -inf) for pair in barred)):
        if pair[0] in homes or pair[1] in homes:
            one, other = sorted(homes.get(member, _Home((member,), (member,))) for member in pair)
            if one.whole != other.whole:
                found.setdefault((one.whole, other.whole), {}).setdefault((one, other), []).append(odds)
    return found


def _nearest(between: _Odds, joining: Joining) -> tuple[tuple[_Home, _Home], float] | None:
    """The main parts of two wholes that are nearest, and how near; None where all are barred."""
    means = {
        homes: ARTICLES.between(odds, (len(homes[0].part), len(homes[1].part)))
        for homes, odds in between.items()
        if homes[0].main and homes[1].main
    }
    if not means:
        return min(between), UNSEEN
    nearest = max(means, key=lambda homes: (means[homes], homes))
    odds = means[nearest]
    if odds == -inf:
        return None
    # What is not grown by itself does not take in what only a grown group would.
    is_grown = max(len(home.part) for home in nearest) >= GROWN
    return nearest, odds if odds > 0 or is_grown else min(odds, joining.least)


def _of_one_whole(
    barred: Collection[Pair], company: Mapping[str, Mapping[Members, Members]]
) -> Iterator[Pair]:
    """Pairs barred from one another that are near to different parts of one whole."""
    for left, right in barred:
        one, other = company.get(left, {}), company.get(right, {})
        if any(one[whole] != other[whole] for whole in one.keys() & other.keys()):
            yield left, right
