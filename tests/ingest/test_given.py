"""What may be given to be read: folders, files, patterns, standard input."""

import io
import os
import subprocess
import sys
import types
from pathlib import Path

import pytest
from packing import BRIDGE, tarred, zipped

from samestory.errors import InputError
from samestory.ingest import Limits, called, documents, given


@pytest.fixture
def news(tmp_path: Path) -> Path:
    for name in ("2025-10/a.txt", "2025-11/a.txt", "2025-11/b.md", "2025-11/deep/c.txt", "2026-01/d.html"):
        (tmp_path / "news" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "news" / name).write_bytes(BRIDGE)
    return tmp_path / "news"


def sources(root: Path) -> list[str]:
    return [one.source for one in documents(root)]


def test_a_pattern_gives_what_matches_named_from_where_it_begins(news: Path) -> None:
    assert sources(news / "2025-*/*.txt") == ["2025-10/a.txt", "2025-11/a.txt"]
    assert sources(news / "**" / "*.txt") == ["2025-10/a.txt", "2025-11/a.txt", "2025-11/deep/c.txt"]
    assert sources(news / "2025-11" / "[bc]*") == ["b.md"]


def test_a_folder_that_matches_is_read_whole_and_once(news: Path) -> None:
    assert sources(news / "2025-1*") == [
        "2025-10/a.txt",
        "2025-11/a.txt",
        "2025-11/b.md",
        "2025-11/deep/c.txt",
    ]
    assert sources(news / "2025-11" / "**") == ["a.txt", "b.md", "deep/c.txt"]


def test_what_is_no_news_does_not_match(news: Path) -> None:
    for name in ("README.md", "news.db", ".hidden.txt"):
        (news / "2025-11" / name).touch()
    assert sources(news / "2025-11" / "*") == ["a.txt", "b.md", "deep/c.txt"]


def test_links_that_match_lead_nowhere_else(news: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("not for this dossier")
    (news / "2025-10" / "z.txt").symlink_to(tmp_path / "secret.txt")
    (found,) = documents(news / "*" / "z*")
    assert "outside the folder" in found.reason  # type: ignore[union-attr]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "what[1].txt").write_bytes(BRIDGE)
    assert sources(tmp_path / "what[1].txt") == ["what[1].txt"]


def test_a_pattern_that_matches_nothing_is_an_error(news: Path) -> None:
    with pytest.raises(InputError, match=r"no file matches .*\*\.pdf"):
        sources(news / "*.pdf")


def test_what_is_given_in_a_word(news: Path) -> None:
    assert called(news) == called(news / "*.zip") == "news"
    assert called(news / "2025-11" / "a.txt") == "a"
    (news / "x.tar.gz").touch()
    assert called(news / "x.tar.gz") == "x"
    (news / ".txt").touch()
    assert called(news / ".txt") == ".txt"
    assert called(Path("-")) == "stdin"


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> list[tuple[str, object]]:
    pipe = types.SimpleNamespace(buffer=io.BytesIO(data), isatty=lambda: False)
    monkeypatch.setattr(sys, "stdin", pipe)
    return [(one.source, getattr(one, "media_type", None)) for one in documents(Path("-"))]


@pytest.mark.parametrize(
    ("data", "ending", "kinds"),
    [
        (BRIDGE, ".txt", {"text/plain"}),
        (b"\n <!DOCTYPE html><p>x", ".html", {"text/html"}),
        (b'{"text": "One."}\n{"text": "Two."}\n', ".jsonl#2", {"text/plain; charset=utf-8"}),
        (b'{"text": "%s"}\n' % (b"One. " * 2000), ".jsonl#1", {"text/plain; charset=utf-8"}),
        (b'\xef\xbb\xbf[\n{"text": "One."}]', ".json#1", {"text/plain; charset=utf-8"}),
        (b'{\n"text": "One."}', ".json", {"text/plain; charset=utf-8"}),
        (b'"Title";"Text"\r\nA;The bridge is closed.\r\n', ".csv#2", {"text/plain; charset=utf-8"}),
        (b"Text, date and title follow.\nOne.", ".txt", {"text/plain"}),
        (zipped({"a.txt": BRIDGE}), ".zip!a.txt", {"text/plain"}),
        (tarred({"a.txt": BRIDGE}, "w:gz"), ".gz!a.txt", {"text/plain"}),
    ],
)
def test_what_is_piped_in_is_told_by_its_beginning(
    monkeypatch: pytest.MonkeyPatch, data: bytes, ending: str, kinds: set[str]
) -> None:
    found = piped(monkeypatch, data)
    assert {kind for _, kind in found} == kinds
    assert found[-1][0].startswith("stdin-")
    assert found[-1][0].endswith(ending)
    assert piped(monkeypatch, data) == found


def test_nothing_piped_in_is_a_failure_and_a_terminal_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    ((_, kind),) = piped(monkeypatch, b"")
    assert kind is None
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(isatty=lambda: True))
    with pytest.raises(InputError, match="nothing is piped in"):
        sources(Path("-"))


def test_an_endless_pipe_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/zero").open("rb") as zeros:
        monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=zeros, isatty=lambda: False))
        with (
            pytest.raises(InputError, match=r"more than 1\.0 MB piped in"),
            given(Path("-"), Limits(max_spooled=1_000_000)),
        ):
            pass


def test_nothing_stays_on_disk_of_what_was_piped_in(tmp_path: Path) -> None:
    code = "from samestory.ingest import documents; from pathlib import Path; list(documents(Path('-')))"
    env = {**os.environ, "TMPDIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code], input=BRIDGE, env=env, check=True)
    assert list(tmp_path.iterdir()) == []
