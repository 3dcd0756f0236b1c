"""Fits FITTED (gather/decisions.py) and RUNGS (gather/alike.py): ``python -m training.stories --data ROOT``.

Prints both and what they give on what is held out, beside those shipped. Weights of features that the data
cannot teach, times above all, are not fitted here; see decisions.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import cyclopts
import numpy as np
import numpy.typing as npt

from evals.alignment.lines import Reader
from evals.articles import article
from evals.base import DATA_ROOT, DataRoot
from evals.corpora import HELD_TOPICS, TRAIN_TOPICS, judged, twins
from evals.stories.score import Scores, b_cubed
from samestory.gather.alike import RUNGS, STRANGERS
from samestory.gather.candidates import candidates
from samestory.gather.decisions import FITTED, INTERCEPT, MOST_CERTAIN
from samestory.gather.features import Pair
from samestory.gather.groups import groups
from samestory.gather.pile import pile
from samestory.gather.stories import JOINING
from samestory.signals import Signals
from training import rungs
from training.logistic import Fit, Floats, fitted
from training.rungs import Scale

# What readers found at least this alike, from 1 (the same) to 4, is one story.
ONE_STORY = 2.0
# How much each kind of pair weighs in the fit: twin events, judged pairs.
SHARES = (0.7, 0.3)
PENALTY = 1e-3
FOLDS = 5
# Where a rung may begin and end.
GRIDS = {
    "counterparts": np.arange(-5, 7) / 10,
    "first_sentences": np.arange(0, 10) / 10,
    "wholes": np.arange(-5, 10) / 10,
}
# Topics of ECB+ that are not its usual test part.
OPEN_TOPICS = range(1, 36)

Ids = tuple[str, str]


class Pairs(NamedTuple):
    """Pairs with their features, float64 (pairs, features), and which are one story, as 0 or 1."""

    ids: tuple[Ids, ...]
    features: Floats
    right: Floats


class Twins(NamedTuple):
    """Documents of twin events: the gold story and the topic of each, and the pairs gathering would judge."""

    gold: dict[str, str]
    topics: dict[str, int]
    pairs: Pairs


class Judgements(NamedTuple):
    """Pairs judged by readers: ``overall`` from 1 (the same) to 4, and whether languages differ.

    ``climbing`` has the features of RUNGS, float64 (pairs, rungs).
    """

    pairs: Pairs
    climbing: Floats
    overall: Floats
    across: npt.NDArray[np.bool_]


def twin_events(data: Path, topics: range, reader: Reader) -> Twins:
    """Every pair of documents of these topics that candidate search brings up."""
    documents = {d.doc_id: d for d in twins(data, topics)}
    read = [a for d in documents.values() if (a := article(d.doc_id, "en", d.text())) is not None]
    found = reader.seen(read)
    near = _near(found)
    right = [documents[a].story == documents[b].story for a, b in near]
    return Twins(
        {i: d.story for i, d in documents.items()},
        {i: int(d.topic) for i, d in documents.items()},
        Pairs(tuple(near), _weighed(_paired(found, near, near)), np.array(right, np.float64)),
    )


def judgements(data: Path, parity: int, reader: Reader) -> Judgements:
    """Every second judged pair; 0: those that train, 1: those held out."""
    pairs = judged(data)[parity::2]
    sides = {name: (lang, text) for pair in pairs for name, lang, text in pair.sides()}
    read = [a for name, (lang, text) in sides.items() if (a := article(name, lang, text)) is not None]
    found = reader.seen(read)
    readable = [p for p in pairs if all(name in found for name, _, _ in p.sides())]
    chosen = [(p.sides()[0][0], p.sides()[1][0]) for p in readable]
    overall = np.array([p.overall for p in readable])
    across = np.array([p.lang1 != p.lang2 for p in readable])
    right = (overall <= ONE_STORY).astype(np.float64)
    among = _paired(found, _near(found), chosen)
    climbing = np.array([[rung.feature(pair) for rung in RUNGS] for pair in among], np.float64)
    return Judgements(Pairs(tuple(chosen), _weighed(among), right), climbing, overall, across)


def scale(kind: Judgements) -> Scale:
    """How alike readers find a pair, from 0 (different) to 1 (the same)."""
    grids = [GRIDS[rung.feature.__name__] for rung in RUNGS]
    return rungs.fitted(kind.climbing, (4.0 - kind.overall) / 3.0, grids)


def fit(kinds: tuple[Pairs, Pairs]) -> Fit:
    """Weights from both kinds of pairs, each weighing its share."""
    share = [np.full(len(k.right), part / len(k.right)) for k, part in zip(kinds, SHARES, strict=True)]
    every = np.concatenate([k.features for k in kinds])
    return fitted(every, np.concatenate([k.right for k in kinds]), np.concatenate(share), PENALTY)


def gathered(events: Twins, odds: Floats) -> str:
    """B-cubed of groups by log-odds alone, and the share of pairs put on the right side, by kind."""
    scores = _grouped(events, odds)
    right = (odds > 0) == (events.pairs.right > 0)
    one_topic = np.array([events.topics[a] == events.topics[b] for a, b in events.pairs.ids])
    same = events.pairs.right > 0
    kinds = {"same story": same, "twin": one_topic & ~same, "other topic": ~one_topic}
    told = ", ".join(f"{name} {right[of].mean():.3f} of {of.sum()}" for name, of in kinds.items())
    return f"B-cubed F1 {scores.f1:.3f} ({scores.precision:.3f}, {scores.recall:.3f}); pairs right: {told}"


def crossed(events: Twins, readers: Pairs) -> Floats:
    """Log-odds of every pair by weights that saw neither of its topics: topics in five folds."""
    folds = np.array([[events.topics[i] % FOLDS for i in ids] for ids in events.pairs.ids])
    odds = np.zeros(len(folds))
    for fold in range(FOLDS):
        out = (folds == fold).any(axis=1)
        kept = np.flatnonzero(~out)
        train = Pairs((), events.pairs.features[kept], events.pairs.right[kept])
        odds[out] = fit((train, readers)).log_odds(events.pairs.features[out])
    return odds


def agreement(kind: Judgements, fit: Fit) -> str:
    """Share of pairs on the right side, and correlation of log-odds with the readers' likeness."""
    odds = fit.log_odds(kind.pairs.features)
    right = (odds > 0) == (kind.pairs.right > 0)
    parts = {"all": np.full(len(odds), True), "one language": ~kind.across, "two": kind.across}
    return "; ".join(
        f"{name}: right {right[of].mean():.3f}, r {-np.corrcoef(odds[of], kind.overall[of])[0, 1]:.3f}"
        for name, of in parts.items()
    )


def _grouped(events: Twins, odds: Floats) -> Scores:
    links = dict(zip(events.pairs.ids, np.clip(odds, -MOST_CERTAIN, MOST_CERTAIN).tolist(), strict=True))
    return b_cubed(groups(sorted(events.gold), links, joining=JOINING), events.gold)


def _near(found: Mapping[str, Signals]) -> list[Ids]:
    ids = sorted(found)
    return candidates(ids, np.stack([found[i].centre for i in ids]))


def _paired(found: Mapping[str, Signals], near: list[Ids], chosen: list[Ids]) -> list[Pair]:
    among = pile(found, near)
    return [Pair.of(found[a], found[b], among) for a, b in chosen]


def _weighed(pairs: list[Pair]) -> Floats:
    return np.array([[feature(pair) for feature, _, _ in FITTED] for pair in pairs], np.float64)


def correlated(kind: Judgements, scale: Scale) -> str:
    """The scale's rungs, and its correlation with the readers' likeness."""
    alike = scale.of(kind.climbing)
    parts = {"all": np.full(len(alike), True), "one language": ~kind.across, "two": kind.across}
    found = (f"{n} {-np.corrcoef(alike[of], kind.overall[of])[0, 1]:.3f}" for n, of in parts.items())
    ends = ", ".join(f"{low:.1f} to {high:.1f}" for low, high in scale.ends)
    return (
        f"rungs {ends}, worth {scale.worth.round(2).tolist()}, from {scale.start:.2f}; r {', '.join(found)}"
    )


def main(*, data: DataRoot = DATA_ROOT) -> None:
    """Fit on one half, print the constants and what they give on the other half, and by folds of topics."""
    reader = Reader.open()
    events, readers = twin_events(data, TRAIN_TOPICS, reader), judgements(data, 0, reader)
    held_events, held_readers = twin_events(data, HELD_TOPICS, reader), judgements(data, 1, reader)
    every = twin_events(data, OPEN_TOPICS, reader)
    fits = {
        "both": fit((events.pairs, readers.pairs)),
        "twin events alone": fitted(*events.pairs[1:], np.ones(len(events.pairs.right)), PENALTY),
        "judged pairs alone": fitted(*readers.pairs[1:], np.ones(len(readers.pairs.right)), PENALTY),
        "shipped": Fit(np.array([weight for _, weight, _ in FITTED]), INTERCEPT),
    }
    shipped = Scale(tuple((r.low, r.high) for r in RUNGS), np.array([r.worth for r in RUNGS]), STRANGERS)
    for title, one in (("scale", scale(readers)), ("scale shipped", shipped)):
        print(f"{title}: {correlated(held_readers, one)}")
    print(" ".join(feature.__name__ for feature, _, _ in FITTED), "intercept")
    for name, each in fits.items():
        print(f"{name}: {each.weights.round(2).tolist()} {each.intercept:.2f}")
        print(f"  topics held out: {gathered(held_events, each.log_odds(held_events.pairs.features))}")
        print(f"  judged pairs held out: {agreement(held_readers, each)}")
    print(
        f"all topics, each by weights that did not see it: {gathered(every, crossed(every, readers.pairs))}"
    )


if __name__ == "__main__":
    cyclopts.run(main)
