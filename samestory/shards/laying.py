"""Shards laid down in a store: each whole or not at all, and not again where it is there as it would be.

A store is a folder, or an address that fsspec has a file system for. Knows no table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from os.path import realpath
from posixpath import dirname
from secrets import token_hex
from typing import Any, BinaryIO, TypeVar, cast

import msgspec

from samestory.errors import InputError, SamestoryError
from samestory.ingest.broken import BROKEN
from samestory.ingest.stores import WEB, asked
from samestory.model import Record
from samestory.shards.layout import GROUP, Label, label_in, library, schema

Noted = TypeVar("Noted", bound=Record)


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

    @property
    def place(self) -> tuple[Any, str]:
        """The file system and the folder in it, which are the same however the address was spelled."""
        return self._files, realpath(self._top) if "file" in self._files.protocol else self._top

    def names(self, under: str, suffix: str = ".parquet") -> set[str]:
        """The files under a folder of the store, by their paths in it; what is hidden there is left out."""
        folder = self._path(under).rstrip("/")
        with asked(self.address):
            found = self._files.find(folder)
        top = len(self._top) + 1
        return {name[top:] for name in found if name.endswith(suffix) and "/." not in name[len(folder) :]}

    def label(self, name: str) -> Label | None:
        """What the shard of this name says of itself; None where there is none that is whole."""
        parquet = library("pyarrow.parquet")
        with asked(self.address):
            try:
                with self._files.open(self._path(name), "rb") as stream:
                    return label_in(parquet.read_metadata(stream).metadata)
            except BROKEN:
                return None

    def rows(self, name: str, kind: type[Noted]) -> Iterator[Noted]:
        """The rows of a shard, of what ``kind`` asks for alone; raises InputError where it is damaged."""
        with asked(self.address), self._files.open(self._path(name), "rb") as stream:
            try:
                for group in groups(stream, kind.__struct_fields__):
                    yield from msgspec.convert(group, tuple[kind, ...])  # type: ignore[valid-type]
            except BROKEN as error:
                # Where bytes do not come there is a number, or a kind of its own.
                if isinstance(error, OSError) and (type(error) is not OSError or error.errno is not None):
                    raise
                raise self.damaged(name, error) from error

    def damaged(self, name: str, error: object) -> InputError:
        """That the shard of this name is, and what to do."""
        said = " ".join(str(error).split())
        return InputError(
            f"{name} in {self.address} is damaged ({said}); delete it, and write it again with `samestory "
            "shards`"
        )

    def read(self, name: str) -> bytes | None:
        """The bytes of a small file; None where there is none."""
        with asked(self.address):
            try:
                return cast(bytes, self._files.cat_file(self._path(name)))
            except FileNotFoundError:
                return None

    def noted(self, name: str, kind: type[Noted]) -> Noted | None:
        """What a note of this name tells; None where there is none, or it is damaged."""
        told = self.read(name)
        try:
            return None if told is None else msgspec.json.decode(told, type=kind)
        except msgspec.MsgspecError:
            return None

    def note(self, name: str, told: Record) -> None:
        """Leave a note in place of the one of this name."""
        with self.laid(name) as stream:
            stream.write(msgspec.json.encode(told))

    def alone(self, folder: str, who: str) -> bool:
        """Leave a mark of ``who`` in a folder for such; tells whether nobody else has left one.

        Of two who do so at once one, or either, sees the mark of the other: each makes his before he looks.
        """
        mark = f"{folder}/{who}.mark"
        with self.laid(mark):
            pass
        return self.names(folder, ".mark") == {mark}

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
            self._move(part, path)
        except SamestoryError:
            raise
        # Libraries of stores have errors of their own.
        except Exception as error:
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

    def _move(self, path: str, to: str) -> None:
        """Put a file in the place of another, at once."""
        if "file" in self._files.protocol:
            self._files.mv(path, to)
        else:
            # ``mv`` of others takes brackets for a pattern; a copy is there whole or not at all.
            self._files.cp_file(path, to)
            self._files.rm_file(path)

    def _path(self, name: str) -> str:
        return f"{self._top}/{name}"


class Rows:
    """A shard being written: rows by group. Use as a context manager."""

    def __init__(self, stream: BinaryIO, label: Label) -> None:
        self._schema = schema(label)
        self._writer = library("pyarrow.parquet").ParquetWriter(
            stream, self._schema, compression="zstd", write_page_checksum=True
        )

    def __enter__(self) -> Rows:
        return self

    def __exit__(self, *error: object) -> None:
        self._writer.close()

    def add(self, rows: Iterable[dict[str, Any]]) -> None:
        """One group of rows, by the names of columns."""
        arrow = library("pyarrow")
        self._writer.write_table(arrow.Table.from_pylist(list(rows), schema=self._schema))


def groups(stream: BinaryIO, columns: Sequence[str] | None = None) -> Iterator[list[dict[str, Any]]]:
    """The rows of a shard, of these columns or all, a group at a time.

    Raises what BROKEN lists where it is damaged, be it by a bit.
    """
    table = library("pyarrow.parquet").ParquetFile(stream, page_checksum_verification=True)
    footer = table.metadata
    held = sum(footer.row_group(one).num_rows for one in range(footer.num_row_groups))
    # Its end has no checksum, and tells twice how many there are.
    if held != footer.num_rows:
        raise ValueError(f"it has {held} rows of {footer.num_rows}")
    for batch in table.iter_batches(batch_size=GROUP, columns=None if columns is None else list(columns)):
        held -= batch.num_rows
        yield batch.to_pylist()
    if held:
        raise ValueError(f"{held} of its rows are not there")


def lay(store: Store, name: str, label: Label, groups: Iterable[Iterable[dict[str, Any]]]) -> bool:
    """Write a shard where it is not there in this state; tells whether it was written."""
    if store.label(name) == label:
        return False
    with store.laid(name) as stream, Rows(stream, label) as rows:
        for group in groups:
            rows.add(group)
    return True
