"""The naive order: rows by how far into its articles each stands, on average."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from samestory.collate.order import Place


def ordered(rows: Sequence[AbstractSet[Place]]) -> list[int]:
    """The numbers of ``rows`` by mean relative place."""
    lengths = Counter(article for row in rows for article, _ in row)

    def place(number: int) -> tuple[float, list[Place]]:
        row = rows[number]
        return sum(sentence / lengths[article] for article, sentence in sorted(row)) / len(row), sorted(row)

    return sorted(range(len(rows)), key=place)
