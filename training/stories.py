"""Fits what samestory/gather/decisions.py calls FITTED: ``python -m training.stories --data ROOT``.

Prints the weights and what they give on what is held out, beside those shipped. Weights of features that
the data cannot teach, times above all, are not fitted here; see decisions.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import cyclopts
import numpy as np
import numpy.typing as npt

from evals.articles import article, seen
from evals.base import DATA_ROOT, DataRoot
from evals.corpora import HELD_TOPICS, TRAIN_TOPICS, judged, twins
from evals.stories.score import b_cubed
from evals.vectors import Vectors
from samestory.encode import Encoder
from samestory.gather.candidates import candidates
from samestory.gather.decisions import FITTED, INTERCEPT, MOST_CERTAIN
from samestory.gather.features import Pair, context
from samestory.gather.groups import groups
from samestory.signals import Signals
from training.logistic import Fit, Floats, fitted

# What readers found at least this alike, from 1 (the same) to 4, is one story.
ONE_STORY = 2.0
# How much each kind of pair weighs in the fit: twin events, judged pairs.
SHARES = (0.5, 0.5)

Ids = tuple[str, str]


class Pairs(NamedTuple):
    """Pairs with their features, float64 (pairs, features), and which are one story, as 0 or 1."""

    ids: tuple[Ids, ...]
    features: Floats
    right: Floats


class Twins(NamedTuple):
    """Documents of twin events: the gold story of each, and the pairs that gathering would judge."""

    gold: dict[str, str]
    topics: dict[str, str]
    pairs: Pairs


class Judgements(NamedTuple):
    """Pairs judged by readers: ``overall`` from 1 (the same) to 4, and whether languages differ."""

    pairs: Pairs
    overall: Floats
    across: npt.NDArray[np.bool_]


def twin_events(data: Path, topics: range, vectors: Vectors) -> Twins:
    """Every pair of documents of these topics that candidate search brings up."""
    documents = {d.doc_id: d for d in twins(data, topics)}
    articles = [a for d in documents.values() if (a := article(d.doc_id, "en", d.text())) is not None]
    found = seen(articles, vectors)
    ids = sorted(found)
    near = candidates(ids, np.stack([found[i].centre for i in ids]))
    right = [documents[a].story == documents[b].story for a, b in near]
    return Twins(
        {i: d.story for i, d in documents.items()},
        {i: d.topic for i, d in documents.items()},
        Pairs(tuple(near), _features(found, near), np.array(right, np.float64)),
    )


def judgements(data: Path, parity: int, vectors: Vectors) -> Judgements:
    """Every second judged pair; 0: those that train, 1: those held out."""
    pairs = judged(data)[parity::2]
    sides = {name: (lang, text) for pair in pairs for name, lang, text in pair.sides()}
    articles = [a for name, (lang, text) in sides.items() if (a := article(name, lang, text)) is not None]
    found = seen(articles, vectors)
    readable = [p for p in pairs if all(name in found for name, _, _ in p.sides())]
    near = [(p.sides()[0][0], p.sides()[1][0]) for p in readable]
    overall = np.array([p.overall for p in readable])
    across = np.array([p.lang1 != p.lang2 for p in readable])
    right = (overall <= ONE_STORY).astype(np.float64)
    return Judgements(Pairs(tuple(near), _features(found, near), right), overall, across)


def fit(kinds: tuple[Pairs, Pairs]) -> Fit:
    """Weights from both kinds of pairs, each weighing its share."""
    share = [np.full(len(k.right), part / len(k.right)) for k, part in zip(kinds, SHARES, strict=True)]
    every = np.concatenate([k.features for k in kinds])
    return fitted(every, np.concatenate([k.right for k in kinds]), np.concatenate(share))


def gathered(events: Twins, fit: Fit) -> str:
    """B-cubed of groups by ``fit`` alone, and the share of pairs put on the right side, by kind."""
    odds = np.clip(fit.log_odds(events.pairs.features), -MOST_CERTAIN, MOST_CERTAIN)
    links = dict(zip(events.pairs.ids, odds.tolist(), strict=True))
    scores = b_cubed(groups(sorted(events.gold), links), events.gold)
    right = (odds > 0) == (events.pairs.right > 0)
    one_topic = np.array([events.topics[a] == events.topics[b] for a, b in events.pairs.ids])
    same = events.pairs.right > 0
    kinds = {"same story": same, "twin": one_topic & ~same, "other topic": ~one_topic}
    told = ", ".join(f"{name} {right[of].mean():.3f} of {of.sum()}" for name, of in kinds.items())
    return f"B-cubed F1 {scores.f1:.3f} ({scores.precision:.3f}, {scores.recall:.3f}); pairs right: {told}"


def agreement(kind: Judgements, fit: Fit) -> str:
    """Share of pairs on the right side, and correlation of log-odds with the readers' likeness."""
    odds = fit.log_odds(kind.pairs.features)
    right = (odds > 0) == (kind.pairs.right > 0)
    parts = {"all": np.full(len(odds), True), "one language": ~kind.across, "two": kind.across}
    return "; ".join(
        f"{name}: right {right[of].mean():.3f}, r {-np.corrcoef(odds[of], kind.overall[of])[0, 1]:.3f}"
        for name, of in parts.items()
    )


def _features(found: Mapping[str, Signals], near: list[Ids]) -> Floats:
    pile = context(found.values())
    pairs = [Pair(found[a], found[b], pile) for a, b in near]
    return np.array([[feature(pair) for feature, _, _ in FITTED] for pair in pairs], np.float64)


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
    encode = Vectors(Encoder.open(), vectors)
    events, readers = twin_events(data, TRAIN_TOPICS, encode), judgements(data, 0, encode)
    held_events, held_readers = twin_events(data, HELD_TOPICS, encode), judgements(data, 1, encode)
    fits = {
        "both": fit((events.pairs, readers.pairs)),
        "twin events alone": fitted(*events.pairs[1:], np.ones(len(events.pairs.right))),
        "judged pairs alone": fitted(*readers.pairs[1:], np.ones(len(readers.pairs.right))),
        "shipped": Fit(np.array([weight for _, weight, _ in FITTED]), INTERCEPT),
    }
    print(" ".join(feature.__name__ for feature, _, _ in FITTED), "intercept")
    for name, each in fits.items():
        print(f"{name}: {each.weights.round(2).tolist()} {each.intercept:.2f}")
        print(f"  topics held out: {gathered(held_events, each)}")
        print(f"  judged pairs held out: {agreement(held_readers, each)}")


if __name__ == "__main__":
    cyclopts.run(main)
