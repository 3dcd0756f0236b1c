"""Fits the weights of samestory/gather/name_decisions.py: ``python -m training.entities --data ROOT``.

Prints them beside those shipped, and what each says of a topic it has not seen. The topic that evals/linking
holds out is not read. Weights that were set by judgement are told in names.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import cyclopts
import numpy as np

from evals.base import DATA_ROOT, DataRoot
from evals.corpora import NamedDocument, named
from evals.linking.run import HELD, articles_of, gold_ids, gold_mentions, texts_of, topics
from evals.vectors import Vectors
from samestory.encode import Encoder
from samestory.gather.entities import Told, one_round
from samestory.gather.name_candidates import name_pairs
from samestory.gather.name_context import NamePairs, name_context
from samestory.gather.name_decisions import INTERCEPT, KINDS, WEIGHTS, kinds_of
from samestory.gather.spellings import Name, names, spellings
from samestory.gather.written import form, written
from samestory.model import Article
from samestory.read.forms import forms
from training.logistic import Fit, Floats, fitted

NOBODY = Told(frozenset(), frozenset())
ROUNDS = 2


class Pairs(NamedTuple):
    """Pairs of names: features, float64 (pairs, features), which are one as 0 or 1, what each weighs."""

    features: Floats
    right: Floats
    share: Floats


Topics = dict[str, list[Pairs]]


def topic_pairs(documents: Sequence[NamedDocument], vectors: Vectors) -> list[list[Pairs]]:
    """Of each round, the pairs of each kind that would be judged; rounds before go by shipped weights."""
    articles = articles_of({d.doc_id: d.text for d in documents}, gold_mentions(documents))
    held = written(articles[i] for i in sorted(articles))
    spelt = spellings(held, forms)
    texts, pile = texts_of(articles, held, spelt, vectors), names(spelt)
    ids = spelling_ids(articles.values(), documents)
    found = []
    for _ in range(ROUNDS):
        pairs = name_pairs(name_context(pile, texts))
        bare = pairs.context.bare[pairs.left] | pairs.context.bare[pairs.right]
        found.append(by_kind(pairs.at(np.flatnonzero(~bare)), ids))
        pile, _ = one_round(pile, texts, NOBODY)
    return found


def spelling_ids(
    articles: Iterable[Article], documents: Iterable[NamedDocument]
) -> Mapping[str, Counter[str]]:
    """How often each spelling, by its key, has each gold id."""
    gold = gold_ids(documents)
    found: dict[str, Counter[str]] = {}
    for article in articles:
        for name in article.names:
            its = gold[article.id, name.span.start, name.span.end]
            found.setdefault(form(name, article).key, Counter())[its] += 1
    return found


def by_kind(pairs: NamePairs, ids: Mapping[str, Counter[str]]) -> list[Pairs]:
    """The pairs of each kind; right where most mentions of both names have one gold id.

    A pair weighs the logarithm of its rarer name's mentions, all pairs of a kind together 1.
    """
    features = np.column_stack([feature(pairs) for feature, _, _ in WEIGHTS])
    mostly = [_mostly(name, ids) for name in pairs.context.names]
    right = np.array([mostly[i] == mostly[j] for i, j in pairs.each()], np.float64)
    counts = pairs.context.counts
    share = np.log1p(np.minimum(counts[pairs.left], counts[pairs.right]))
    of = [kinds_of(pairs) == kind for kind in range(len(KINDS))]
    return [Pairs(features[its], right[its], share[its] / share[its].sum()) for its in of]


def fit(topics: Iterable[Sequence[Pairs]]) -> Fit:
    """Weights from pairs of one kind, those of each topic and round weighing the same."""
    every = [pairs for rounds in topics for pairs in rounds]
    features, right, share = (np.concatenate(column) for column in zip(*every, strict=True))
    return fitted(features, right, share)


def shipped(kind: int) -> Fit:
    """The weights in use."""
    return Fit(np.array([weights[kind] for _, weights, _ in WEIGHTS]), INTERCEPT[KINDS[kind]])


def agreement(pairs: Pairs, its: Fit) -> str:
    """The mean negative log-likelihood, and of pairs said to be one, how many are, and the reverse."""
    odds = its.log_odds(pairs.features)
    loss = np.logaddexp(0.0, np.where(pairs.right > 0, -odds, odds))
    said = odds > 0
    both = (said & (pairs.right > 0)).sum()
    precision, recall = both / max(1, said.sum()), both / max(1, int(pairs.right.sum()))
    return f"loss {(loss * pairs.share).sum():.4f}, precision {precision:.3f}, recall {recall:.3f}"


def told(kind: int, topics: Topics) -> None:
    """Print weights of a kind, and how each agrees with the last round of topics it has not seen."""
    every = {"fitted": fit(topics.values()), "shipped": shipped(kind)}
    for number in range(ROUNDS):
        every[f"fitted to round {number + 1}"] = fit([rounds[number]] for rounds in topics.values())
    for name, each in every.items():
        print(f"{KINDS[kind]}, {name}: {each.weights.round(1).tolist()} {each.intercept:.1f}")
    for topic, rounds in topics.items():
        without = fit(others for other, others in topics.items() if other != topic)
        print(f"  {topic}, left out: {agreement(rounds[-1], without)}")
        print(f"  {topic}, shipped: {agreement(rounds[-1], every['shipped'])}")


def _mostly(name: Name, ids: Mapping[str, Counter[str]]) -> str:
    counts = sum((ids[one.key] for one in name.spellings), Counter[str]())
    return max(sorted(counts), key=lambda its: counts[its])


def main(
    *,
    data: DataRoot = DATA_ROOT,
    vectors: Path | None = None,
) -> None:
    """Fit on all topics but the one held out, print the weights and what they give.

    Parameters
    ----------
    vectors
        Folder to keep vectors in between runs.
    """
    encode = Vectors(Encoder.open(), vectors)
    by_topic = {topic: d for topic, d in topics(named(data)).items() if topic != HELD}
    pairs = {topic: topic_pairs(documents, encode) for topic, documents in by_topic.items()}
    print(" ".join(feature.__name__ for feature, _, _ in WEIGHTS), "intercept")
    for kind in range(len(KINDS)):
        told(kind, {topic: [kinds[kind] for kinds in rounds] for topic, rounds in pairs.items()})


if __name__ == "__main__":
    cyclopts.run(main)
