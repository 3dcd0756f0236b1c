"""Shards laid down in a store, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import fsspec
import pytest

from samestory.errors import InputError, SamestoryError
from samestory.model import Record
from samestory.shards.laying import Store, lay
from samestory.shards.layout import COLUMNS, Label, label_in, schema, tables

parquet = pytest.importorskip("pyarrow.parquet")

LABEL = Label(table="failures", state="one")
ROW = {"root": "news", "home": "0", "source": "a.txt", "stage": "read", "reason": "empty"}


class Why(Record, frozen=True, kw_only=False):
    reason: str
    stage: str


@pytest.fixture(params=["memory", "folder"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    yield Store("memory://shelf/out" if request.param == "memory" else str(tmp_path / "out"))
    files = fsspec.filesystem("memory")
    if files.exists("/shelf"):
        files.rm("/shelf", recursive=True)


def test_a_shard_is_written_once_and_again_when_its_state_is_another(store: Store):
    assert store.label("failures/a.parquet") is None
    assert lay(store, "failures/a.parquet", LABEL, [[ROW], [ROW, ROW]])
    assert store.label("failures/a.parquet") == LABEL
    assert not lay(store, "failures/a.parquet", LABEL, [])
    assert lay(store, "failures/a.parquet", Label(table="failures", state="two"), [[ROW]])
    with fsspec.open(f"{store.address}/failures/a.parquet") as stream:
        assert parquet.read_table(stream).to_pylist() == [ROW]
    assert store.names("failures") == {"failures/a.parquet"}
    store.drop(["failures/a.parquet"])
    assert store.names("failures") == set()


def test_what_breaks_off_leaves_what_was_there(store: Store):
    def rows() -> Iterator[list[dict[str, str]]]:
        yield [ROW]
        raise KeyboardInterrupt

    lay(store, "failures/a.parquet", LABEL, [[ROW]])
    with pytest.raises(KeyboardInterrupt):
        lay(store, "failures/a.parquet", Label(table="failures", state="two"), rows())
    assert store.label("failures/a.parquet") == LABEL
    files, path = fsspec.url_to_fs(store.address)
    assert [name.rpartition("/")[2] for name in files.find(path, withdirs=False)] == ["a.parquet"]


def test_a_damaged_shard_is_written_again(store: Store):
    with store.laid("failures/a.parquet") as stream:
        stream.write(b"PAR1 and no more")
    assert store.label("failures/a.parquet") is None
    assert lay(store, "failures/a.parquet", LABEL, [[ROW]])


@pytest.mark.parametrize("part", range(8))
def test_a_shard_that_differs_by_a_bit_is_damaged(store: Store, part: int):
    name, rows = "failures/a.parquet", [{**ROW, "reason": f"reason {number}"} for number in range(600)]
    lay(store, name, LABEL, [rows])
    assert list(store.rows(name, Why)) == [Why(one["reason"], "read") for one in rows]
    held = bytearray(store.read(name) or b"")
    pages = parquet.read_metadata(BytesIO(held)).row_group(0).column(4)
    held[pages.dictionary_page_offset + pages.total_compressed_size - 1 - 8 * part] ^= 1
    with store.laid(name) as stream:
        stream.write(held)
    assert store.label(name) == LABEL
    with pytest.raises(InputError, match=r"failures/a.parquet in .*/out is damaged .* delete it"):
        list(store.rows(name, Why))


def test_a_shard_that_is_gone_is_not_called_damaged(store: Store):
    with pytest.raises(InputError, match="cannot be reached"):
        list(store.rows("failures/a.parquet", Why))


def test_notes_are_read_back(store: Store):
    assert store.read(".done/a.json") is None
    assert store.noted(".done/a.json", Label) is None
    store.note(".done/a.json", LABEL)
    assert store.noted(".done/a.json", Label) == LABEL
    assert store.names("", ".json") == set()
    with store.laid(".done/a.json") as stream:
        stream.write(b"{}")
    assert store.read(".done/a.json") == b"{}"
    assert store.noted(".done/a.json", Label) is None


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path):
    with pytest.raises(InputError, match=r"https://a\.example takes no shards"):
        Store("https://a.example")
    (tmp_path / "file").touch()
    store = Store(str(tmp_path / "file"))
    with pytest.raises(SamestoryError, match="cannot write"):
        lay(store, "failures/a.parquet", LABEL, [[ROW]])


@pytest.mark.parametrize("table", tables())
def test_a_shard_says_what_it_is(table: str):
    label = Label(table=table, state="x")  # type: ignore[arg-type]
    made = schema(label)
    assert made.names == list(COLUMNS[label.table])
    assert label_in(made.metadata) == label
    assert label_in(None) is None
    assert label_in({b"samestory": b"something else"}) is None
