"""What a program corrects over HTTP holds as a reader's decision, shows at once, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copy
from time import sleep
from typing import Any

import pytest
from fastapi.testclient import TestClient

from samestory.api.shapes_held import Problem, Work
from samestory.dossier.opened import Dossier
from samestory.web.app import create
from samestory.web.serving import Serving


@pytest.fixture
def client(encoding: None, pile_dossier: Path, tmp_path: Path) -> Iterator[TestClient]:
    with Dossier(Path(copy(pile_dossier, tmp_path / "pile.db"))) as dossier:
        yield TestClient(create(dossier, Serving(by="ana")), base_url="http://localhost")


def corrected(client: TestClient, **said: Any) -> Work:
    """The correction that was ``said``, once it is done."""
    answer = client.post("/api/corrections", json=said)
    assert answer.status_code in (200, 202), answer.text
    work = Work.model_validate(answer.json())
    while not work.done:
        sleep(0.05)
        work = Work.model_validate(client.get(answer.headers["location"]).json())
    assert work.error is None
    return work


def stories(client: TestClient) -> dict[str, frozenset[str]]:
    """The articles of each story."""
    listed = client.get("/api/stories").json()["stories"]
    accounts = (client.get(f"/api/stories/{one['id']}").json() for one in listed)
    return {one["id"]: frozenset(each["id"] for each in one["articles"]) for one in accounts}


def test_stories_are_joined_split_and_put_back(client: TestClient):
    before = stories(client)
    one, other = sorted(before, key=lambda each: len(before[each]))[-2:]
    made = corrected(client, do="join", story=one, other=other, because="the same visit")
    assert {each.made_by for each in made.made} == {"user:ana"}
    joined = stories(client)
    (both,) = (each for each, its in joined.items() if its == before[one] | before[other])
    split = corrected(client, do="split", articles=sorted(before[one]))
    assert split.made
    assert set(stories(client).values()) == set(before.values())
    (again,) = (each for each, its in stories(client).items() if its == before[one])
    assert corrected(client, do="undo", of="story", id=again).taken_back
    assert both not in stories(client)


def test_an_article_is_moved_and_a_story_follows_another(client: TestClient):
    before = stories(client)
    small, large = sorted(before, key=lambda each: len(before[each]))[0::3]
    article = min(before[large])
    corrected(client, do="move", article=article, story=small)
    after = stories(client)
    (there,) = (each for each, its in after.items() if article in its)
    assert after[there] == before[small] | {article}
    other = next(each for each in after if each != there)
    corrected(client, do="thread", story=there, other=other)
    threads = {each["id"]: each["thread"] for each in client.get("/api/stories").json()["stories"]}
    assert threads[there] == threads[other]
    corrected(client, do="thread", story=there)
    threads = {each["id"]: each["thread"] for each in client.get("/api/stories").json()["stories"]}
    assert threads[there] != threads[other]


def test_copies_and_names_are_corrected(client: TestClient):
    (most,) = sorted(stories(client).values(), key=len)[-1:]
    one, other = sorted(most)[:2]
    assert corrected(client, do="independent", article=one, other=other).made[0].verdict == "different"
    assert corrected(client, do="copy", article=one, other=other, source=other).made[0].left == other
    first, second = client.get("/api/names?type=person&size=2").json()["names"]
    corrected(client, do="rename", name=first["id"], shown="Somebody Else")
    assert client.get(f"/api/names/{first['id']}").json()["name"] == "Somebody Else"
    corrected(client, do="same name", name=first["id"], other=second["id"])
    named = client.get("/api/names?said=Somebody").json()["names"]
    assert named[0]["articles"] >= max(first["articles"], second["articles"])


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"do": "nothing"}, 422),
        ({"do": "join", "story": "0" * 32, "other": "1" * 32}, 400),
        ({"do": "split", "articles": []}, 422),
        ({"do": "rename", "name": "0" * 32, "shown": "A"}, 400),
        ({"do": "rename", "name": "0" * 32, "shown": "A", "by": "somebody"}, 422),
    ],
)
def test_what_cannot_be_corrected_is_a_problem(client: TestClient, said: dict[str, Any], status: int):
    answer = client.post("/api/corrections", json=said)
    assert answer.status_code == status
    Problem.model_validate(answer.json())


def test_other_sites_correct_nothing(client: TestClient):
    said = {"do": "undo", "of": "story", "id": "0" * 32}
    answer = client.post("/api/corrections", json=said, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


def test_a_correction_nobody_made_is_not_there(client: TestClient):
    assert client.get(f"/api/corrections/{'0' * 16}").status_code == 404
