"""The reader's pages in other languages: nothing of their own is left in English."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html
from spoken import known, latin, ours

from samestory.dossier.opened import Dossier
from samestory.model import Contents
from samestory.web.app import create
from samestory.web.tongue import COOKIE


@pytest.fixture(scope="module")
def client(pile_dossier: Path) -> Iterator[TestClient]:
    with Dossier(pile_dossier) as dossier:
        yield TestClient(create(dossier), base_url="http://localhost")


def paths(contents: Contents) -> list[str]:
    story = max(contents.stories, key=lambda one: len(one.origins))
    return [
        "/",
        "/?name=Haralin&since=2024-01-01&alone=1",
        "/search?q=Haralin&by=words",
        "/names",
        "/quotes",
        "/events",
        "/failures",
        f"/stories/{story.id}",
        f"/threads/{story.thread}",
        f"/articles/{story.articles[0]}",
        f"/names/{contents.entities[0].id}",
    ]


@pytest.mark.parametrize("code", ["bg", "ru"])
def test_nothing_is_left_in_another_language(client: TestClient, pile: Contents, code: str):
    client.cookies.set(COOKIE, code)
    names = ["pile", *known(pile)]
    for path in paths(pile):
        page = html.document_fromstring(client.get(path).text)
        assert page.get("lang") == code, path
        left = [one for one in ours(page, code) if latin(one, names)]
        assert left == [], path
