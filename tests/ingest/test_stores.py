"""Files in stores that go by an address, on the file systems that fsspec has in memory and on disk."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from hypothesis import given as each
from hypothesis import strategies as st
from packing import BRIDGE, zipped

from samestory.errors import InputError
from samestory.ingest import (
    Limits,
    called,
    documents,
    given,
    in_parts,
    is_address,
    is_stored,
    listing,
    mapping,
    read_file,
    read_part,
)
from samestory.ingest.stores import home_of
from samestory.model import Document, Failure

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
LIMITS = Limits()


def table(rows: list[dict[str, object]], group: int = 1000) -> bytes:
    out = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(rows), out, row_group_size=group)
    return out.getvalue()


def texts(count: int) -> list[dict[str, object]]:
    return [{"text": f"Report {number} of the bridge at Kestrin."} for number in range(count)]


FILES = {
    "2025/a.txt": BRIDGE,
    "2025/deep/b.parquet": table(texts(3)),
    "2026/c.zip": zipped({"d.txt": BRIDGE, "README.md": BRIDGE}),
    "2026/picture.png": b"\x89PNG",
    "2026/README.md": BRIDGE,
    "2026/.hidden/e.txt": BRIDGE,
    "2026/old.db": b"SQLite format 3\0",
}


@pytest.fixture
def store() -> Iterator[str]:
    """The address of a folder with FILES in a store."""
    files = fsspec.filesystem("memory")
    for name, data in FILES.items():
        files.pipe_file(f"/shelf/news/{name}", data)
    yield "memory://shelf/news"
    files.rm("/shelf", recursive=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in FILES.items():
        (tmp_path / "news" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "news" / name).write_bytes(data)
    return tmp_path / "news"


@pytest.mark.parametrize("part", ["", "/", "/2025", "/2025/a.txt", "/*/*.txt", "/2025/**", "/202*"])
def test_a_store_gives_what_a_folder_gives(store: str, folder: Path, part: str) -> None:
    assert list(documents(f"{store}{part}")) == list(documents(Path(f"{folder}{part}")))
    assert list(documents(f"file://{folder}{part}")) == list(documents(Path(f"{folder}{part}")))


def test_a_file_whose_name_parts_an_address_is_told(store: str, folder: Path) -> None:
    fsspec.filesystem("memory").pipe_file("/shelf/news/2027/a::b.txt", BRIDGE)
    (told,) = documents(f"{store}/2027")
    assert isinstance(told, Failure)
    assert (told.source, "has :: in it" in told.reason) == ("a::b.txt", True)
    (folder / "a::b.txt").write_bytes(BRIDGE)
    (read,) = documents(f"file://{folder}/a::b.txt")
    assert isinstance(read, Document)


def test_what_lies_on_this_machine_is_the_folder_itself(folder: Path) -> None:
    with given(f"file://{folder}", LIMITS) as addressed, given(folder, LIMITS) as plain:
        assert (addressed.home, addressed.is_all) == (plain.home, plain.is_all)
        assert [(e.source, e.size, e.mtime_ns) for e in addressed.files] == [
            (e.source, e.size, e.mtime_ns) for e in plain.files
        ]


def test_a_file_that_changes_looks_changed(store: str) -> None:
    def marks() -> dict[str, int]:
        with given(store, LIMITS) as found:
            return {entry.source: entry.mtime_ns for entry in found.files}

    before = marks()
    assert marks() == before
    fsspec.filesystem("memory").pipe_file("/shelf/news/2025/a.txt", BRIDGE)
    after = marks()
    assert {name for name in after if after[name] != before[name]} == {"2025/a.txt"}


@pytest.mark.parametrize(
    ("address", "folder", "word"),
    [
        ("s3://bucket/news/2025", "s3:/bucket/news/2025", "2025"),
        ("S3://bucket/news/*/x.parquet", "s3:/bucket/news", "news"),
        ("sftp://me:secret@host/news", "sftp:/host/news", "news"),
        ("gs://bucket", "gs:/bucket", "bucket"),
    ],
)
def test_the_home_of_an_address_is_no_folder_of_this_machine(address: str, folder: str, word: str) -> None:
    assert is_stored(address)
    assert not is_address(address)
    assert home_of(address).as_posix() == folder
    assert not home_of(address).is_absolute()
    assert called(address) == word


def test_pages_and_paths_are_no_stores() -> None:
    given_so = ("https://a.example/news", "HTTP://a.example", "news/2025", "-", "C:/news", Path("s3://a/b"))
    assert not any(map(is_stored, given_so))


def test_where_there_is_nothing_or_no_library_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is nothing at memory://shelf/none"):
        list(documents("memory://shelf/none"))
    with pytest.raises(InputError, match="no file or folder at"):
        list(documents(f"file://{tmp_path}/none"))
    with pytest.raises(InputError, match=r"cannot read nosuch://.* give a path"):
        list(documents("nosuch://bucket/news"))
    with pytest.raises(InputError, match=r"cannot read dropbox://news: .*pip install"):
        list(documents("dropbox://news"))


@each(st.lists(st.integers(0, 40), min_size=1, max_size=4), st.integers(1, 50))
def test_the_parts_of_a_table_hold_what_the_whole_holds(
    tmp_path_factory: pytest.TempPathFactory, groups: list[int], size: int
) -> None:
    path = tmp_path_factory.mktemp("parts") / "x.parquet"
    told, done = texts(sum(groups)), 0
    with parquet.ParquetWriter(path, arrow.schema([("text", arrow.string())])) as writer:
        for rows in groups:
            # A row without a text, to fail in its place.
            its = [*told[done : done + rows - 1], {"text": ""}] if rows else []
            writer.write_table(arrow.Table.from_pylist(its, schema=writer.schema))
            done += rows
    with given(f"file://{path}", LIMITS) as found:
        (entry,) = found.files
    parts = in_parts(entry, size, LIMITS, ())
    assert [len(list(part.sources())) <= size for part in parts] == [True] * len(parts)
    read = [one for part in parts for one in read_part(part, LIMITS)]
    assert read == list(read_file(entry, LIMITS))
    assert [one.source for one in read] == [source for part in parts for source in part.sources()]


def test_only_tables_that_other_machines_find_are_read_in_parts(store: str, folder: Path) -> None:
    def divided(root: Path | str) -> list[str]:
        with given(root, LIMITS) as found:
            return [entry.source for entry in found.files if in_parts(entry, 2, LIMITS, ())]

    assert divided(f"file://{folder}") == ["2025/deep/b.parquet"]
    assert divided(folder) == divided(store) == []
    (folder / "damaged.parquet").write_bytes(b"PAR1" + bytes(20))
    assert divided(f"file://{folder}/damaged.parquet") == []


def test_a_table_that_goes_or_changes_before_its_part_is_read_is_a_failure(folder: Path) -> None:
    with given(f"file://{folder}/2025/deep/b.parquet", LIMITS) as found:
        (entry,) = found.files
    parts = in_parts(entry, 2, LIMITS, ())
    entry.path.write_bytes(table([{"words": "no text"}]))
    assert [one.source for one in read_part(parts[0], LIMITS)] == ["b.parquet"]
    entry.path.unlink()
    (gone,) = read_part(parts[1], LIMITS)
    assert not isinstance(gone, Document)
    assert "cannot be read" in gone.reason


def test_names_of_columns_are_those_given(folder: Path) -> None:
    (folder / "m.parquet").write_bytes(table([{"words": "The bridge is closed."}]))
    (entry,) = listing(folder / "m.parquet")
    assert not in_parts(entry, 2, LIMITS, ())
    with given(f"file://{folder}/m.parquet", LIMITS) as found:
        (entry,) = found.files
    assert not in_parts(entry, 2, LIMITS, ())
    named = mapping(["text=words"])
    (part,) = in_parts(entry, 2, LIMITS, named)
    assert [one.source for one in read_part(part, LIMITS, named)] == ["m.parquet#1"]
