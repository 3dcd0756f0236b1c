"""Trains what samestory/encode/neutral.npz holds: ``python -m training.neutral --data ROOT``.

Prints the figures of samestory/encode/neutral.md. Only means of vectors are kept, no text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import cyclopts
import numpy as np

from evals.base import DATA_ROOT, DataRoot
from evals.vectors import Vectors
from samestory.encode import Encoder
from samestory.encode.neutral import Lean, without
from samestory.signals import Floats2d
from training.news import LINES, halves

OUT = Path(__file__).parents[1] / "samestory" / "encode" / "neutral.npz"
DIRECTIONS = 20
TRIED = (0, 6, 9, 12, 16, 20, 24, 28)
# Languages are left out a quarter at a time.
FOLDS = 4
SHOWN = (
    ("bul", "ron"),
    ("rus", "bul"),
    ("rus", "eng"),
    ("ron", "eng"),
    ("ukr", "rus"),
    ("kaz", "eng"),
    ("arb", "deu"),
    ("zho-CN", "spa"),
)

ByLanguage = Mapping[str, Floats2d]


class Likeness(NamedTuple):
    """Mean cosine of translations and of strangers, and the share of sentences nearest to their own."""

    true: float
    stranger: float
    first: float


class Blindness(NamedTuple):
    """How alike all pairs of languages are treated.

    ``first``, ``true`` and ``stranger`` are means over the pairs, ``spread`` the standard deviation of
    their strangers' means; ``own`` is the strangers' mean within one language. ``pooled`` is the share of
    sentences whose nearest in all languages together is a translation of them.
    """

    first: float
    true: float
    stranger: float
    spread: float
    own: float
    pooled: float


def trained(vectors: ByLanguage, directions: int) -> Lean:
    """The mean of the languages' means, and the first ``directions`` along which those means differ.

    Every language must hold the same sentences, so that means differ by language alone. Directions are
    right singular vectors of the centred means (Yang et al. 2021, EMNLP).
    """
    means = np.stack([rows.mean(axis=0, dtype=np.float64) for rows in vectors.values()])
    centre = means.mean(axis=0)
    _, _, axes = np.linalg.svd(means - centre, full_matrices=False)
    return Lean(centre.astype(np.float32), axes[:directions].astype(np.float32))


def likeness(left: Floats2d, right: Floats2d) -> Likeness:
    """Row i of one side is the translation of row i of the other."""
    near = left @ right.T
    own = np.arange(len(near))
    first = ((near.argmax(axis=1) == own).mean() + (near.argmax(axis=0) == own).mean()) / 2
    strangers = near[~np.eye(len(near), dtype=bool)]
    return Likeness(float(near.diagonal().mean()), float(strangers.mean()), float(first))


def blindness(vectors: ByLanguage) -> Blindness:
    """How alike all pairs of these languages are treated."""
    found = [likeness(vectors[a], vectors[b]) for a, b in combinations(sorted(vectors), 2)]
    strangers = [pair.stranger for pair in found]
    return Blindness(
        first=float(np.mean([pair.first for pair in found])),
        true=float(np.mean([pair.true for pair in found])),
        stranger=float(np.mean(strangers)),
        spread=float(np.std(strangers)),
        own=float(np.mean([likeness(rows, rows).stranger for rows in vectors.values()])),
        pooled=_pooled(list(vectors.values())),
    )


def unseen(train: ByLanguage, held: ByLanguage, directions: int) -> Blindness:
    """The mean figures for languages that training did not see."""
    order = sorted(train)
    parts = []
    for fold in range(FOLDS):
        out = order[fold::FOLDS]
        lean = trained({name: train[name] for name in order if name not in out}, directions)
        parts.append(blindness({name: without(lean, held[name]) for name in out}))
    return Blindness(*np.mean(parts, axis=0).tolist())


def _pooled(sides: Sequence[Floats2d]) -> float:
    """Every seventh sentence is asked for its nearest; that keeps the product small."""
    every = np.concatenate(sides)
    meaning = np.tile(np.arange(len(sides[0])), len(sides))
    asked = np.arange(0, len(every), 7)
    near = every[asked] @ every.T
    near[np.arange(len(asked)), asked] = -1.0
    return float((meaning[near.argmax(axis=1)] == meaning[asked]).mean())


def _report(train: ByLanguage, held: ByLanguage, lean: Lean) -> None:
    print("pair | true, strangers, first answer right: raw | neutral")
    for left, right in SHOWN:
        raw = likeness(held[left], held[right])
        after = likeness(without(lean, held[left]), without(lean, held[right]))
        print(f"{left}-{right} | {_shown(raw)} | {_shown(after)}")
    print(f"all pairs: {', '.join(Blindness._fields)}")
    print(f"raw | {_shown(blindness(held))}")
    for directions in TRIED:
        tried = trained(train, directions)
        seen = blindness({name: without(tried, rows) for name, rows in held.items()})
        print(f"{directions} directions | {_shown(seen)} | unseen {_shown(unseen(train, held, directions))}")


def _shown(figures: Sequence[float]) -> str:
    return " ".join(f"{value:.3f}" for value in figures)


def main(
    *,
    data: DataRoot = DATA_ROOT,
    out: Path = OUT,
    vectors: Path | None = None,
) -> None:
    """Train on every second document, measure on the others.

    Parameters
    ----------
    out
        File to write.
    vectors
        Folder to keep vectors in between runs.
    """
    train, held = (half.vectors for half in halves(data, Vectors(Encoder.open(), vectors)))
    lean = trained(train, DIRECTIONS)
    np.savez(out, mean=lean.mean, directions=lean.directions)
    print(f"{out}: {len(train)} languages, {LINES} lines each, {DIRECTIONS} directions")
    _report(train, held, lean)


if __name__ == "__main__":
    cyclopts.run(main)
