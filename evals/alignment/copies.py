"""Partial copies made of translated news: sentences fall out on both sides, and half of them are shuffled."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

# Left keeps this share of a document's sentences, right one of those.
LEFT_KEPT, RIGHT_KEPT = 0.85, (0.2, 0.4, 0.6, 0.85)
# Copies made of each document in each pair of languages.
COPIES = 2
SHORTEST = 5


class Copied(NamedTuple):
    """Lines of one document that each side holds, in its order."""

    left: tuple[int, ...]
    right: tuple[int, ...]

    @property
    def shared(self) -> set[tuple[int, int]]:
        """Places, left and right, of the lines that both hold."""
        places = {line: place for place, line in enumerate(self.right)}
        return {(place, places[line]) for place, line in enumerate(self.left) if line in places}


def copies(documents: Sequence[Sequence[int]], seed: str) -> list[Copied]:
    """Partial copies of each document long enough; the same for the same ``seed``."""
    rng = Random(seed)
    made = []
    for lines in (document for document in documents if len(document) >= SHORTEST):
        for _ in range(COPIES):
            left, right = _kept(lines, LEFT_KEPT, rng), _kept(lines, rng.choice(RIGHT_KEPT), rng)
            if rng.random() < 0.5:
                rng.shuffle(right)
            if left and right:
                made.append(Copied(tuple(left), tuple(right)))
    return made


def _kept(lines: Sequence[int], share: float, rng: Random) -> list[int]:
    return [line for line in lines if rng.random() < share]
