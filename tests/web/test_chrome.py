"""What is around every page: rooms, language, and whether there is more by now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from samestory import pipeline
from samestory.corrections import stories
from samestory.dossier.opened import Dossier
from samestory.web.app import create
from samestory.web.tongue import asked, local


@pytest.fixture
def client(pile_dossier: Path) -> Iterator[TestClient]:
    with Dossier(pile_dossier) as dossier:
        yield TestClient(create(dossier), base_url="http://localhost")


def chosen(client: TestClient, **headers: str) -> str:
    options = client.get("/", headers=headers).text.split("<option")
    (found,) = (part for part in options if " selected" in part)
    return found.split('value="')[1].split('"')[0]


@pytest.mark.parametrize(
    ("header", "code"),
    [("ro-RO,ro;q=0.9,en;q=0.8", "ro"), ("xx, bg;q=0.5, ro;q=0.4", "bg"), ("en;q=0.3,ru", "ru"), ("", "en")],
)
def test_the_browser_says_which_language_is_read(client: TestClient, header: str, code: str):
    assert chosen(client, **{"accept-language": header}) == code


def test_what_is_chosen_on_the_page_goes_before_and_leads_back(client: TestClient):
    answer = client.post("/language", data={"language": "bg", "back": "/?page=1"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/?page=1")
    assert chosen(client, **{"accept-language": "ro"}) == "bg"


@pytest.mark.parametrize("made_up", ["en; Domain=evil.example", "b\r\nx: y", "", "xx"])
def test_no_language_that_is_none_is_kept(client: TestClient, made_up: str):
    client.post("/language", data={"language": made_up})
    assert chosen(client, **{"accept-language": "ro"}) == "ro"


@pytest.mark.parametrize("back", ["//evil.example", "/\\evil.example", "https://evil.example", "", "/a\nb"])
def test_no_form_leads_away(back: str):
    assert local(back) == "/"


@given(st.text())
def test_any_header_is_read(header: str):
    found = asked(header)
    assert len(set(found)) == len(found) >= 1


def test_a_page_hears_that_there_is_more(encoding: None, pile_dossier: Path, tmp_path: Path):
    path = Path(copy(pile_dossier, tmp_path / "pile.db"))
    with Dossier(path) as held:
        client = TestClient(create(held), base_url="http://localhost")
        page, before = client.get("/").text, client.get("/progress").json()
        assert before["line"] == ""
        assert f'data-changes="{before["changes"]}"' in page
        one, other = held.contents().stories[:2]
        pipeline.decide(path, stories.joined(one, other, "ana").made)
        after = client.get("/progress").json()
        assert after["changes"] != before["changes"]
        assert after["line"] == f"{len(held.catalogue().articles)} articles, updated just now"
        assert after["line"] in client.get("/").text


def test_no_path_that_is_asked_for_makes_a_link_that_leads_away(client: TestClient):
    answer = client.get("http://localhost//evil.example/")
    assert answer.status_code == 404
    assert "//evil.example" not in answer.text
