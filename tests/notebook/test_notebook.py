"""``samestory.open`` gives stories and findings that show themselves, and tables for other tools."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

import samestory
from samestory.errors import InputError
from samestory.export import json
from samestory.model import Contents
from samestory.notebook.show import LONGEST, SHOWN, listing
from samestory.notebook.tables import NAMES, TABLES, Name
from samestory.search import Wanted

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def opened(pile_dossier: Path, prepared: Path) -> Iterator[samestory.OpenDossier]:
    with samestory.open(str(pile_dossier)) as held:
        yield held


def shown(thing: Any) -> str:
    """What a notebook shows of ``thing``: HTML that stands alone."""
    html = thing._repr_html_()
    assert not re.search(r"<(script|link|img|iframe)|\b(src|href|on\w+)=|url\(", html)
    return html


def test_stories_come_newest_first_and_show_themselves(opened: samestory.OpenDossier, pile: Contents):
    stories = opened.stories()
    assert {one.id for one in stories} == {one.id for one in pile.stories}
    days = [one.first or "" for one in stories]
    assert days == sorted(days, reverse=True)
    assert all(one.title() in shown(stories) for one in stories)
    assert repr(stories[0]) in repr(stories)
    assert [one.id for one in stories[1:3]] == [one.id for one in stories][1:3]
    wide = opened.stories(order="origins")
    assert [one.origins for one in wide] == sorted((one.origins for one in wide), reverse=True)


def test_stories_are_chosen(opened: samestory.OpenDossier, pile: Contents):
    assert len(opened.stories(origins=4)) == sum(len(one.origins) >= 4 for one in pile.stories)
    assert len(opened.stories(Wanted(origins=4), until="1999-12-31")) == 0
    assert len(opened.stories(since=date(2999, 1, 1))) == 0
    with pytest.raises(InputError, match="by colour"):
        opened.stories(colour="blue")
    with pytest.raises(InputError, match="no day"):
        opened.stories(since="yesterday")


def test_a_story_is_found_and_shows_its_account(opened: samestory.OpenDossier, pile: Contents):
    for record in pile.stories:
        story = opened.story(record.id[:10])
        assert story.record == opened.story(record.articles[-1]).record == record
        assert story.account() == json.account(pile, record.id)
        assert [one.id for one in story.articles] == list(record.articles)
        assert [one["id"] for one in story.quotes()] == [one.id for one in record.utterances]
        assert len(story.timeline()) == len(record.timeline)
        assert [one["id"] for one in story.events()] == [one.id for one in record.events]
        html = shown(story)
        assert story.title() in html
        assert f"of {len(record.account.rows)} rows" in html
    with pytest.raises(InputError, match="no stories"):
        opened.story("nothing")
    with pytest.raises(InputError, match="no stories"):
        opened.story("")


def test_what_is_searched_for_shows_its_sentences(opened: samestory.OpenDossier):
    found = opened.search("Haralin", by="words", limit=5)
    assert found.by == "words"
    told = list(found.sentences())
    assert 0 < len(told) <= 5
    html = shown(found)
    assert all(words[:20] in html for _, _, words in told)
    assert found[0].story is not None
    assert len(found[:1]) == 1
    assert "nothing found" in repr(opened.search("qqqqqqqq", by="words"))


def test_names_articles_and_failures_are_there(opened: samestory.OpenDossier, pile: Contents):
    most = max(pile.entities, key=lambda one: len({each.article for each in one.mentions}))
    assert opened.name(most.name).id == most.id
    assert opened.article(pile.articles[0].id) == pile.articles[0]
    assert opened.failures() == pile.failures
    assert f"{len(pile.articles)} articles" in repr(opened)
    assert str(len(pile.stories)) in shown(opened)


@pytest.mark.parametrize("name", NAMES)
def test_tables_have_their_columns_and_rows(opened: samestory.OpenDossier, name: Name):
    pyarrow = pytest.importorskip("pyarrow")
    table = opened.table(name)
    arrow = pyarrow.table(table)
    assert tuple(arrow.column_names) == table.columns == tuple(one for one, _ in TABLES[name].columns)
    assert arrow.to_pylist() == list(table)
    assert arrow.num_rows > 0
    assert table.columns[0] in shown(table)


def test_tables_hold_everything(opened: samestory.OpenDossier, pile: Contents):
    articles = {one.id: one for one in pile.articles}
    counted = {name: sum(1 for _ in opened.table(name)) for name in NAMES}
    assert counted["articles"] == len(pile.articles)
    assert counted["stories"] == len(pile.stories)
    cells = (its for one in pile.stories for row in one.account.rows for its in row.cells)
    assert counted["rows"] == sum(map(len, cells))
    assert counted["mentions"] == sum(len(one.mentions) for one in pile.entities)
    assert counted["events"] == sum(len(one.events) for one in pile.stories)
    for name in get_args(Name):
        for row in opened.table(name):
            if name in ("rows", "quotes"):
                assert articles[row["article"]].text[row["start"] : row["end"]] == row["text"]
    with pytest.raises(InputError, match="there are articles"):
        opened.table("pictures")  # type: ignore[arg-type]


@pytest.mark.parametrize(("way", "package"), [("to_pandas", "pandas"), ("to_polars", "polars")])
def test_without_the_package_it_says_which(
    opened: samestory.OpenDossier, monkeypatch: pytest.MonkeyPatch, way: str, package: str
):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(InputError, match=f"needs {package}.*pip install"):
        getattr(opened.table("stories"), way)()


def test_hostile_text_shows_as_text():
    html = listing((HOSTILE,), [(HOSTILE, 1, None), ("x" * 2 * LONGEST, 2, 3)] * SHOWN, title=HOSTILE)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 2 + SHOWN // 2
    assert "x" * LONGEST not in html
    assert f"and {SHOWN} more" in html
