"""`samestory stories` and `samestory threads`: what they print and decide."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from dossiers import Cli
from gathering import contents, files, gathered, threads

from samestory import cli_stories
from samestory.gather.candidates import NEIGHBOURS
from samestory.gather.rows import LEAST_SHOWN
from samestory.pipeline import Summary
from samestory.store.view import View


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """``few.db`` in the command's own folder."""
    return gathered(tmp_path / "few.db")


def test_of_very_many_stories_a_run_shows_the_first(
    pile_dossier: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    with View.open(pile_dossier) as view:
        whole, first = view.contents(), view.beginning(1)
        done = Summary(
            read=0,
            unchanged=1,
            articles=view.count_articles(),
            stories=view.count_stories(),
            failures=len(whole.failures),
        )
    most = max(sum(len(one.origins) for one in whole.stories if one.thread == t.id) for t in whole.threads)
    assert [one.thread for one in first.stories] == [first.threads[0].id] * len(first.stories)
    assert sum(len(one.origins) for one in first.stories) == most
    assert {one for story in first.stories for one in story.articles} == {one.id for one in first.articles}
    cli_stories.show_what_was_run(pile_dossier, done, as_json=False)
    every = capsys.readouterr().out
    monkeypatch.setattr(cli_stories, "MOST_SHOWN", 1)
    monkeypatch.setattr(cli_stories, "SHOWN_OF_MORE", 1)
    cli_stories.show_what_was_run(pile_dossier, done, as_json=False)
    head, *lines, more = capsys.readouterr().out.splitlines()
    rest = len(whole.stories) - len(first.stories)
    assert more == f"{rest} stories more: samestory stories {pile_dossier}"
    assert head.startswith(f"{len(whole.stories)} stories, {len(whole.articles)} articles. The ")
    # Beside which stories they were thought of is left out, else it is as it stands among all.
    assert len(lines) > 10
    assert all(one in every.splitlines() for one in lines)


@pytest.mark.parametrize("lang", [(), ("--lang", "bg")])
def test_many_stories_are_listed_part_by_part_as_few_are(
    lang: tuple[str, ...], samestory: Cli, pile_dossier: Path, monkeypatch: pytest.MonkeyPatch
):
    few = samestory("stories", pile_dossier, *lang)
    monkeypatch.setattr(cli_stories, "MOST_SHOWN", 1)
    many = samestory("stories", pile_dossier, *lang)
    assert (many.returncode, many.stdout) == (few.returncode, few.stdout)
    wrong = samestory("stories", pile_dossier, "--lang", "no language")
    assert wrong.returncode != 0
    assert wrong.stdout == ""


def test_an_article_is_moved_by_a_reader_and_goes_back(samestory: Cli, dossier: Path):
    before = contents(dossier)
    line = ("stories", "move", "few.db", "ferry-3.txt", "News of the mayor, 1")
    done = samestory(*line, "--by", "Ana Bel", "--because", "the mayor came by ferry")
    assert (done.returncode, done.stderr) == (0, "")
    assert "(2 reports, id" in done.stdout
    assert "(3 reports, id" in done.stdout
    assert done.stdout.endswith("Decided by Ana Bel.\n")
    assert {"mayor-1", "mayor-2", "ferry-3"} in files(contents(dossier))
    story = next(
        one for one in contents(dossier).stories if len(one.articles) == 3 and "mayor" in one.titles[0].words
    )
    told = samestory("account", "few.db", story.id).stdout
    assert "decided by Ana Bel: the mayor came by ferry; moved from “News of the ferry" in told
    page = dossier.with_suffix(".html")
    assert samestory("report", "few.db", page.name).returncode == 0
    assert "the mayor came by ferry" in page.read_text("utf-8")
    undone = samestory("stories", "undo", "few.db", "ferry-3.txt")
    assert (undone.returncode, undone.stderr) == (0, "")
    assert undone.stdout.count("(3 reports") == 1
    assert contents(dossier) == before


def test_stories_are_joined_and_split(samestory: Cli, dossier: Path):
    joined = samestory("stories", "join", "few.db", "ferry-1.txt", "ferry-7.txt", LOGNAME="bo")
    assert joined.stdout.splitlines()[-1] == "Decided by bo."
    assert "(4 reports" in joined.stdout
    split = samestory("stories", "split", "few.db", "ferry-7.txt", "ferry-1.txt", "ferry-7.txt")
    assert split.returncode == 0
    assert {frozenset({"ferry-1", "ferry-7"}), frozenset({"ferry-2", "ferry-3"})} <= files(contents(dossier))


def test_threads_are_listed_joined_moved_split_and_undone(samestory: Cli, process: Cli, dossier: Path):
    assert process("threads", "few.db").stdout.startswith("0 threads of several stories, 5 stories that")
    joined = samestory("threads", "join", "few.db", "ferry-1.txt", "bridge-1.txt", "--by", "ana")
    assert joined.stdout.startswith("Thread of 2 stories (id ")
    assert joined.stdout.endswith("Decided by ana.\n")
    listed = samestory("threads", "few.db").stdout
    assert listed.startswith("1 thread of several stories, 3 stories that follow nothing\n")
    told = json.loads(samestory("threads", "few.db", "--json").stdout)["threads"]
    assert sorted(len(one["stories"]) for one in told) == [1, 1, 1, 2]
    assert samestory("threads", "move", "few.db", "bridge-2.txt", "mayor-1.txt").returncode == 0
    assert {frozenset({"bridge-1", "mayor-1"}), frozenset({"ferry-1"})} <= threads(contents(dossier))
    assert samestory("threads", "split", "few.db", "bridge-2.txt", "mayor-1.txt").returncode == 0
    assert {frozenset({"bridge-1"}), frozenset({"mayor-1"})} <= threads(contents(dossier))
    assert samestory("threads", "undo", "few.db", "bridge-1.txt").returncode == 0
    assert [one for one in contents(dossier).decisions if one.made_by != "machine"] == []


class TestWhy:
    def test_the_machine_gives_its_reasons(self, process: Cli, dossier: Path):
        done = process("stories", "why", "few.db", "ferry-1.txt", "ferry-7.txt")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("2 stories\n")
        assert "\nferry-1.txt – ferry-7.txt\n   not the same story (0." in done.stdout
        assert "\n     published 400 days apart\n" in done.stdout

    def test_a_reader_goes_before_it(self, samestory: Cli, dossier: Path):
        samestory("stories", "join", "few.db", "ferry-1.txt", "ferry-7.txt", "--by", "ana")
        shown = samestory("stories", "why", "few.db", "ferry-1.txt", "ferry-7.txt").stdout
        assert shown.startswith("One story\n")
        assert "   the same story, decided by ana: “News of the ferry" in shown
        assert "   the machine gave it 0." in shown
        told = json.loads(
            samestory("stories", "why", "few.db", "ferry-1.txt", "ferry-7.txt", "--json").stdout
        )
        (pair,) = told["decisions"]
        assert (pair["reader"]["made_by"], pair["machine"]["made_by"]) == ("user:ana", "machine")
        assert (len(told["stories"]), pair["overruled"]) == (1, False)

    def test_of_two_stories_every_pair_is_told_the_surest_first(self, samestory: Cli, dossier: Path):
        told = json.loads(
            samestory("stories", "why", "few.db", "ferry-1.txt", "ferry-7.txt", "--json").stdout
        )
        (pair,) = told["decisions"]
        home = {article: one.id for one in contents(dossier).stories for article in one.articles}
        ferry, before = home[pair["left"]], home[pair["right"]]
        every = json.loads(samestory("stories", "why", "few.db", ferry, before, "--json").stdout)
        assert pair in every["decisions"]
        scores = [one["machine"]["score"] for one in every["decisions"]]
        assert len(scores) == 3
        assert scores == sorted(scores, reverse=True)

    def test_what_was_not_judged_or_not_kept_is_said(self, samestory: Cli, dossier: Path):
        done = samestory("stories", "why", "few.db", "ferry-7.txt", "market-1.txt")
        assert "No decision of these two is kept." in done.stdout
        assert f"the {NEIGHBOURS} articles nearest" in done.stdout
        assert f"(below {LEAST_SHOWN})" in done.stdout


@pytest.mark.parametrize(
    ("line", "status", "says"),
    [
        ("stories move few.db ferry-1.txt", 2, "STORY"),
        ("stories move few.db ferry-1.txt ferry-2.txt", 1, "already"),
        ("stories move few.db ferry-9.txt ferry-2.txt", 1, "near it: ferry-"),
        ("stories move nowhere.db a b", 1, "samestory run"),
        ("stories join few.db ferry-1.txt ferry-2.txt", 1, "give two stories"),
        ("stories join few.db ferry-1.txt mayor-1.txt --by \udcff", 1, "the reader's name"),
        ("stories join few.db ferry-1.txt mayor-1.txt --because \udcff", 1, "the reason"),
        ("stories split few.db ferry-1.txt", 2, "ARTICLE"),
        ("stories split few.db ferry-1.txt mayor-1.txt", 1, "is not of"),
        ("stories undo few.db ferry-1.txt", 1, "nothing to undo"),
        ("stories why few.db ferry-1.txt ferry-1.txt", 1, "are the same"),
        ("stories why few.db ferry-1.txt \udcff", 1, "no article or story"),
        ("threads join few.db ferry-1.txt ferry-2.txt", 1, "give two threads"),
        ("threads split few.db ferry-1.txt ferry-2.txt", 1, "nothing would be left"),
        ("threads undo few.db ferry-1.txt", 1, "nothing to undo"),
        ("threads nowhere.db", 1, "samestory run"),
    ],
)
def test_what_cannot_be_done_is_said(samestory: Cli, dossier: Path, line: str, status: int, says: str):
    before = dossier.read_bytes()
    done = samestory(*line.split())
    assert (done.returncode, done.stdout) == (status, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert dossier.read_bytes() == before
