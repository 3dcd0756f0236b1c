"""The invented dossier is a real one, and the measure of speed asks for every kind of page."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.invented.dossier import write
from evals.speed_reader import speed
from samestory.export.json import account
from samestory.model import Contents
from samestory.store.view import View


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("invented") / "invented.db"
    write(path, 120)
    return path


@pytest.fixture(scope="module")
def contents(invented: Path) -> Contents:
    with View.open(invented) as view:
        return view.contents()


def test_every_mark_lies_in_its_text_and_every_article_in_a_story(contents: Contents):
    assert len(contents.articles) == 120
    assert sorted(id_ for one in contents.stories for id_ in one.articles) == [
        one.id for one in contents.articles
    ]
    for one in contents.articles:
        marks = (*one.sentences, *(each.span for each in (*one.names, *one.times, *one.quotes)))
        assert all(0 <= mark.start < mark.end <= len(one.text) for mark in marks)
        assert all(one.words(each.span) == each.span.of(one.text).strip() for each in one.names)


def test_names_are_written_where_their_entities_say(contents: Contents):
    articles = {one.id: one for one in contents.articles}
    for entity in contents.entities:
        written = {one.written for one in entity.spellings}
        told = {articles[m.article].words(articles[m.article].names[m.name].span) for m in entity.mentions}
        assert told == written


def test_accounts_can_be_exported(contents: Contents):
    for story in contents.stories[:10]:
        told = account(contents, story.id)
        assert len(told["rows"]) == len(story.account.rows)


def test_the_same_seed_gives_the_same_dossier(contents: Contents, tmp_path: Path):
    write(tmp_path / "again.db", 120)
    with View.open(tmp_path / "again.db") as view:
        assert view.contents() == contents


def test_each_kind_of_page_is_asked_for_and_answered(invented: Path):
    told = speed(invented)
    assert told.articles == 120
    assert told.naive is not None
    assert {one.name for one in told.pages} >= {"front", "thread", "article", "name"}
    assert [one.name for one in told.pages if one.failed] == []
    assert all(0 < one.median <= one.late <= one.most for one in told.pages if one.asked)
