"""Reports made of translated news, whose lines are known: partial copies, documents shuffled, lines joined.

A side is a row of units: one line of the news, or two neighbouring lines written as one sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from random import Random
from typing import NamedTuple

# Left keeps this share of a document's sentences, right one of those.
LEFT_KEPT, RIGHT_KEPT = 0.85, (0.2, 0.4, 0.6, 0.85)
# Which share of a document's lines stands in both of two reports that are not copies.
FEW_SHARED = (0.05, 0.1, 0.2, 0.4)
# Copies made of each document in each pair of languages.
COPIES = 2
SHORTEST = 5
# Documents shuffled together, and which share of the units of a side are two lines joined.
TOGETHER, JOINED = 5, 0.25

Unit = tuple[int, ...]
Side = Sequence[Unit]
Places = tuple[int, ...]


class Copied(NamedTuple):
    """The units that each side holds, in its order."""

    left: tuple[Unit, ...]
    right: tuple[Unit, ...]

    @property
    def beads(self) -> set[tuple[Places, Places]]:
        """Places of what is whole on both sides: one unit and one, or two neighbours and the two joined."""
        turned = {(left, right) for right, left in _beads(self.right, self.left)}
        return _beads(self.left, self.right) | turned

    @property
    def shared(self) -> set[tuple[int, int]]:
        """Places, left and right, of units that hold a line in common, where they hold it whole together."""
        return {place for left, right in self.beads for place in product(left, right)}

    @property
    def halves(self) -> set[tuple[int, int]]:
        """Places of units of which one holds the other and more."""
        return {
            (i, j)
            for i, one in enumerate(self.left)
            for j, other in enumerate(self.right)
            if one != other and not set(one).isdisjoint(other)
        }


def copies(documents: Sequence[Sequence[int]], seed: str) -> list[Copied]:
    """Partial copies of each document long enough; the same for the same ``seed``."""
    rng = Random(seed)
    long = [lines for lines in documents if len(lines) >= SHORTEST]
    made = [partial(lines, LEFT_KEPT, RIGHT_KEPT, rng) for lines in long for _ in range(COPIES)]
    return [copied for copied in made if copied.left and copied.right]


def partial(lines: Sequence[int], left: float, rights: Sequence[float], rng: Random) -> Copied:
    """Two parts of a document, right with one of the shares ``rights``; half of the rights are shuffled."""
    one, other = _kept(lines, left, rng), _kept(lines, rng.choice(rights), rng)
    if rng.random() < 0.5:
        rng.shuffle(other)
    return Copied(tuple(one), tuple(other))


def few_shared(documents: Sequence[Sequence[int]], seed: str) -> list[Copied]:
    """Two reports of each document that share few of its lines; the others stand in one of them."""
    rng = Random(seed)
    long = [lines for lines in documents if len(lines) >= SHORTEST]
    made = [apart(lines, rng.choice(FEW_SHARED), rng) for lines in long for _ in range(COPIES)]
    return [copied for copied in made if copied.left and copied.right]


def apart(lines: Sequence[int], shared: float, rng: Random) -> Copied:
    """Two reports that share about so much of a document's lines; half of the rights are shuffled."""
    owners = [3 if rng.random() < shared else rng.choice((1, 2)) for _ in lines]
    left, right = ([(n,) for n, owner in zip(lines, owners, strict=True) if owner & side] for side in (1, 2))
    if rng.random() < 0.5:
        rng.shuffle(right)
    return Copied(tuple(left), tuple(right))


def together(documents: Sequence[Sequence[int]], seed: str, *, fully: bool = False) -> list[Copied]:
    """Whole documents, some at a time, in another order on each side; ``fully``: their lines too."""
    rng = Random(seed)
    return [Copied(*(_mixed(group, rng, fully) for _ in range(2))) for group in _groups(documents, rng)]


def with_joined(documents: Sequence[Sequence[int]], seed: str) -> list[Copied]:
    """As ``together``, where on the right side some neighbouring lines are one sentence."""
    rng = Random(seed)
    made = []
    for group in _groups(documents, rng):
        left, right = _mixed(group, rng, fully=False), _mixed(group, rng, fully=False)
        made.append(Copied(left, joined(right, documents, JOINED, rng)))
    return made


def joinable(lines: Sequence[int]) -> list[Unit]:
    """The neighbours in a document that may be joined: first and second, third and fourth, and so on."""
    return [(one, other) for one, other in zip(lines[::2], lines[1::2], strict=False)]


def joined(side: Side, documents: Sequence[Sequence[int]], share: float, rng: Random) -> tuple[Unit, ...]:
    """``side`` with this share of the joinable neighbours that stand one after the other written as one."""
    known = {unit for lines in documents for unit in joinable(lines)}
    made: list[Unit] = []
    for unit in side:
        if made and (*made[-1], *unit) in known and rng.random() < share:
            made[-1] = (*made[-1], *unit)
        else:
            made.append(unit)
    return tuple(made)


def _groups(documents: Sequence[Sequence[int]], rng: Random) -> list[list[Sequence[int]]]:
    mixed = list(documents)
    rng.shuffle(mixed)
    return [mixed[start : start + TOGETHER] for start in range(0, len(mixed) - TOGETHER + 1, TOGETHER)]


def _mixed(group: Sequence[Sequence[int]], rng: Random, fully: bool) -> tuple[Unit, ...]:
    units = [(line,) for lines in rng.sample(list(group), len(group)) for line in lines]
    if fully:
        rng.shuffle(units)
    return tuple(units)


def _kept(lines: Sequence[int], share: float, rng: Random) -> list[Unit]:
    return [(line,) for line in lines if rng.random() < share]


def _beads(left: Side, right: Side) -> set[tuple[Places, Places]]:
    """Units that stand on both sides, and joined ones of left whose lines are neighbours in right."""
    places = {unit: place for place, unit in enumerate(right)}
    found: set[tuple[Places, Places]] = set()
    for i, unit in enumerate(left):
        parts = tuple(places.get((line,), -1) for line in unit)
        if unit in places:
            found.add(((i,), (places[unit],)))
        elif parts[0] >= 0 and parts == tuple(range(parts[0], parts[0] + len(unit))):
            found.add(((i,), parts))
    return found
