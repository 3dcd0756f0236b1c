"""What holds of every run: repeated, in another order, in parts, cut off, corrected by a reader."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from dossiers import FEW, copied, findings, is_sound, tables

from samestory import derivation, pipeline, reading
from samestory.collate.account import Collated, account
from samestory.ingest import FileEntry, listing
from samestory.model import Contents, Decision, Story
from samestory.pipeline import Options
from samestory.store.view import View
from samestory.store.writer import Writer

pytestmark = pytest.mark.usefixtures("encoding")

CUT_OFF = """
import os, signal, sys
from pathlib import Path
from samestory import intake, pipeline
stored = 0
def cut(step, done, total):
    global stored
    stored += done > 0 and step == sys.argv[3]
    if stored == int(sys.argv[4]):
        os.kill(os.getpid(), signal.SIGKILL)
pipeline.run(Path(sys.argv[1]), Path(sys.argv[2]), pipeline.Options(batch=1), cut)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="module")
def few(home: Path) -> Path:
    """A folder with four reports of two stories."""
    return copied(home / "few")


@pytest.fixture
def undisturbed(few: Path, home: Path, encoding: None) -> Path:
    """The dossier that one run over ``few`` gives."""
    dossier = home / "few.db"
    if not dossier.exists():
        pipeline.run(few, dossier)
    return dossier


def contents(dossier: Path) -> Contents:
    with View.open(dossier) as view:
        return view.contents()


def story_of(file: str, held: Contents) -> Story:
    ids = {name: article for article, files in held.files.items() for name in files}
    return next(story for story in held.stories if ids[file] in story.articles)


def test_a_second_run_changes_not_a_byte(few: Path, undisturbed: Path):
    before = (undisturbed.read_bytes(), undisturbed.stat().st_mtime_ns, tables(undisturbed))
    done = pipeline.run(few, undisturbed)
    assert (done.read, done.unchanged) == (0, len(FEW))
    assert (undisturbed.read_bytes(), undisturbed.stat().st_mtime_ns, tables(undisturbed)) == before


def test_articles_belong_to_one_story_and_decisions_tell_why(undisturbed: Path):
    held = contents(undisturbed)
    members = [article for story in held.stories for article in story.articles]
    assert sorted(members) == [article.id for article in held.articles]
    assert all(decision.made_by == "machine" and decision.reasons for decision in held.decisions)


@pytest.mark.parametrize("options", [Options(batch=1), Options(batch=3), Options(batch=1, jobs=2)])
def test_neither_batches_nor_workers_change_anything(
    few: Path, undisturbed: Path, tmp_path: Path, options: Options
):
    pipeline.run(few, tmp_path / "other.db", options)
    assert findings(tmp_path / "other.db") == findings(undisturbed)


def test_the_order_of_files_changes_nothing(
    few: Path, undisturbed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def backwards(folder: Path) -> list[FileEntry]:
        return list(listing(folder))[::-1]

    # By its name the package gives the function in it, not the module.
    monkeypatch.setattr(sys.modules["samestory.ingest.given"], "listing", backwards)
    pipeline.run(few, tmp_path / "other.db")
    assert findings(tmp_path / "other.db") == findings(undisturbed)


def test_files_added_later_give_what_one_run_gives(undisturbed: Path, tmp_path: Path):
    for names in (FEW[:1], FEW[1:2], FEW[2:]):
        pipeline.run(copied(tmp_path / "few", names), tmp_path / "few.db")
    assert findings(tmp_path / "few.db") == findings(undisturbed)


@pytest.mark.parametrize("many", ["MANY_NAMES", "MANY_ARTICLES"])
def test_the_encoder_is_let_go_while_many_names_are_linked_or_threads_formed(
    few: Path, undisturbed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: str
):
    monkeypatch.setattr(derivation, many, 0)
    before = reading._encoder(os.cpu_count() or 1)
    pipeline.run(few, tmp_path / "few.db")
    assert reading._encoder(os.cpu_count() or 1) is not before
    assert findings(tmp_path / "few.db") == findings(undisturbed)


def test_a_story_with_the_same_articles_and_names_is_not_collated_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder, dossier = copied(tmp_path / "few"), tmp_path / "few.db"
    pipeline.run(folder, dossier)
    collated = []

    def counted(members: Sequence[str], *given: object) -> Collated:
        collated.append(members)
        return account(members, *given)  # type: ignore[arg-type]

    monkeypatch.setattr("samestory.collated.account", counted)
    copied(folder, ["05.txt"])
    pipeline.run(folder, dossier)
    stories = [story.articles for story in contents(dossier).stories]
    assert 0 < len(collated) < len(stories)
    again = tmp_path / "again.db"
    pipeline.run(folder, again)
    assert findings(dossier) == findings(again)
    monkeypatch.setattr(pipeline, "DERIVATION", "another")
    collated.clear()
    pipeline.run(folder, dossier)
    assert sorted(collated) == sorted(stories)


class _Ended(Exception):
    """A run ends where a test wants it."""


def test_a_run_that_ends_while_it_collates_goes_on_from_the_stories_it_made(
    few: Path, undisturbed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def ending(step: str, done: int, _all: int) -> None:
        if (step, done) == ("collate", 2):
            raise _Ended

    collated = []

    def counted(members: Sequence[str], *given: object) -> Collated:
        collated.append(members)
        return account(members, *given)  # type: ignore[arg-type]

    monkeypatch.setattr("samestory.accounts.AT_ONCE", 1)
    monkeypatch.setattr("samestory.collated.account", counted)
    dossier = tmp_path / "few.db"
    with pytest.raises(_Ended):
        pipeline.run(few, dossier, progress=ending)
    assert contents(dossier).stories == ()
    pipeline.run(few, dossier)
    stories = [story.articles for story in contents(dossier).stories]
    # The second was made, and not kept yet.
    assert sorted(collated) == sorted([*stories, collated[1]])
    assert findings(dossier) == findings(undisturbed)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize(("step", "times"), [("read", 1), ("read", 3), ("gather", 1), ("collate", 1)])
def test_a_run_cut_off_is_taken_up_again(
    few: Path, undisturbed: Path, tmp_path: Path, environment: dict[str, str], step: str, times: int
):
    dossier = tmp_path / "few.db"
    arguments = [sys.executable, "-c", CUT_OFF, str(few), str(dossier), step, str(times)]
    done = subprocess.run(arguments, env=environment, check=False, timeout=60)
    assert done.returncode == -9
    assert is_sound(dossier)
    stored = len(contents(dossier).articles)
    assert stored == (times if step == "read" else len(FEW))
    assert pipeline.run(few, dossier).read == len(FEW) - stored
    assert findings(dossier) == findings(undisturbed)


class TestAReadersDecision:
    FILES = ("07.txt", "12.txt")

    @pytest.fixture
    def dossier(self, undisturbed: Path, tmp_path: Path) -> Path:
        made = tmp_path / "few.db"
        made.write_bytes(undisturbed.read_bytes())
        return made

    def decide(self, dossier: Path, files: tuple[str, ...], verdict: str) -> Decision:
        held = contents(dossier)
        left, right = sorted(
            article for file in files for article, seen in held.files.items() if file in seen
        )
        decision = Decision(
            kind="story", left=left, right=right, verdict=verdict, score=1.0, made_by="user:ana"
        )
        with Writer.open(dossier) as writer:
            writer.decide(decision)
        return decision

    def test_joins_what_the_machine_kept_apart(self, few: Path, dossier: Path):
        assert story_of("07.txt", contents(dossier)) != story_of("12.txt", contents(dossier))
        decision = self.decide(dossier, self.FILES, "same")
        pipeline.run(few, dossier)
        held = contents(dossier)
        assert story_of("07.txt", held) == story_of("12.txt", held)
        assert decision in held.decisions

    def test_parts_what_the_machine_joined(self, few: Path, dossier: Path):
        decision = self.decide(dossier, ("07.txt", "15.txt"), "different")
        pipeline.run(few, dossier)
        held = contents(dossier)
        assert story_of("07.txt", held) != story_of("15.txt", held)
        assert decision in held.decisions

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """A folder of its own to change, with its dossier beside it at ``own``."""
        return copied(tmp_path / "few")

    @pytest.fixture
    def own(self, folder: Path, tmp_path: Path) -> Path:
        pipeline.run(folder, tmp_path / "own.db")
        return tmp_path / "own.db"

    def test_survives_later_runs(self, folder: Path, own: Path):
        decision = self.decide(own, self.FILES, "same")
        copied(folder, ["05.txt"])
        pipeline.run(folder, own)
        held = contents(own)
        assert decision in held.decisions
        assert story_of("07.txt", held) == story_of("12.txt", held)

    def test_counts_for_nothing_once_its_article_has_changed(self, folder: Path, own: Path):
        decision = self.decide(own, self.FILES, "same")
        (folder / "07.txt").write_text("Bread got dearer in Kestrin. Bakers said flour was to blame for it.")
        pipeline.run(folder, own)
        held = contents(own)
        assert decision in held.decisions
        assert story_of("07.txt", held) != story_of("12.txt", held)


def test_what_a_run_kept_that_was_not_first_does_not_stay(tmp_path: Path):
    folder, dossier = copied(tmp_path / "few"), tmp_path / "a.db"

    def meanwhile(step: str, done: int, total: int) -> None:
        # Another run derives the same first; what is made here is kept after it.
        if (step, done) == ("collate", 1):
            pipeline.upgrade(dossier)

    pipeline.run(folder, dossier, progress=meanwhile)
    assert tables(dossier)["collated"] == []
    assert len(tables(dossier)["stories"]) > 0


def test_threads_lead_from_story_to_story(pile: Contents):
    days = {s.id: min(d.when.start for d in s.dates if d.when) for s in pile.stories}
    for thread in pile.threads:
        assert all(days[one] <= days[next_] for one, next_ in pairwise(thread.stories))
