"""The front page lists stories, newest first, and filters leave out what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from samestory.dossier.choosing import Choice, chosen
from samestory.dossier.opened import Dossier
from samestory.web.app import create
from samestory.web.filters import Filters, filters


@pytest.fixture(scope="module")
def held(pile_dossier: Path) -> Iterator[Dossier]:
    with Dossier(pile_dossier) as dossier:
        yield dossier


@pytest.fixture(scope="module")
def client(held: Dossier) -> TestClient:
    return TestClient(create(held), base_url="http://localhost")


def listed(page: str) -> list[str]:
    return re.findall(r'class="called"><a href="/stories/(\w+)"', page)


def test_stories_come_newest_first_under_their_days(client: TestClient, held: Dossier):
    page = client.get("/").text
    assert listed(page) == [one.id for one in chosen(held.catalogue(), Choice(reports=2))]
    days = re.findall(r'<h2><time datetime="([-\d]+)"', page)
    assert days == sorted(days, reverse=True)
    assert len(days) >= 3


def test_a_title_is_in_the_readers_language_where_there_is_one(client: TestClient, held: Dossier):
    story = next(
        one for one in held.catalogue().stories.values() if {"ro", "en"} <= {t.lang for t in one.titles}
    )
    for lang in ("ro", "en"):
        page = unescape(client.get("/", headers={"accept-language": lang}).text)
        title = story.title(lang)
        assert title is not None
        assert f'lang="{lang}">{title.words.strip()}</span>' in page


@pytest.mark.parametrize(
    "query",
    ["lang=bg", "outlet=marenda+hoy", "name=Haralin", "since=2024-05-15", "until=2021-12-31", "origins=5"],
)
def test_a_filter_leaves_some_and_can_be_taken_back(client: TestClient, held: Dossier, query: str):
    page = client.get(f"/?{query}").text
    left = listed(page)
    assert 0 < len(left) < len(held.catalogue().stories)
    assert set(left) == {
        one.id for one in chosen(held.catalogue(), filters(dict([query.split("=")])).choice())
    } or ("+" in query)
    assert '<a href="/?" aria-label="without' in page


def test_filters_together_leave_what_both_do(client: TestClient):
    one, other = (set(listed(client.get(f"/?{query}").text)) for query in ("lang=bg", "since=2024-05-01"))
    assert set(listed(client.get("/?lang=bg&since=2024-05-01").text)) == one & other != one


def test_words_are_found_in_the_texts_in_any_script(client: TestClient):
    latin, cyrillic = (set(listed(client.get(f"/?q={quote(said)}").text)) for said in ("Haralin", "Харалин"))
    assert latin
    assert latin & cyrillic


def test_the_widest_story_is_first_where_that_is_asked_for(client: TestClient, held: Dossier):
    page = client.get("/?order=origins").text
    widest = max(held.catalogue().stories.values(), key=lambda one: len(one.origins))
    assert listed(page)[0] == widest.id
    assert "<h2>" not in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("since=yesterday", "is no day"),
        ("origins=-1", "is no number"),
        ("page=x", "is no number"),
        ("order=size", "is no order"),
        ("name=Nobody+At+All", "nobody is called"),
        ("lang=zzzz", "no language has the code"),
        ("q=...", "holds no word"),
    ],
)
def test_what_is_no_filter_is_told_on_the_page(client: TestClient, query: str, said: str):
    answer = client.get(f"/?{query}")
    assert answer.status_code == 200
    assert said in answer.text
    assert listed(answer.text) == []


def test_a_name_is_suggested_by_the_beginning_of_any_spelling(client: TestClient):
    for said in ("Hara", "хара", "haralin io"):
        found = client.get("/suggest", params={"said": said}).json()
        assert any("Haralin" in one["value"] for one in found), said
    assert client.get("/suggest").json() == client.get("/suggest?said=...").json() == []


def test_an_address_keeps_its_filters_and_not_its_page():
    asked = filters({"lang": " bg ", "page": "3", "other": "x", "q": "a&b"})
    assert asked == Filters(lang="bg", page="3", q="a&b")
    assert asked.but() == "q=a%26b&lang=bg"
    assert asked.but(page="4", lang="") == "q=a%26b&page=4"
