"""Rows put aside until all of a file is read, so that its shards are written one after another.

Many open at once would each take a handle, and in stores some megabytes. Knows no table and no store.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from errno import ENOSPC
from tempfile import SpooledTemporaryFile, gettempdir

from samestory.errors import SamestoryError
from samestory.shards.rows import Row

# Bytes put aside in memory; beyond, they lie on disk.
SMALL = 1 << 24


class Aside:
    """Rows by where they belong. Use as a context manager."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=SMALL)  # noqa: SIM115 - open for as long as this is
        self._parts: dict[str, list[tuple[int, int]]] = {}

    def __enter__(self) -> Aside:
        return self

    def __exit__(self, *error: object) -> None:
        # Where there is no room for what waits to be written, that was told before.
        with suppress(OSError):
            self._file.close()

    def put(self, place: str, rows: Sequence[Row]) -> None:
        """Put some aside behind those of their place; SamestoryError for want of space."""
        part = zlib.compress(pickle.dumps(rows), level=1)
        try:
            start = self._file.seek(0, 2)
            self._file.write(part)
        except OSError as error:
            if error.errno != ENOSPC:
                raise
            raise SamestoryError(
                f"{gettempdir()} has no room for what is put aside while a file is read; free space there, "
                "or set TMPDIR to another folder, and run again"
            ) from error
        self._parts.setdefault(place, []).append((start, len(part)))

    def rows(self, place: str) -> Iterator[Row]:
        """Those of a place, in the order in which they came."""
        for start, size in self._parts.get(place, ()):
            self._file.seek(start)
            yield from pickle.loads(zlib.decompress(self._file.read(size)))
