"""Copies told from independent reports with one threshold for all languages, and how much was copied.

Data: NTREX-128, SlavNER, ECB+; only documents and topics that training held out are used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from evals.base import Figure, Result
from evals.copies import naive
from evals.copies.cases import Case
from evals.copies.halves import Half, half
from evals.copies.reports import CODES, side
from evals.retrieval.run import PAIRS
from evals.vectors import Vectors
from samestory.collate.align import align
from samestory.collate.copies import copy
from samestory.encode import Encoder
from samestory.model import Copy

# F1 of MinHash of rensa 0.5.0 (128 permutations, word 5-grams) with its best threshold on the half that
# trains, measured once (docs/decisions/0008-copies.md).
PEER_REPRINTS = 0.9875

Cases = Sequence[Case]
Taken = Sequence[bool]


def run(data: Path) -> Result:
    held = half(data, 1, Vectors(Encoder.open()))
    made = [_judged(case) for case in held.copies]
    return Result(
        task="copies",
        about=(
            f"{len(held.copies)} pairs of texts, copies or not: parts of news, .2 to 1 of its "
            "sentences, filled up with another report, in 30 pairs of languages (NTREX-128), news on a like "
            f"subject, documents of one topic (SlavNER; {held.dropped} pairs with more than a tenth of their "
            "word 5-grams in common left out); the copied share, 1 less the mean error; reprints with .05 to "
            f".4 of their words changed ({len(held.reprints)} pairs); and reports of one event in words of "
            f"their own (ECB+, {len(held.events)} pairs) that are not taken for copies"
        ),
        baseline=(
            "cosine of whole texts, or where told the numbers and Latin words they share; for reprints "
            "Jaccard of word 5-grams; for shares always .6; thresholds best on what trains"
        ),
        peer="MinHash of word 5-grams by rensa 0.5.0; measured once",
        figures=(*_decided(held, made), *_each(held, made), *_shares(held, made), *_others(held)),
        files=tuple(str(file.relative_to(data)) for file in held.files),
    )


def f1(cases: Cases, taken: Taken) -> float:
    """Harmonic mean of precision and recall of the copies among ``cases``."""
    right = sum(case.copied and one for case, one in zip(cases, taken, strict=True))
    return 2 * right / max(1, sum(case.copied for case in cases) + sum(taken))


def _judged(case: Case) -> Copy:
    left, right = side(case.left), side(case.right)
    return copy(left, right, align(left.seen, right.seen))


def _ours(made: Sequence[Copy]) -> list[bool]:
    return [one.verdict != "independent" for one in made]


def _naive(cases: Cases, way: naive.Way, threshold: float) -> list[bool]:
    return [value >= threshold for value in way(cases)]


def _decided(held: Half, made: Sequence[Copy]) -> list[Figure]:
    cases, ours = held.copies, _ours(made)
    plain = _naive(cases, naive.cosine, naive.COSINE)
    words = f1(cases, _naive(cases, naive.shared, naive.SHARED))
    scores: dict[str, Callable[[Cases, Taken], float]] = {
        "f1": f1,
        "precision": _precision,
        "recall": _recall,
    }
    return [
        *(
            Figure(name=name, value=score(cases, ours), baseline=score(cases, plain))
            for name, score in scores.items()
        ),
        Figure(name="f1 beside shared numbers and Latin words", value=f1(cases, ours), baseline=words),
    ]


def _precision(cases: Cases, taken: Taken) -> float:
    right = sum(case.copied and one for case, one in zip(cases, taken, strict=True))
    return right / max(1, sum(taken))


def _recall(cases: Cases, taken: Taken) -> float:
    right = sum(case.copied and one for case, one in zip(cases, taken, strict=True))
    return right / max(1, sum(case.copied for case in cases))


def _each(held: Half, made: Sequence[Copy]) -> list[Figure]:
    """F1 of one language, of two, and of the six pairs in both directions."""
    cases, ours = held.copies, _ours(made)
    plain = _naive(cases, naive.cosine, naive.COSINE)

    def of(name: str, wanted: Callable[[Case], bool]) -> Figure:
        chosen = [i for i, case in enumerate(cases) if wanted(case)]
        some = [cases[i] for i in chosen]
        values = [f1(some, [way[i] for i in chosen]) for way in (ours, plain)]
        return Figure(name=name, value=values[0], baseline=values[1])

    def between(pair: tuple[str, str]) -> Figure:
        both = {CODES[pair[0]], CODES[pair[1]]}
        return of(f"f1 {'-'.join(pair)}", lambda case: {case.left.lang, case.right.lang} == both)

    return [
        of("f1 one language", lambda case: case.left.lang == case.right.lang),
        of("f1 two languages", lambda case: case.left.lang != case.right.lang),
        *map(between, PAIRS),
    ]


def _shares(held: Half, made: Sequence[Copy]) -> list[Figure]:
    told = [
        ((one.left_share, one.right_share), case.shares)
        for one, case in zip(made, held.copies, strict=True)
        if case.copied
    ]
    found, true = (np.array(side) for side in zip(*told, strict=True))
    errors = [float(np.abs(way - true).mean()) for way in (found, naive.MIDDLE_SHARE)]
    return [Figure(name="share copied", value=1 - errors[0], baseline=1 - errors[1])]


def _others(held: Half) -> list[Figure]:
    again, events = held.reprints, held.events
    ours = _ours([_judged(case) for case in again])
    apart = [
        1 - float(np.mean(way))
        for way in (_ours([_judged(c) for c in events]), _naive(events, naive.cosine, naive.COSINE))
    ]
    return [
        Figure(
            name="f1 reprints",
            value=f1(again, ours),
            baseline=f1(again, _naive(again, naive.jaccard, naive.JACCARD)),
            peer=PEER_REPRINTS,
        ),
        Figure(name="reports of one event kept apart", value=apart[0], baseline=apart[1]),
    ]
