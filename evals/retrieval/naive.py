"""The naive way to find a translation: the numbers and the Latin words both sentences share.

TF-IDF over those tokens, cosine; no knowledge of any language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_TOKEN = re.compile(r"\d+|[a-z]{2,}")


def likeness(left: Sequence[str], right: Sequence[str]) -> Floats:
    """Cosine of TF-IDF vectors of each left with each right sentence, (left, right) float32."""
    counts = [[Counter(_TOKEN.findall(text.casefold())) for text in side] for side in (left, right)]
    shared = sorted(set().union(*counts[0]) & set().union(*counts[1]))
    index = {token: column for column, token in enumerate(shared)}
    spread = Counter(token for side in counts for count in side for token in count)
    total = len(left) + len(right)
    weight = np.array([np.log(total / spread[token]) for token in shared], np.float32)
    first, second = (_rows(side, index) * weight for side in counts)
    return np.asarray(_unit(first) @ _unit(second).T, np.float32)


def _rows(counts: Sequence[Counter[str]], index: dict[str, int]) -> Floats:
    rows = np.zeros((len(counts), len(index)), np.float32)
    for row, count in enumerate(counts):
        for token, times in count.items():
            if token in index:
                rows[row, index[token]] = times
    return rows


def _unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, np.float32(1e-9)), np.float32)
