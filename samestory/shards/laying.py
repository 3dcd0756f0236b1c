"""Shards laid down in a store: each whole or not at all, and not again where it is there as it would be.

A store is a folder, or an address that fsspec has a file system for. Knows no table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from posixpath import dirname
from secrets import token_hex
from typing import Any, BinaryIO, cast

from samestory.errors import InputError, SamestoryError
from samestory.ingest.stores import WEB, asked
from samestory.shards.layout import GROUP, Label, label_in, library, schema


class Store:
    """A place for shards. Any call may raise InputError, or SamestoryError where the store refuses."""

    def __init__(self, address: str) -> None:
        if address.lower().startswith(WEB):
            raise InputError(
                f"{address} takes no shards; give a folder or a store, such as s3://bucket/shards"
            )
        self.address = address
        with asked(address) as (files, path):
            self._files, self._top = files, path.rstrip("/")

    def names(self, under: str, suffix: str = ".parquet") -> set[str]:
        """The files under a folder of the store, by their paths in it."""
        with asked(self.address):
            found = self._files.find(self._path(under))
        top = len(self._top) + 1
        return {name[top:] for name in found if name.endswith(suffix) and "/." not in name[top - 1 :]}

    def label(self, name: str) -> Label | None:
        """What the shard of this name says of itself; None where there is none that is whole."""
        parquet, arrow = library("pyarrow.parquet"), library("pyarrow")
        with asked(self.address):
            try:
                with self._files.open(self._path(name), "rb") as stream:
                    return label_in(parquet.read_metadata(stream).metadata)
            except (OSError, arrow.ArrowInvalid):
                return None

    def rows(self, name: str, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
        """The rows of a shard that is whole, of these columns alone, a group at a time."""
        with asked(self.address), self._files.open(self._path(name), "rb") as stream:
            table = library("pyarrow.parquet").ParquetFile(stream)
            for batch in table.iter_batches(batch_size=GROUP, columns=list(columns)):
                yield from batch.to_pylist()

    def read(self, name: str) -> bytes | None:
        """The bytes of a small file; None where there is none."""
        with asked(self.address):
            try:
                return cast(bytes, self._files.cat_file(self._path(name)))
            except FileNotFoundError:
                return None

    def has(self, names: Iterable[str]) -> bool:
        """Whether all of these files are there."""
        with asked(self.address):
            return all(self._files.exists(self._path(name)) for name in names)

    @contextmanager
    def laid(self, name: str) -> Iterator[BinaryIO]:
        """A file to write that takes the place of ``name`` once it is whole."""
        path = self._path(name)
        part = f"{dirname(path)}/.{token_hex(8)}.part"
        try:
            self._files.makedirs(dirname(path), exist_ok=True)
            with self._files.open(part, "wb") as stream:
                yield cast(BinaryIO, stream)
            self._files.mv(part, path)
        except OSError as error:
            raise SamestoryError(f"cannot write {name} to {self.address}: {error}") from error
        finally:
            if self._files.exists(part):
                self._files.rm_file(part)

    def drop(self, names: Iterable[str]) -> None:
        """Delete these files, where they are there."""
        with asked(self.address):
            for name in names:
                with suppress(FileNotFoundError):
                    self._files.rm_file(self._path(name))

    def _path(self, name: str) -> str:
        return f"{self._top}/{name}"


class Rows:
    """A shard being written: rows by group. Use as a context manager."""

    def __init__(self, stream: BinaryIO, label: Label) -> None:
        self._schema = schema(label)
        self._writer = library("pyarrow.parquet").ParquetWriter(stream, self._schema, compression="zstd")

    def __enter__(self) -> Rows:
        return self

    def __exit__(self, *error: object) -> None:
        self._writer.close()

    def add(self, rows: Iterable[dict[str, Any]]) -> None:
        """One group of rows, by the names of columns."""
        arrow = library("pyarrow")
        self._writer.write_table(arrow.Table.from_pylist(list(rows), schema=self._schema))


def lay(store: Store, name: str, label: Label, groups: Iterable[Iterable[dict[str, Any]]]) -> bool:
    """Write a shard where it is not there in this state; tells whether it was written."""
    if store.label(name) == label:
        return False
    with store.laid(name) as stream, Rows(stream, label) as rows:
        for group in groups:
            rows.add(group)
    return True
