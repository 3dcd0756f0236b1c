import bz2
import gzip
import lzma
import zipfile
from pathlib import Path

import pytest
from packing import BRIDGE, read, tarred, zipped

FILES = {
    "b.txt": BRIDGE,
    "a/lines.jsonl": b'{"text": "One."}\n{"text": "Two."}\n',
    "a/page.html": b"<p>Three.</p>",
}
INSIDE = ["b.txt", "a/lines.jsonl#1", "a/lines.jsonl#2", "a/page.html"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("news.zip", zipped(FILES)),
        ("news.ZIP", zipped(FILES, zipfile.ZIP_STORED)),
        ("lzma.zip", zipped(FILES, zipfile.ZIP_LZMA)),
        ("news.tar", tarred(FILES)),
        ("news.tar.gz", tarred(FILES, "w:gz")),
        ("news.tgz", tarred(FILES, "w:gz")),
        ("news.tar.bz2", tarred(FILES, "w:bz2")),
        ("news.tar.xz", tarred(FILES, "w:xz")),
    ],
)
def test_files_in_an_archive_are_read_in_its_order(tmp_path: Path, name: str, data: bytes) -> None:
    found, failed = read(tmp_path / name, data)
    assert list(found) == [f"{name}!{inside}" for inside in INSIDE]
    assert found[f"{name}!b.txt"].data == BRIDGE
    assert not failed


def test_a_file_in_an_archive_is_the_document_that_it_is_outside(tmp_path: Path) -> None:
    (alone,) = read(tmp_path / "b.txt", BRIDGE)[0].values()
    (packed,) = read(tmp_path / "x.zip", zipped({"deep/b.txt": BRIDGE}))[0].values()
    assert alone.id == packed.id


@pytest.mark.parametrize(
    ("ending", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)]
)
def test_a_file_compressed_goes_by_its_own_name(tmp_path: Path, ending, pack) -> None:  # type: ignore[no-untyped-def]
    found, failed = read(tmp_path / f"a.jsonl{ending}", pack(FILES["a/lines.jsonl"]))
    assert (list(found), failed) == ([f"a.jsonl{ending}#1", f"a.jsonl{ending}#2"], {})
    assert read(tmp_path / f"b.txt{ending}", pack(BRIDGE))[0][f"b.txt{ending}"].data == BRIDGE


def test_what_a_name_does_not_tell_is_told_by_the_beginning(tmp_path: Path) -> None:
    for inner in (FILES["a/lines.jsonl"], BRIDGE, b"<!doctype html><p>x", tarred(FILES), zipped(FILES)):
        found, failed = read(tmp_path / "dump.gz", gzip.compress(inner))
        assert found, failed
        assert not failed
    assert read(tmp_path / "dump.gz", gzip.compress(b"<html>"))[0]["dump.gz"].media_type == "text/html"


def test_parts_of_a_gzip_are_one(tmp_path: Path) -> None:
    data = gzip.compress(BRIDGE) + gzip.compress(b" It may open sooner.")
    assert read(tmp_path / "a.txt.gz", data)[0]["a.txt.gz"].data == BRIDGE + b" It may open sooner."


def test_archives_in_archives_are_opened(tmp_path: Path) -> None:
    inner = {
        "deep.zip": zipped(FILES),
        "deep.tar.gz": tarred(FILES, "w:gz"),
        "b.txt.gz": gzip.compress(BRIDGE),
    }
    for name, data in (("x.zip", zipped(inner)), ("x.tar", tarred(inner)), ("x.tgz", tarred(inner, "w:gz"))):
        found, failed = read(tmp_path / name, data)
        assert not failed
        assert list(found) == [
            *(f"{name}!deep.zip!{inside}" for inside in INSIDE),
            *(f"{name}!deep.tar.gz!{inside}" for inside in INSIDE),
            f"{name}!b.txt.gz",
        ]


def test_what_is_no_news_is_passed_over_and_other_kinds_are_failures(tmp_path: Path) -> None:
    files = {"README.md": b"x", ".DS_Store": b"x", "__MACOSX/b.txt": b"x", "a/.git/c.txt": b"x", "a/": b""}
    found, failed = read(
        tmp_path / "x.zip", zipped({**files, "photo.jpg": b"x", "b.txt": BRIDGE, "c.txt": b""})
    )
    assert list(found) == ["x.zip!b.txt"]
    assert set(failed) == {"x.zip!photo.jpg", "x.zip!c.txt"}
    assert "not a kind of file Samestory reads (.jpg)" in failed["x.zip!photo.jpg"]
    assert failed["x.zip!c.txt"] == "empty"


def test_a_zip_name_in_utf8_is_read_whether_it_says_so_or_not(tmp_path: Path) -> None:
    marked = zipped({"новини/мост.txt": BRIDGE})
    silent = marked.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x08", b"PK\x01\x02\x14\x03\x14\x00\x00\x00")
    silent = silent.replace(b"PK\x03\x04\x14\x00\x00\x08", b"PK\x03\x04\x14\x00\x00\x00")
    assert silent != marked
    for data in (marked, silent):
        assert list(read(tmp_path / "x.zip", data)[0]) == ["x.zip!новини/мост.txt"]


def test_an_archive_that_holds_nothing_gives_nothing(tmp_path: Path) -> None:
    assert read(tmp_path / "x.zip", zipped({})) == ({}, {})
    assert read(tmp_path / "x.tar", tarred({})) == ({}, {})
