"""What of the pairs of reports was told rightly, counted. Measures nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from evals.counts import Counts
from evals.reports.cases import Planted
from evals.reports.told import Places

# A name of either type is one kind here: whether an invented name is a person's or a place's is the tagger's.
SAME_KIND: Mapping[str, str] = {"place": "name"}
KINDS = ("number", "date", "name", "negation", "attribution")


def pairs(aligned: frozenset[Places], gold: frozenset[Places]) -> Counts:
    """Pairs of sentences."""
    right = len(aligned & gold)
    return Counts.one_to_one(right, len(aligned), len(gold))


def rows(told: Sequence[frozenset[Places]], gold: frozenset[Places]) -> Counts:
    """Rows, each as the pairs of sentences across it: right where one of them is gold.

    Wanted is a row for each statement, or one for gold pairs that have a sentence in common.
    """
    wanted = components(gold)
    met = sum(any(row & group for row in told) for group in wanted)
    return Counts(sum(bool(row & gold) for row in told), len(told), met, len(wanted))


def components(gold: frozenset[Places]) -> list[frozenset[Places]]:
    """The pairs parted into groups that have no sentence in common."""
    groups: list[set[Places]] = []
    for i, j in sorted(gold):
        near = [group for group in groups if any(i == one or j == other for one, other in group)]
        groups = [group for group in groups if group not in near]
        groups.append({(i, j)}.union(*near))
    return [frozenset(group) for group in groups]


def differences(
    told: Sequence[tuple[frozenset[str], frozenset[str]]], planted: Sequence[Planted], only: str | None = None
) -> Counts:
    """Differences: ``told`` are keys that a row states on both sides and the kinds found in it.

    A kind is right where one such was planted in one of the row's keys; ``only`` counts one kind.
    """
    found = [(keys, kind) for keys, kinds in told for kind in one_kind(kinds) if only in (None, kind)]
    there = [(one.key, kind) for one in planted for kind in one_kind([one.kind]) if only in (None, kind)]
    right = sum(any(key in keys and kind == other for key, other in there) for keys, kind in found)
    met = sum(any(key in keys and kind == other for keys, other in found) for key, kind in there)
    return Counts(right, len(found), met, len(there))


def one_kind(kinds: Iterable[str]) -> frozenset[str]:
    """The kinds, those that are one here made one."""
    return frozenset(SAME_KIND.get(kind, kind) for kind in kinds)
