"""Fits what samestory/gather/happening.py calls FITTED: ``python -m training.lookalikes --data ROOT``.

Prints weights, and what folds of affairs give. Look-alikes to develop on teach what parts; reports of one
event of ECB+ teach what must not be parted.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import cyclopts
import numpy as np

from evals.alignment.lines import Reader
from evals.articles import article
from evals.base import DATA_ROOT, DataRoot
from evals.corpora import TRAIN_TOPICS, twins
from evals.lookalikes.cases import cases, texts
from evals.lookalikes.run import document
from samestory.gather.candidates import candidates
from samestory.gather.decisions import judge
from samestory.gather.features import Pair
from samestory.gather.happening import FITTED
from samestory.gather.pile import pile
from samestory.gather.stories import JOINING
from samestory.read.article import read
from samestory.signals import Signals
from training.logistic import Fit, Floats, fitted

# How much reports of one event weigh in the fit, and a true pair of look-alikes beside a false one.
EVENTS, TRUE_PAIR = 0.4, 2.0
PENALTY = 3e-2
FOLDS = 6

Ids = tuple[str, str]


def one_event(data: Path, reader: Reader) -> Floats:
    """Features of pairs of ECB+ about one event that come near enough to be judged."""
    documents = {d.doc_id: d for d in twins(data, TRAIN_TOPICS)}
    found = reader.seen([a for i, d in documents.items() if (a := article(i, "en", d.text())) is not None])
    features, odds, near = _judged(found, None)
    kept = [documents[a].story == documents[b].story for a, b in near]
    return features[np.array(kept) & (odds > JOINING.least)]


def fit(features: Floats, same: Floats, events: Floats) -> Fit:
    """Weights from look-alikes and true pairs, and pairs of one event."""
    share = np.where(same > 0, TRUE_PAIR, 1.0)
    weights = np.concatenate((share / share.sum() * (1 - EVENTS), np.full(len(events), EVENTS / len(events))))
    right = np.concatenate((same, np.ones(len(events))))
    return fitted(np.concatenate((features, events)), right, weights, PENALTY)


def _judged(found: Mapping[str, Signals], chosen: list[Ids] | None) -> tuple[Floats, Floats, list[Ids]]:
    ids = sorted(found)
    near = candidates(ids, np.stack([found[i].centre for i in ids]))
    among = pile(found, near)
    pairs = [Pair(found[a], found[b], among) for a, b in chosen or near]
    features = np.array([[feature(pair) for feature, _, _ in FITTED] for pair in pairs], np.float64)
    return features, np.array([judge(pair).log_odds for pair in pairs]), chosen or near


def main(*, data: DataRoot = DATA_ROOT) -> None:
    """Fit, print the constants, and what each fold of affairs gives by weights that did not see it."""
    reader = Reader.open()
    given = cases("develop")
    found = reader.seen([read(document(text)) for text in texts(given)])
    features, _, _ = _judged(found, [(case.left.id, case.right.id) for case in given])
    same = np.array([float(case.same) for case in given])
    folds = np.array([int(case.left.id.partition(".")[0].rpartition("-")[2]) % FOLDS for case in given])
    events = one_event(data, reader)
    odds = np.zeros(len(given))
    for fold in range(FOLDS):
        out = folds == fold
        odds[out] = fit(features[~out], same[~out], events).log_odds(features[out])
    whole = fit(features, same, events)
    print(" ".join(feature.__name__ for feature, _, _ in FITTED), whole.weights.round(2), whole.intercept)
    print(f"folds: false {(odds[same == 0] > 0).mean():.3f}, missed {(odds[same > 0] <= 0).mean():.3f}")
    print(f"pairs of one event kept: {(whole.log_odds(events) > 0).mean():.3f} of {len(events)}")


if __name__ == "__main__":
    cyclopts.run(main)
