"""The deeds of one row of the account -> groups that are one happening each, as its sentences state the same.

Names that were not linked and roots that are read unsurely are judged here; what rows of the same tell is
put together in events_groups.py.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, product
from typing import NamedTuple

from samestory.collate.events_groups import Group, alike
from samestory.collate.events_pairs import MOST, may_tell_one, tell_one
from samestory.collate.events_told import Act


def by_row(acts: Iterable[Act]) -> list[Group]:
    """The deeds of each row in groups that are one happening."""
    rows: dict[int, list[Act]] = defaultdict(list)
    for act in acts:
        rows[act.row].append(act)
    return [group for row in rows.values() for group in _leading(_joined(alike(row)))]


class _Home(NamedTuple):
    """Groups that tell one happening, by their numbers, and the articles that they stand in."""

    groups: list[int]
    articles: set[str]


def _joined(groups: Sequence[Group]) -> list[Group]:
    """Groups that tell the same made one, most actors in common first; no article stands in two."""
    told = Counter(act.told.article for group in groups for act in group.acts)
    home = [_Home([number], {*group.articles}) for number, group in enumerate(groups)]
    for one, other in _pairs(groups):
        here, there = home[one], home[other]
        if here.articles.isdisjoint(there.articles) and _are_one(groups[one], groups[other], told):
            here.groups.extend(there.groups)
            here.articles.update(there.articles)
            for number in there.groups:
                home[number] = here
    several = {min(its.groups): sorted(its.groups) for its in home}
    return [Group(act for number in its for act in groups[number].acts) for its in several.values()]


def _pairs(groups: Sequence[Group]) -> list[tuple[int, int]]:
    """Places of two groups each of one root, those with most actors in common first."""
    found: list[list[tuple[int, int]]] = [[], [], []]
    told = [(group.acts[0].deed.root, frozenset(group.acts[0].actors)) for group in groups]
    for (one, (root, actors)), (other, (its_root, its_actors)) in combinations(enumerate(told), 2):
        if root == its_root:
            found[len(actors & its_actors)].append((one, other))
    return [pair for its in reversed(found) for pair in its]


def _are_one(one: Group, other: Group, told: Counter[str]) -> bool:
    """Whether two deeds of theirs tell one happening; ``told`` counts what each article tells in the row."""
    return any(
        tell_one(a, b, told[a.told.article] == told[b.told.article] == 1)
        for a, b in product(one.acts[:MOST], other.acts[:MOST])
    )


def _leading(groups: Sequence[Group]) -> list[Group]:
    """Those that lead, with those that may tell the same, as a root is read unsurely, faint in them."""
    kept: list[Group] = []
    for group in sorted(groups, key=lambda one: one.weight):
        home = next((one for one in kept if _is_faint_in(one, group)), None)
        if home is None:
            kept.append(group)
        else:
            home.faint += group.acts
    return kept


def _is_faint_in(home: Group, group: Group) -> bool:
    tellers = home.tellers
    return all(
        any(may_tell_one(act, other, act.told.article in tellers) for other in home.acts[:MOST])
        for act in group.acts
    )
