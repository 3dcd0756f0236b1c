"""An article's page has its text, every character, under marks that lead to what they were read as."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from samestory.dossier.opened import Dossier
from samestory.model import Article, Contents
from samestory.web.app import create


@pytest.fixture(scope="module")
def client(pile_dossier: Path) -> Iterator[TestClient]:
    with Dossier(pile_dossier) as dossier:
        yield TestClient(create(dossier), base_url="http://localhost")


def body(page: str) -> str:
    found = re.search(r'<div class="body"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert found is not None
    return found[1]


def words(markup: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", markup))


def entry(page: str, known: str) -> str:
    found = re.search(rf'<li class="readout" id="{known}">(.*?)</li>', page, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_text_stands_there_character_for_character(client: TestClient, pile: Contents):
    for one in pile.articles:
        shown = words(body(client.get(f"/articles/{one.id}").text))
        assert shown.replace("\r", "").strip("\n") == one.text.strip("\n")


def test_every_sentence_has_its_place_and_the_rows_it_stands_in(client: TestClient, pile: Contents):
    story = max(pile.stories, key=lambda one: len(one.account.rows))
    for article in story.articles:
        page = client.get(f"/articles/{article}").text
        for number, row in enumerate(story.account.rows, 1):
            for cell in (cell for cells in row.cells for cell in cells if cell.article == article):
                after = rf'id="{article}-s{cell.sentence}"(.*?)(?=<span class="s"|</div>)'
                sentence = re.search(after, page, re.DOTALL)
                assert sentence is not None
                assert f'href="/stories/{story.id}#{story.id}-row{number}"' in sentence[1]


def test_all_that_was_read_is_told(client: TestClient, pile: Contents):
    for one in pile.articles:
        page = client.get(f"/articles/{one.id}").text
        for number, time in enumerate(one.times):
            assert words(entry(page, f"time{number}")).strip().startswith(time.span.of(one.text))
        assert len(re.findall(r'class="readout" id="quote', page)) == len(one.quotes)
        assert len(re.findall(r'class="readout" id="deed', page)) == len(one.deeds)
        places = len(re.findall(r'id="name\d+-at\d+"', page))
        assert places == len(one.names)


def test_marks_lead_to_entries_and_entries_to_marks(client: TestClient, pile: Contents):
    for one in pile.articles:
        page = client.get(f"/articles/{one.id}").text
        for href in re.findall(r'<a class="m[^"]*" href="#([^"]+)"', page):
            assert f'class="readout" id="{href}"' in page
        for href in re.findall(r'<a class="at" href="#([^"]+)"', page):
            assert f'<span class="place" id="{href}">' in page


def test_a_copy_tells_what_it_took_and_leads_there(client: TestClient, pile: Contents):
    story = next(one for one in pile.stories if len(one.origins) < len(one.articles))
    origin = next(one for one in story.origins if len(one.articles) > 1)
    page = client.get(f"/articles/{origin.articles[1]}").text
    assert "of its sentences stand in" in page
    assert f'href="/articles/{origin.articles[0]}"' in page
    assert "shown for it" in client.get(f"/articles/{origin.articles[0]}").text


def a_russian(pile: Contents) -> Article:
    return next(one for one in pile.articles if one.lang == "ru")


def test_what_a_mark_is_comes_in_the_language_of_who_reads(client: TestClient, pile: Contents):
    page = client.get(f"/articles/{a_russian(pile).id}", headers={"accept-language": "ru"}).text
    assert '<html lang="ru">' in page
