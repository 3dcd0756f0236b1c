"""`samestory graph`: every form, printed or written, of a story, a thread and all."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest
from border_dispute import stored
from dossiers import Cli


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return stored(tmp_path / "pass.db")


def test_who_acts_on_whom_is_printed(process: Cli, dossier: Path):
    done = process("graph", dossier)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("5 actors, 6 edges.")
    assert lines[1] == "−   3  Lorn → Vard: accuses 2, helps 1; planned: 1; possible: 1; 11–13 May 2026"


def test_a_story_and_its_thread(samestory: Cli, dossier: Path):
    story = samestory("graph", dossier, "mail.txt", "--format", "json")
    assert [one["weight"] for one in json.loads(story.stdout)["edges"]] == [2, 1, 1]
    thread = samestory("graph", dossier, "mail.txt", "--thread", "--format", "json").stdout
    assert thread == samestory("graph", dossier, "--format", "json").stdout
    for given, said in (("nothing", "no story 'nothing'"), ("--thread", "give a story of it")):
        unknown = samestory("graph", dossier, given)
        assert (unknown.returncode, unknown.stdout) == (1, "")
        assert said in unknown.stderr


def test_names_in_the_readers_language(samestory: Cli, dossier: Path):
    assert "Лорн → Вард" in samestory("graph", dossier, "--lang", "bg").stdout


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_files_for_tools_that_draw(samestory: Cli, dossier: Path, form: str, read: object):
    out = dossier.with_name(f"pass.{form}")
    done = samestory("graph", dossier, "--format", form, "--out", out)
    assert (done.returncode, done.stdout) == (0, f"Wrote {out}\n")
    assert read(out).edges["e-lorn", "e-vard"]["weight"] == 3  # type: ignore[operator]
    assert out.read_text("utf-8") == samestory("graph", dossier, "--format", form).stdout


def test_a_dossier_is_not_overwritten(samestory: Cli, dossier: Path):
    done = samestory("graph", dossier, "--out", dossier)
    assert done.returncode == 1
    assert "is a dossier" in done.stderr
