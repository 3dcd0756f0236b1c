"""The pile as features of a pair need it: what is rare in it, and how near to others each sentence is.

One article's share of it depends on its nearest articles and on counts; it judges no pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from math import log
from typing import Protocol, TypeVar

import msgspec
import numpy as np
import numpy.typing as npt

from samestory.gather.overview import HALVED, Mark, Overview, overview
from samestory.gather.ragged import Ints, Ragged, Rows, bounds
from samestory.signals import Floats1d, Floats2d, Signals

Ids = tuple[str, str]
Value = TypeVar("Value")
# Stands in for the articles not in the pile, so that a small pile does not make every name rare.
UNSEEN_ARTICLES = 20
# Articles that tell how near a sentence comes to others of its kind; where there are fewer, USUAL stands in.
NEAREST = 10
USUAL = 0.3
# So many of the nearest may be of an article's own story; those after them tell what is usual of its subject.
OWN_STORY = 10
# What marks weigh is told of so many articles at once.
AT_ONCE = 1024


class Side(msgspec.Struct, frozen=True, dict=True):
    """An article as one side of pairs, with what the pile tells of it.

    ``usual`` float32 (units,) is how near each unit comes to the articles nearest to its own, ``crowd`` how
    near the article as a whole comes to the next after those. ``named`` are the numbers of what it names,
    ``weights`` how much each weighs, squares adding up to one.
    """

    told: Signals
    usual: Floats1d
    crowd: float
    named: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float64]

    @cached_property
    def units(self) -> Floats2d:
        """Headline and sentences: float32 (units, d)."""
        return units(self.told)

    @cached_property
    def whole(self) -> Floats1d:
        """The direction of the article, what comes first counting more: float32 (d,), unit length."""
        return _whole(self.units)

    @cached_property
    def centre(self) -> Floats1d:
        """The article's mean direction, as of its Signals."""
        return self.told.centre

    @cached_property
    def decay(self) -> Floats1d:
        """How much each unit counts, float32 (units,)."""
        return decay(len(self.usual))

    @cached_property
    def decayed(self) -> float:
        """What all units count."""
        return float(self.decay.sum())

    @cached_property
    def marks(self) -> dict[int, float]:
        """What each thing that it names weighs, by number."""
        return dict(zip(self.named.tolist(), self.weights.tolist(), strict=True))

    @cached_property
    def counted(self) -> frozenset[float]:
        """Every figure of the article, also those written out in words."""
        return frozenset[float]().union(*self.told.counted)

    @cached_property
    def counted_by_unit(self) -> tuple[frozenset[float], ...]:
        """The figures of each unit; those of all headlines stand together."""
        return _by_unit(self.told, self.told.counted)

    @cached_property
    def ranks_by_unit(self) -> tuple[frozenset[int], ...]:
        """The numbers of ordinals of each unit, as figures stand."""
        return _by_unit(self.told, self.told.ranks)


class Among(Protocol):
    """What knows articles as sides of pairs."""

    def side(self, article: Signals) -> Side:
        """The article as a side."""


class Pile(msgspec.Struct, frozen=True):
    """What the features take from the pile.

    ``numbers`` has the number of each mark, ``counts`` in how many of the ``articles`` it stands, by number.
    The rest has a row for each article, ``places`` which: what Side tells, float32 and float64, and int32
    numbers of marks with their ``weights``.
    """

    articles: int
    numbers: Mapping[Mark, int]
    counts: Ints
    places: Mapping[str, int]
    usual: Ragged
    crowds: npt.NDArray[np.float64]
    marks: Ragged
    weights: npt.NDArray[np.float64]

    def side(self, article: Signals) -> Side:
        """The article, of the pile, as a side of pairs."""
        row = self.places[article.id]
        start, end = self.marks.starts[row : row + 2].tolist()
        named, weights = self.marks.values[start:end], self.weights[start:end]
        return Side(article, self.usual.row(row), float(self.crowds[row]), named, weights)

    def counted(self) -> Pile:
        """In how many articles each mark stands, and no more of them: none is a side of a pair any more."""
        return msgspec.structs.replace(
            self, usual=EMPTY.usual, crowds=EMPTY.crowds, marks=EMPTY.marks, weights=EMPTY.weights
        )

    def of(self, rows: Ints | Rows, ids: Sequence[str]) -> Pile:
        """What is told of some articles alone, by their ``rows`` and ``ids``: enough for their sides."""
        return Pile(
            articles=self.articles,
            numbers={},
            counts=EMPTY.counts,
            places={one: row for row, one in enumerate(ids)},
            usual=self.usual.taken(rows),
            crowds=self.crowds[rows],
            marks=self.marks.taken(rows),
            weights=Ragged(self.weights, self.marks.starts).taken(rows).values,
        )


_NO_ROWS = Ragged(np.zeros(0, np.float32), np.zeros(1, np.int64))
EMPTY = Pile(
    articles=0,
    numbers={},
    counts=np.zeros(0, np.int64),
    places={},
    usual=_NO_ROWS,
    crowds=np.zeros(0),
    marks=Ragged(np.zeros(0, np.int32), _NO_ROWS.starts),
    weights=np.zeros(0),
)


def pile(seen: Mapping[str, Signals], near: Iterable[Ids]) -> Pile:
    """The pile of the articles ``seen``, by id; ``near`` are the pairs that are near one another."""
    beside: dict[str, list[str]] = {i: [] for i in sorted(seen)}
    for left, right in near:
        beside[left].append(right)
        beside[right].append(left)
    ids = list(beside)
    new, numbers = overview(ids, seen, {})

    def centres(row: int) -> Floats2d:
        return np.array([seen[other].centre for other in beside[ids[row]]], np.float32)

    return pile_with(EMPTY, new, numbers, seen, centres)


def pile_with(
    before: Pile,
    new: Overview,
    numbers: Mapping[Mark, int],
    seen: Mapping[str, Signals],
    beside: Callable[[int], Floats2d],
) -> Pile:
    """The pile with the articles ``new`` after its own, each looked up once in ``seen``.

    ``numbers`` are of marks; ``beside`` gives the centres near one of the articles, by its row among them,
    float32 (n, d). What is rare is counted with the new articles; what was told of the others before is left
    as it was.
    """
    counts = np.bincount(new.marks.values, minlength=len(numbers))
    counts[: len(before.counts)] += before.counts
    articles = before.articles + len(new.ids)
    usual, crowds = np.empty(int(new.lengths.sum()), np.float32), np.empty(len(new.ids))
    starts = bounds(new.lengths)
    for row, one in enumerate(new.ids):
        own, near = units(seen[one]), beside(row)
        usual[starts[row] : starts[row + 1]] = _usual(own, near)
        crowds[row] = _crowd(own, near)
    first = len(before.places)
    return Pile(
        articles=articles,
        numbers=numbers,
        counts=counts,
        places={**before.places, **{one: first + row for row, one in enumerate(new.ids)}},
        usual=before.usual.joined(Ragged(usual, starts)),
        crowds=np.concatenate((before.crowds, crowds)),
        marks=before.marks.joined(new.marks),
        weights=np.concatenate((before.weights, _weights(new, counts, articles))),
    )


def rarity(count: int, articles: int) -> float:
    """How much what stands in ``count`` of the ``articles`` tells apart."""
    return log((articles + UNSEEN_ARTICLES + 1) / (count + 0.5))


def units(article: Signals) -> Floats2d:
    """Headline and sentences: float32 (units, d)."""
    return np.concatenate((article.headline, article.sentences))


def decay(count: int) -> Floats1d:
    """How much each of ``count`` units counts, float32 (count,), from 1 on."""
    return np.asarray(1.0 / (1.0 + np.arange(count) / HALVED), np.float32)


def _by_unit(article: Signals, held: Sequence[frozenset[Value]]) -> tuple[frozenset[Value], ...]:
    """What the headline and each sentence hold, for each unit of the article."""
    nothing = frozenset[Value]()
    headline, *sentences = held or (nothing,)
    missing = len(article.sentences) - len(sentences)
    return (*[headline] * len(article.headline), *sentences, *[nothing] * missing)


def _whole(own: Floats2d) -> Floats1d:
    total = decay(len(own)) @ own
    return np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), np.float32)


def _crowd(own: Floats2d, centres: Floats2d) -> float:
    near = centres @ _whole(own) if len(centres) else np.zeros(0, np.float32)
    next_best = np.sort(near)[::-1][OWN_STORY : OWN_STORY + NEAREST]
    return float((next_best.sum() + USUAL * (NEAREST - len(next_best))) / NEAREST)


def _usual(own: Floats2d, centres: Floats2d) -> Floats1d:
    missing = max(0, NEAREST - len(centres))
    total = np.full(len(own), USUAL * missing, np.float32)
    if len(centres):
        near = own @ centres.T
        total += (near if missing else np.partition(near, -NEAREST, axis=1)[:, -NEAREST:]).sum(axis=1)
    return np.asarray(total / NEAREST, np.float32)


def _weights(new: Overview, counts: Ints, articles: int) -> npt.NDArray[np.float64]:
    """How much each mark of each article weighs: float64, beside the values of their marks."""
    rare = np.log((articles + UNSEEN_ARTICLES + 1) / (counts + 0.5))
    weights = np.empty(len(new.often))
    for start in range(0, len(new.ids), AT_ONCE):
        bounded = new.marks.starts[start : start + AT_ONCE + 1]
        some = slice(bounded[0], bounded[-1])
        own = np.log(1.0 + 2.0 * new.often[some]) * rare[new.marks.values[some]]
        rows = np.repeat(np.arange(len(bounded) - 1), np.diff(bounded))
        lengths = np.sqrt(np.bincount(rows, own * own, minlength=len(bounded) - 1))
        weights[some] = own / np.where(lengths > 0, lengths, 1.0)[rows]
    return weights
