"""Search finds sentences in any language, says why, and leads to each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from samestory.dossier.opened import Dossier
from samestory.encode import Encoder, weights
from samestory.model import Contents
from samestory.web.app import create


@pytest.fixture(scope="module")
def client(pile_dossier: Path, prepared: Path) -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patched, Dossier(pile_dossier) as dossier:
        patched.setenv(weights.CACHE_VARIABLE, str(prepared))
        # Loaded now, while the weights are found.
        dossier.searcher.find("ready")
        yield TestClient(create(dossier), base_url="http://localhost")


def hits(page: str) -> list[tuple[str, str]]:
    """The language and the words of each sentence found."""
    found = re.findall(
        r'<p class="says" dir="auto" lang="(\w+)"><span class="words">(.*?)</span>&nbsp;', page
    )
    return [(lang, unescape(re.sub("<[^>]+>", "", words))) for lang, words in found]


def test_asked_in_one_language_it_is_found_in_another_by_meaning(client: TestClient):
    page = client.get("/search", params={"q": "how many people were killed", "lang": "ro"}).text
    assert {lang for lang, _ in hits(page)} == {"ro"}
    assert re.search(r"meaning 0\.\d\d", page)
    assert "by words and meaning" in page


def test_every_hit_leads_to_its_own_sentence(client: TestClient, pile: Contents):
    page = client.get("/search", params={"q": "Haralin"}).text
    articles = {one.id: one for one in pile.articles}
    leading = re.findall(r'&nbsp;<a class="at"[^>]*href="/articles/(\w+?)(?:#\w+-s(\d+))?"', page)
    assert len(leading) == len(hits(page)) > 5
    for (known, number), (lang, words) in zip(leading, hits(page), strict=True):
        article = articles[known]
        assert article.lang == lang
        assert words == (article.sentences[int(number)] if number else article.title).of(article.text)
    assert "<mark>Haralin</mark>" in page
    assert "<mark>Харалин</mark>" in page


def test_who_is_called_so_comes_first(client: TestClient, pile: Contents):
    page = client.get("/search", params={"q": "харалин"}).text
    known = next(one for one in pile.entities if "Харалин" in {each.written for each in one.spellings})
    assert f'<a href="/names/{known.id}">' in page


def test_filters_leave_out_what_does_not_fit(client: TestClient):
    every = hits(client.get("/search", params={"q": "Haralin"}).text)
    some = hits(client.get("/search", params={"q": "Haralin", "outlet": "the halmouth courier"}).text)
    assert 0 < len(some) < len(every)
    page = client.get("/search", params={"q": "Velmora", "name": "Iosif Haralin", "until": "2021-12-31"}).text
    assert hits(page)


@pytest.mark.parametrize(
    ("query", "said"),
    [("q=...", "holds no word"), ("q=a&since=x", "is no day"), ("q=a&name=Nobody+Here", "nobody")],
)
def test_what_cannot_be_asked_is_told_on_the_page(client: TestClient, query: str, said: str):
    answer = client.get(f"/search?{query}")
    assert answer.status_code == 200
    assert said in answer.text


def test_nothing_asked_and_nothing_found(client: TestClient):
    assert hits(client.get("/search").text) == []
    page = client.get("/search?q=qqqqqq&by=words").text
    assert "Nothing is found." in page


def test_more_is_shown_where_there_is_more(client: TestClient):
    first = client.get("/search?q=Velmora+port+talks+with+Haralin").text
    (more,) = re.findall(r'<a href="(/search\?q=[^"]+&amp;page=2)">', first)
    assert len(hits(client.get(unescape(more)).text)) > len(hits(first))


def test_a_search_needs_no_weights(pile_dossier: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Encoder, "open", None)
    with Dossier(pile_dossier) as dossier:
        client = TestClient(create(dossier), base_url="http://localhost")
        page = client.get("/search?q=Haralin&by=words").text
    assert hits(page)
    assert "by words alone" in page
