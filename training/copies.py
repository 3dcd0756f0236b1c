"""Fits the weights of samestory/collate/copies.py and prints them: ``python -m training.copies --data ROOT``.

Copies are parts of translated news mixed with other reports, and reprints with words changed; what is none:
news on a like subject, documents of one topic, reports of one event in words of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cyclopts
import numpy as np
import numpy.typing as npt
from msgspec import structs

from evals.base import DATA_ROOT, DataRoot
from evals.copies import naive
from evals.copies.cases import Case
from evals.copies.halves import Half, half
from evals.copies.reports import side
from evals.vectors import Vectors
from samestory.collate.align import align
from samestory.collate.copies import INTERCEPT, WEIGHTS, evidence, features
from samestory.encode import Encoder
from training.logistic import Fit, fitted

Floats = npt.NDArray[np.float64]

# How much each kind of case weighs in the fit: copies of news and what is none beside them, reprints and
# those of others, reports of one event, and these as if they stood in two languages.
SHARES = (0.3, 0.25, 0.15, 0.1, 0.2, 0.15)


def fit(known: Half) -> Fit:
    """Weights and intercept from the half that trains; pairs with nothing aligned are never copies."""
    kinds = _kinds(known)
    found = [[f for case in kind if (f := _features(case)) is not None] for kind in kinds]
    right = [np.full(len(rows), float(kind[0].copied)) for kind, rows in zip(kinds, found, strict=True)]
    share = [np.full(len(rows), part / len(rows)) for part, rows in zip(SHARES, found, strict=True)]
    every = np.array([row for rows in found for row in rows])
    return fitted(every, np.concatenate(right), np.concatenate(share))


def told(cases: Sequence[Case], by: Fit) -> str:
    """Of the cases of one kind: how many are taken for copies."""
    found = [_features(case) for case in cases]
    taken = sum(f is not None and by.log_odds(f[None])[0] > 0 for f in found)
    return f"{cases[0].kind}: {taken} of {len(cases)} taken for copies ({taken / len(cases):.3f})"


def _kinds(known: Half) -> list[list[Case]]:
    """The cases as SHARES has them. No gold tells of independent reports in two languages: in the last kind
    English ones stand for these.
    """
    apart = [
        structs.replace(c, right=structs.replace(c.right, lang="und"), kind="the same, as if in two")
        for c in known.events
    ]
    return [
        [case for case in known.copies if case.copied],
        [case for case in known.copies if not case.copied],
        [case for case in known.reprints if case.copied],
        [case for case in known.reprints if not case.copied],
        [*known.events],
        apart,
    ]


def _features(case: Case) -> Floats | None:
    left, right = (side(report) for report in (case.left, case.right))
    pairs = align(left.seen, right.seen)
    return features(evidence(left, right, pairs)) if pairs else None


def main(
    *,
    data: DataRoot = DATA_ROOT,
    vectors: Path | None = None,
) -> None:
    """Fit on one half, print the weights and what they give on the other half.

    Parameters
    ----------
    vectors
        Folder to keep vectors in between runs.
    """
    encode = Vectors(Encoder.open(), vectors)
    known = half(data, 0, encode)
    best = fit(known)
    print(f"WEIGHTS = {tuple(best.weights.round(2).tolist())} (now {WEIGHTS})")
    print(f"INTERCEPT = {best.intercept:.2f} (now {INTERCEPT})")
    for name, way in (("COSINE", naive.cosine), ("SHARED", naive.shared)):
        print(f"naive {name} = {naive.best(known.copies, way):.3f}")
    print(f"naive JACCARD = {naive.best(known.reprints, naive.jaccard):.3f}")
    for kind in _kinds(half(data, 1, encode)):
        print(f"held out, {told(kind, best)}")


if __name__ == "__main__":
    cyclopts.run(main)
