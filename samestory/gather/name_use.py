"""How names are used: what the sentences they stand in say, and which names share sentences. Judges none."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

import numpy as np

from samestory.gather.name_sounds import Floats, Ints
from samestory.gather.written import Written
from samestory.signals import Floats2d, Signals, unit_rows

# So many sentences tell half of what very many do.
FEW = 5


class Use(NamedTuple):
    """Of names in the order of a pile: what their sentences say, and in how many they stand.

    ``directions`` float32 (names, d) are unit rows, zero for names in no sentence; ``sentences`` float64
    (names,). Two names share as many sentences as ``shared``, int64, has lower place * names + higher; it is
    in order.
    """

    directions: Floats2d
    sentences: Floats
    shared: Ints


def use(home: Ints, names: int, where: Written, seen: Mapping[str, Signals]) -> Use:
    """The use of ``names`` names; ``home`` gives the place of each spelling of ``where``.

    What a sentence says is its vector less the mean of its article: what all sentences of one article have
    in common is its story, which tells nothing of one of its names. Articles not in ``seen`` do not count.
    """
    width = next((one.sentences.shape[1] for one in seen.values()), 0)
    total, counts = np.zeros((names, width), np.float32), np.zeros(names)
    shared = [np.zeros(0, np.int64)]
    for row, article in enumerate(where.ids):
        if article in seen:
            vectors = np.concatenate((seen[article].headline, seen[article].sentences))
            units = _units(home, where, row)
            says = vectors - vectors.mean(axis=0)
            pairs = (pair for places in units.values() for pair in combinations(sorted(places), 2))
            shared.append(np.array([one * names + other for one, other in pairs], np.int64))
            for unit, places in units.items():
                for place in places:
                    total[place] += says[unit]
                    counts[place] += 1
    return Use(unit_rows(total), counts, np.sort(np.concatenate(shared)))


def alike_in_use(left: Ints, right: Ints, told: Use) -> Floats:
    """How alike two names' sentences are, float64 (pairs,), 0 to 1; less where they are few, or are shared.

    Names side by side in one sentence have it in common though they name two things.
    """
    rows = told.directions
    cosine = np.asarray(np.einsum("ij,ij->i", rows[left], rows[right]), np.float64)
    codes = np.minimum(left, right) * len(told.sentences) + np.maximum(left, right)
    shared = np.searchsorted(told.shared, codes, "right") - np.searchsorted(told.shared, codes, "left")
    fewer = np.minimum(told.sentences[left], told.sentences[right])
    apart = fewer - shared
    alike: Floats = np.maximum(0.0, cosine) * apart / (apart + FEW) * apart / np.maximum(fewer, 1.0)
    return alike


def _units(home: Ints, where: Written, row: int) -> dict[int, set[int]]:
    """Places of the names in each unit of the article in ``row`` that has any, in order."""
    its = where.of(row)
    found: dict[int, set[int]] = {}
    for unit, place in zip(where.unit[its].tolist(), home[where.spelling[its]].tolist(), strict=True):
        if unit >= 0:
            found.setdefault(unit, set()).add(place)
    return dict(sorted(found.items()))
