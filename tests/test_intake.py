"""What is read of a folder, again and again: bad input, changes, places."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from dossiers import EXAMPLES, copied, findings, tables
from packing import zipped

from samestory import pipeline
from samestory.encode import weights
from samestory.errors import DossierError, InputError
from samestory.pipeline import Options, Summary
from samestory.store.view import View

pytestmark = pytest.mark.usefixtures("encoding")

ONE = "Bread got dearer in Kestrin on Monday. Bakers said flour was to blame. The town will hold a meeting."
TWO = "The ferry to Velmora was late on Tuesday. Ice held it up for three hours. Nobody was hurt on board."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "news"
    made.mkdir()
    return made


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


def texts(dossier: Path) -> dict[str, str]:
    """What is held, by file."""
    with View.open(dossier) as view:
        files = view.files()
        return {file: article.text for article in view.articles() for file in files[article.id]}


def failures(dossier: Path) -> dict[str, str]:
    with View.open(dossier) as view:
        return {one.source: one.reason for one in view.failures()}


def lines(*articles: str) -> str:
    return "".join(json.dumps({"text": text}) + "\n" for text in articles)


def test_bad_files_are_failures_with_reasons_and_the_rest_is_read(dossier: Path):
    done = pipeline.run(EXAMPLES / "broken", dossier)
    assert done == Summary(read=2, unchanged=0, articles=2, stories=1, failures=4)
    assert set(texts(dossier)) == {"lines.jsonl#1", "lines.jsonl#3"}
    told = failures(dossier)
    assert told["empty.txt"] == "empty"
    assert "not JSON" in told["lines.jsonl#2"]
    assert "PNG" in told["picture.txt"]
    assert "text" in told["wrong-encoding.txt"]


def test_bad_files_stay_failures_and_nothing_is_written_again(dossier: Path):
    pipeline.run(EXAMPLES / "broken", dossier)
    before = tables(dossier)
    done = pipeline.run(EXAMPLES / "broken", dossier)
    assert (done.read, done.failures) == (0, 4)
    assert tables(dossier) == before


def test_a_giant_file_is_passed_over_unread(folder: Path, dossier: Path):
    with (folder / "giant.txt").open("wb") as stream:
        stream.truncate(50_000_000)
    (folder / "a.txt").write_text(ONE)
    done = pipeline.run(folder, dossier)
    assert (done.read, done.failures) == (1, 1)
    assert "50.0 MB" in failures(dossier)["giant.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind root")
def test_a_file_that_may_not_be_read_is_tried_again(folder: Path, dossier: Path):
    (folder / "a.txt").write_text(ONE)
    (folder / "a.txt").chmod(0)
    assert pipeline.run(folder, dossier).failures == 1
    assert "denied" in failures(dossier)["a.txt"]
    (folder / "a.txt").chmod(0o644)
    assert pipeline.run(folder, dossier).failures == 0


def test_links_in_a_circle_end(folder: Path, dossier: Path):
    (folder / "a.txt").write_text(ONE)
    (folder / "deeper").mkdir()
    (folder / "deeper" / "back").symlink_to(folder, target_is_directory=True)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    assert pipeline.run(folder, dossier).read == 1
    assert list(texts(dossier)) == ["a.txt"]
    assert "self.txt" in failures(dossier)


def test_bad_input_later_loses_nothing(folder: Path, dossier: Path):
    (folder / "a.txt").write_text(ONE)
    pipeline.run(folder, dossier)
    before = texts(dossier)
    (folder / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(400))
    (folder / "c.jsonl").write_text("{\n")
    assert pipeline.run(folder, dossier).failures == 2
    assert texts(dossier) == before


def test_a_folder_with_nothing_to_read_needs_no_weights(
    folder: Path, dossier: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(weights.CACHE_VARIABLE, str(folder / "none"))
    (folder / "empty.txt").touch()
    done = pipeline.run(folder, dossier)
    assert done == Summary(read=0, unchanged=0, articles=0, stories=0, failures=1)
    assert not (folder / "none").exists()


def test_no_folder_is_an_error_that_names_it(folder: Path, dossier: Path):
    with pytest.raises(InputError, match="nowhere"):
        pipeline.run(folder / "nowhere", dossier)
    assert not dossier.exists()


def test_a_mended_file_is_no_failure_any_more(folder: Path, dossier: Path):
    (folder / "a.txt").touch()
    assert pipeline.run(folder, dossier).failures == 1
    (folder / "a.txt").write_text(ONE)
    done = pipeline.run(folder, dossier)
    assert (done.read, done.failures) == (1, 0)
    assert "Bread" in texts(dossier)["a.txt"]


def test_a_bad_file_that_is_gone_is_no_failure_any_more(folder: Path, dossier: Path):
    (folder / "a.txt").write_text(ONE)
    (folder / "b.txt").touch()
    (folder / "c.jsonl").write_text(lines(TWO) + "{\n")
    assert pipeline.run(folder, dossier).failures == 2
    (folder / "b.txt").unlink()
    assert set(failures(dossier)) == {"b.txt", "c.jsonl#2"}
    assert pipeline.run(folder / "a.txt", dossier).failures == 2
    assert pipeline.run(folder, dossier).failures == 1
    assert set(failures(dossier)) == {"c.jsonl#2"}


def test_a_changed_file_replaces_what_it_held(folder: Path, dossier: Path):
    (folder / "a.txt").write_text(ONE)
    pipeline.run(folder, dossier)
    (folder / "a.txt").write_text(TWO)
    done = pipeline.run(folder, dossier)
    assert (done.read, done.articles, done.stories) == (1, 1, 1)
    assert "ferry" in texts(dossier)["a.txt"]


def test_a_spoilt_file_takes_what_it_held_away(folder: Path, dossier: Path):
    (folder / "a.txt").write_text(ONE)
    pipeline.run(folder, dossier)
    (folder / "a.txt").write_text("")
    done = pipeline.run(folder, dossier)
    assert (done.articles, done.stories, done.failures) == (0, 0, 1)


def test_a_line_taken_out_of_a_jsonl_is_no_longer_told_of(folder: Path, dossier: Path):
    (folder / "a.jsonl").write_text(lines(ONE, TWO))
    pipeline.run(folder, dossier)
    assert set(texts(dossier)) == {"a.jsonl#1", "a.jsonl#2"}
    (folder / "a.jsonl").write_text(lines(TWO))
    done = pipeline.run(folder, dossier)
    assert (done.read, done.articles) == (0, 1)
    assert "ferry" in texts(dossier)["a.jsonl#1"]


def test_the_same_text_in_two_files_is_one_article_seen_twice(folder: Path, dossier: Path):
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(ONE)
    (folder / "c.txt").write_text(TWO)
    pipeline.run(folder, dossier, Options(batch=1))
    assert texts(dossier).keys() == {"a.txt", "b.txt", "c.txt"}
    with View.open(dossier) as view:
        assert sorted(view.files().values()) == [("a.txt", "b.txt"), ("c.txt",)]


def test_two_folders_of_one_name_do_not_overwrite_each_other(tmp_path: Path, dossier: Path):
    for day, text in (("monday", ONE), ("tuesday", TWO)):
        (tmp_path / day / "news").mkdir(parents=True)
        (tmp_path / day / "news" / "a.txt").write_text(text)
        pipeline.run(tmp_path / day / "news", dossier)
    held = texts(dossier)
    assert set(held) == {"news/a.txt", "tuesday/news/a.txt"}
    assert pipeline.run(tmp_path / "monday" / "news", dossier).read == 0
    assert texts(dossier) == held


def test_a_folder_moved_is_the_same_folder(folder: Path, tmp_path: Path, dossier: Path):
    (folder / "a.txt").write_text(ONE)
    pipeline.run(folder, dossier)
    (tmp_path / "archive").mkdir()
    folder.rename(tmp_path / "archive" / "news")
    done = pipeline.run(tmp_path / "archive" / "news", dossier)
    assert (done.read, done.unchanged) == (0, 1)


def test_a_file_given_by_itself_is_the_one_in_its_folder(folder: Path, dossier: Path):
    copied(folder, ["07.txt", "15.txt"])
    pipeline.run(folder / "07.txt", dossier)
    assert list(texts(dossier)) == ["07.txt"]
    done = pipeline.run(folder, dossier)
    assert (done.read, done.unchanged) == (1, 1)


def test_an_archive_unchanged_is_not_opened_again_and_one_changed_gives_what_is_new(
    folder: Path, dossier: Path
):
    (folder / "a.zip").write_bytes(zipped({"one.txt": ONE.encode(), "b.jsonl": lines(TWO).encode() + b"{\n"}))
    assert pipeline.run(folder, dossier).read == 2
    assert set(texts(dossier)) == {"a.zip!one.txt", "a.zip!b.jsonl#1"}
    assert set(failures(dossier)) == {"a.zip!b.jsonl#2"}
    before = tables(dossier)
    done = pipeline.run(folder, dossier)
    assert (done.read, done.unchanged, done.failures) == (0, 1, 1)
    assert tables(dossier) == before
    (folder / "a.zip").write_bytes(zipped({"two.txt": TWO.encode(), "one.txt": ONE.encode(), "3.txt": b"x"}))
    done = pipeline.run(folder, dossier)
    assert done.read == 1
    assert set(texts(dossier)) == {"a.zip!one.txt", "a.zip!two.txt"}
    assert set(failures(dossier)) == {"a.zip!3.txt"}
    (folder / "a.zip").unlink()
    assert pipeline.run(folder, dossier).failures == 0


def test_a_file_named_as_if_it_lay_in_an_archive_stays(folder: Path, dossier: Path):
    (folder / "a.zip").write_bytes(zipped({"one.txt": ONE.encode()}))
    (folder / "a.zip!two.txt").write_text(TWO)
    pipeline.run(folder, dossier)
    (folder / "a.zip").write_bytes(zipped({"one.md": ONE.encode()}))
    pipeline.run(folder, dossier)
    assert set(texts(dossier)) == {"a.zip!one.md", "a.zip!two.txt"}


def test_files_by_a_pattern_are_those_of_the_folder(folder: Path, dossier: Path):
    (folder / "a.txt").write_text(ONE)
    (folder / "b.txt").touch()
    (folder / "c.md").write_text(TWO)
    assert pipeline.run(folder, dossier).failures == 1
    done = pipeline.run(folder / "*.md", dossier)
    assert (done.read, done.unchanged, done.failures) == (0, 1, 1)
    assert set(texts(dossier)) == {"a.txt", "c.md"}


def test_what_is_piped_in_adds_and_the_same_again_changes_nothing(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
):
    def piped(*articles: str) -> Summary:
        pipe = SimpleNamespace(buffer=io.BytesIO(lines(*articles).encode()), isatty=lambda: False)
        monkeypatch.setattr(sys, "stdin", pipe)
        return pipeline.run(Path("-"), dossier)

    assert piped(ONE).read == 1
    before = tables(dossier)
    assert piped(ONE) == Summary(read=0, unchanged=1, articles=1, stories=1, failures=0)
    assert tables(dossier) == before
    assert (piped(TWO).articles, piped(ONE, TWO).read) == (2, 0)
    assert all(source.startswith("stdin-") for source in texts(dossier))


def test_other_names_for_the_columns_read_the_same_file_again(folder: Path, dossier: Path):
    (folder / "a.jsonl").write_text(json.dumps({"text": ONE, "long": TWO}))
    (folder / "b.txt").write_text(ONE)
    assert pipeline.run(folder, dossier).read == 2
    mapped = Options(mapping=pipeline.mapping(["text=long"]))
    done = pipeline.run(folder, dossier, mapped)
    assert (done.read, done.unchanged) == (1, 1)
    assert "ferry" in texts(dossier)["a.jsonl#1"]
    assert pipeline.run(folder, dossier, mapped).unchanged == 2


def test_vectors_of_other_weights_are_not_mixed_in(folder: Path, dossier: Path):
    (folder / "a.txt").write_text(ONE)
    pipeline.run(folder, dossier)
    connection = __import__("apsw").Connection(str(dossier))
    connection.execute("UPDATE articles SET model = 'other'").fetchall()
    connection.close()
    before = findings(dossier)
    (folder / "b.txt").write_text(TWO)
    with pytest.raises(DossierError, match="made with the weights other"):
        pipeline.run(folder, dossier)
    assert findings(dossier) == before
