"""Parquet tables: a row is an article. Read in small batches by pyarrow (``samestory[tables]``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from samestory.ingest.extras import needed
from samestory.ingest.records import How, NotRead, failure, megabytes
from samestory.ingest.rows import accepted, row_document
from samestory.ingest.unpacking import seekable
from samestory.model import Document, Failure, Record

# Rows held at a time.
BATCH = 32


class Rows(Record, frozen=True, kw_only=True):
    """Rows of a file: of its ``group`` those from ``first`` up to ``last``, not with it, counted from 0.

    So many rows stand ``before`` the group.
    """

    group: int
    before: int
    first: int
    last: int


def read_parquet(stream: BinaryIO, source: str, how: How) -> Iterator[Document | Failure]:
    """The rows of an open Parquet file, each called ``source#N``, N from 1.

    Raises NotInstalled without pyarrow, NotRead where no column holds a text, and what pyarrow raises where
    the file is damaged.
    """
    table = _table(stream, how)
    columns = _columns(table.schema_arrow.names, how)
    yield from _documents(table.iter_batches(batch_size=BATCH, columns=columns), source, how, 0)


def rows_by_group(stream: BinaryIO, how: How) -> list[int]:
    """How many rows stand in each group of rows of an open Parquet file; raises as ``read_parquet``."""
    table = _table(stream, how)
    _columns(table.schema_arrow.names, how)
    return [table.metadata.row_group(group).num_rows for group in range(table.num_row_groups)]


def read_rows(stream: BinaryIO, rows: Rows, source: str, how: How) -> Iterator[Document | Failure]:
    """Of an open Parquet file these ``rows``, called as ``read_parquet`` calls them; raises as it does."""
    table = _table(stream, how)
    columns = _columns(table.schema_arrow.names, how)
    batches = table.iter_batches(batch_size=BATCH, columns=columns, row_groups=[rows.group])
    yield from _documents(_cut(batches, rows), source, how, rows.before + rows.first)


def _cut(batches: Iterable[Any], rows: Rows) -> Iterator[Any]:
    """What of the ``batches`` of a group lies among ``rows``; no batch beyond them is asked for."""
    at = 0
    for batch in batches:
        first, last = max(at, rows.first), min(at + batch.num_rows, rows.last)
        if first < last:
            yield batch.slice(first - at, last - first)
        at += batch.num_rows
        if at >= rows.last:
            return


def _table(stream: BinaryIO, how: How) -> Any:
    return needed("pyarrow.parquet", "tables").ParquetFile(seekable(stream, how))


def _documents(batches: Iterable[Any], source: str, how: How, before: int) -> Iterator[Document | Failure]:
    number = before
    for batch in batches:
        # Row by row: a few bytes in the file may stand for the same long text again and again.
        for place in range(batch.num_rows):
            number += 1
            cells = {name: batch[name][place] for name in batch.schema.names}
            yield _document(cells, f"{source}#{number}", how)


def _columns(names: list[str], how: How) -> list[str]:
    """The columns that hold what we ask for."""
    wanted = accepted(how.mapping)
    parts = {name.partition(".")[0] for keys in wanted.values() for name in keys}
    if not any(name.lower() == key.partition(".")[0] for name in names for key in wanted["text"]):
        raise NotRead(
            f"no column for the text: there are {', '.join(names[:20])}; name one with --map text=COLUMN"
        )
    return [name for name in names if name.lower() in parts]


def _document(cells: dict[str, Any], source: str, how: How) -> Document | Failure:
    row = {name: cell.as_py() for name, cell in cells.items()}
    size = sum(len(value) for value in row.values() if isinstance(value, str | bytes | list))
    how.budget.spend(size)
    if size > how.limits.max_bytes:
        return failure(
            source, f"a row of {megabytes(size)}, over the limit of {megabytes(how.limits.max_bytes)}"
        )
    return row_document(row, source, how)
