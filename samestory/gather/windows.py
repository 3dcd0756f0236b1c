"""Pairs in portions small enough for memory, each with the articles it needs: its window on the pile.

A window knows nothing outside it, so that it may be worked on anywhere. Rows of the pile are in an order in
which near articles stand together, so that few articles are in many windows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec
import numpy as np

from samestory.gather.pile import Pile, Side
from samestory.gather.ragged import Ints, Rows
from samestory.signals import Signals

# Headlines and sentences in a window: 384 numbers each, some 50 MB.
UNITS = 1 << 15
# An article with more pairs than this has them in several windows.
MOST_PAIRS = 1 << 10


class Window(msgspec.Struct, frozen=True):
    """Articles with what the pile tells of each, and pairs of them.

    ``rows`` (n,) are those of the articles in the pile; ``pairs`` (m, 2) are places among the ``sides``.
    """

    rows: Rows
    sides: tuple[Side, ...]
    pairs: Rows


class Frame(msgspec.Struct, frozen=True):
    """A window without its articles, to be opened where those are; ``pile`` tells of no others."""

    ids: tuple[str, ...]
    rows: Rows
    pairs: Rows
    pile: Pile

    def opened(self, articles: Iterable[Signals]) -> Window:
        """The window; ``articles`` are those of ``ids``, in their order."""
        return Window(self.rows, tuple(map(self.pile.side, articles)), self.pairs)


def cut(pairs: Rows, lengths: Ints) -> Iterator[Rows]:
    """The ``pairs`` of rows, (m, 2) in order, in portions whose articles have at most UNITS units together.

    ``lengths`` (n,) are the articles' units. Two articles may be longer than that, and stand all the same.
    """
    within = np.full(len(lengths), -1)
    first = size = number = 0
    for start, end in _pieces(pairs, lengths):
        its = np.append(pairs[start:end, 1], pairs[start, 0])
        new = its[within[its] != number]
        if first < start and size + int(lengths[new].sum()) > UNITS:
            yield pairs[first:start]
            first, size, number, new = start, 0, number + 1, its
        within[new] = number
        size += int(lengths[new].sum())
    if first < len(pairs):
        yield pairs[first:]


def opened(pairs: Rows, side: Callable[[int], Side]) -> Window:
    """The window of ``pairs`` of rows; ``side`` is asked once for each article."""
    rows = np.unique(pairs)
    sides = tuple(map(side, rows.tolist()))
    return Window(rows, sides, np.searchsorted(rows, pairs).astype(np.int32))


def framed(pairs: Rows, ids: Sequence[str], pile: Pile) -> Frame:
    """The window of ``pairs`` of rows, not opened; ``ids`` and ``pile`` are of all rows."""
    rows = np.unique(pairs)
    named = tuple(ids[row] for row in rows.tolist())
    return Frame(named, rows, np.searchsorted(rows, pairs).astype(np.int32), pile.of(rows, named))


def _pieces(pairs: Rows, lengths: Ints) -> Iterator[tuple[int, int]]:
    """From where to where pairs of one first row stand, MOST_PAIRS at most; of all but one other UNITS."""
    bounds = np.append(np.flatnonzero(np.diff(pairs[:, 0], prepend=-1)), len(pairs))
    for start, end in pairwise(bounds.tolist()):
        many, long = np.arange(end - start) // MOST_PAIRS, np.cumsum(lengths[pairs[start:end, 1]]) // UNITS
        yield from pairwise([start, *(start + 1 + np.flatnonzero(np.diff(many) | np.diff(long))), end])
