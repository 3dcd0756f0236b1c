"""A dossier held open gives what its pages need, and what is new once it is written."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copy

import pytest

from samestory import pipeline
from samestory.corrections import stories
from samestory.dossier.opened import Dossier
from samestory.errors import InputError
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
