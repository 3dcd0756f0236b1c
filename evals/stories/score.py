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
