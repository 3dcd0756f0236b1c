"""Judged pairs of a pile in little memory: a row of one array for each. Holds them; judges nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import ItemsView, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from samestory.gather import decisions, happening
from samestory.gather.decisions import Judged
from samestory.gather.ragged import Ints

Ids = tuple[str, str]
Array = npt.NDArray[Any]
# So many pairs are made records of at once.
AT_ONCE = 1 << 12
# A pair: the rows of its articles, that of the lesser id first; log-odds without time and with it; of a pair
# that was near enough to be judged again what that gave, and what came of it beside all others (NaN for
# others); how alike readers would find the two. Where one of the two is undated, ``share`` is how much of
# the shorter one is restated (NaN elsewhere) and ``likeness`` that of the wholes. ``values`` are those of the
# features, in thousandths. Whether time alone rules the pair out, the undated one has a rival, and the two
# are one text of times far apart.
PAIR = np.dtype([
    ("left", np.int32), ("right", np.int32), ("timeless", np.float64), ("odds", np.float64),
    ("again", np.float64), ("against", np.float64), ("alike", np.float64), ("share", np.float64),
    ("likeness", np.float64), ("values", np.int32, (len(decisions.FEATURES),)), ("apart", np.bool_),
    ("rival", np.bool_), ("text", np.bool_),
])  # fmt: skip
# What parts a pair judged again, by feature, where it speaks against.
PARTED = np.dtype([
    ("left", np.int32), ("right", np.int32), ("values", np.float64, (len(happening.FITTED),)),
])  # fmt: skip


class Pairs(NamedTuple):
    """The pairs judged, an array of PAIR, and of those that a second judgement parts one of PARTED."""

    every: Array = np.zeros(0, PAIR)
    parted: Array = np.zeros(0, PARTED)

    def replaced(self, by: Iterable[Pairs], ranks: Ints) -> Pairs:
        """These with all those ``by`` for the same pairs, in the order of ids; ``ranks`` are those of rows.

        No two of ``by``, which is met once, have the same pair. The arrays are new, and nobody else's.
        """
        every, parted = _Growing(PAIR), _Growing(PARTED)
        for some in by:
            every.add(some.every)
            parted.add(some.parted)
        theirs = every.put_in_order(ranks)
        parted.put_in_order(ranks)
        kept = (_without(held, theirs, ranks) for held in self)
        found = (_merged(*two, ranks) for two in zip(kept, (every.held, parted.held), strict=True))
        return Pairs(*found)

    def judged_again(self, by: Iterable[Pairs], ranks: Ints) -> Pairs:
        """As ``replaced`` where all those ``by`` are held: they are written into ``every``, which stays."""
        parted, codes = _Growing(PARTED), coded(self.every, ranks)
        found = []
        for some in by:
            found.append(np.searchsorted(codes, coded(some.every, ranks)))
            self.every[found[-1]] = some.every
            parted.add(some.parted)
        parted.put_in_order(ranks)
        theirs = codes[np.concatenate(found)] if found else codes[:0]
        return Pairs(self.every, _merged(_without(self.parted, theirs, ranks), parted.held, ranks))

    def copied(self) -> Pairs:
        """The same, to be written into."""
        return Pairs(self.every.copy(), self.parted.copy())


class Judgements(Mapping[Ids, Judged]):
    """The judgement of each pair by its ids, the lesser first; reasons are told in decisions alone."""

    def __init__(self, ids: Sequence[str], pairs: Array) -> None:
        """``pairs`` of PAIR, in the order of ids; ``ids`` are those of rows."""
        self._ids, self._pairs = ids, pairs

    def __getitem__(self, ids: Ids) -> Judged:
        place = bisect_left(range(len(self)), ids, key=self._named)
        if place == len(self) or self._named(place) != ids:
            raise KeyError(ids)
        return next(self.of(place))[1]

    def __len__(self) -> int:
        return len(self._pairs)

    def __iter__(self) -> Iterator[Ids]:
        return (ids for ids, _ in self.of())

    def items(self) -> ItemsView[Ids, Judged]:
        """Each pair with its judgement, made one after another."""
        return _Items(self)

    def of(self, first: int = 0) -> Iterator[tuple[Ids, Judged]]:
        """Each pair from the place ``first`` on with its judgement."""
        ids = self._ids
        for start in range(first, len(self), AT_ONCE):
            some = self._pairs[start : start + AT_ONCE]
            parts = (some[part].tolist() for part in ("left", "right", "odds", "timeless", "apart"))
            for left, right, odds, timeless, apart in zip(*parts, strict=True):
                yield (ids[left], ids[right]), Judged(odds, timeless, apart, ())

    def _named(self, place: int) -> Ids:
        return self._ids[self._pairs["left"][place]], self._ids[self._pairs["right"][place]]


class _Items(ItemsView[Ids, Judged]):
    _mapping: Judgements

    def __iter__(self) -> Iterator[tuple[Ids, Judged]]:
        return self._mapping.of()


def coded(pairs: Array, ranks: Ints) -> Ints:
    """A number for each of the ``pairs`` that orders them as their ids do; ``ranks`` are those of rows."""
    return np.asarray(ranks[pairs["left"]] * len(ranks) + ranks[pairs["right"]])


class _Growing:
    """An array of records that grows at its end where it lies: what is added is not held twice."""

    def __init__(self, kind: np.dtype[Any]) -> None:
        self.held, self._count = np.zeros(0, kind), 0

    def add(self, some: Array) -> None:
        """Put ``some`` behind those there are."""
        end = self._count + len(some)
        if end > len(self.held):
            self.held.resize(end + end // 8, refcheck=False)
        self.held[self._count : end] = some
        self._count = end

    def put_in_order(self, ranks: Ints) -> Ints:
        """The codes of all, which stand in their order in ``held`` then, and no room for more."""
        self.held.resize(self._count, refcheck=False)
        codes = coded(self.held, ranks)
        order = np.argsort(codes, kind="stable")
        # Part by part, so that all is never held twice.
        for name in self.held.dtype.names or ():
            self.held[name] = self.held[name][order]
        return np.asarray(codes[order])


def _without(held: Array, codes: Ints, ranks: Ints) -> Array:
    """Those ``held``, which are in order, that have none of the ``codes``."""
    theirs = coded(held, ranks)
    places = np.searchsorted(theirs, codes)
    found = places[np.append(theirs, -1)[places] == codes]
    return np.delete(held, found) if len(found) else held


def _merged(held: Array, news: Array, ranks: Ints) -> Array:
    """All of both, which are in order, none in both; ``news`` itself where nothing is ``held``."""
    if not len(held):
        return news
    places = np.searchsorted(coded(held, ranks), coded(news, ranks))
    return np.insert(held, places, news)
