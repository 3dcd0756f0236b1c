"""A dossier held open gives what its pages need, and what is new once it is written."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copy

import pytest

from samestory import pipeline
from samestory.corrections import stories
from samestory.dossier.opened import Dossier
from samestory.errors import DossierError, DossierMissing, InputError
from samestory.export.names_page import entity_page
from samestory.model import Contents


@pytest.fixture(scope="module")
def opened(pile_dossier: Path):
    with Dossier(pile_dossier) as held:
        yield held


def test_the_catalogue_has_every_story_article_and_name(opened: Dossier, pile: Contents):
    held = opened.catalogue()
    assert tuple(held.stories) == tuple(one.id for one in pile.stories)
    assert set(held.articles) == {one.id for one in pile.articles}
    assert set(held.entities) == {one.id for one in pile.entities}
    assert held.failures == len(pile.failures)
    for story in pile.stories:
        assert held.holding(story.articles[-1]) == held.stories[story.id]


@pytest.mark.usefixtures("encoding")
def test_older_versions_and_files_taken_away_are_not_counted(tmp_path: Path):
    first = (
        "The ferry to Velmora was late on Tuesday, the harbour office said. Ice held it up for three hours."
    )
    told = [(first, "08:00"), (first.replace("three", "four"), "11:30")]
    rows = (
        {"text": text, "url": "https://post.example/a", "published": f"2025-11-11T{at}:00"}
        for text, at in told
    )
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    (news / "b.txt").write_text("Bread got dearer in Kestrin on Monday, bakers said.", "utf-8")
    pipeline.run(news, tmp_path / "news.db")
    with Dossier(tmp_path / "news.db") as held:
        assert len(held.catalogue().articles) == 2
    (news / "b.txt").write_text("Milk got dearer in Kestrin on Friday, farmers said.", "utf-8")
    pipeline.run(news, tmp_path / "news.db")
    with Dossier(tmp_path / "news.db") as held:
        assert len(held.catalogue().articles) == 2


def test_a_story_comes_whole_with_all_that_was_decided_of_it(opened: Dossier, pile: Contents):
    for story in pile.stories:
        part = opened.story(story.id)
        assert part.stories[0] == story
        assert {one.id for one in part.articles} == set(story.articles)
        touching = [one for one in pile.decisions if {one.left, one.right} & {*story.articles, story.id}]
        assert set(part.decisions) == {one for one in touching if one.kind in ("story", "thread")}
        for one in part.decisions:
            assert all(part.files.get(side) for side in (one.left, one.right) if one.kind == "story")
        named = {one.id for one in pile.entities if {m.article for m in one.mentions} & set(story.articles)}
        assert {one.id for one in part.entities} == named
        assert all(m.article in story.articles for one in part.entities for m in one.mentions)


def test_a_thread_comes_with_all_its_stories_whole(opened: Dossier, pile: Contents):
    for thread in pile.threads:
        part = opened.thread(thread.id)
        assert {one for one in part.stories if one.account.rows} <= set(pile.stories)
        assert {one.id for one in part.stories} >= set(thread.stories)
        assert thread in part.threads


def test_an_entity_comes_with_every_article_that_names_it(opened: Dossier, pile: Contents):
    for one in pile.entities[:20]:
        part = opened.entity(one.id)
        assert part.entities == (one,)
        assert {each.id for each in part.articles} == {mention.article for mention in one.mentions}


@pytest.mark.parametrize("asked", ["story", "thread", "article", "entity"])
def test_what_is_not_held_is_an_error(opened: Dossier, asked: str):
    with pytest.raises(InputError, match="0" * 32):
        getattr(opened, asked)("0" * 32)


def test_what_another_decides_shows_at_once(encoding: None, pile_dossier: Path, tmp_path: Path):
    path = Path(copy(pile_dossier, tmp_path / "pile.db"))
    with Dossier(path) as held:
        before = held.catalogue()
        contents = held.contents()
        one, other = contents.stories[:2]
        pipeline.decide(path, stories.joined(one, other, "ana").made)
        after = held.catalogue()
        assert len(after.stories) == len(before.stories) - 1
        assert held.story(next(iter(after.stories))).stories
        assert held.catalogue(now=True) is after


def test_names_are_told_of_a_story_alone_in_the_order_of_all(opened: Dossier, pile: Contents):
    for story in (*pile.stories, *pile.stories):
        inside = set(story.articles)
        there = [(one, tuple(m for m in one.mentions if m.article in inside)) for one in pile.entities]
        told = opened.story(story.id).entities
        assert [(one.id, one.mentions) for one in told] == [(one.id, its) for one, its in there if its]
        spots = (clue.spot.article for one in told for clue in one.actor.clues)
        assert all(article in inside for article in spots)


def test_stories_come_in_the_order_asked_for(opened: Dossier, pile: Contents):
    ids = [one.id for one in reversed(pile.stories)]
    assert [one.id for one in opened.stories([*ids, "none"]).stories] == ids
    assert opened.stories(ids).stories == tuple(reversed(pile.stories))
    assert not any(one.account.rows for one in opened.stories(ids, whole=False).stories)


def test_of_one_named_everywhere_the_newest_articles_come(
    opened: Dossier, pile: Contents, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("samestory.dossier.opened.WIDEST", 3)
    one = max(pile.entities, key=lambda each: len({m.article for m in each.mentions}))
    part = opened.entity(one.id)
    days = {each.article: each.when for story in pile.stories for each in story.dates}
    kept = {each.id for each in part.articles}
    assert len(kept) == 3
    assert part.entities == (one,)
    left = {m.article for m in one.mentions} - kept
    oldest = min(days[each].start.isoformat() for each in kept)
    assert all(days[each].start.isoformat() <= oldest for each in left)
    assert entity_page(part, one.id).unlisted > 0


def test_what_is_read_for_one_page_is_of_one_moment(encoding: None, pile_dossier: Path, tmp_path: Path):
    path = Path(copy(pile_dossier, tmp_path / "pile.db"))
    # The log is in a file beside from the start, as while a run writes.
    with closing(sqlite3.connect(path)) as log:
        log.execute("PRAGMA journal_mode = WAL")
    with Dossier(path) as held:
        catalogue, contents = held.catalogue(), held.contents()
        with held.view() as view:
            assert view.stories() == contents.stories
            pipeline.decide(path, stories.joined(*contents.stories[:2], "ana").made)
            assert view.stories() == contents.stories
            assert held.catalogue(now=True) is catalogue
            assert held.contents() == contents
        assert len(held.catalogue(now=True).stories) == len(contents.stories) - 1


def test_a_language_of_other_articles_alone_is_none_to_read_a_part_in(pile_dossier: Path, tmp_path: Path):
    path = Path(copy(pile_dossier, tmp_path / "pile.db"))
    # As if one article were in a language that nothing is known of, and of which the stories have nothing.
    with closing(sqlite3.connect(path)) as written, written:
        written.execute("UPDATE articles SET lang = 'xq' WHERE id = (SELECT min(id) FROM articles)")
    with Dossier(path) as held:
        part = held.story(next(iter(held.catalogue().stories)))
        assert held.reading("xq", part) is None
        assert held.reading(None, part) is None
        assert held.reading(f"{part.articles[0].lang}-XX", part) == part.articles[0].lang
        assert held.reading("cs", part) == "cs"
        with pytest.raises(InputError, match="'xr'"):
            held.reading("xr", part)


def test_a_file_put_in_its_place_is_read_and_none_is_told(
    encoding: None, pile_dossier: Path, pile: Contents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("samestory.dossier.searcher.QUICK", 60.0)
    path, other = (Path(copy(pile_dossier, tmp_path / name)) for name in ("pile.db", "other.db"))
    pipeline.decide(other, stories.joined(*pile.stories[:2], "ana").made)
    with Dossier(path) as held:
        held.searcher.find("Haralin", by="words")
        with held.view() as view:
            other.replace(path)
            # What is being read is read to its end.
            assert view.stories() == held.contents().stories == pile.stories
        joined = held.catalogue()
        assert len(joined.stories) == len(pile.stories) - 1
        assert [held.story(one).stories[0].id for one in joined.stories] == list(joined.stories)
        found = held.searcher.find("Haralin", by="words").found
        assert {one.story for one in found.stories} <= set(joined.stories)
        path.unlink()
        for asked in (held.catalogue, held.state, lambda: held.searcher.find("Haralin", by="words")):
            with pytest.raises(DossierMissing):
                asked()
        copy(pile_dossier, path)
        assert len(held.catalogue().stories) == len(pile.stories)


def test_what_was_closed_says_so(pile_dossier: Path):
    with Dossier(pile_dossier) as held:
        story = next(iter(held.catalogue().stories))
    for asked in (held.catalogue, held.state, held.contents, lambda: held.story(story)):
        with pytest.raises(DossierError, match="was closed"):
            asked()
