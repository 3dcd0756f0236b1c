"""`samestory names`: what it prints, writes and decides, and with which status."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from dossiers import Cli
from naming import ALL, contents, stored


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """``names.db`` in the command's own folder."""
    return stored(tmp_path / "names.db")


def test_names_are_listed(samestory: Cli, process: Cli, dossier: Path):
    done = process("names", "names.db")
    assert (done.returncode, done.stderr) == (0, "")
    assert all(one.name in done.stdout for one in contents(dossier).entities)
    told = json.loads(samestory("names", "names.db", "--json").stdout)["entities"]
    assert {one["id"] for one in told} == {one.id for one in contents(dossier).entities}


def test_one_type_is_listed_alone(samestory: Cli, dossier: Path):
    shown = samestory("names", "names.db", "--type", "person").stdout
    assert "Whitebeard" in shown
    assert "Litoral" not in shown
    told = json.loads(samestory("names", "names.db", "--type", "place", "--json").stdout)["entities"]
    assert {one["type"] for one in told} == {"place"}


def test_one_name_is_shown(samestory: Cli, dossier: Path):
    done = samestory("names", "show", "names.db", "whitebeard")
    assert (done.returncode, done.stderr) == (0, "")
    assert "“I slept well,” Whitebeard said." in done.stdout
    told = json.loads(samestory("names", "show", "names.db", "whitebeard", "--json").stdout)
    assert (told["name"], len(told["mentions"])) == ("Whitebeard", 3)


def test_names_are_merged_split_and_renamed_by_a_reader(samestory: Cli, dossier: Path):
    merged = samestory("names", "merge", "names.db", "ilie dorca", "Whitebeard", "--by", "Ana Bel")
    assert (merged.returncode, merged.stderr) == (0, "")
    assert merged.stdout.endswith("Decided by Ana Bel.\n")
    assert "Whitebeard, Ilie Dorca" in merged.stdout
    renamed = samestory("names", "rename", "names.db", "whitebeard", "Barbă Albă", "--by", "Ana Bel")
    assert renamed.stdout.startswith("Barbă Albă (person")
    split = samestory("names", "split", "names.db", "barba alba", "Whitebeard", LOGNAME="bo")
    assert split.stdout.endswith("Decided by bo.\n")
    held = contents(dossier)
    by = {one.made_by for one in held.decisions if one.made_by != "machine"}
    assert by == {"user:Ana Bel", "user:bo"}
    names = {one.name: {each.written for each in one.spellings} for one in held.entities}
    assert "Ilie Dorca" in names["Barbă Albă"]
    assert names["Whitebeard"] == {"Whitebeard"}


def test_what_readers_decided_of_a_name_is_undone(samestory: Cli, dossier: Path):
    before = contents(dossier)
    assert samestory("names", "merge", "names.db", "ilie dorca", "Whitebeard", "--by", "ana").returncode == 0
    assert samestory("names", "rename", "names.db", "whitebeard", "Barbă Albă", "--by", "bo").returncode == 0
    assert contents(dossier).entities != before.entities
    done = samestory("names", "undo", "names.db", "barbă albă")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Ilie Dorca" in done.stdout
    assert contents(dossier).entities == before.entities
    assert all(one.made_by == "machine" for one in contents(dossier).decisions)
    again = samestory("names", "undo", "names.db", "whitebeard")
    assert again.returncode == 1
    assert "nothing to undo" in again.stderr


def test_every_mention_is_exported(samestory: Cli, dossier: Path, tmp_path: Path):
    done = samestory("names", "export", "names.db", "out.csv")
    mentions = sum(len(one.names) for one in ALL)
    assert done.stdout == f"Wrote out.csv ({mentions} mentions of {len(contents(dossier).entities)} names)\n"
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == mentions
    assert {row["file"] for row in rows} == {one.source for one in ALL}


@pytest.mark.parametrize(
    ("line", "status", "says"),
    [
        ("names", 2, "DOSSIER"),
        ("names nowhere.db", 1, "samestory run"),
        ("names names.db --type ship", 2, "person"),
        ("names show names.db", 2, "NAME"),
        ("names show names.db Whitebread", 1, "near it: Whitebeard"),
        ("names merge names.db Whitebeard whitebeard", 1, "are one already"),
        ("names merge nowhere.db a b", 1, "samestory run"),
        ("names split names.db Whitebeard Whitebeard", 1, "written in no other way"),
        ("names split names.db Whitebeard Dorca", 1, "it is written en:Whitebeard"),
        ("names rename names.db Whitebeard \udcff", 1, "the name to show"),
        ("names rename names.db Whitebeard Ana --by \udcff", 1, "the reader's name"),
        ("names show names.db \udcff", 1, "no name"),
        ("names export names.db no/such/out.csv", 1, "no/such/out.csv"),
        ("names export names.db names.db", 1, "names.db is a dossier"),
        ("report names.db names.db", 1, "names.db is a dossier"),
    ],
)
def test_what_cannot_be_done_is_said(samestory: Cli, dossier: Path, line: str, status: int, says: str):
    before = dossier.read_bytes()
    done = samestory(*line.split())
    assert (done.returncode, done.stdout) == (status, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert dossier.read_bytes() == before
