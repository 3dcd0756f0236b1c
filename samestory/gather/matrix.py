"""Rows of numbers in a file of their own: a matrix of which little lies in memory. Knows nothing of news."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from tempfile import SpooledTemporaryFile
from weakref import finalize

import numpy as np
import numpy.typing as npt

from samestory.signals import Floats1d, Floats2d

Ints = npt.NDArray[np.int64]
# A matrix of so many bytes lies in memory whole.
SMALL = 1 << 24
# Rows taken at a time, and pairs of rows.
AT_ONCE, WRITTEN_AT_ONCE, PAIRS_AT_ONCE = 16_384, 2_048, 8_192


class Matrix:
    """Float32 (rows, ``width``), to which rows are added at its end; its file is gone when it is."""

    def __init__(self, width: int) -> None:
        self._width, self._count = width, 0
        self._file = SpooledTemporaryFile(max_size=SMALL)  # noqa: SIM115 - open for as long as this is
        # What holds a matrix hands it on, so that nobody but itself knows when it is done with.
        finalize(self, self._file.close)

    def __len__(self) -> int:
        return self._count

    def add(self, rows: Floats2d) -> None:
        """Add rows behind those there are: float32 (n, width)."""
        self._file.seek(0, 2)
        # By portions, so that not all of them lie in memory again on their way.
        for start in range(0, len(rows), WRITTEN_AT_ONCE):
            self._file.write(rows[start : start + WRITTEN_AT_ONCE].astype(np.float32, copy=False).tobytes())
        self._count += len(rows)

    def rows(self, start: int, end: int) -> Floats2d:
        """The rows from ``start`` up to ``end``, as far as there are any."""
        count = max(0, min(end, self._count) - start)
        self._file.seek(start * self._width * 4)
        held = self._file.read(count * self._width * 4)
        return np.frombuffer(held, np.float32).reshape(count, self._width)

    def blocks(self, size: int = AT_ONCE) -> Iterator[tuple[int, Floats2d]]:
        """All rows, so many at a time, with the place of the first of them."""
        for start in range(0, self._count, size):
            yield start, self.rows(start, start + size)

    def beside(self, left: Ints, right: Ints) -> Floats1d:
        """The products of rows ``left`` and rows ``right``, by their places: float32 (pairs,)."""
        found = np.zeros(len(left), np.float32)
        blocks = self._count // AT_ONCE + 1
        codes = (left // AT_ONCE * blocks + right // AT_ONCE).astype(np.int32)
        order = np.argsort(codes, kind="stable")
        ends = np.append(np.flatnonzero(np.diff(codes[order])) + 1, len(order))
        start = 0
        for end in ends.tolist():
            if start < end:
                one, other = divmod(int(codes[order[start]]), blocks)
                self._multiply(found, order[start:end], (left, one * AT_ONCE), (right, other * AT_ONCE))
            start = end
        return found

    def _multiply(
        self, found: Floats1d, these: Ints, left: tuple[Ints, int], right: tuple[Ints, int]
    ) -> None:
        """Put in the products of ``these`` pairs: of each side all places, and where its block begins."""
        (lefts, first), (rights, second) = left, right
        ones, others = (self.rows(start, start + AT_ONCE) for start in (first, second))
        for start in range(0, len(these), PAIRS_AT_ONCE):
            some = these[start : start + PAIRS_AT_ONCE]
            found[some] = np.einsum("ij,ij->i", ones[lefts[some] - first], others[rights[some] - second])


class Named(Mapping[str, Floats1d]):
    """Rows of a matrix by name: ``places`` tells which row each has."""

    def __init__(self, places: Mapping[str, int], matrix: Matrix) -> None:
        self._places, self._matrix = places, matrix

    def __getitem__(self, name: str) -> Floats1d:
        place = self._places[name]
        found: Floats1d = self._matrix.rows(place, place + 1)[0]
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
