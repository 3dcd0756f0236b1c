"""What readers say of stories and threads, through the pipeline: it holds now and after later runs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dossiers import tables
from gathering import FEW, MORE, contents, correct, files, gathered, report, threads
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samestory import pipeline
from samestory.corrections import stories
from samestory.corrections import threads as chains
from samestory.corrections.rows import Correction
from samestory.corrections.stories import find_article, find_story
from samestory.corrections.threads import find_thread
from samestory.errors import InputError
from samestory.export.index import index
from samestory.export.why import overruled
from samestory.model import Contents, Decision
from samestory.store.writer import FileStamp, Writer

FILES = [one.article.source for one in FEW]
# What is done, to which two articles or their stories, with how many of the first one's story.
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["move", "join", "split", "link", "unlink", "relink", "undo", "unthread"]),
        st.sampled_from(FILES),
        st.sampled_from(FILES),
        st.integers(1, 3),
    ),
    min_size=1,
    max_size=5,
)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of FEW; only for copying."""
    return gathered(tmp_path_factory.mktemp("few") / "few.db")


@pytest.fixture
def dossier(few: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(few, tmp_path / "a.db"))


def step(held: Contents, what: str, file: str, other: str, count: int) -> Correction:
    """One correction as a reader would make it."""
    article, one, another = find_article(held, file), find_story(held, file), find_story(held, other)
    by_id = {each.id: each for each in held.articles}
    away = [by_id[each] for each in one.articles[:count]]
    thread, its = find_thread(held, file), find_thread(held, other)
    made: dict[str, Callable[[], Correction]] = {
        "move": lambda: stories.moved(held, article, another, "ana"),
        "join": lambda: stories.joined(one, another, "bo"),
        "split": lambda: stories.parted(held, one, away, "ana"),
        "link": lambda: chains.joined(held, thread, its, "bo"),
        "relink": lambda: chains.moved(held, one, its, "ana"),
        "unlink": lambda: chains.parted(held, thread, [one], "bo"),
        "undo": lambda: stories.undoable(held, file, one.articles),
        "unthread": lambda: stories.undoable(held, file, one.articles, "thread"),
    }
    return made[what]()


def said(held: Contents) -> list[Decision]:
    return [one for one in held.decisions if one.made_by != "machine"]


def kept_to(held: Contents) -> bool:
    """Whether all that readers said holds."""
    home = {article: story.id for story in held.stories for article in story.articles}
    thread = {article: story.thread for story in held.stories for article in story.articles}
    return all(
        (home[one.left] == home[one.right]) == (one.verdict == "same")
        for one in said(held)
        if one.kind == "story"
    ) and all(
        (thread[one.left] == thread[one.right]) == (one.verdict == "related")
        for one in said(held)
        if one.kind == "thread" and home[one.left] != home[one.right]
    )


def followed(dossier: Path, steps: list[tuple[str, str, str, int]]) -> Iterator[Contents]:
    for one in steps:
        try:
            made = step(contents(dossier), *one)
        except InputError:
            continue
        yield correct(dossier, made)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(STEPS, st.permutations(MORE))
def test_whatever_readers_say_is_kept_to(few: Path, steps, more):  # type: ignore[no-untyped-def]
    with tempfile.TemporaryDirectory() as home:
        dossier = Path(shutil.copy(few, Path(home) / "a.db"))
        before = files(contents(dossier)), threads(contents(dossier))
        for held in followed(dossier, steps):
            assert kept_to(held)
        # Reports that come later leave it standing, in whatever order.
        other = Path(shutil.copy(dossier, Path(home) / "b.db"))
        for path, reports in ((dossier, more), (other, more[::-1])):
            assert said(contents(gathered(path, reports))) == said(contents(path))
            assert kept_to(contents(path))
        assert contents(dossier).stories == contents(other).stories
        assert contents(dossier).threads == contents(other).threads
        # Taken back, all is as the machine has it.
        pipeline.forget(other, said(contents(other)))
        assert files(contents(other)) == files(contents(gathered(Path(home) / "c.db", (*FEW, *MORE))))
        assert (files(contents(few)), threads(contents(few))) == before


def moved(dossier: Path, file: str, story: str, by: str = "ana") -> Contents:
    held = contents(dossier)
    return correct(dossier, stories.moved(held, find_article(held, file), find_story(held, story), by))


def joined(dossier: Path, story: str, other: str, by: str = "ana") -> Contents:
    held = contents(dossier)
    return correct(dossier, stories.joined(find_story(held, story), find_story(held, other), by))


def parted(dossier: Path, story: str, *articles: str) -> Contents:
    held = contents(dossier)
    away = [find_article(held, one) for one in articles]
    return correct(dossier, stories.parted(held, find_story(held, story), away, "ana"))


def linked(dossier: Path, thread: str, other: str) -> Contents:
    held = contents(dossier)
    return correct(dossier, chains.joined(held, find_thread(held, thread), find_thread(held, other), "ana"))


class TestMoves:
    def test_an_article_goes_where_it_is_put_and_no_other_does(self, dossier: Path):
        before = files(contents(dossier))
        assert files(moved(dossier, "ferry-3.txt", "mayor-1.txt")) == (
            before - {frozenset({"ferry-1", "ferry-2", "ferry-3"}), frozenset({"mayor-1", "mayor-2"})}
        ) | {frozenset({"ferry-1", "ferry-2"}), frozenset({"mayor-1", "mayor-2", "ferry-3"})}

    def test_later_reports_go_where_they_would_have_gone(self, dossier: Path):
        moved(dossier, "ferry-3.txt", "mayor-1.txt")
        found = files(contents(gathered(dossier, MORE)))
        assert frozenset({"ferry-1", "ferry-2", "ferry-4"}) in found
        assert frozenset({"mayor-1", "mayor-2", "mayor-3", "ferry-3"}) in found
        assert frozenset({"ferry-7", "ferry-8"}) in found

    def test_a_moved_article_may_move_on_and_back(self, dossier: Path):
        before = contents(dossier)
        moved(dossier, "ferry-3.txt", "mayor-1.txt")
        moved(dossier, "ferry-3.txt", "bridge-1.txt", "bo")
        assert files(moved(dossier, "ferry-3.txt", "ferry-1.txt")) == files(before)

    def test_what_was_decided_of_the_thread_stays_with_the_story(self, dossier: Path):
        held = linked(dossier, "ferry-1.txt", "bridge-1.txt")
        article = find_article(held, "ferry-3.txt").id
        assert any(article in (one.left, one.right) for one in said(held))
        held = moved(dossier, "ferry-3.txt", "mayor-1.txt")
        told = [one for one in said(held) if one.kind == "thread"]
        assert len(told) == 4
        assert all(article not in (one.left, one.right) for one in told)


class TestJoinedStories:
    def test_a_look_alike_of_another_year_can_be_joined_and_brings_no_other(self, dossier: Path):
        far = report("ferry", 9, days=-800)
        gathered(dossier, [far])
        held = joined(dossier, "ferry-1.txt", "ferry-7.txt")
        assert {"ferry-1", "ferry-2", "ferry-3", "ferry-7"} in files(held)
        assert {"ferry-9"} in files(held)

    def test_reports_of_either_go_there(self, dossier: Path):
        gathered(dossier, MORE)
        held = joined(dossier, "ferry-1.txt", "ferry-7.txt")
        one = {f"ferry-{number}" for number in (1, 2, 3, 4, 7, 8)}
        assert one in files(held)
        found = files(contents(gathered(dossier, [report("ferry", 5), report("ferry", 9, days=-400)])))
        assert one | {"ferry-5", "ferry-9"} in found
        assert {"mayor-1", "mayor-2", "mayor-3"} in found

    def test_one_report_that_is_joined_brings_in_no_other(self, dossier: Path):
        joined(dossier, "ferry-1.txt", "ferry-7.txt")
        found = files(contents(gathered(dossier, MORE)))
        assert {"ferry-1", "ferry-2", "ferry-3", "ferry-4", "ferry-7"} in found
        assert {"ferry-8"} in found


class TestParts:
    def test_what_leaves_stays_together_and_the_rest_is_the_machines(self, dossier: Path):
        held = parted(dossier, "market-1.txt", "market-2.txt", "market-3.txt")
        assert {frozenset({"market-1"}), frozenset({"market-2", "market-3"})} <= files(held)
        pairs = {(one.verdict, one.kind) for one in said(held)}
        assert len(said(held)) == 3
        assert pairs == {("same", "story"), ("different", "story")}

    def test_can_be_joined_again(self, dossier: Path):
        before = files(contents(dossier))
        parted(dossier, "market-1.txt", "market-2.txt")
        assert files(joined(dossier, "market-1.txt", "market-2.txt", "bo")) == before


class TestThreads:
    def test_hold_when_reports_come_and_stories_have_other_ids(self, dossier: Path):
        held = linked(dossier, "ferry-1.txt", "bridge-1.txt")
        assert frozenset({"ferry-1", "bridge-1"}) in threads(held)
        ids = {one.id for one in held.stories}
        later = contents(gathered(dossier, MORE))
        assert ids.isdisjoint(find_story(later, each).id for each in ("ferry-1.txt", "bridge-1.txt"))
        assert frozenset({"ferry-1", "bridge-1"}) in threads(later)

    def test_a_story_moves_from_one_to_another(self, dossier: Path):
        linked(dossier, "ferry-1.txt", "bridge-1.txt")
        held = contents(dossier)
        there = find_thread(held, "mayor-1.txt")
        held = correct(dossier, chains.moved(held, find_story(held, "bridge-1.txt"), there, "bo"))
        assert {frozenset({"ferry-1"}), frozenset({"bridge-1", "mayor-1"})} <= threads(held)

    def test_stories_leave_together(self, dossier: Path):
        linked(dossier, "ferry-1.txt", "bridge-1.txt")
        held = linked(dossier, "ferry-1.txt", "mayor-1.txt")
        away = [find_story(held, one) for one in ("bridge-1.txt", "mayor-1.txt")]
        held = correct(dossier, chains.parted(held, find_thread(held, "ferry-1.txt"), away, "ana"))
        assert {frozenset({"ferry-1"}), frozenset({"bridge-1", "mayor-1"})} <= threads(held)

    def test_a_decision_on_ids_of_stories_counts_while_they_last(self, dossier: Path):
        held = contents(dossier)
        one, other = (find_story(held, file).id for file in ("ferry-1.txt", "mayor-1.txt"))
        old = Decision(kind="thread", left=one, right=other, verdict="related", score=1.0, made_by="user:ana")
        pipeline.decide(dossier, [old])
        assert frozenset({"ferry-1", "mayor-1"}) in threads(contents(dossier))


def test_what_is_taken_back_leaves_nothing_behind(dossier: Path):
    before = tables(dossier)
    held = moved(dossier, "ferry-3.txt", "mayor-1.txt")
    correct(dossier, stories.undoable(held, "ferry-3", [find_article(held, "ferry-3.txt").id]))
    held = linked(dossier, "ferry-1.txt", "bridge-1.txt")
    correct(dossier, stories.undoable(held, "ferry", find_story(held, "ferry-1.txt").articles, "thread"))
    after = tables(dossier)
    assert [name for name, rows in after.items() if rows != before[name]] == []


def test_the_last_word_of_several_readers_counts(dossier: Path):
    def told(left: str, right: str, verdict: str, by: str) -> Decision:
        held = contents(dossier)
        one, other = (find_article(held, each).id for each in (left, right))
        return Decision(kind="story", left=one, right=other, verdict=verdict, score=1.0, made_by=f"user:{by}")  # type: ignore[arg-type]

    first = [
        told("ferry-1.txt", "mayor-1.txt", "same", "ana"),
        told("mayor-1.txt", "bridge-1.txt", "same", "bo"),
    ]
    pipeline.decide(dossier, first)
    assert find_story(contents(dossier), "ferry-1.txt") == find_story(contents(dossier), "bridge-1.txt")
    pipeline.decide(dossier, [told("ferry-1.txt", "bridge-1.txt", "different", "eva")])
    held = contents(dossier)
    home = {one: find_story(held, f"{one}-1.txt") for one in ("ferry", "mayor", "bridge")}
    assert home["mayor"] == home["bridge"] != home["ferry"]
    # What was overruled is kept, and known as such.
    assert [one.made_by for one in said(held) if overruled(one, index(held))] == ["user:ana"]


def test_a_decision_outlives_the_article_it_is_of(dossier: Path):
    gathered(dossier, MORE)
    held = moved(dossier, "ferry-3.txt", "mayor-1.txt")
    mayors = {"mayor-1", "mayor-2", "mayor-3"}
    away = next(one for one in FEW if one.article.source == "ferry-3.txt")
    with Writer.open(dossier) as writer:
        writer.finish_file(FileStamp("news", away.article.source, 1, 1), [])
    pipeline.decide(dossier, ())
    assert said(contents(dossier)) == said(held)
    assert mayors in files(contents(dossier))
    assert mayors | {"ferry-3"} in files(contents(gathered(dossier, [away])))
