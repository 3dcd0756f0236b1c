"""The API answers what the command prints, in the form that its description says, and errors as problems."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from fastapi.testclient import TestClient

from samestory.api import shapes, shapes_held, shapes_told
from samestory.dossier.opened import Dossier
from samestory.export import json as exported
from samestory.model import Contents
from samestory.web.app import create


@pytest.fixture(scope="module")
def client(pile_dossier: Path, prepared: Path) -> Iterator[TestClient]:
    with Dossier(pile_dossier) as dossier:
        yield TestClient(create(dossier), base_url="http://localhost")


def got(client: TestClient, path: str, shape: type[shapes.Shape], **asked: Any) -> Any:
    """What stands at ``path``, of this shape and no other."""
    answer = client.get(f"/api{path}", params=asked)
    assert answer.status_code == 200, answer.text
    shape.model_validate(answer.json())
    return answer.json()


def test_every_story_is_listed_as_the_command_lists_it(client: TestClient, pile: Contents):
    told = got(client, "/stories", shapes.Stories)
    assert (told["page"], told["pages"], told["total"]) == (1, 1, len(pile.stories))
    listed = {one["id"]: one for one in exported.listing(pile)["stories"]}
    assert {one["id"]: one for one in told["stories"]} == listed


def test_pages_hold_every_story_once(client: TestClient, pile: Contents):
    pages = [got(client, "/stories", shapes.Stories, page=one, size=1) for one in (1, 2, 3, 4)]
    assert [len(one["stories"]) for one in pages] == [1] * 4
    assert {one["stories"][0]["id"] for one in pages} == {one.id for one in pile.stories}


def test_filters_leave_stories_out(client: TestClient, pile: Contents):
    told = got(client, "/stories", shapes.Stories, origins=4)
    assert (
        {one["id"] for one in told["stories"]}
        == {one.id for one in pile.stories if len(one.origins) >= 4}
        < {one.id for one in pile.stories}
    )
    assert got(client, "/stories", shapes.Stories, until="1999-12-31")["total"] == 0
    assert got(client, "/stories", shapes.Stories, since="2999-12-31")["total"] == 0


def test_an_account_is_the_one_the_command_prints(client: TestClient, pile: Contents):
    for story in pile.stories:
        told = got(client, f"/stories/{story.id}", shapes.Account, lang="ro")
        assert told == json.loads(json.dumps(exported.account(pile, story.id, lang="ro")))


def test_a_language_held_elsewhere_leaves_a_story_as_it_is(pile_dossier: Path, tmp_path: Path):
    path = Path(copy(pile_dossier, tmp_path / "pile.db"))
    # As if one article were in a language that nothing is known of, and of which the stories have nothing.
    with closing(sqlite3.connect(path)) as written, written:
        written.execute("UPDATE articles SET lang = 'xq' WHERE id = (SELECT min(id) FROM articles)")
    with Dossier(path) as dossier:
        client, stories = (
            TestClient(create(dossier), base_url="http://localhost"),
            dossier.catalogue().stories,
        )
        for each in ("", "/quotes", "/timeline", "/events", "/graph"):
            story = f"/api/stories/{next(iter(stories))}{each}"
            assert client.get(story, params={"lang": "xq"}).json() == client.get(story).json()
            assert client.get(story, params={"lang": "xr"}).status_code == 400
        none = client.get("/api/stories", params={"lang": "xq", "until": "1999-12-31"})
        assert none.json()["total"] == 0


def test_an_account_can_be_cut(client: TestClient, pile: Contents):
    story = max(pile.stories, key=lambda one: len(one.account.rows))
    told = got(client, f"/stories/{story.id}", shapes.Account, rows=3)
    assert len(told["rows"]) == 3
    assert told["rows_left_out"] == len(story.account.rows) - 3


def test_parts_of_a_story_have_their_form(client: TestClient, pile: Contents):
    for story in pile.stories:
        path = f"/stories/{story.id}"
        quotes = got(client, f"{path}/quotes", shapes_told.Quotes)
        said = [one["id"] for each in quotes["stories"] for one in each["utterances"]]
        assert said == [one.id for one in story.utterances]
        (timeline,) = got(client, f"{path}/timeline", shapes_told.Timelines)["timelines"]
        assert len(timeline["happenings"]) == len(story.timeline)
        events = got(client, f"{path}/events", shapes_told.Events)["stories"]
        assert sum(len(one["events"]) for one in events) == len(story.events)
        got(client, f"{path}/graph", shapes_told.Graph)


def test_threads_articles_and_names_have_their_form(client: TestClient, pile: Contents):
    for thread in pile.threads:
        told = got(client, f"/threads/{thread.id}", shapes_held.Thread)
        assert [one["id"] for one in told["stories"]] == list(thread.stories)
        got(client, f"/threads/{thread.id}/timeline", shapes_told.Timelines)
    for article in pile.articles:
        told = got(client, f"/articles/{article.id}", shapes_held.Article)
        marks = (*told["sentences"], *told["names"], *told["times"], *told["quotes"], *told["numbers"])
        assert all(told["text"][one["start"] : one["end"]] == one["text"] for one in marks)
    for entity in pile.entities:
        told = got(client, f"/names/{entity.id}", shapes_held.Name)
        assert len(told["mentions"]) == len(entity.mentions)


def test_names_are_found_by_what_is_typed(client: TestClient, pile: Contents):
    told = got(client, "/names", shapes_held.Names, size=5)
    assert told["total"] == len(pile.entities)
    counts = [one["articles"] for one in told["names"]]
    assert counts == sorted(counts, reverse=True)
    first = told["names"][0]
    found = got(client, "/names", shapes_held.Names, said=first["name"])
    assert first in found["names"]
    assert found["total"] < told["total"]
    people = got(client, "/names", shapes_held.Names, type="person")
    assert people["total"] == sum(one.type == "person" for one in pile.entities)


def test_lists_across_stories_have_their_form(client: TestClient, pile: Contents):
    quotes = got(client, "/quotes", shapes_told.PagedQuotes)
    said = {one["id"] for each in quotes["stories"] for one in each["utterances"]}
    assert said == {one.id for story in pile.stories for one in story.utterances}
    events = got(client, "/events", shapes_told.PagedEvents)
    assert {one["id"] for each in events["stories"] for one in each["events"]} == {
        one.id for story in pile.stories for one in story.events
    }
    none = got(client, "/events", shapes_told.PagedEvents, root=["YIELD"], mood=["denied"])
    assert none["stories"] == []
    got(client, "/graph", shapes_told.Graph)
    assert got(client, "/failures", shapes_held.Failures)["total"] == len(pile.failures)
    assert got(client, "/overview", shapes_held.Overview)["articles"] == len(pile.articles)


def test_quotes_of_one_speaker(client: TestClient, pile: Contents):
    every = got(client, "/quotes", shapes_told.PagedQuotes)["stories"]
    speakers = [
        one["speaker"]["entity"] for each in every for one in each["utterances"] if one["speaker"]["entity"]
    ]
    told = got(client, "/quotes", shapes_told.PagedQuotes, name=speakers[0])
    said = [one for each in told["stories"] for one in each["utterances"]]
    assert 0 < len(said) < sum(len(each["utterances"]) for each in every)
    assert any(one["speaker"]["entity"] == speakers[0] for one in said)


def test_why_two_are_one_story_or_not(client: TestClient, pile: Contents):
    one, other = pile.stories[:2]
    told = got(client, "/why", shapes_held.Why, left=one.articles[0], right=one.articles[1])
    assert [each["id"] for each in told["stories"]] == [one.id]
    assert told["decisions"][0]["machine"]["verdict"] == "same"
    told = got(client, "/why", shapes_held.Why, left=one.id, right=other.id)
    assert {each["id"] for each in told["stories"]} == {one.id, other.id}


def test_search_finds_sentences_with_their_place(client: TestClient, pile: Contents):
    articles = {one.id: one for one in pile.articles}
    told = got(client, "/search", shapes_held.Found, words="порт", by="words", limit=5)
    assert told["by"] == "words"
    for one in (each for story in told["stories"] for each in story["articles"]):
        for hit in one["hits"]:
            article = articles[one["id"]]
            assert article.text[hit["start"] : hit["end"]] == hit["text"]
            if hit["sentence"] is not None:
                assert article.sentences[hit["sentence"]].start == hit["start"]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        (f"/stories/{'0' * 32}", 404, "no story has the id"),
        (f"/articles/{'0' * 32}", 404, "no article has the id"),
        ("/stories/none", 422, "story"),
        ("/stories?page=0", 422, "page"),
        ("/stories?nothing=1", 422, "nothing"),
        ("/stories?since=-2.2e-308", 422, "2025-11-03"),
        ("/stories?until=0", 422, "2025-11-03"),
        ("/stories?name=Nobody+Whatever", 400, "nobody is called"),
        ("/search?words=%2C%2C", 400, "no word to look for"),
        (f"/why?left={'0' * 32}&right={'1' * 32}", 400, "0" * 32),
        ("/nowhere", 404, "Not Found"),
    ],
)
def test_errors_are_problems(client: TestClient, path: str, status: int, said: str):
    answer = client.get(f"/api{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = shapes_held.Problem.model_validate(answer.json())
    assert (told.status, said in told.detail) == (status, True), told.detail


def test_it_only_reads_where_it_says_so(client: TestClient):
    answer = client.post("/api/stories")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"


def test_the_page_lists_every_path_and_runs_no_script(client: TestClient):
    page = client.get("/api/").text
    assert client.get("/api").text == page
    for path in client.get("/api/openapi.json").json()["paths"]:
        assert f"/api{path}" in page
    assert "<script" not in page
