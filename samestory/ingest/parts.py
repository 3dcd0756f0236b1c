"""Parts of Parquet files in stores: some rows each, opened where they are read, by any machine.

Which files are read so and what lies in a part is told here; what a row holds is told in parquet.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from samestory.ingest import kinds
from samestory.ingest.broken import BROKEN, why
from samestory.ingest.parquet import Rows, read_rows, rows_by_group
from samestory.ingest.records import FileEntry, How, Limits, Mapping, UnpacksTooFar, failure
from samestory.ingest.stores import OWN, opened
from samestory.model import Document, Failure, Record


class Part(Record, frozen=True):
    """Some rows of a file in a store."""

    entry: FileEntry
    rows: Rows

    def sources(self) -> Iterator[str]:
        """What its rows are called, in order."""
        before = self.rows.before + 1
        return (f"{self.entry.source}#{before + row}" for row in range(self.rows.first, self.rows.last))


def in_parts(entry: FileEntry, size: int, limits: Limits, mapping: Mapping) -> tuple[Part, ...]:
    """The file in parts of up to ``size`` rows; none where it is to be read whole, as by ``read_file``.

    Those are files that no other machine finds, files of other kinds, and what cannot be read at all.
    """
    shared = entry.address and not entry.address.startswith(OWN)
    if not shared or entry.problem is not None or kinds.suffix_of(entry.path.name) != ".parquet":
        return ()
    try:
        with opened(entry) as stream:
            groups = rows_by_group(stream, How.of(entry.size, limits, mapping))
    except BROKEN:
        return ()
    before = accumulate(groups, initial=0)
    return tuple(
        Part(entry, Rows(group=group, before=start, first=first, last=min(first + size, rows)))
        for group, (start, rows) in enumerate(zip(before, groups, strict=False))
        for first in range(0, rows, size)
    )


def read_part(part: Part, limits: Limits, mapping: Mapping = ()) -> Iterator[Document | Failure]:
    """The documents in a part, and the Failures that say why there are none; raises nothing for bad files."""
    source = part.entry.source
    try:
        with opened(part.entry) as stream:
            yield from read_rows(stream, part.rows, source, How.of(part.entry.size, limits, mapping))
    except UnpacksTooFar as error:
        yield failure(source, str(error))
    except BROKEN as error:
        yield failure(source, why(error))
