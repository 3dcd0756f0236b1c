"""Which article or story is meant, and what moving, joining and splitting come to as decisions."""

from __future__ import annotations

from pathlib import Path

import pytest
from gathering import contents, gathered, report
from msgspec import structs

from samestory.corrections import threads as chains
from samestory.corrections.rows import check
from samestory.corrections.stories import (
    find_article,
    find_either,
    find_story,
    find_two,
    joined,
    members,
    moved,
    parted,
    undoable,
)
from samestory.errors import InputError
from samestory.model import Article, Contents, Decision


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    return contents(gathered(tmp_path_factory.mktemp("held") / "a.db"))


def pairs(held: Contents, made: tuple[Decision, ...], verdict: str) -> set[frozenset[str]]:
    """What is decided so, as pairs of files without ".txt"."""
    return {
        frozenset(held.files[one][0].removesuffix(".txt") for one in (each.left, each.right))
        for each in made
        if each.verdict == verdict
    }


def every(*names: str) -> set[frozenset[str]]:
    return {frozenset(name.split("+")) for name in names}


class TestFinding:
    def test_an_article_by_file_title_or_id(self, held: Contents):
        ferry = next(one for one in held.articles if one.source == "ferry-1.txt")
        for said in ("ferry-1.txt", "News of the ferry, 1", "NEWS of  the férry, 1", ferry.id, ferry.id[:8]):
            assert find_article(held, said) == ferry

    def test_a_file_may_go_without_its_folders(self, tmp_path: Path):
        dossier = gathered(tmp_path / "a.db")
        held = contents(dossier)
        inside = {one: (f"may/{file[0]}", "may\\again.txt") for one, file in held.files.items()}
        deep = structs.replace(held, files=inside)
        assert find_article(deep, "ferry-1.txt") == find_article(deep, "may/ferry-1.txt")
        with pytest.raises(InputError, match=r"11 articles are meant by 'again.txt'.* and 5 more"):
            find_article(deep, "again.txt")

    @pytest.mark.parametrize("said", ["", " ", "ferry-9.txt", "\udcff"])
    def test_none_lists_what_is_near(self, held: Contents, said: str):
        with pytest.raises(InputError, match=r"no article .* among the 11 held") as told:
            find_article(held, said)
        assert ("near it: ferry-" in str(told.value)) == said.startswith("ferry")

    def test_a_story_by_id_title_or_any_article(self, held: Contents):
        story = find_story(held, "ferry-1.txt")
        assert {find_story(held, f"ferry-{number}.txt") for number in (2, 3)} == {story}
        for said in (story.id, story.id[:6], story.titles[0].words, "news of the ferry, 2"):
            assert find_story(held, said) == story

    def test_several_stories_are_listed(self, held: Contents):
        news = (structs.replace(held.stories[0].titles[0], words="News"),)
        same = structs.replace(held, stories=tuple(structs.replace(one, titles=news) for one in held.stories))
        with pytest.raises(InputError, match=r"5 stories are meant by 'news'.*“News” \(3 reports, id "):
            find_story(same, "news")

    def test_either(self, held: Contents):
        story = find_story(held, "ferry-1.txt")
        assert find_either(held, "ferry-1.txt") == find_article(held, "ferry-1.txt")
        assert find_either(held, story.titles[0].words) == story
        assert find_either(held, story.id[:8]) == story
        other = next(one for one in held.articles if one.words(one.title) not in titles(held))
        assert find_either(held, str(other.words(other.title))) == other
        assert members(story) == story.articles
        with pytest.raises(InputError, match="no article or story 'x'"):
            find_either(held, "x")

    def test_two_are_two(self, held: Contents):
        ferry = find_story(held, "ferry-1.txt")
        first = find_article(held, "ferry-1.txt").id
        assert find_two(held, "ferry-1.txt", ferry.id) == ((first,), ferry.articles)
        with pytest.raises(InputError, match="are the same"):
            find_two(held, ferry.id, ferry.titles[0].words)


def titles(held: Contents) -> set[str]:
    return {title.words for one in held.stories for title in one.titles}


def articles(held: Contents, *names: str) -> list[Article]:
    return [find_article(held, f"{name}.txt") for name in names]

    def test_a_story_its_thread_or_all(self, held: Contents):
        story = find_story(held, "ferry-1.txt")
        assert chains.chosen(held, "ferry-1.txt") == story
        (thread,) = [one for one in held.threads if one.id == story.thread]
        for said in ("ferry-1.txt", thread.id):
            assert chains.chosen(held, said, thread=True) == thread
        assert chains.chosen(held, None) is None
        with pytest.raises(InputError, match="give a story of it"):
            chains.chosen(held, None, thread=True)


class TestDecisions:
    def test_of_a_move(self, held: Contents):
        (article,) = articles(held, "ferry-1")
        made = moved(held, article, find_story(held, "mayor-1.txt"), "ana", "seen  there").made
        assert pairs(held, made, "same") == every("ferry-1+mayor-1", "ferry-1+mayor-2")
        assert pairs(held, made, "different") == every("ferry-1+ferry-2", "ferry-1+ferry-3")
        assert all(one.left < one.right and one.made_by == "user:ana" for one in made)
        own, done = made[0].reasons
        assert (own.name, own.says) == ("because", "seen there")
        assert done.says.startswith("moved from “News of the ferry, ")
        for one in made:
            check(one)

    def test_of_a_join(self, held: Contents):
        made = joined(*(find_story(held, f"{one}-1.txt") for one in ("mayor", "bridge")), "ana").made
        assert pairs(held, made, "same") == every(
            "mayor-1+bridge-1", "mayor-1+bridge-2", "mayor-2+bridge-1", "mayor-2+bridge-2"
        )
        assert len(made) == 4
        assert [one.name for one in made[0].reasons] == ["joined"]

    def test_of_a_split(self, held: Contents):
        story = find_story(held, "market-1.txt")
        twice = articles(held, "market-1", "market-2", "market-1")
        made = parted(held, story, twice, "ana").made
        assert pairs(held, made, "same") == every("market-1+market-2")
        assert pairs(held, made, "different") == every("market-1+market-3", "market-2+market-3")

    def test_of_threads(self, held: Contents):
        mayor, bridge = (chains.find_thread(held, f"{one}-1.txt") for one in ("mayor", "bridge"))
        made = chains.joined(held, mayor, bridge, "ana").made
        assert len(made) == 4
        assert {(one.kind, one.verdict) for one in made} == {("thread", "related")}
        assert chains.find_thread(held, mayor.id[:9]) == mayor

    def test_what_comes_to_nothing_is_refused(self, held: Contents):
        ferry, mayor = (find_story(held, f"{one}-1.txt") for one in ("ferry", "mayor"))
        thread = chains.find_thread(held, "ferry-1.txt")
        (one,) = articles(held, "ferry-1")
        for says, wrong in (
            ("is of “News of the ferry.* already", lambda: moved(held, one, ferry, "ana")),
            ("give two stories", lambda: joined(ferry, ferry, "ana")),
            ("is not of “News of the mayor", lambda: parted(held, mayor, [one], "ana")),
            (
                "nothing would be left",
                lambda: parted(held, ferry, articles(held, "ferry-1", "ferry-2", "ferry-3"), "ana"),
            ),
            ("nothing to undo", lambda: undoable(held, "it", ferry.articles)),
            ("of the thread .* already", lambda: chains.moved(held, ferry, thread, "ana")),
            ("give two threads", lambda: chains.joined(held, thread, thread, "ana")),
            ("is not of the thread", lambda: chains.parted(held, thread, [mayor], "ana")),
            ("nothing would be left of the thread", lambda: chains.parted(held, thread, [ferry], "ana")),
        ):
            with pytest.raises(InputError, match=says):
                wrong()


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [("story", "related"), ("thread", "same"), ("copy", "partial"), ("name", "different")],
)
def test_what_cannot_be_kept_to_is_not_decided(kind: str, verdict: str):
    wrong = Decision(kind=kind, left="a", right="b", verdict=verdict, score=1.0, made_by="user:ana")  # type: ignore[arg-type]
    with pytest.raises(InputError, match=f"'{verdict}' cannot be decided of a {kind}"):
        check(wrong)


@pytest.mark.parametrize("because", ["", "a" * 1_001, "x\u202ey", "\udcff"])
def test_a_reason_that_cannot_be_shown_is_refused(held: Contents, because: str):
    stories = (find_story(held, f"{one}-1.txt") for one in ("mayor", "bridge"))
    (first, *_) = joined(*stories, "ana", because).made
    with pytest.raises(InputError, match="the reason"):
        check(first)


def test_an_article_in_no_story_has_yet_to_be_placed(held: Contents):
    lost = report("bridge", 9).article
    with pytest.raises(InputError, match=r"bridge-9\.txt stands in no story yet; run again"):
        moved(held, lost, held.stories[0], "ana")
