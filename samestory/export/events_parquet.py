"""Events as a Parquet table, written in groups of rows by pyarrow (``samestory[tables]``).

The columns are those of events_rows.py, each of its own type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import islice
from typing import Any, BinaryIO

from samestory.errors import InputError
from samestory.export.events import Shown
from samestory.export.events_rows import COLUMNS, Value, rows

# Rows held at a time.
GROUP = 10_000


def write(parts: Iterable[Shown], stream: BinaryIO) -> None:
    """Write the events of ``parts`` to ``stream``: texts, days (date32), counts (int64) and shares (float64).

    What is not known is null. Raises InputError without pyarrow.
    """
    arrow, parquet = _pyarrow()
    types = {"text": arrow.string(), "day": arrow.date32(), "count": arrow.int64(), "share": arrow.float64()}
    schema = arrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    with parquet.ParquetWriter(stream, schema) as writer:
        for group in _groups(rows(parts)):
            columns = [list(column) for column in zip(*group, strict=True)]
            writer.write_table(
                arrow.Table.from_arrays(list(map(arrow.array, columns, schema.types)), schema=schema)
            )


def _groups(told: Iterable[Sequence[Value]]) -> Iterator[list[Sequence[Value]]]:
    left = iter(told)
    while group := list(islice(left, GROUP)):
        yield group


def _pyarrow() -> tuple[Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise InputError(
            "Parquet needs pyarrow, which is not installed: pip install 'samestory[tables]', "
            "or take --format csv"
        ) from error
