"""How well groups agree with gold ones. Knows nothing of where either comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """B-cubed precision, recall and their harmonic mean."""

    precision: float
    recall: float
    f1: float


def b_cubed(groups: Iterable[Iterable[str]], gold: Mapping[str, str]) -> Scores:
    """B-cubed of ``groups`` against the gold group of each member (Bagga and Baldwin 1998).

    A member of ``gold`` in no group counts as a group of its own; the others must be in ``gold``.
    """
    found = [frozenset(group) for group in groups]
    found += [frozenset((member,)) for member in gold.keys() - frozenset().union(*found)]
    right: dict[str, set[str]] = {}
    for member, name in gold.items():
        right.setdefault(name, set()).add(member)
    pairs = [(group, right[gold[member]]) for group in found for member in group]
    precision = sum(len(group & its) / len(group) for group, its in pairs) / len(pairs)
    recall = sum(len(group & its) / len(its) for group, its in pairs) / len(pairs)
    return Scores(precision=precision, recall=recall, f1=2 * precision * recall / (precision + recall))


def pairwise_f1(groups: Iterable[Iterable[str]], gold: Mapping[str, str]) -> float:
    """F1 of the pairs that share a group; 1 where neither side has any pair."""
    found = [sorted(group) for group in groups]
    right: dict[str, int] = {}
    for name in gold.values():
        right[name] = right.get(name, 0) + 1
    wanted = sum(size * (size - 1) for size in right.values())
    given = sum(len(group) * (len(group) - 1) for group in found)
    both = sum(
        gold[one] == gold[other] for group in found for one in group for other in group if one != other
    )
    return 2 * both / (wanted + given) if wanted + given else 1.0
