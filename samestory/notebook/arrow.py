"""A table for other tools: as Arrow, which pandas, polars, DuckDB and others take without a copy.

Needs pyarrow (``samestory[tables]``) once it is asked for; the rows alone need nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import islice
from typing import Any

from samestory.errors import InputError
from samestory.export.events_rows import Value
from samestory.model import Contents
from samestory.notebook.show import SHOWN, listing
from samestory.notebook.tables import TABLES, Name

# Rows of one batch.
GROUP = 10_000


class Table:
    """One of the tables of a dossier, read from it each time that it is asked for."""

    def __init__(self, name: Name, read: Callable[[], Contents]) -> None:
        self.name, self._read = name, read

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(name for name, _ in TABLES[self.name].columns)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        """Each row by column; days are dates, None is not known."""
        columns = self.columns
        return (dict(zip(columns, row, strict=True)) for row in TABLES[self.name].rows(self._read()))

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The Arrow PyCapsule interface: ``polars.DataFrame(table)``, ``duckdb.from_arrow(table)``."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def to_arrow(self) -> Any:
        """A ``pyarrow.Table``; raises InputError without pyarrow."""
        arrow = _needed("pyarrow", "samestory[tables]")
        types = {
            "text": arrow.string(), "day": arrow.date32(), "count": arrow.int64(), "share": arrow.float64(),
        }  # fmt: skip
        flat = TABLES[self.name]
        schema = arrow.schema([(name, types[kind]) for name, kind in flat.columns])
        rows, batches = flat.rows(self._read()), []
        while group := list(islice(rows, GROUP)):
            columns = [list(map(_whole, column)) for column in zip(*group, strict=True)]
            arrays = [arrow.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)]
            batches.append(arrow.record_batch(arrays, schema=schema))
        return arrow.Table.from_batches(batches, schema)

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``; raises InputError without pandas or pyarrow."""
        _needed("pandas", "pandas")
        return self.to_arrow().to_pandas()

    def to_polars(self) -> Any:
        """A ``polars.DataFrame``; raises InputError without polars or pyarrow."""
        return _needed("polars", "polars").from_arrow(self.to_arrow())

    def __repr__(self) -> str:
        return f"<table {self.name}: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        rows = list(islice(self, SHOWN + 1))
        return listing(self.columns, [tuple(row.values()) for row in rows])


def _needed(package: str, install: str) -> Any:
    try:
        return import_module(package)
    except ImportError as error:
        raise InputError(f"this needs {package}, which is not installed: pip install '{install}'") from error


def _whole(value: Value) -> Value:
    # Half a character, as a broken text may have, has no bytes.
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
