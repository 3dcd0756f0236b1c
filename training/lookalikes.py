"""Fits what samestory/gather/happening.py calls FITTED: ``python -m training.lookalikes --data ROOT``.

Prints weights, and what folds of affairs give. Look-alikes to develop on teach what parts; reports of one
event of ECB+ teach what must not be parted, and those of its twin what else must be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import cyclopts
import numpy as np

from evals.alignment.lines import Reader
from evals.articles import article
from evals.base import DATA_ROOT, DataRoot
from evals.corpora import TRAIN_TOPICS, twins
from evals.lookalikes.cases import Case, cases, texts
from evals.lookalikes.run import document
from samestory.gather.candidates import candidates
from samestory.gather.decisions import judge
from samestory.gather.features import Pair
from samestory.gather.gathered import JOINING
from samestory.gather.happening import FITTED, MOST_CERTAIN
from samestory.gather.pile import pile
from samestory.read.article import read
from samestory.signals import Signals
from training.logistic import Fit, Floats, fitted

# How much reports of one event weigh in the fit, and of an event and its twin; look-alikes have the rest.
EVENTS, TWINS = 0.2, 0.1
PENALTY = 1e-2
FOLDS = 6

Ids = tuple[str, str]


class Judged(NamedTuple):
    """Near pairs: their features with the first judgement last, float64 (pairs, features), and which join."""

    features: Floats
    same: Floats


def of_events(data: Path, reader: Reader) -> Judged:
    """Pairs of ECB+, of one event or of twins, that come near enough to be judged again."""
    documents = {d.doc_id: d for d in twins(data, TRAIN_TOPICS)}
    found = reader.seen([a for i, d in documents.items() if (a := article(i, "en", d.text())) is not None])
    features, pairs = _judged(found, None)
    return Judged(features, np.array([float(documents[a].story == documents[b].story) for a, b in pairs]))


def of_look_alikes(given: Sequence[Case], reader: Reader) -> tuple[Judged, Floats]:
    """The cases that come near enough, in one pile, and the number of each one's affair, float64 (pairs,)."""
    found = reader.seen([read(document(text)) for text in texts(given)])
    by_pair = {(case.left.id, case.right.id): case for case in given}
    features, pairs = _judged(found, list(by_pair))
    same = np.array([float(by_pair[ids].same) for ids in pairs])
    affairs = np.array([float(ids[0].partition(".")[0].rpartition("-")[2]) for ids in pairs])
    return Judged(features, same), affairs


def fit(cases: Judged, events: Judged) -> Fit:
    """Weights from look-alikes and true pairs, and pairs of events and their twins."""
    one = events.same > 0
    shares = np.concatenate((
        np.full(len(cases.same), (1 - EVENTS - TWINS) / len(cases.same)),
        np.where(one, EVENTS / one.sum(), TWINS / (~one).sum()),
    ))  # fmt: skip
    features = np.concatenate((cases.features, events.features))
    return fitted(features, np.concatenate((cases.same, events.same)), shares, PENALTY)


def _judged(found: Mapping[str, Signals], chosen: list[Ids] | None) -> tuple[Floats, list[Ids]]:
    """Features of those pairs, of the chosen or of all, that are near enough to join."""
    ids = sorted(found)
    near = candidates(ids, np.stack([found[i].centre for i in ids]))
    among = pile(found, near)
    rows, kept = [], []
    for a, b in chosen or near:
        pair = Pair.of(found[a], found[b], among)
        first = judge(pair)
        if first.log_odds > JOINING.least and not first.apart:
            rows.append([*(feature(pair) for feature, _, _ in FITTED), min(first.log_odds, MOST_CERTAIN)])
            kept.append((a, b))
    return np.array(rows, np.float64), kept


def main(*, data: DataRoot = DATA_ROOT) -> None:
    """Fit, print the constants, and what each fold of affairs gives by weights that did not see it."""
    reader = Reader.open()
    given = cases("develop")
    near, affairs = of_look_alikes(given, reader)
    events = of_events(data, reader)
    odds = np.zeros(len(near.same))
    for fold in range(FOLDS):
        out = affairs % FOLDS == fold
        odds[out] = fit(Judged(near.features[~out], near.same[~out]), events).log_odds(near.features[out])
    whole = fit(near, events)
    for (feature, _, _), weight in zip(FITTED, whole.weights, strict=False):
        print(f"{feature.__name__:18} {weight:6.2f}")
    print(f"intercept {whole.intercept:.2f}, before {whole.weights[-1]:.2f}")
    joined = odds > 0
    false = joined[near.same == 0].sum() / sum(not case.same for case in given)
    missed = 1 - joined[near.same > 0].sum() / sum(case.same for case in given)
    print(f"folds: false joins {false:.3f}, missed {missed:.3f}, those not near enough among them")
    kept = whole.log_odds(events.features) > 0
    one, twin = kept[events.same > 0].mean(), kept[events.same == 0].mean()
    print(f"of one event joined {one:.3f}, of twins {twin:.3f}")


if __name__ == "__main__":
    cyclopts.run(main)
