"""`samestory events`: what it prints, writes and refuses."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from acting import stored
from dossiers import Cli

from samestory.store.view import View

parquet = pytest.importorskip("pyarrow.parquet")


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return stored(tmp_path / "acts.db")


def test_a_story_its_thread_and_all(samestory: Cli, process: Cli, dossier: Path):
    done = process("events", dossier, "herald.txt")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "2 events"
    assert sum(line.lstrip().startswith("≠") for line in lines) == 2
    assert samestory("events", dossier, "herald.txt", "--thread").stdout.splitlines()[0] == "3 events"
    every = samestory("events", dossier).stdout
    assert every == samestory("events", dossier, "thread-oil", "--thread").stdout


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--root", "accuse"), "1 event"),
        (("--root", "ACCUSE", "--root", "sanction"), "2 events"),
        (("--quad", "verbal-conflict"), "2 events"),
        (("--mood", "planned", "--mood", "hypothetical"), "2 events"),
        (("--actor", "ада вен"), "2 events"),
        (("--since", "2026-05-13"), "1 event"),
        (("--since", "2026-05-01", "--until", "2026-05-12"), "2 events"),
        (("--actor", "Corva"), "No events"),
    ],
)
def test_options_leave_out(samestory: Cli, dossier: Path, options: tuple[str, ...], count: str):
    done = samestory("events", dossier, *options)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, count)


def test_every_form_tells_the_same_events(samestory: Cli, dossier: Path, tmp_path: Path):
    ids = ["event-oil", "event-suit", "event-fine"]
    listed = json.loads(samestory("events", dossier, "--json").stdout)
    assert [one["id"] for story in listed["stories"] for one in story["events"]] == ids
    records = samestory("events", dossier, "--format", "plover-json").stdout.splitlines()
    assert [json.loads(line)["id"] for line in records] == ids
    table = samestory("events", dossier, "--format", "csv").stdout.splitlines()
    assert [row["event"] for row in csv.DictReader(table)] == ids
    assert samestory("events", dossier, "--format", "parquet", "--out", "a.parquet").returncode == 0
    assert parquet.read_table(tmp_path / "a.parquet").column("event").to_pylist() == ids


@pytest.mark.parametrize("form", ["text", "json", "plover-json", "csv"])
def test_a_file_holds_what_is_printed(samestory: Cli, dossier: Path, tmp_path: Path, form: str):
    printed = samestory("events", dossier, "--format", form).stdout
    done = samestory("events", dossier, "--format", form, "--out", "out")
    assert (done.returncode, done.stdout) == (0, "Wrote out\n")
    written = (tmp_path / "out").read_text("utf-8")
    mark = "\ufeff" if form == "csv" else ""
    assert written == mark + printed


def test_a_pipe_takes_a_whole_parquet_file(dossier: Path, environment: dict[str, str], tmp_path: Path):
    line = [sys.executable, "-m", "samestory", "events", str(dossier), "--format", "parquet"]
    done = subprocess.run(line, env=environment, capture_output=True, check=True, timeout=120)
    (tmp_path / "piped.parquet").write_bytes(done.stdout)
    assert parquet.read_table(tmp_path / "piped.parquet").num_rows == 3


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals of this kind")
def test_a_terminal_takes_no_parquet(dossier: Path, environment: dict[str, str]):
    import pty  # noqa: PLC0415

    ours, theirs = pty.openpty()
    line = [sys.executable, "-m", "samestory", "events", str(dossier), "--format", "parquet"]
    done = subprocess.run(
        line, env=environment, stdout=theirs, stderr=subprocess.PIPE, check=False, timeout=120
    )
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 1
    assert b"--out events.parquet" in done.stderr


def test_a_dossier_is_never_replaced(samestory: Cli, dossier: Path):
    before = dossier.read_bytes()
    for form in ("text", "csv", "parquet"):
        done = samestory("events", dossier, "--format", form, "--out", dossier)
        assert done.returncode == 1
        assert "stays as it is" in done.stderr
    assert dossier.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("nothing of it",), 1, "nothing of it"),
        (("--actor", "Nobody Known"), 1, "no name 'Nobody Known'"),
        (("--lang", "xx"), 1, "no language has the code"),
        (("--thread",), 1, "give a story of it"),
        (("--root", "shout"), 2, "there is no 'shout'"),
        (("--since", "tomorrow"), 2, "--since"),
        (("--format", "xlsx"), 2, "--format"),
    ],
)
def test_what_is_not_there_is_said(
    samestory: Cli, dossier: Path, arguments: tuple[str, ...], status: int, said: str
):
    done = samestory("events", dossier, *arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr


def test_a_formula_is_made_plain_and_names_stay_in_json(samestory: Cli, dossier: Path):
    assert "'=Norvik Lines" in samestory("events", dossier, "--format", "csv").stdout
    assert "'=Norvik" not in samestory("events", dossier, "--json").stdout


NEWS = {
    "en.txt": (
        "Poland accuses Belarus over the border\n\n"
        "Poland's interior minister Jan Kowal accused Belarus on 12 May 2026 of pushing migrants across the"
        " border.\nPresident Aleksander Mirski of Belarus threatened Poland with sanctions.\n"
    ),
    "ro.txt": (
        "Polonia acuză Belarusul\n\n"
        "Ministrul de interne al Poloniei, Jan Kowal, a acuzat Belarusul că împinge migranți peste graniță.\n"
        "Președintele Belarusului, Aleksander Mirski, a amenințat Polonia cu sancțiuni.\n"
    ),
}


def test_from_articles_to_a_table(samestory: Cli, tmp_path: Path):
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in NEWS.items():
        (folder / name).write_text(text, "utf-8")
    assert samestory("run", "news").returncode == 0
    table = list(csv.DictReader(samestory("events", "news.db", "--format", "csv").stdout.splitlines()))
    with View.open(tmp_path / "news.db") as view:
        texts = {one.id: one.text for one in view.contents().articles}
    assert {"ACCUSE", "THREATEN"} <= {row["root"] for row in table}
    for row in table:
        assert texts[row["article"]][int(row["start"]) : int(row["end"])] == row["sentence"]
    accused = [row for row in table if row["root"] == "ACCUSE" and row["target_code"] == "BLR"]
    (accuse,) = (row for row in accused if row["source"] == "Jan Kowal")
    assert (accuse["source_code"], accuse["source_sector"]) == ("POL", "GOV")
    assert (accuse["target_code"], accuse["quad"], accuse["date"]) == (
        "BLR",
        "verbal conflict",
        "2026-05-12",
    )


def test_what_is_wrong_is_said_before_a_row_is_written(samestory: Cli, dossier: Path, tmp_path: Path):
    for wrong in (("--lang", "no language"), ("--actor", "Nobody At All"), ("--thread",)):
        done = samestory("events", dossier, "--format", "csv", *wrong)
        assert done.returncode != 0
        assert done.stdout == ""
    missing = samestory("events", tmp_path / "none.db", "--format", "csv")
    assert (missing.returncode != 0, missing.stdout) == (True, "")
