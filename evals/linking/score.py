"""How well mentions grouped into entities agree with gold ids. Knows nothing of where either comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple, TypeVar

Member = TypeVar("Member", bound=Hashable)
Cells = Counter[tuple[str, str]]


class Agreement(NamedTuple):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float
    f1: float


def pairwise(found: Mapping[Member, str], gold: Mapping[Member, str]) -> Agreement:
    """Of all pairs of mentions put into one entity, how many are of one gold id, and the reverse."""
    right = _pairs(_cells(found, gold).values())
    mine = _pairs(Counter(_complete(found, gold).values()).values())
    true = _pairs(Counter(gold.values()).values())
    return _agreement(right / mine if mine else 0.0, right / true if true else 0.0)


def b_cubed(found: Mapping[Member, str], gold: Mapping[Member, str]) -> Agreement:
    """B-cubed (Bagga and Baldwin 1998), each mention of ``gold`` counting once."""
    cells, total = _cells(found, gold), len(gold)
    mine, true = Counter(_complete(found, gold).values()), Counter(gold.values())
    precision = sum(n * n / mine[entity] for (entity, _), n in cells.items()) / total
    recall = sum(n * n / true[name] for (_, name), n in cells.items()) / total
    return _agreement(precision, recall)


def right(found: Mapping[Member, str], gold: Mapping[Member, str]) -> set[Member]:
    """The mentions in the entity that stands for their gold id, one entity for one id.

    Entities are given to ids by the most mentions shared, one after the other; the best assignment of all
    may have more right, never fewer. A mention that was not found is never right.
    """
    given: dict[str, str] = {}
    taken: set[str] = set()
    cells = Counter((entity, gold[m]) for m, entity in found.items() if m in gold)
    for (entity, name), _ in sorted(cells.items(), key=lambda cell: (-cell[1], cell[0])):
        if entity not in given and name not in taken:
            given[entity] = name
            taken.add(name)
    return {m for m, entity in found.items() if m in gold and given.get(entity) == gold[m]}


def _complete(found: Mapping[Member, str], gold: Mapping[Member, str]) -> dict[Member, str]:
    """Each mention of ``gold`` with its entity; one that was not found is an entity of its own."""
    return {m: found.get(m, f"not found: {m}") for m in gold}


def _cells(found: Mapping[Member, str], gold: Mapping[Member, str]) -> Cells:
    """How many mentions each entity shares with each gold id."""
    return Counter((entity, gold[m]) for m, entity in _complete(found, gold).items())


def _pairs(counts: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in counts)


def _agreement(precision: float, recall: float) -> Agreement:
    both = precision + recall
    return Agreement(precision, recall, 2 * precision * recall / both if both else 0.0)
