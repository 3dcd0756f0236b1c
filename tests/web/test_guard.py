"""Who may ask the reader: this machine, its own pages, whoever has the token."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from samestory.dossier.opened import Dossier
from samestory.errors import InputError
from samestory.web.app import create
from samestory.web.guard import COOKIE, POLICY
from samestory.web.serve import address
from samestory.web.serving import Serving

TOKEN = "a-token-of-some-length"


@pytest.fixture(scope="module")
def held(pile_dossier: Path) -> Iterator[Dossier]:
    with Dossier(pile_dossier) as dossier:
        yield dossier


@pytest.fixture(scope="module")
def local(held: Dossier) -> TestClient:
    return TestClient(create(held), base_url="http://localhost:8321")


@pytest.fixture
def remote(held: Dossier) -> TestClient:
    serving = Serving(host="192.0.2.7", token=TOKEN)
    return TestClient(create(held, serving), base_url="http://192.0.2.7:8321")


@pytest.mark.parametrize("host", ["localhost", "localhost:8321", "127.0.0.1:8321", "[::1]:8321"])
def test_this_machine_is_answered(local: TestClient, host: str):
    answer = local.get("/", headers={"host": host})
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "[", ""]
)
def test_a_name_that_resolves_here_is_not(local: TestClient, host: str):
    assert local.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://["},
    ],
)
def test_what_another_site_posts_is_refused(local: TestClient, headers: dict[str, str]):
    assert local.post("/", headers=headers).status_code == 403


def test_beyond_this_machine_nothing_is_shown_without_the_token(remote: TestClient):
    for headers in ({}, {"authorization": "Bearer wrong"}, {"cookie": "samestory_token=wrong"}):
        answer = remote.get("/", headers=headers)
        assert answer.status_code == 401
        assert "Stories" not in answer.text


def test_the_token_is_taken_from_the_address_once_and_kept(remote: TestClient):
    for path in ("/", "//evil.example"):
        answer = remote.get(f"http://192.0.2.7:8321{path}?token={TOKEN}", follow_redirects=False)
        assert answer.headers["location"] == "/"
        remote.cookies.clear()
    assert remote.get(f"/?token={TOKEN}").status_code == 200
    assert remote.get("/").status_code == 200


def test_a_program_brings_the_token_as_bearer(remote: TestClient):
    assert remote.get("/", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


@pytest.mark.parametrize("serving", [Serving(host="0.0.0.0"), Serving(host="192.0.2.7", token="short")])
def test_it_is_not_served_to_other_machines_without_a_token(held: Dossier, serving: Serving):
    with pytest.raises(InputError, match="token"):
        create(held, serving)


def test_a_token_with_signs_is_taken_from_the_address_that_is_printed(held: Dossier):
    serving = Serving(host="192.0.2.7", token='+/&=%#;"\\,signs of many kinds'.replace(" ", "_"))
    printed = address(serving, 8321)
    client = TestClient(create(held, serving), base_url="http://192.0.2.7:8321")
    assert client.get(printed).status_code == 200
    assert client.get("/names").status_code == 200


def test_a_cookie_of_another_program_does_not_hide_the_token(remote: TestClient):
    cookies = f'odd={{"a": "b", "c"}}; {COOKIE}={TOKEN}'
    assert remote.get("/", headers={"cookie": cookies}).status_code == 200


@pytest.mark.parametrize("token", ["an-ăscii-less-token-of-length", "a token with spaces in it"])
def test_a_token_that_no_header_can_hold_is_refused(held: Dossier, token: str):
    with pytest.raises(InputError, match="--token may have"):
        create(held, Serving(host="192.0.2.7", token=token))
