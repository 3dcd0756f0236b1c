"""Every page of the example dossier is shown, and every link on it leads to a page that is."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from threading import Event, Thread

import pytest
from fastapi.testclient import TestClient
from httpx import ASGITransport, AsyncClient

from samestory.dossier.opened import Dossier
from samestory.model import Contents
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


def test_a_form_that_says_too_little_is_told_of_on_a_page(client: TestClient, pile: Contents):
    answer = client.post(f"/stories/{pile.stories[0].id}/split")
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/html")
    assert "article: Field required" in answer.text


def test_an_error_that_waits_for_the_dossier_keeps_nobody_else_waiting(pile_dossier: Path):
    async def asked(dossier: Dossier) -> None:
        transport = ASGITransport(create(dossier))
        async with AsyncClient(transport=transport, base_url="http://localhost") as client:
            taken, free = Event(), Event()
            busy = Thread(target=_hold, args=(dossier, taken, free))
            busy.start()
            try:
                assert await asyncio.to_thread(taken.wait, 20)
                waiting = asyncio.create_task(client.get("/none"))
                await asyncio.sleep(0.2)
                style = await asyncio.wait_for(client.get("/static/style.css"), 20)
                assert (style.status_code, waiting.done()) == (200, False)
            finally:
                free.set()
            assert (await waiting).status_code == 404

    with Dossier(pile_dossier) as dossier:
        asyncio.run(asked(dossier))


def _hold(dossier: Dossier, taken: Event, free: Event) -> None:
    with dossier.view():
        taken.set()
        # Not for ever: what must not wait for it would.
        free.wait(5)
