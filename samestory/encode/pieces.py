"""Words -> the pieces of them that the encoder knows, looked up in a file where it lies.

Only the pages that are touched are read: a few texts cost little, and none needs the vocabulary in memory.
Which words a text has, and which of its characters are replaced before, is for tokenizer.py.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from samestory.encode.unpack import Vocabulary
from samestory.errors import WeightsDamaged

PIECES_FILE = "pieces.bin"
MAGIC = b"SSP1"
# Magic; the number of pieces, of characters in all and of those in the longest; begin, end, unknown.
HEADER = struct.Struct("<4s6i")
# What a character nobody knows costs beside the least likely piece, as in SentencePiece.
UNKNOWN_COST = 10.0
# Turns the characters of a piece into a number, by which it is looked up.
FACTOR = np.uint64(0x9E3779B97F4A7C15)
# Of more words the pieces are not kept; a page of news has some hundred that were not in those before.
MOST_WORDS = 50_000

Ints = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]
# A piece from some place on: how many characters, its id, its log probability.
Edge = tuple[int, int, float]


class Cut(NamedTuple):
    """A word's pieces: their ids, and how many characters each takes of the word."""

    ids: tuple[int, ...]
    lengths: tuple[int, ...]


class _Found(NamedTuple):
    """Pieces that stand in some text: where, how long, which row of the vocabulary."""

    starts: Ints
    lengths: Ints
    rows: Ints


class Pieces:
    """A Unigram vocabulary on disk; cuts words as SentencePiece does (Kudo 2018, arXiv 1804.10959).

    Safe to ask from several threads.
    """

    def __init__(self, path: Path, data: memoryview) -> None:
        try:
            magic, count, total, self._longest, *special = HEADER.unpack_from(data)
            if magic != MAGIC:
                raise ValueError(f"it begins with {magic!r}")
            self._keys, rest = _taken(data[HEADER.size :], np.dtype("<u8"), count)
            self._ids, rest = _taken(rest, np.dtype("<i4"), count)
            self._scores, rest = _taken(rest, np.dtype("<f4"), count)
            self._starts, rest = _taken(rest, np.dtype("<i4"), count)
            self._characters, _ = _taken(rest, np.dtype("<u4"), total)
        except (ValueError, struct.error) as error:
            raise WeightsDamaged(
                f"{path} cannot be read: {error}. Run `samestory models prepare`."
            ) from error
        self.begin, self.end, self._unknown = special
        self._cost = float(self._scores.min()) - UNKNOWN_COST
        self._known: dict[str, Cut] = {}

    @classmethod
    def open(cls, path: Path) -> Pieces:
        """The pieces that ``packed`` put into ``path``; raises WeightsDamaged."""
        try:
            with path.open("rb") as file:
                data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except (OSError, ValueError) as error:
            raise WeightsDamaged(
                f"{path} cannot be read: {error}. Run `samestory models prepare`."
            ) from error
        return cls(path, data)

    def cut(self, words: Iterable[str]) -> Mapping[str, Cut]:
        """The pieces of each of ``words`` at least; a word of no characters has none.

        The likeliest are taken, of what is equally likely that whose last piece is longest. Characters that
        no piece has are one unknown piece where they stand together.
        """
        # A full one is left to who reads it: nothing is ever taken out of it.
        known = self._known = {} if len(self._known) > MOST_WORDS else self._known
        new = sorted({word for word in words if word not in known})
        known.update(zip(new, self._cut(new), strict=True))
        return known

    def _cut(self, words: Sequence[str]) -> list[Cut]:
        text = "".join(words)
        ends = list(accumulate(map(len, words)))
        found = self._standing(text, np.array(ends, np.int64))
        first = np.searchsorted(found.starts, np.arange(len(text) + 1)).tolist()
        scores = self._scores[found.rows].astype(np.float64).tolist()
        edges = list(zip(found.lengths.tolist(), self._ids[found.rows].tolist(), scores, strict=True))
        return [self._likeliest(edges, first[start : end + 1]) for start, end in pairwise([0, *ends])]

    def _standing(self, text: str, ends: Ints) -> _Found:
        """Every piece within a word of ``text``, by place, the shorter first; ``ends`` is where words end."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        at = np.arange(len(codes))
        room = np.repeat(ends, np.diff(ends, prepend=0)) - at
        keys = np.zeros(len(codes), np.uint64)
        found = []
        for length in range(1, min(self._longest, int(room.max(initial=0))) + 1):
            at = at[room[at] >= length]
            keys[at] = keys[at] * FACTOR + codes[at + length - 1]
            found.append(self._equal(codes, at, keys[at], length))
        starts, lengths, rows = (np.concatenate([part[k] for part in found] or [at]) for k in range(3))
        order = np.argsort(starts, kind="stable")
        return _Found(starts[order], lengths[order], rows[order])

    def _equal(self, codes: npt.NDArray[np.uint32], at: Ints, keys: Keys, length: int) -> _Found:
        """The pieces of ``length`` that stand ``at`` places of the text; what has one key is compared."""
        rows = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        same = np.flatnonzero(self._keys[rows] == keys)
        at, rows = at[same], rows[same]
        one = np.arange(length)
        theirs = np.minimum(self._starts[rows, None] + one, len(self._characters) - 1)
        true = (codes[at[:, None] + one] == self._characters[theirs]).all(axis=1)
        return _Found(at[true], np.full(int(true.sum()), length), rows[true])

    def _likeliest(self, edges: Sequence[Edge], first: Sequence[int]) -> Cut:
        """The likeliest pieces of a word; ``first`` tells where the edges from each of its places begin."""
        size = len(first) - 1
        best, froms, ids = [0.0] * (size + 1), [-1] * (size + 1), [-1] * (size + 1)
        for start, (one, other) in enumerate(pairwise(first)):
            here = edges[one:other]
            if not here or here[0][0] > 1:
                # The character by itself, though no piece has it. What comes from the same place is longer.
                here = [(1, self._unknown, self._cost), *here]
            for length, id_, score in here:
                end, likely = start + length, score + best[start]
                if froms[end] < 0 or likely > best[end]:
                    best[end], froms[end], ids[end] = likely, start, id_
        return self._joined(froms, ids)

    def _joined(self, froms: Sequence[int], ids: Sequence[int]) -> Cut:
        """The pieces on the way back from a word's end, in order; unknown ones side by side are one."""
        found: list[tuple[int, int]] = []
        end = len(froms) - 1
        while end > 0:
            length = end - froms[end]
            if found and found[-1][0] == ids[end] == self._unknown:
                length += found.pop()[1]
            found.append((ids[end], length))
            end = froms[end]
        return Cut(tuple(id_ for id_, _ in reversed(found)), tuple(length for _, length in reversed(found)))


def packed(vocabulary: Vocabulary) -> bytes:
    """What the file of the pieces of ``vocabulary`` holds, for ``Pieces.open``."""
    pieces = [piece for piece, _ in vocabulary.pieces]
    codes = np.frombuffer("".join(pieces).encode("utf-32-le"), "<u4")
    lengths = np.array([len(piece) for piece in pieces], np.int32)
    starts = np.cumsum(lengths, dtype=np.int32) - lengths
    keys = np.zeros(len(pieces), np.uint64)
    for place in range(int(lengths.max())):
        within = np.flatnonzero(lengths > place)
        keys[within] = keys[within] * FACTOR + codes[starts[within] + place]
    order = np.argsort(keys, kind="stable").astype(np.int32)
    scores = np.array([score for _, score in vocabulary.pieces], np.float32)
    special = (vocabulary.begin, vocabulary.end, vocabulary.unknown)
    header = HEADER.pack(MAGIC, len(pieces), len(codes), int(lengths.max()), *special)
    columns = (keys[order], order, scores[order], starts[order], codes)
    return header + b"".join(column.tobytes() for column in columns)


def _taken(data: memoryview, kind: np.dtype[Any], count: int) -> tuple[npt.NDArray[Any], memoryview]:
    """``count`` values from the beginning of ``data``, and what comes behind them."""
    end = count * kind.itemsize
    if count < 0 or end > len(data):
        raise ValueError(f"it ends {end - len(data)} bytes early")
    return np.frombuffer(data[:end], kind), data[end:]
