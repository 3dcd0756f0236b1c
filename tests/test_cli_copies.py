"""`samestory copies`: what it prints and decides."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from copying import origins, said, stored
from dossiers import Cli
from gathering import contents


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """``ferry.db`` in the command's own folder."""
    return stored(tmp_path / "ferry.db")


def test_two_are_parted_by_a_reader_and_are_one_text_again(samestory: Cli, dossier: Path):
    before = contents(dossier)
    line = ("copies", "part", "ferry.db", "a.txt", "c.txt", "--by", "Ana Bel", "--because", "both were there")
    done = samestory(*line)
    assert (done.returncode, done.stderr) == (0, "")
    told = (
        "a.txt – c.txt: independent reports, decided by Ana Bel: both were there; a.txt and c.txt are indep"
    )
    assert told in done.stdout
    assert "(7 reports, 5 independent origins, id " in done.stdout
    assert done.stdout.endswith("Decided by Ana Bel.\n")
    assert origins(contents(dossier)) == {"ab", "c", "de", "f", "g"}
    shown = samestory("account", "ferry.db", contents(dossier).stories[0].id).stdout
    heading, judged = shown[shown.index("What readers decided of copies") :].splitlines()[:2]
    assert judged.strip().startswith(
        "a.txt – c.txt: independent reports (1.00): decided by Ana Bel: both were"
    )
    assert "independent reports" not in shown.partition(heading)[0]
    page = dossier.with_suffix(".html")
    assert samestory("report", "ferry.db", page.name).returncode == 0
    assert "decided by Ana Bel: both were there" in page.read_text("utf-8")
    undone = samestory("copies", "undo", "ferry.db", "c.txt")
    assert (undone.returncode, undone.stderr) == (0, "")
    assert "(7 reports, 4 independent origins, id " in undone.stdout
    assert contents(dossier) == before


def test_two_are_one_text_and_it_is_told_who_was_first(samestory: Cli, dossier: Path):
    done = samestory("copies", "join", "ferry.db", "a.txt", "g.txt", "--from", "g.txt", LOGNAME="bo")
    assert (done.returncode, done.stderr) == (0, "")
    assert "↳ g.txt: 0% of its sentences stand in a.txt; a.txt took from it\n" in done.stdout
    assert "g.txt – a.txt: one text, decided by bo: a.txt took it from g.txt\n" in done.stdout
    (made,) = said(contents(dossier))
    files = contents(dossier).files
    assert (made.verdict, files[made.left], files[made.right]) == ("copy", ("g.txt",), ("a.txt",))
    account = samestory("account", "ferry.db", contents(dossier).stories[0].id, "--json").stdout
    (copy,) = [one for one in json.loads(account)["copies"] if one["made_by"] == "user:bo"]
    assert (copy["verdict"], copy["source_file"]) == ("copy", "g.txt")
    assert [one["says"] for one in copy["reasons"]][:2] == ["decided by bo", "a.txt took it from g.txt"]


def test_undo_may_be_of_two_alone(samestory: Cli, process: Cli, dossier: Path):
    for other in ("c.txt", "b.txt"):
        samestory("copies", "part", "ferry.db", "a.txt", other, "--by", "ana")
    assert len(said(contents(dossier))) == 2
    assert process("copies", "undo", "ferry.db", "a.txt", "c.txt").returncode == 0
    assert origins(contents(dossier)) == {"ac", "b", "de", "f", "g"}
    none = samestory("copies", "undo", "ferry.db", "a.txt", "c.txt")
    assert (none.returncode, none.stdout) == (1, "")
    assert "a.txt and c.txt copied, so there is nothing to undo" in none.stderr


class TestListing:
    def test_says_who_has_how_much_from_whom_and_why(self, samestory: Cli, dossier: Path):
        done = samestory("copies", "ferry.db")
        assert (done.returncode, done.stderr) == (0, "")
        head, first, behind, why, *_ = done.stdout.splitlines()
        assert head.startswith("The ferry, by ")
        assert first == "   A  a.txt"
        assert (
            behind == "      ↳ b.txt: 100% of its sentences stand in a.txt; which came first cannot be told"
        )
        assert why.startswith(
            "        8 of 8 and 8 sentences have a counterpart; 100% of them in the same order"
        )
        assert "C took 1 of its 7 sentences from A: 1 of 8 in a.txt; 1 of 7 in f.txt\n" in done.stdout
        assert "What readers decided" not in done.stdout
        assert samestory("copies", "ferry.db", "e.txt").stdout == done.stdout

    def test_gives_all_of_it_as_json(self, samestory: Cli, dossier: Path):
        samestory("copies", "join", "ferry.db", "a.txt", "f.txt", "--by", "bo")
        samestory("copies", "join", "ferry.db", "f.txt", "c.txt", "--by", "eva")
        samestory("copies", "part", "ferry.db", "a.txt", "c.txt", "--by", "ana")
        told = json.loads(samestory("copies", "ferry.db", "--json").stdout)
        (story,) = told["stories"]
        assert (story["reports"], story["independent_origins"]) == (7, 4)
        letters = {each["file"]: one["letter"] for one in story["origins"] for each in one["articles"]}
        assert sorted(letters) == [f"{name}.txt" for name in "abcdefg"]
        pairs = {
            "".join(sorted(one[side]["file"][0] for side in ("left", "right"))): one
            for one in story["copies"]
        }
        assert all(
            one[side]["origin"] == letters[one[side]["file"]]
            for one in pairs.values()
            for side in ("left", "right")
        )
        assert (pairs["de"]["made_by"], pairs["de"]["verdict"]) == ("machine", "copy")
        assert (pairs["ac"]["made_by"], pairs["ac"]["verdict"]) == ("user:ana", "independent")
        # As a is not c, f cannot be both; the later word counts.
        assert [(one["made_by"], one["overruled"]) for one in story["decisions"]] == [
            ("user:bo", True), ("user:eva", False), ("user:ana", False),
        ]  # fmt: skip

    def test_a_decision_that_counts_for_nothing_says_why(self, samestory: Cli, dossier: Path):
        samestory("copies", "join", "ferry.db", "a.txt", "f.txt", "--by", "bo")
        samestory("copies", "join", "ferry.db", "f.txt", "c.txt", "--by", "eva")
        samestory("copies", "part", "ferry.db", "a.txt", "c.txt", "--by", "ana")
        assert (
            "are one text (overruled by what readers decided later)\n"
            in samestory("copies", "ferry.db").stdout
        )
        samestory("stories", "split", "ferry.db", "a.txt", "f.txt", "--by", "ana")
        assert "are one text (they are of two stories)\n" in samestory("copies", "ferry.db").stdout

    def test_stories_without_copies_are_counted(self, samestory: Cli, dossier: Path):
        samestory("stories", "split", "ferry.db", "a.txt", "f.txt", "g.txt")
        done = samestory("copies", "ferry.db").stdout
        assert done.splitlines()[-1] == "1 story of several reports in which none is a copy"
        alone = samestory("copies", "ferry.db", "g.txt").stdout
        assert alone.splitlines()[1:] == ["   A  f.txt", "   B  g.txt"]


def test_reports_of_two_stories_are_not_judged(samestory: Cli, dossier: Path):
    samestory("stories", "split", "ferry.db", "a.txt", "f.txt")
    done = samestory("copies", "part", "ferry.db", "a.txt", "f.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert "a.txt and f.txt are of two stories" in done.stderr
