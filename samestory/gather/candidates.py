"""Which pairs of articles are worth judging: each article's nearest in meaning. Judges nothing itself.

Each is searched among those published within weeks of it, and, whatever their day, among those of its own
part of the pile and of the parts beside. The order in which articles are given changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from samestory.gather.decisions import MOST_DAYS_APART
from samestory.gather.overview import Overview
from samestory.gather.ragged import Ints, Ragged, Rows, grouped
from samestory.gather.stated import NO_TIMES, UNDATED, Times
from samestory.gather.unseen import NEIGHBOURS
from samestory.signals import Floats2d

# Strangers lie at 0.0 +- 0.1; the least alike reports of one happening that were seen lie above 0.3.
LEAST_LIKENESS = 0.2
# Nearer than that are copies alone: reports on different things that are written alike, such as of the
# weather of cities, lie at .98 and below.
COPIES, LEVEL = 0.98, 0.001
# So many articles ask at once, and so many likenesses are held at once at most.
AT_ONCE, PRODUCTS = 1024, 1 << 22
# A pile is cut into cells of about so many articles.
CELL = 512
# How many cells, its own among them, an article is searched in: of up to 8,192 articles all.
BESIDE = 16
# So many articles of a cell are put in an order at once.
ORDERED = 1024
# Cells are found on so many articles each, in so many rounds of k-means.
SAMPLED, ROUNDS = 40, 5


class Space(NamedTuple):
    """Where articles lie, a row each: what they mean, when they were published, and the cell they are in.

    ``centres`` float32 (n, d), unit rows; ``times`` are those stated, ``lengths`` (n,) counts units;
    ``middles`` float32 (cells, d), unit rows, each beside those that are near it; ``cells`` (n,) has for each
    article the row of its middle, ``ranks`` (n,) its place in the order of ids. The first ``laid`` rows
    stand in the order of cells.
    """

    ids: tuple[str, ...]
    centres: Floats2d
    times: Times
    lengths: Ints
    middles: Floats2d
    cells: Ints
    ranks: Ints
    laid: int


_NONE = np.zeros(0, np.int64)
_NOTHING = np.zeros((0, 0), np.float32)
NOWHERE = Space((), _NOTHING, NO_TIMES, _NONE, _NOTHING, _NONE, _NONE, 0)


def laid_out(found: Overview) -> tuple[Overview, Space]:
    """The articles, given in the order of ids, in one in which near ones stand together, and their space."""
    middles = _middles(found.centres)
    cells = _cells(found.centres, middles)
    order = _order(found.centres, cells, len(middles))
    found, cells = found.taken(order), cells[order]
    return found, Space(
        ids=found.ids,
        centres=found.centres,
        times=found.times,
        lengths=found.lengths,
        middles=middles,
        cells=cells,
        ranks=_ranks(found.ids),
        laid=len(cells),
    )


def space_with(held: Space, more: Overview) -> Space:
    """``held`` with rows for articles that it lacks, in their order; its cells stay as they are."""
    return Space(
        ids=held.ids + more.ids,
        centres=np.concatenate((held.centres, more.centres)),
        times=held.times.joined(more.times),
        lengths=np.concatenate((held.lengths, more.lengths)),
        middles=held.middles,
        cells=np.concatenate((held.cells, _cells(more.centres, held.middles))),
        ranks=_ranks(held.ids + more.ids),
        laid=held.laid,
    )


def near(held: Space, first: int = 0) -> Rows:
    """Pairs of rows that are near, (m, 2), the smaller first, each once and in order.

    At least one of the two is among the nearest of the other, which is of row ``first`` or a later one.
    """
    count = len(held.ids)
    # Held end to end from the start: many small arrays joined later would be held twice.
    codes = np.empty(4 * NEIGHBOURS * (count - first), np.int64)
    end = 0
    for one, other in chain(_by_cell(held, first), _by_day(held, first)):
        codes[end : end + len(one)] = np.minimum(one, other) * count + np.maximum(one, other)
        end += len(one)
    codes = _once(codes[:end])
    rows = np.empty((len(codes), 2), np.int32)
    np.divmod(codes, count, out=(rows[:, 0], rows[:, 1]), casting="same_kind")
    return rows


def candidates(ids: Sequence[str], centres: Floats2d) -> list[tuple[str, str]]:
    """Pairs of ids whose centres are near, each once, in order; ``centres`` float32 (n, d), unit rows."""
    order = np.argsort(np.array(ids))
    undated = Times.of(np.zeros(4 * len(ids), np.int32))
    lengths = np.ones(len(ids), np.int64)
    rows = Ragged(np.zeros(0, np.int32), np.zeros(len(ids) + 1, np.int64))
    names = tuple(ids[i] for i in order)
    _, held = laid_out(Overview(names, centres[order], undated, lengths, rows, np.zeros(0)))
    pairs = ((held.ids[left], held.ids[right]) for left, right in near(held).tolist())
    return sorted((min(pair), max(pair)) for pair in pairs)


def _once(codes: Ints) -> Ints:
    """The codes, each once, in order; sorted where they are, which takes the least memory."""
    codes.sort()
    return np.asarray(codes[np.append(True, codes[1:] != codes[:-1])[: len(codes)]])


def _ranks(ids: Sequence[str]) -> Ints:
    ranks = np.empty(len(ids), np.int64)
    ranks[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
    return ranks


def _middles(centres: Floats2d) -> Floats2d:
    """Spherical k-means on articles at even steps: ids are hashes, so their order is a draw by lot."""
    count = max(1, len(centres) // CELL)
    drawn = centres[:: max(1, len(centres) // (count * SAMPLED))]
    middles = drawn[:: len(drawn) // count][:count]
    for _ in range(ROUNDS if count > 1 else 0):
        total = middles * 1e-3
        np.add.at(total, _cells(drawn, middles), drawn)
        middles = total / np.linalg.norm(total, axis=1, keepdims=True)
    return np.asarray(middles[_path(middles)], np.float32)


def _path(centres: Floats2d) -> list[int]:
    """The rows in an order in which each comes after one that is near: the nearest of those left."""
    alike, path = centres @ centres.T, [0]
    for _ in centres[1:]:
        alike[:, path[-1]] = -np.inf
        path.append(int(alike[path[-1]].argmax()))
    return path


def _order(centres: Floats2d, cells: Ints, count: int) -> Ints:
    """The rows cell by cell, in each those together that are near."""
    members = grouped(cells, np.arange(len(cells)), count)
    some = [
        rows[start : start + ORDERED]
        for rows in map(members.row, range(count))
        for start in range(0, len(rows), ORDERED)
    ]
    return np.concatenate([rows[_path(centres[rows])] for rows in some])


def _cells(centres: Floats2d, middles: Floats2d) -> Ints:
    starts = range(0, len(centres), AT_ONCE)
    found = [(centres[start : start + AT_ONCE] @ middles.T).argmax(axis=1) for start in starts]
    return np.concatenate(found).astype(np.int64)


def _by_cell(held: Space, first: int) -> Iterator[tuple[Ints, Ints]]:
    """Each article of ``first`` or later with its nearest in its cell and the cells beside."""
    rows, alike = np.arange(len(held.cells)), held.middles @ held.middles.T
    laid = np.searchsorted(held.cells[: held.laid], np.arange(len(held.middles) + 1))
    late = grouped(held.cells[held.laid :], rows[held.laid :], len(held.middles))
    np.fill_diagonal(alike, 2.0)
    beside = np.argsort(-alike, axis=1, kind="stable")[:, :BESIDE]
    for cell, others in enumerate(beside.tolist()):
        own = np.concatenate((rows[laid[cell] : laid[cell + 1]], late.row(cell)))
        asking = np.flatnonzero(own >= first)
        if not len(asking):
            continue
        # The cell itself is the first of those beside it. Those laid out are not copied.
        parts = [part for other in others for part in (slice(laid[other], laid[other + 1]), late.row(other))]
        among = np.concatenate([rows[part] for part in parts])
        for some in np.split(asking, range(_at_once(among), len(asking), _at_once(among))):
            asked = held.centres[own[some]]
            likeness = np.concatenate([asked @ held.centres[part].T for part in parts], axis=1)
            likeness[np.arange(len(some)), some] = -1.0
            yield _nearest(likeness, own[some], among)


def _by_day(held: Space, first: int) -> Iterator[tuple[Ints, Ints]]:
    """Each dated article of ``first`` or later with its nearest of those published within weeks of it."""
    dated = np.flatnonzero(held.times.days != UNDATED)
    order = dated[np.argsort(held.times.days[dated], kind="stable")]
    days = held.times.days[order]
    asking = np.flatnonzero(order >= first)
    while len(asking):
        soon = np.searchsorted(days[asking], days[asking[0]] + MOST_DAYS_APART, side="right")
        now = asking[: min(int(soon), AT_ONCE)]
        start = np.searchsorted(days, days[now[0]] - MOST_DAYS_APART)
        among = slice(start, np.searchsorted(days, days[now[-1]] + MOST_DAYS_APART, side="right"))
        now, asking = np.split(asking, [min(len(now), _at_once(days[among]))])
        likeness = held.centres[order[now]] @ held.centres[order[among]].T
        likeness[np.abs(days[now][:, None] - days[among][None, :]) > MOST_DAYS_APART] = -1.0
        likeness[np.arange(len(now)), now - start] = -1.0
        yield _nearest(likeness, order[now], order[among])


def _at_once(among: Ints | Rows) -> int:
    """How many articles may ask for their nearest ``among`` so many at once."""
    return min(AT_ONCE, max(1, PRODUCTS // len(among)))


def _nearest(likeness: Floats2d, asking: Ints, among: Ints) -> tuple[Ints, Ints]:
    """Rows of ``asking`` beside rows of ``among``: for each its NEIGHBOURS nearest that are near enough.

    A copy of more than are kept comes beside the first of them as well, as all do: however many they are,
    what is near to the same holds together.
    """
    best = _best(likeness)
    values = np.take_along_axis(likeness, best, axis=1)
    rows, columns = np.nonzero(values >= LEAST_LIKENESS)
    copies = np.flatnonzero(values.min(axis=1) > COPIES)
    # Of those as near as that, the first by their rows, wherever they are searched.
    common = _best(np.minimum(likeness[copies], COPIES - LEVEL * among / (among.max() + 1)))
    one, other = np.repeat(copies, common.shape[1]), common.ravel()
    return asking[np.append(rows, one)], among[np.append(best[rows, columns], other)]


def _best(likeness: Floats2d) -> Ints:
    """The columns of the NEIGHBOURS highest values of each row, (n, NEIGHBOURS) at most."""
    kept = min(NEIGHBOURS, likeness.shape[1])
    return np.asarray(np.argpartition(likeness, -kept, axis=1)[:, -kept:])
