"""Groups of deeds that are one event told otherwise, by what stands in one row of the account.

Rather misses a disagreement than makes one up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple

from samestory.collate.events_groups import Group
from samestory.collate.events_pairs import MOST, tell_otherwise
from samestory.collate.events_told import Act
from samestory.model import Root


class Telling(NamedTuple):
    """An event: its root, the deeds that tell it as most origins do, and those that tell it otherwise."""

    root: Root
    told: Sequence[Act]
    otherwise: Sequence[Act]


def tellings(groups: Sequence[Group]) -> list[Telling]:
    """Each group an event; what most origins tell takes what else is told of it.

    No article stands in two groups of an event: what one article tells in two ways are two events.
    """
    rivals = _rivals(groups)
    order = sorted(range(len(groups)), key=lambda number: groups[number].weight)
    found, taken = [], set[int]()
    for main in order:
        if main in taken:
            continue
        near = rivals[main] - taken
        others = _apart(groups, [main, *(n for n in order if n in near)])
        taken.update(others)
        root = groups[main].acts[0].deed.root
        found.append(Telling(root, _acts(groups, [main]), _acts(groups, others[1:])))
    return found


def _apart(groups: Sequence[Group], given: Sequence[int]) -> list[int]:
    """Those of ``given`` that have no article in common with one before."""
    held: set[str] = set()
    found = []
    for number in given:
        if held.isdisjoint(groups[number].tellers):
            held |= groups[number].tellers
            found.append(number)
    return found


def _rivals(groups: Sequence[Group]) -> dict[int, set[int]]:
    """For each group those of which a row tells the same otherwise."""
    found: dict[int, set[int]] = defaultdict(set)
    for row in _rows(groups):
        for one, other in combinations(sorted(row), 2):
            if any(tell_otherwise(a, b) for a, b in product(row[one][:MOST], row[other][:MOST])):
                found[one].add(other)
                found[other].add(one)
    return found


def _rows(groups: Sequence[Group]) -> Iterator[Mapping[int, Sequence[Act]]]:
    """The deeds of each row by the number of their group."""
    rows: dict[int, dict[int, list[Act]]] = defaultdict(lambda: defaultdict(list))
    for number, group in enumerate(groups):
        for act in group.acts:
            rows[act.row][number].append(act)
    return iter(rows.values())


def _acts(groups: Sequence[Group], several: Sequence[int]) -> list[Act]:
    return [act for number in several for act in (*groups[number].acts, *groups[number].faint)]
