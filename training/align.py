"""Fits the constants of samestory/collate/align.py and prints them: ``python -m training.align --data ROOT``.

Right pairs come from translated documents with sentences left out, mixed or joined, and from own reports of
one event; wrong ones from there, from reports of twin events, which are alike in all but what happened, and
from documents that have nothing in common.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from pathlib import Path
from random import Random
from typing import NamedTuple

import cyclopts
import numpy as np
import numpy.typing as npt

from evals.alignment.copies import JOINED, Copied, apart, joined, partial, together, with_joined
from evals.alignment.lines import Lines, Reader, report
from evals.articles import article
from evals.base import DATA_ROOT, DataRoot
from evals.corpora import HELD_TOPICS, TRAIN_TOPICS, Parallel, languages, parallel, twins
from evals.reports.cases import Event, events, same
from evals.reports.told import document, lie_in
from samestory.collate import evidence
from samestory.collate.align import FITTED, ROUNDS, Model, Weights, align, chance, pair_odds, sure
from samestory.collate.evidence import Floats
from samestory.model import Aligned
from samestory.read.article import read
from samestory.signals import Signals
from training.logistic import fitted
from training.news import LINES

# How much each kind of pair weighs in the fit.
SHARES = {
    "translated": 0.25, "together": 0.1, "few shared": 0.2, "twin events": 0.25, "strangers": 0.2,
    "one event": 0.2,
}  # fmt: skip
# The same where two neighbours may be one; these are known of translated documents alone.
SHARES_OF_TWOS = {
    "translated": 0.4, "together": 0.3, "few shared": 0.1, "twin events": 0.1, "strangers": 0.1,
}  # fmt: skip
# Shares of a document that partial copies keep on the left and on the right, and that other reports share.
LEFT_KEPT, RIGHT_KEPT = (0.4, 0.85, 0.85, 1.0), (0.2, 0.4, 0.6, 0.85, 1.0)
FEW_SHARED = (0.05, 0.1, 0.2, 0.4)
# How many are made: of each document, in all, of each article.
COPIES_EACH, FEW_EACH, TOGETHER_ROUNDS, STRANGERS, TWINS_EACH = 70, 45, 40, 1500, 4
# The share of copies that are mixed with another document's lines, or have lines joined.
MIXED, WITH_JOINED = 0.3, 0.4
MOST_MIXED_IN, SHORTEST, SHORTEST_REPORT = 12, 5, 3
STRANGER_LENGTHS = (1, 2, 3, 8, 20)
# The weights of what others say are fitted on chances that they give; they settle in this many rounds.
FITS = 3

Bools = npt.NDArray[np.bool_]


class Tried(NamedTuple):
    """Two reports with what speaks for their pairs, and which are right.

    ``right`` and ``unsure`` (one side holds half of the other) are of single sentences, ``twos`` of two
    neighbours of left, then of right. ``wanted`` is how many pairs there were to find.
    """

    left_side: Signals
    right_side: Signals
    near: Floats
    elsewhere: Floats
    right: Bools
    unsure: Bools
    twos: tuple[Bools, Bools]
    wanted: frozenset[tuple[int, int]]


class News(NamedTuple):
    """Lines by language, and the documents they form."""

    lines: Mapping[str, Lines]
    documents: list[list[int]]


Kinds = Mapping[str, Sequence[Tried]]
# Features of the pairs that are looked at, and which are right.
Example = tuple[Floats, Bools]
# Which of the pairs that are aligned count.
Chosen = Callable[[Iterable[Aligned]], Iterable[Aligned]]


def kinds(
    news: News, reports: Mapping[str, Signals], events: Mapping[str, tuple[str, str]], rng: Random
) -> Kinds:
    """All that is tried, by kind; ``events`` are topic and event of each of ``reports``."""
    made = {
        "translated": _translated(news, rng),
        "together": _together(news, rng),
        "few shared": _few_shared(news, rng),
        "strangers": _strangers(news, rng),
    }
    found = {
        kind: [_tried(news, copied, rng) for copied in copies if copied.left and copied.right]
        for kind, copies in made.items()
    }
    return {**found, "twin events": list(_twins(reports, events, rng))}


def fit(kinds: Kinds) -> Model:
    """The weights of a pair alone, of pairs together, and of two neighbours as one."""
    model = FITTED._replace(alone=_fitted(kinds, SHARES, _by_itself))
    for number in range(FITS):
        model = model._replace(together=_fitted(kinds, SHARES, _whole(model, min(number, ROUNDS - 1))))
    return model._replace(joined=_fitted(kinds, SHARES_OF_TWOS, lambda one: list(_as_one(one, model))))


def told(kind: Sequence[Tried], model: Model, chosen: Chosen) -> str:
    """Precision and recall of aligned sentences, and how many are aligned of those that could be."""
    right = given = wanted = sentences = 0
    for one in kind:
        pairs = {
            place
            for pair in chosen(align(one.left_side, one.right_side, model))
            for place in product(pair.left, pair.right)
        }
        good = pairs & one.wanted
        right, wanted = right + len(good), wanted + len(one.wanted)
        given += len(good) + sum(not one.unsure[place] for place in pairs - good)
        sentences += min(one.near.shape)
    return (
        f"precision {right / max(1, given):.4f} recall {right / max(1, wanted):.4f} "
        f"wrong of the shorter's sentences {(given - right) / sentences:.4f}"
    )


def _translated(news: News, rng: Random) -> Iterator[Copied]:
    for lines in (lines for lines in news.documents if len(lines) >= SHORTEST):
        for _ in range(COPIES_EACH):
            left, right = partial(lines, rng.choice(LEFT_KEPT), RIGHT_KEPT, rng)
            if rng.random() < MIXED:
                other = rng.choice([d for d in news.documents if d is not lines])[
                    : rng.randint(1, MOST_MIXED_IN)
                ]
                right = (*right, *((number,) for number in other))
            if rng.random() < WITH_JOINED:
                right = joined(right, news.documents, JOINED, rng)
            yield Copied(left, right)


def _together(news: News, rng: Random) -> Iterator[Copied]:
    for number in range(TOGETHER_ROUNDS):
        seed = str(rng.random())
        mixed = together(news.documents, seed, fully=number % 3 == 0)
        yield from with_joined(news.documents, seed) if number % 2 else mixed


def _few_shared(news: News, rng: Random) -> Iterator[Copied]:
    for lines in (lines for lines in news.documents if len(lines) >= SHORTEST):
        yield from (apart(lines, rng.choice(FEW_SHARED), rng) for _ in range(FEW_EACH))


def _strangers(news: News, rng: Random) -> Iterator[Copied]:
    for _ in range(STRANGERS):
        sides = (
            rng.sample(lines, min(len(lines), rng.choice(STRANGER_LENGTHS)))
            for lines in rng.sample(news.documents, 2)
        )
        yield Copied(*(tuple((number,) for number in side) for side in sides))


def _twins(
    reports: Mapping[str, Signals], events: Mapping[str, tuple[str, str]], rng: Random
) -> Iterator[Tried]:
    for one, (topic, event) in events.items():
        others = [i for i, (its, other) in events.items() if its == topic and other != event]
        for other in rng.sample(others, min(TWINS_EACH, len(others))):
            yield _compared(reports[one], reports[other], Copied((), ()))


def one_event(told_of: Sequence[Event], reader: Reader) -> Iterator[Tried]:
    """Every two reports of each event, their names made one across all of them."""
    named = {
        f"{number}/{place}": report
        for number, event in enumerate(told_of)
        for place, report in enumerate(event.reports)
    }
    articles = {name: read(document(name, report)) for name, report in named.items()}
    seen = reader.seen(list(articles.values()))
    lines = {name: lie_in(articles[name], report.sentences) for name, report in named.items()}
    for one, other in combinations(named, 2):
        if one.split("/")[0] == other.split("/")[0]:
            gold = same(named[one], named[other])
            right = {
                (i, j)
                for i, line in enumerate(lines[one])
                for j, its in enumerate(lines[other])
                if (line, its) in gold
            }
            yield _stating(seen[one], seen[other], right)


def _stating(left: Signals, right: Signals, places: set[tuple[int, int]]) -> Tried:
    """Two articles of which these sentences state the same; what two state together is not told."""
    tried = _compared(left, right, Copied((), ()))
    return tried._replace(right=_marked(places, *tried.near.shape), wanted=frozenset(places))


def _tried(news: News, copied: Copied, rng: Random) -> Tried:
    left, right = rng.sample(sorted(news.lines), 2)
    return _compared(report(copied.left, news.lines[left]), report(copied.right, news.lines[right]), copied)


def _compared(left: Signals, right: Signals, copied: Copied) -> Tried:
    near = (left.sentences @ right.sentences.T).astype(np.float64)
    rows, columns = near.shape
    beads = copied.beads
    single = {(i[0], j[0]) for i, j in beads if len(i) == len(j) == 1}
    of_left = {(i[0], j[0]) for i, j in beads if len(i) > 1}
    of_right = {(j[0], i[0]) for i, j in beads if len(j) > 1}
    return Tried(
        left,
        right,
        near,
        evidence.Marks(left, right).elsewhere(),
        _marked(single, rows, columns),
        _marked(copied.halves, rows, columns),
        (_marked(of_left, rows - 1, columns), _marked(of_right, columns - 1, rows)),
        frozenset(copied.shared),
    )


def _marked(places: set[tuple[int, int]], rows: int, columns: int) -> Bools:
    found = np.zeros((rows, columns), bool)
    for place in places:
        found[place] = True
    return found


def _alone(one: Tried) -> Floats:
    return evidence.alone(one.near, one.elsewhere, evidence.best_two(one.near.T))


def _odds(one: Tried, model: Model, rounds: int = ROUNDS) -> Floats:
    return pair_odds(lambda rows: _alone(one)[rows], one.near.shape, model, rounds)


def _by_itself(one: Tried) -> list[Example]:
    looked_at = _singles(one)
    return [(_alone(one)[..., : len(FITTED.alone.each)][looked_at], one.right[looked_at])]


def _whole(model: Model, rounds: int) -> Callable[[Tried], list[Example]]:
    """A pair with what the others say of it, by the chances that ``model`` gives them."""

    def example(one: Tried) -> list[Example]:
        chances = chance(_odds(one, model, rounds))
        every = slice(0, len(chances))
        others = evidence.around(chances, evidence.best(chances), every)
        features = np.concatenate((_alone(one), others), axis=-1)
        looked_at = _singles(one)
        return [(features[looked_at], one.right[looked_at])]

    return example


def _singles(one: Tried) -> Bools:
    """The pairs that are looked at: the best of their row or column, and not half right."""
    return _best(one.near) & ~one.unsure


def _best(near: Floats) -> Bools:
    by_row, by_column = near.max(axis=1, keepdims=True), near.max(axis=0, keepdims=True)
    return np.asarray((near == by_row) | (near == by_column))


def _as_one(one: Tried, model: Model) -> Iterator[Example]:
    """Two neighbours of left as one, then of right."""
    chances = chance(_odds(one, model))
    sides = ((one.left_side, one.near, chances), (one.right_side, one.near.T, chances.T))
    for (article_, near, likely), right in zip(sides, one.twos, strict=True):
        if right.size:
            places, found = evidence.joined(near, evidence.neighbours(article_.sentences), likely)
            yield found, right[tuple(places.T)]


def _fitted(kinds: Kinds, shares: Mapping[str, float], examples: Callable[[Tried], list[Example]]) -> Weights:
    features, right, share = [], [], []
    for kind, part in shares.items():
        found = [example for one in kinds[kind] for example in examples(one)]
        features.append(np.concatenate([its for its, _ in found]))
        right.append(np.concatenate([its for _, its in found]))
        share.append(np.full(len(right[-1]), part / len(right[-1])))
    best = fitted(np.concatenate(features), np.concatenate(right).astype(np.float64), np.concatenate(share))
    return Weights(tuple(best.weights.round(2).tolist()), round(best.intercept, 2))


def _news(whole: Parallel, parity: int, reader: Reader) -> News:
    """As much of one half as fits into LINES lines a language."""
    documents, count = [], 0
    for lines in whole.half(parity):
        if lines[: LINES - count]:
            documents.append(lines[: LINES - count])
            count += len(documents[-1])
    return News(reader.lines(whole.lines, documents), documents)


def _tried_all(data: Path, whole: Parallel, half: tuple[int, range], reader: Reader, rng: Random) -> Kinds:
    """Everything of one half: its parity in the news, and its topics of twin events."""
    parity, topics = half
    documents = {d.doc_id: d for d in twins(data, topics)}
    seen = reader.seen(
        [a for d in documents.values() if (a := article(d.doc_id, "en", d.text())) is not None]
    )
    reports = {i: its for i, its in seen.items() if len(its.sentences) >= SHORTEST_REPORT}
    events = {i: (documents[i].topic, documents[i].event) for i in reports}
    return kinds(_news(whole, parity, reader), reports, events, rng)


def main(*, data: DataRoot = DATA_ROOT) -> None:
    """Fit on one half, print the constants and what they give on the other half."""
    reader, rng, whole = Reader.open(), Random(0), parallel(data, languages(data))
    own = list(one_event(events("develop"), reader))
    model = fit({**_tried_all(data, whole, (0, TRAIN_TOPICS), reader, rng), "one event": own})
    for name, weights, now in zip(Model._fields, model, FITTED, strict=True):
        print(f"{name} = {weights.each}, {weights.intercept} (now {now.each}, {now.intercept})", flush=True)
    for kind, tried in _tried_all(data, whole, (1, HELD_TOPICS), reader, rng).items():
        print(f"{kind}, held out: {told(tried, model, sure)}")
        print(f"{kind}, held out, likelier than not: {told(tried, model, tuple)}")


if __name__ == "__main__":
    cyclopts.run(main)
