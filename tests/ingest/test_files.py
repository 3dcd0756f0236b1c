import os
from pathlib import Path

import pytest

from samestory.errors import InputError
from samestory.ingest import Limits, documents, listing, read_file
from samestory.model import Document, Failure


def write(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def sources(root: Path) -> list[str]:
    return [found.source for found in documents(root)]


def failures(root: Path, limits: Limits | None = None) -> dict[str, str]:
    found = documents(root, limits=limits or Limits())
    return {one.source: one.reason for one in found if isinstance(one, Failure)}


def test_folder_is_walked_in_order_of_path(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.md", "a.html", "c.htm", "b.txt"):
        write(tmp_path / name, "The bridge is closed.")
    assert sources(tmp_path) == ["a.html", "b/1.md", "b/2.txt", "b.txt", "c.htm"]
    kinds = [one.media_type for one in documents(tmp_path) if isinstance(one, Document)]
    assert kinds == ["text/html", "text/markdown", "text/plain", "text/plain", "text/html"]


def test_same_bytes_have_the_same_id_wherever_they_stand(tmp_path: Path) -> None:
    for name in ("one.txt", "deep/two.TXT", "three.md"):
        write(tmp_path / name, "The bridge is closed.")
    ids = {found.source: found.id for found in documents(tmp_path) if isinstance(found, Document)}
    assert ids["one.txt"] == ids["deep/two.TXT"]
    assert ids["one.txt"] != ids["three.md"]


def test_what_is_no_news_is_passed_over(tmp_path: Path) -> None:
    for name in (
        ".hidden.txt",
        ".git/x.txt",
        "README.md",
        "readme.txt",
        "README",
        "d.db",
        "d.db-wal",
        "d.db-shm",
        "d.db.v7.bak",
        "d.db.v7-2.bak",
        "d.db.v7.bak.part",
    ):
        write(tmp_path / name, "words")
    assert sources(tmp_path) == []


def test_a_file_named_by_itself_is_read(tmp_path: Path) -> None:
    assert sources(write(tmp_path / "README.md", "words")) == ["README.md"]
    assert "not a kind of file" in failures(write(tmp_path / "x.jpg", "x"))["x.jpg"]


def test_nothing_at_the_path(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file or folder"):
        list(documents(tmp_path / "missing"))


def test_unread_files_say_why(tmp_path: Path) -> None:
    write(tmp_path / "a.xls", "x")
    write(tmp_path / "b", "no ending")
    write(tmp_path / "c.txt", b"\xef\xbb\xbf \n\t ")
    write(tmp_path / "d.txt", "")
    write(tmp_path / "e.txt", "x" * 2001)
    os.mkfifo(tmp_path / "f.txt")
    found = failures(tmp_path, Limits(max_bytes=2000))
    assert found["a.xls"].startswith("not a kind of file Samestory reads (.xls); it reads .txt .md")
    assert "it reads .txt" in found["b"]
    assert found["c.txt"] == found["d.txt"] == "empty"
    assert "over the limit" in found["e.txt"]
    assert found["f.txt"] == "not a regular file"


def test_large_file_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as stream:
        stream.truncate(50_000_000)
    assert failures(tmp_path) == {"large.txt": "50.0 MB of text, over the limit of 20.0 MB"}


def test_links_are_followed_inside_the_folder_only(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside" / "secret.txt", "not for this dossier")
    root = tmp_path / "news"
    inside = write(root / "sub" / "a.txt", "The bridge is closed.")
    (root / "b.txt").symlink_to(inside)
    (root / "c.txt").symlink_to(outside)
    (root / "d").symlink_to(outside.parent)
    (root / "e").symlink_to(root)
    (root / "f.txt").symlink_to(root / "gone.txt")
    (root / "g.txt").symlink_to(root / "g.txt")
    read = [one.source for one in documents(root) if isinstance(one, Document)]
    assert read == ["b.txt", "sub/a.txt"]
    found = failures(root)
    assert set(found) == {"c.txt", "d", "f.txt", "g.txt"}
    assert "outside the folder" in found["c.txt"]
    assert "not there" in found["f.txt"]


def test_a_file_that_goes_away_is_a_failure(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "The bridge is closed.")
    (entry,) = listing(tmp_path)
    path.unlink()
    (found,) = read_file(entry, Limits())
    assert isinstance(found, Failure)
    assert "cannot be read" in found.reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_failure(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "words").chmod(0)
    write(tmp_path / "b" / "c.txt", "words").parent.chmod(0)
    assert set(failures(tmp_path)) == {"a.txt", "b"}
    (tmp_path / "b").chmod(0o700)


def test_listing_tells_size_and_time_without_reading(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "words")
    os.utime(path, ns=(5, 7_000))
    (entry,) = listing(tmp_path)
    assert (entry.source, entry.size, entry.mtime_ns, entry.problem) == ("a.txt", 5, 7_000, None)


def test_names_that_are_no_unicode_can_be_shown(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text("words")
    assert sources(tmp_path) == ["\\xff.txt"]
