"""Lists across stories hold what the dossier holds, and filters leave what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from samestory.dossier.opened import Dossier
from samestory.export.index import index
from samestory.export.parties import entities_named
from samestory.export.said import Names, by_entity
from samestory.model import Contents
from samestory.web.app import create


@pytest.fixture(scope="module")
def client(pile_dossier: Path) -> Iterator[TestClient]:
    with Dossier(pile_dossier) as dossier:
        yield TestClient(create(dossier), base_url="http://localhost")


def names(page: str) -> list[str]:
    return re.findall(r'<th role="rowheader" scope="row"><a href="/names/(\w+)"', page)


def test_every_name_is_listed_and_those_in_most_articles_first(client: TestClient, pile: Contents):
    listed = names(client.get("/names").text)
    assert sorted(listed) == sorted(one.id for one in pile.entities)
    counts = {one.id: len({each.article for each in one.mentions}) for one in pile.entities}
    assert [counts[one] for one in listed] == sorted(counts.values(), reverse=True)


def test_names_are_left_by_type_and_by_what_is_typed(client: TestClient, pile: Contents):
    people = [one.id for one in pile.entities if one.type == "person"]
    assert sorted(names(client.get("/names?type=person").text)) == sorted(people)
    typed = names(client.get("/names", params={"q": "хар", "type": "person"}).text)
    assert 0 < len(typed) < len(people)
    assert "Nobody is called so." in client.get("/names?q=qqqq").text


def test_a_name_is_shown_as_the_reader_writes_it(client: TestClient):
    page = unescape(client.get("/names?type=person", headers={"accept-language": "bg"}).text)
    assert "<bdi>Елена Вардан</bdi></a></th>" in page


def test_every_quote_is_listed_under_its_story(client: TestClient, pile: Contents):
    page = client.get("/quotes").text
    held = index(pile)
    told = [one for story in pile.stories for one in Names(held).spoken(story)]
    assert page.count('class="speaker"') == len(told) > 10
    assert page.count("<q>") == sum(len(one.wordings) for one in told)


def test_quotes_of_one_speaker_are_hers_alone(client: TestClient, pile: Contents):
    held = index(pile)
    told = [one for story in pile.stories for one in Names(held).spoken(story)]
    speaker = next(one.voice.entity for one in told if one.voice.entity is not None and not one.lone)
    page = client.get("/quotes", params={"name": speaker.id}).text
    assert page.count('class="speaker"') == len(by_entity(told, speaker)) < len(told)


def test_every_event_is_listed_with_the_graph_of_all(client: TestClient, pile: Contents):
    page = client.get("/events").text
    events = [one for story in pile.stories for one in story.events]
    assert len(events) > 1
    assert page.count('class="act"') == len(events) + page.count('<a class="act"') + page.count(
        '<b class="act"'
    )
    assert page.count('<svg class="graph') == 1


def test_events_are_left_by_what_is_done_and_who_acts(client: TestClient, pile: Contents):
    events = [one for story in pile.stories for one in story.events]
    root = events[0].root
    some = client.get("/events", params={"root": root}).text
    assert set(re.findall(r'<abbr class="root" title="[^"]*">(\w+)</abbr>', some)) == {root}
    whom = entities_named(pile.entities)
    actor = next(
        whom[one.source.article, one.source.name]
        for one in events
        if (one.source.article, one.source.name) in whom
    )
    hers = [
        one
        for one in events
        if actor in [whom.get((each.article, each.name)) for each in (one.source, one.target)]
    ]
    page = client.get("/events", params={"name": actor.id}).text
    assert len(re.findall(r'<li id="event-\w+">', page)) == len(hers)


@pytest.mark.parametrize("path", ["/quotes", "/events"])
@pytest.mark.parametrize("query", ["since=x", "name=Nobody+Here", "page=-2"])
def test_what_is_no_filter_is_told_on_the_page(client: TestClient, path: str, query: str):
    answer = client.get(f"{path}?{query}")
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize("path", ["/quotes", "/events"])
def test_where_nothing_is_told_that_is_said(client: TestClient, path: str):
    assert 'class="none"' in client.get(f"{path}?until=1999-01-01").text


def test_what_was_not_read_is_listed_with_why(client: TestClient, pile: Contents):
    page = unescape(client.get("/failures").text)
    assert all(one.reason in page and one.source in page for one in pile.failures)
    assert f"{len(pile.failures)} document" in page
    assert client.get("/names?page=x").status_code == 404
