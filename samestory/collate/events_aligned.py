"""The deeds of one row of the account -> groups that are one happening each, as its sentences state the same.

Names that were not linked and roots that are read unsurely are judged here; what rows of the same tell is
put together in events_groups.py.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from samestory.collate.events_groups import Group, alike
from samestory.collate.events_pairs import may_tell_one, tell_one
from samestory.collate.events_told import Act


def by_row(acts: Iterable[Act]) -> list[Group]:
    """The deeds of each row in groups that are one happening."""
    rows: dict[int, list[Act]] = defaultdict(list)
    for act in acts:
        rows[act.row].append(act)
    return [group for row in rows.values() for group in _leading(_joined(alike(row)))]


def _joined(groups: Sequence[Group]) -> list[Group]:
    """Groups that tell the same made one, those with most actors in common first."""
    home = {number: [number] for number in range(len(groups))}
    for one, other in _links(groups):
        here, there = home[one], home[other]
        mine, theirs = ({article for n in its for article in groups[n].articles} for its in (here, there))
        if mine.isdisjoint(theirs):
            both = [*here, *there]
            home.update((number, both) for number in both)
    several = {min(its): sorted(its) for its in home.values()}
    return [Group(act for number in its for act in groups[number].acts) for its in several.values()]


def _links(groups: Sequence[Group]) -> Iterator[tuple[int, int]]:
    told = Counter(act.told.article for group in groups for act in group.acts)
    found = []
    for (one, mine), (other, theirs) in combinations(enumerate(groups), 2):
        common = [
            many
            for a, b in product(mine.acts, theirs.acts)
            if (many := tell_one(a, b, told[a.told.article] == told[b.told.article] == 1)) is not None
        ]
        if common:
            found.append((-max(common), one, other))
    return ((one, other) for _, one, other in sorted(found))


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
    return all(
        any(may_tell_one(act, other, act.told.article in home.tellers) for other in home.acts)
        for act in group.acts
    )
