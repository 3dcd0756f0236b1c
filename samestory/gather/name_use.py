"""How names are used: what the sentences they stand in say, and which names share sentences. Judges none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

import numpy as np

from samestory.gather.matrix import Matrix
from samestory.gather.name_sounds import Floats, Ints
from samestory.gather.written import Written
from samestory.signals import Floats1d, Floats2d, Signals, unit_rows

# So many sentences tell half of what very many do.
FEW = 5
# Names whose sentences are summed in one go over all articles.
AT_ONCE = 65_536


class Use(NamedTuple):
    """Of names in the order of a pile: what their sentences say, and in how many they stand.

    ``directions`` float32 (names, d) are unit rows, zero for names in no sentence; ``sentences`` float64
    (names,). Two names share as many sentences as ``shared``, int64, has lower place * names + higher; it is
    in order.
    """

    directions: Matrix
    sentences: Floats
    shared: Ints


def use(home: Ints, names: int, where: Written, seen: Mapping[str, Signals]) -> Use:
    """The use of ``names`` names; ``home`` gives the place of each spelling of ``where``.

    What a sentence says is its vector less the mean of its article: what all sentences of one article have
    in common is its story, which tells nothing of one of its names. Articles not in ``seen`` do not count.
    """
    width = next((one.sentences.shape[1] for one in seen.values()), 0)
    directions, counts = Matrix(width), np.zeros(names)
    shared = [np.zeros(0, np.int64)]
    for row, article in enumerate(where.ids):
        if article in seen:
            units = _units(home, where, row)
            pairs = (pair for places in units.values() for pair in combinations(sorted(places), 2))
            shared.append(np.array([one * names + other for one, other in pairs], np.int64))
            for places in units.values():
                counts[list(places)] += 1
    for start in range(0, names, AT_ONCE):
        some = range(start, min(start + AT_ONCE, names))
        total = np.zeros((len(some), width), np.float32)
        for article, units in _with_some(home, where, some):
            if article in seen:
                _add(total, units, start, seen[article])
        directions.add(unit_rows(total))
    return Use(directions, counts, np.sort(np.concatenate(shared)))


def alike_in_use(left: Ints, right: Ints, cosine: Floats1d, told: Use) -> Floats:
    """How alike two names' sentences are, float64 (pairs,), 0 to 1; less where they are few, or are shared.

    ``cosine`` are the products of their directions. Names side by side in one sentence have it in common
    though they name two things.
    """
    codes = np.minimum(left, right) * len(told.sentences) + np.maximum(left, right)
    shared = np.searchsorted(told.shared, codes, "right") - np.searchsorted(told.shared, codes, "left")
    fewer = np.minimum(told.sentences[left], told.sentences[right])
    apart = fewer - shared
    alike: Floats = (
        np.maximum(0.0, cosine.astype(np.float64)) * apart / (apart + FEW) * apart / np.maximum(fewer, 1.0)
    )
    return alike


def _with_some(home: Ints, where: Written, names: range) -> Iterator[tuple[str, dict[int, set[int]]]]:
    """Articles that have some of ``names`` in a unit, with their places in each unit."""
    its = home[where.spelling]
    asked = np.flatnonzero((where.unit >= 0) & (its >= names.start) & (its < names.stop))
    for row in np.unique(np.searchsorted(where.starts, asked, side="right") - 1).tolist():
        yield where.ids[row], _units(home, where, row)


def _add(total: Floats2d, units: Mapping[int, set[int]], start: int, its: Signals) -> None:
    """Add to each name of ``units`` what its sentences say; ``total`` has the names from ``start`` on."""
    vectors = np.concatenate((its.headline, its.sentences))
    says = vectors - vectors.mean(axis=0)
    for unit, places in units.items():
        for place in places:
            if start <= place < start + len(total):
                total[place - start] += says[unit]


def _units(home: Ints, where: Written, row: int) -> dict[int, set[int]]:
    """Places of the names in each unit of the article in ``row`` that has any, in order."""
    its = where.of(row)
    found: dict[int, set[int]] = {}
    for unit, place in zip(where.unit[its].tolist(), home[where.spelling[its]].tolist(), strict=True):
        if unit >= 0:
            found.setdefault(unit, set()).add(place)
    return dict(sorted(found.items()))
