"""Parquet tables: a row is an article. Read in small batches by pyarrow (``samestory[tables]``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from samestory.ingest.extras import needed
from samestory.ingest.records import How, NotRead, failure, megabytes
from samestory.ingest.rows import accepted, row_document
from samestory.ingest.unpacking import seekable
from samestory.model import Document, Failure

# Rows held at a time.
BATCH = 32


def read_parquet(stream: BinaryIO, source: str, how: How) -> Iterator[Document | Failure]:
    """The rows of an open Parquet file, each called ``source#N``, N from 1.

    Raises NotInstalled without pyarrow, NotRead where no column holds a text, and what pyarrow raises where
    the file is damaged.
    """
    parquet = needed("pyarrow.parquet", "tables")
    table = parquet.ParquetFile(seekable(stream, how))
    columns = _columns(table.schema_arrow.names, how)
    number = 0
    for batch in table.iter_batches(batch_size=BATCH, columns=columns):
        # Row by row: a few bytes in the file may stand for the same long text again and again.
        for place in range(batch.num_rows):
            number += 1
            yield _document({name: batch[name][place] for name in columns}, f"{source}#{number}", how)


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
