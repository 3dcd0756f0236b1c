"""Fits the constants of collate/quote_pairs.py and prints them: ``python -m training.quotes --data ROOT``.

Of quotes planted in translated documents, in two reports that share many or few of them (evals/utterances);
of the half to train and develop on alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cyclopts
import numpy as np
import numpy.typing as npt

from evals.base import DATA_ROOT, DataRoot
from evals.corpora import Parallel, parallel
from evals.utterances.planted import KINDS, Kind, alike, plots
from evals.utterances.reports import Read, Reader
from evals.utterances.run import EVERY_PAIR, encoded
from samestory.collate.marks import Marked
from samestory.collate.quote_heard import Voices, voices
from samestory.collate.quote_pairs import WITH_STATES, WITHOUT_STATES, Floats, Rule, Sides, evidence
from samestory.encode import Encoder
from samestory.heads.names import NameTagger
from training.logistic import Fit, fitted

Bools = npt.NDArray[np.bool_]
# Thresholds to choose from.
LEAST = (0.0, -0.25, -0.5, -0.75, -1.0, -1.25, -1.5)


class Tried(NamedTuple):
    """Pairs of quotes of two reports: what speaks for each, which are right, and how many there were."""

    features: Floats
    right: Bools
    wanted: int


def fit(kinds: dict[Kind, list[Tried]]) -> Fit:
    """The weights, each kind of reports counting the same."""
    features = np.concatenate([one.features for its in kinds.values() for one in its])
    right = np.concatenate([one.right for its in kinds.values() for one in its])
    share = np.concatenate(
        [np.full(len(one.right), 1.0 / _pairs(its)) for its in kinds.values() for one in its]
    )
    return fitted(features, right.astype(np.float64), share)


def told(its: Sequence[Tried], best: Fit, least: float) -> str:
    """Precision and recall of pairs by themselves, from log-odds of ``least`` on."""
    found = [(best.log_odds(one.features) >= least, one.right) for one in its]
    right = sum(int((given & gold).sum()) for given, gold in found)
    given = sum(int(one.sum()) for one, _ in found)
    return (
        f"precision {right / max(1, given):.3f} recall {right / max(1, sum(one.wanted for one in its)):.3f}"
    )


def tried(reads: Sequence[Read], encoder: Encoder) -> Iterator[Tried]:
    """What speaks for the pairs of each two reports, their quotes given."""
    for read in reads:
        articles = read.articles(found=False)
        said = voices(articles, Marked(articles, read.who), lambda texts: encoded(encoder, texts))
        if len(said) == len(articles):
            yield _tried(read, [said[one.article.id] for one in read.reports])


def _tried(read: Read, said: Sequence[Voices]) -> Tried:
    left, right = (read.seen[one.article.id].sentences for one in said)
    aligned = [pair for copy in read.collated.account.copies for pair in copy.pairs]
    places, features = evidence(Sides(said[0], said[1], left, right, aligned))
    planted = [
        [report.planted[one.quotes[0]] for one in its.heard]
        for report, its in zip(read.reports, said, strict=True)
    ]
    gold = np.array([[alike(one, other) for other in planted[1]] for one in planted[0]])
    return Tried(features, gold[places[:, 0], places[:, 1]], int(gold.sum()))


def _pairs(its: Sequence[Tried]) -> int:
    return sum(len(one.right) for one in its)


def _kind(kind: Kind, news: Parallel, reader: Reader) -> Iterator[Tried]:
    for pair in EVERY_PAIR:
        texts = (news.lines[pair[0]], news.lines[pair[1]])
        made = plots(news.half(0), texts, pair, "develop", kind)
        yield from tried(reader.read(made, pair), reader.encoder)


def main(*, data: DataRoot = DATA_ROOT) -> None:
    """Fit on the half to develop on, and print the weights and what they give there."""
    news = parallel(data, sorted({language for pair in EVERY_PAIR for language in pair}))
    reader = Reader(Encoder.open(threads=2), NameTagger.open())
    kinds = {kind: list(_kind(kind, news, reader)) for kind in KINDS}
    for rule in (WITH_STATES, WITHOUT_STATES):
        _print(kinds, rule)


def _print(kinds: dict[Kind, list[Tried]], now: Rule) -> None:
    """The rule fitted anew, of as many features as ``now`` weighs, and what it gives at some thresholds."""
    seen = len(now.weights)
    kinds = {
        kind: [one._replace(features=one.features[:, :seen]) for one in its] for kind, its in kinds.items()
    }
    best = fit(kinds)
    print(f"weights {tuple(best.weights.round(2).tolist())} intercept {best.intercept:.2f} (now {now})")
    for kind, its in kinds.items():
        for least in LEAST:
            print(f"{kind}, from {least}: {told(its, best, least)}")


if __name__ == "__main__":
    cyclopts.run(main)
