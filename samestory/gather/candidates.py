"""Which pairs of articles are worth judging: each article's nearest in meaning. Judges nothing itself.

Each is searched among those published within weeks of it, and, whatever their day, among those of its own
part of the pile and of the parts beside. The order in which articles are given changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from samestory.gather.decisions import MOST_DAYS_APART
from samestory.signals import Floats2d, Signals

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]

NEIGHBOURS = 50
# Strangers lie at 0.0 +- 0.1; the least alike reports of one happening that were seen lie above 0.3.
LEAST_LIKENESS = 0.2
AT_ONCE = 1024
UNDATED = 0
# A pile of so many articles is searched whole; a larger one is cut into cells of about so many.
WHOLE, CELL = 8192, 512
# How many cells, its own among them, an article is searched in.
BESIDE = 16
# Cells are found on so many articles each, in so many rounds of k-means.
SAMPLED, ROUNDS = 40, 5


class Space(NamedTuple):
    """Where articles lie, a row each: what they mean, when they were published, and the cell they are in.

    ``centres`` float32 (n, d), unit rows; ``days`` (n,) are counted from year 1, UNDATED where not known;
    ``middles`` float32 (cells, d), unit rows; ``cells`` (n,) has for each article the row of its middle.
    """

    ids: tuple[str, ...]
    centres: Floats2d
    days: Ints
    middles: Floats2d
    cells: Ints


def space(seen: Mapping[str, Signals]) -> Space:
    """The space of the articles ``seen``, by id, of which there are some; rows in the order of ids."""
    ids = tuple(sorted(seen))
    centres = np.stack([seen[i].centre for i in ids])
    middles = _middles(centres)
    return Space(ids, centres, _days(ids, seen), middles, _cells(centres, middles))


def space_with(held: Space, new: Mapping[str, Signals]) -> Space:
    """``held`` with rows for articles that it lacks, in the order of ids; its cells stay as they are."""
    more = space(new)
    return Space(
        ids=held.ids + more.ids,
        centres=np.concatenate((held.centres, more.centres)),
        days=np.concatenate((held.days, more.days)),
        middles=held.middles,
        cells=np.concatenate((held.cells, _cells(more.centres, held.middles))),
    )


def near(held: Space, first: int = 0) -> Rows:
    """Pairs of rows that are near, (m, 2), the smaller first, each once and in order.

    At least one of the two is among the nearest of the other, which is of row ``first`` or a later one.
    """
    found = [_paired(*rows, len(held.ids)) for rows in (*_by_cell(held, first), *_by_day(held, first))]
    codes = np.concatenate(found)
    # Sorted where they are: numpy's own way to make them unique takes several times their memory.
    codes.sort()
    codes = codes[np.append(True, codes[1:] != codes[:-1])[: len(codes)]]
    return np.stack(np.divmod(codes, len(held.ids)), axis=1, dtype=np.int32, casting="same_kind")


def candidates(ids: Sequence[str], centres: Floats2d) -> list[tuple[str, str]]:
    """Pairs of ids whose centres are near, each once, in order; ``centres`` float32 (n, d), unit rows."""
    order = np.argsort(np.array(ids))
    rows = centres[order]
    middles = _middles(rows)
    days = np.full(len(ids), UNDATED, np.int64)
    held = Space(tuple(ids[i] for i in order), rows, days, middles, _cells(rows, middles))
    return [(held.ids[left], held.ids[right]) for left, right in near(held).tolist()]


def _days(ids: Sequence[str], seen: Mapping[str, Signals]) -> Ints:
    known = (seen[i].published for i in ids)
    return np.array([UNDATED if day is None else day.toordinal() for day in known], np.int64)


def _middles(centres: Floats2d) -> Floats2d:
    """Spherical k-means on articles at even steps: ids are hashes, so their order is a draw by lot."""
    count = len(centres) // CELL if len(centres) > WHOLE else 1
    drawn = centres[:: max(1, len(centres) // (count * SAMPLED))]
    middles = drawn[:: len(drawn) // count][:count]
    for _ in range(ROUNDS if count > 1 else 0):
        total = middles * 1e-3
        np.add.at(total, _cells(drawn, middles), drawn)
        middles = total / np.linalg.norm(total, axis=1, keepdims=True)
    return np.asarray(middles, np.float32)


def _cells(centres: Floats2d, middles: Floats2d) -> Ints:
    starts = range(0, len(centres), AT_ONCE)
    found = [(centres[start : start + AT_ONCE] @ middles.T).argmax(axis=1) for start in starts]
    return np.concatenate(found).astype(np.int64)


def _by_cell(held: Space, first: int) -> Iterator[tuple[Ints, Ints]]:
    """Each article of ``first`` or later with its nearest in its cell and the cells beside."""
    order = np.argsort(held.cells, kind="stable")
    members = np.split(order, np.searchsorted(held.cells[order], np.arange(1, len(held.middles))))
    alike = held.middles @ held.middles.T
    np.fill_diagonal(alike, 2.0)
    beside = np.argsort(-alike, axis=1, kind="stable")[:, :BESIDE]
    for cell, own in enumerate(members):
        asking = own[own >= first]
        if len(asking):
            among = np.sort(np.concatenate([members[other] for other in beside[cell]]))
            centres = held.centres[among]
            for start in range(0, len(asking), AT_ONCE):
                some = asking[start : start + AT_ONCE]
                likeness = held.centres[some] @ centres.T
                likeness[np.arange(len(some)), np.searchsorted(among, some)] = -1.0
                yield _nearest(likeness, some, among)


def _by_day(held: Space, first: int) -> Iterator[tuple[Ints, Ints]]:
    """Each dated article of ``first`` or later with its nearest of those published within weeks of it."""
    dated = np.flatnonzero(held.days != UNDATED)
    order = dated[np.argsort(held.days[dated], kind="stable")]
    days = held.days[order]
    asking = np.flatnonzero(order >= first)
    while len(asking):
        soon = np.searchsorted(days[asking], days[asking[0]] + MOST_DAYS_APART, side="right")
        now, asking = np.split(asking, [min(int(soon), AT_ONCE)])
        start = np.searchsorted(days, days[now[0]] - MOST_DAYS_APART)
        among = slice(start, np.searchsorted(days, days[now[-1]] + MOST_DAYS_APART, side="right"))
        likeness = held.centres[order[now]] @ held.centres[order[among]].T
        likeness[np.abs(days[now][:, None] - days[among][None, :]) > MOST_DAYS_APART] = -1.0
        likeness[np.arange(len(now)), now - start] = -1.0
        yield _nearest(likeness, order[now], order[among])


def _nearest(likeness: Floats2d, asking: Ints, among: Ints) -> tuple[Ints, Ints]:
    """Rows of ``asking`` beside rows of ``among``: for each its NEIGHBOURS nearest that are near enough."""
    kept = min(NEIGHBOURS, likeness.shape[1])
    best = np.argpartition(likeness, -kept, axis=1)[:, -kept:]
    rows, columns = np.nonzero(np.take_along_axis(likeness, best, axis=1) >= LEAST_LIKENESS)
    return asking[rows], among[best[rows, columns]]


def _paired(one: Ints, other: Ints, count: int) -> Ints:
    return np.minimum(one, other) * count + np.maximum(one, other)
