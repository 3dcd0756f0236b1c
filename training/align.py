"""Fits the constants of samestory/collate/align.py and prints them: ``python -m training.align --data ROOT``.

Right pairs come from translated documents with sentences left out; wrong ones from there, from reports of
twin events, which are alike in all but what happened, and from documents that have nothing in common.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import cyclopts
import numpy as np
import numpy.typing as npt

from evals.articles import article, seen
from evals.base import DATA_ROOT, DataRoot
from evals.corpora import HELD_TOPICS, TRAIN_TOPICS, twins
from evals.vectors import Vectors
from samestory.collate.align import INTERCEPT, Floats, Places, beside, candidates, features
from samestory.encode import Encoder
from samestory.encode.neutral import neutral
from samestory.signals import Floats2d, Signals
from training.logistic import Fit, fitted
from training.news import News, halves

# How much each kind of pair weighs in the fit: translations, twin events, strangers.
SHARES = (0.4, 0.3, 0.3)
# Left keeps this share of a document's sentences, right one of those; half of the rights are shuffled.
LEFT_KEPT, RIGHT_KEPT = 0.85, (0.2, 0.4, 0.6, 0.85)
PAIRS_A_DOCUMENT, TWINS_AN_ARTICLE, STRANGERS = 60, 4, 1500
STRANGER_LENGTHS = (1, 2, 3, 8, 20)


class Tried(NamedTuple):
    """One pair of documents: its candidates, their features, which are right, how many there were to find."""

    rows: Places
    columns: Places
    features: Floats
    right: npt.NDArray[np.bool_]
    shared: int


def translated(news: News, rng: Random) -> list[Tried]:
    """Translations of one document with sentences left out on both sides."""
    tried = []
    for document in (rows for rows in news.documents if len(rows) >= 5):
        for _ in range(PAIRS_A_DOCUMENT):
            names = rng.sample(sorted(news.vectors), 2)
            left, right = _kept(document, LEFT_KEPT, rng), _kept(document, rng.choice(RIGHT_KEPT), rng)
            if rng.random() < 0.5:
                rng.shuffle(right)
            if min(len(left), len(right)) >= 2:
                tried.append(_tried(news, (names[0], left), (names[1], right)))
    return tried


def strangers(news: News, rng: Random) -> list[Tried]:
    """Parts of two documents of the news, long and short."""
    tried = []
    for _ in range(STRANGERS):
        names, documents = rng.sample(sorted(news.vectors), 2), rng.sample(news.documents, 2)
        sides = [
            (name, rng.sample(rows, min(len(rows), rng.choice(STRANGER_LENGTHS))))
            for name, rows in zip(names, documents, strict=True)
        ]
        tried.append(_tried(news, sides[0], sides[1]))
    return tried


def twin_events(data: Path, topics: range, vectors: Vectors, rng: Random) -> list[Tried]:
    """Reports of two events of one topic: whatever seems to be stated in both is not."""
    documents = {d.doc_id: d for d in twins(data, topics)}
    articles = [a for d in documents.values() if (a := article(d.doc_id, "en", d.text())) is not None]
    found = {i: s for i, s in seen(articles, vectors).items() if len(s.sentences) >= 3}
    tried = []
    for one, its in found.items():
        topic, event = documents[one].topic, documents[one].event
        others = [i for i in found if documents[i].topic == topic and documents[i].event != event]
        for other in rng.sample(others, min(TWINS_AN_ARTICLE, len(others))):
            tried.append(_wrong(its, found[other]))
    return tried


def fit(kinds: Sequence[Sequence[Tried]]) -> Fit:
    """Weights of the features and of the neighbours in sequence, in two steps: these count what is sure."""
    batches = [one for kind in kinds for one in kind]
    every = np.concatenate([one.features for one in batches])
    right = np.concatenate([one.right for one in batches]).astype(np.float64)
    share = np.concatenate([_shares(kind, part) for kind, part in zip(kinds, SHARES, strict=True)])
    first = fitted(every, right, share)
    return fitted(np.column_stack((every, _beside(batches, first))), right, share)


def told(kind: Sequence[Tried], fit: Fit) -> str:
    """Precision and recall, and the share of candidates that are taken though wrong."""
    odds = np.concatenate([_log_odds(one, fit) for one in kind])
    right, taken = np.concatenate([one.right for one in kind]), odds > 0
    found, wrong = int((taken & right).sum()), int((taken & ~right).sum())
    shared = sum(one.shared for one in kind)
    return (
        f"precision {found / max(1, found + wrong):.4f} recall {found / max(1, shared):.4f} "
        f"wrong of all candidates {wrong / len(odds):.4f}"
    )


def _log_odds(one: Tried, fit: Fit) -> Floats:
    odds = one.features @ fit.weights[:3] + fit.intercept
    return np.asarray(odds + fit.weights[3] * beside(one.rows, one.columns, odds), np.float64)


def _beside(batches: Sequence[Tried], fit: Fit) -> Floats:
    return np.concatenate([beside(b.rows, b.columns, fit.log_odds(b.features)) for b in batches])


def _shares(kind: Sequence[Tried], part: float) -> Floats:
    size = sum(len(one.rows) for one in kind)
    return np.full(size, part / size)


def _kept(document: Sequence[int], share: float, rng: Random) -> list[int]:
    return [row for row in document if rng.random() < share]


def _tried(news: News, left: tuple[str, list[int]], right: tuple[str, list[int]]) -> Tried:
    near = _neutral(news, *left) @ _neutral(news, *right).T
    rows, columns = candidates(near)
    same = np.array(left[1])[rows] == np.array(right[1])[columns]
    shared = len(set(left[1]) & set(right[1]))
    return Tried(rows, columns, features(near, rows, columns), same, shared)


def _neutral(news: News, name: str, rows: Sequence[int]) -> Floats2d:
    return neutral(news.vectors[name][list(rows)])


def _wrong(left: Signals, right: Signals) -> Tried:
    near = left.sentences @ right.sentences.T
    rows, columns = candidates(near)
    return Tried(rows, columns, features(near, rows, columns), np.zeros(len(rows), bool), 0)


def main(
    *,
    data: DataRoot = DATA_ROOT,
    vectors: Path | None = None,
) -> None:
    """Fit on one half, print the constants and what they give on the other half.

    Parameters
    ----------
    vectors
        Folder to keep vectors in between runs.
    """
    encode, rng = Vectors(Encoder.open(), vectors), Random(0)
    train, held = (
        (translated(news, rng), twin_events(data, topics, encode, rng), strangers(news, rng))
        for news, topics in zip(halves(data, encode), (TRAIN_TOPICS, HELD_TOPICS), strict=True)
    )
    best = fit(train)
    near, sequence = best.weights[:3].round(2).tolist(), round(float(best.weights[3]), 2)
    print(f"LIKENESS, NEAR_LEAD, FAR_LEAD = {near}\nINTERCEPT = {best.intercept:.2f} (now {INTERCEPT})")
    print(f"IN_SEQUENCE = {sequence}")
    for name, kind in zip(("translated", "twin events", "strangers"), held, strict=True):
        print(f"{name}, held out: {told(kind, best)}")


if __name__ == "__main__":
    cyclopts.run(main)
