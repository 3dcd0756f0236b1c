"""Fits the weights of samestory/collate/copies.py and prints them: ``python -m training.copies --data ROOT``.

Copies are parts of translated news mixed with other reports, and reprints with words changed; what is none:
news on a like subject, documents of one topic, reports of one event in words of their own, also our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from random import Random

import cyclopts
import numpy as np
import numpy.typing as npt
from msgspec import structs

from evals.articles import seen
from evals.base import DATA_ROOT, DataRoot
from evals.copies import naive
from evals.copies.cases import Case
from evals.copies.halves import Half, half
from evals.copies.reports import Taken, mixed, report, side
from evals.reports.cases import Event, events
from evals.reports.told import document
from evals.vectors import Vectors
from samestory.collate.align import align, sure
from samestory.collate.copies import INTERCEPT, WEIGHTS, evidence, features
from samestory.encode import Encoder
from samestory.read.article import read
from training.logistic import Fit, fitted

Floats = npt.NDArray[np.float64]

# How much each kind of case weighs in the fit: copies of news and what is none beside them, reprints and
# those of others, reports of one event, these as if they stood in two languages, short copies of news, and
# our own reports.
SHARES = (0.3, 0.25, 0.15, 0.1, 0.2, 0.15, 0.1, 0.15)
# Short copies are as long as our own reports, and hold so many sentences of their source or more.
SHORT, FEWEST = (5, 8), 3


def fit(known: Half, own: Sequence[Case]) -> Fit:
    """Weights and intercept from the half that trains and our ``own`` reports.

    Pairs with nothing aligned are never copies.
    """
    kinds = [*_kinds(known), own]
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
    """The cases as SHARES has them, without our own.

    No gold of others tells of independent reports in two languages: English ones stand for these.
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
        list(_short([case for case in known.copies if case.copied])),
    ]


def _short(copies: Sequence[Case]) -> Iterator[Case]:
    """The beginnings of news, and copies of them as short: who is short is no more independent for it."""
    rng = Random("short")
    for case in copies:
        length = rng.randint(*SHORT)
        start = [Taken(case.left, place) for place in range(min(length, len(case.left.lines)))]
        held = {taken.report.lines[taken.place] for taken in start}
        common = [place for place, line in enumerate(case.right.lines) if line in held]
        if len(common) >= FEWEST:
            common = rng.sample(common, rng.randint(FEWEST, len(common)))
            others = [place for place, line in enumerate(case.right.lines) if line not in case.left.lines]
            places = sorted([*common, *others[: max(0, length - len(common))]])
            yield Case(
                mixed(start), mixed([Taken(case.right, place) for place in places]), True, "short copies"
            )


def _own(told_of: Sequence[Event], encode: Vectors) -> Iterator[Case]:
    """Every two reports of each event, each written on its own."""
    articles = [
        read(document(f"{number}/{place}", its))
        for number, event in enumerate(told_of)
        for place, its in enumerate(event.reports)
    ]
    known = seen(articles, encode)
    for one, other in combinations(articles, 2):
        if one.source.split("/")[0] == other.source.split("/")[0]:
            left, right = (report(its, known, tuple(range(len(its.sentences)))) for its in (one, other))
            yield Case(left, right, False, "own reports")


def _features(case: Case) -> Floats | None:
    left, right = (side(report) for report in (case.left, case.right))
    pairs = sure(align(left.seen, right.seen))
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
    best = fit(known, list(_own(events("develop"), encode)))
    print(f"WEIGHTS = {tuple(best.weights.round(2).tolist())} (now {WEIGHTS})")
    print(f"INTERCEPT = {best.intercept:.2f} (now {INTERCEPT})")
    for name, way in (("COSINE", naive.cosine), ("SHARED", naive.shared)):
        print(f"naive {name} = {naive.best(known.copies, way):.3f}")
    print(f"naive JACCARD = {naive.best(known.reprints, naive.jaccard):.3f}")
    for kind in _kinds(half(data, 1, encode)):
        print(f"held out, {told(kind, best)}")


if __name__ == "__main__":
    cyclopts.run(main)
