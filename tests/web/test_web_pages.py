"""Every page of the example dossier is shown, and every link on it leads to a page that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from samestory.dossier.opened import Dossier
from samestory.web.app import create


@pytest.fixture(scope="module")
def client(pile_dossier: Path) -> Iterator[TestClient]:
    with Dossier(pile_dossier) as dossier:
        yield TestClient(create(dossier), base_url="http://localhost")


def test_every_link_leads_to_a_page_and_to_a_place_on_it(client: TestClient):
    pages, waiting = dict[str, str](), ["/"]
    wanted = set[tuple[str, str]]()
    while waiting:
        path = waiting.pop()
        answer = client.get(path)
        assert answer.status_code == 200, path
        pages[path] = answer.text
        for href in map(unescape, re.findall(r'href="([^"]*)"', answer.text)):
            if href.startswith(("http://", "https://", "data:")):
                continue
            page, _, place = href.partition("#")
            target = page or path
            wanted.add((target, place))
            if target not in pages and target not in waiting:
                waiting.append(target)
    lost = [(page, place) for page, place in wanted if place and f'id="{place}"' not in pages[page]]
    assert lost == []


def test_what_is_not_there_is_told(client: TestClient):
    answer = client.get("/stories/none")
    assert answer.status_code == 404
    assert "no story has the id" in answer.text
