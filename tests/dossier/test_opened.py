"""A dossier held open gives what its pages need, and what is new once it is written."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

import pytest

from samestory import pipeline
from samestory.corrections import stories
from samestory.dossier.opened import Dossier
from samestory.errors import InputError
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


def test_what_another_writes_shows_when_asked_for_now(encoding: None, pile_dossier: Path, tmp_path: Path):
    path = Path(copy(pile_dossier, tmp_path / "pile.db"))
    with Dossier(path) as held:
        before = held.catalogue()
        contents = held.contents()
        one, other = contents.stories[:2]
        pipeline.decide(path, stories.joined(one, other, "ana").made)
        after = held.catalogue(now=True)
        assert len(after.stories) == len(before.stories) - 1
        assert held.catalogue(now=True) is after
