"""What readers correct on the pages shows at once, is told, and can be taken back; no script is needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy
from time import monotonic, sleep
from typing import Literal

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from samestory.corrections.rows import Correction, judged
from samestory.dossier.opened import Dossier
from samestory.model import Decision
from samestory.web.app import create
from samestory.web.serving import Serving
from samestory.web.works import Told, Works

LONGEST = 60.0


@pytest.fixture
def held(encoding: None, pile_dossier: Path, tmp_path: Path) -> Iterator[Dossier]:
    with Dossier(Path(copy(pile_dossier, tmp_path / "pile.db"))) as dossier:
        yield dossier


@pytest.fixture
def client(held: Dossier) -> TestClient:
    return TestClient(create(held, Serving(by="ana")), base_url="http://localhost")


@pytest.fixture
def post(client: TestClient) -> Callable[..., Response]:
    """Sends a form and follows, as a browser does, until what it leads to is done."""

    def posted(path: str, **given: object) -> Response:
        answer, end = client.post(path, data=given), monotonic() + LONGEST
        while "/works/" in str(answer.url) and "refresh" in answer.text and monotonic() < end:
            sleep(0.1)
            answer = client.get(answer.url)
        return answer

    return posted


def told(answer: Response) -> str:
    found = re.search(r'<div class="notice" role="status"><p>(.*?)</p>', answer.text, re.DOTALL)
    return "" if found is None else found[1]


def undo_of(answer: Response) -> str:
    found = re.search(r'action="(/works/\w+/undo)"', answer.text)
    assert found is not None
    return found[1]


def groups(held: Dossier) -> set[frozenset[str]]:
    return {frozenset(one.articles) for one in held.catalogue(now=True).stories.values()}


def test_two_stories_are_joined_and_taken_apart_again(held: Dossier, post: Callable[..., Response]):
    before = groups(held)
    one, other = list(held.catalogue().stories.values())[:2]
    answer = post(f"/stories/{one.id}/join", other=other.id, because="one visit")
    assert answer.status_code == 200
    assert "are one story now" in told(answer)
    assert frozenset((*one.articles, *other.articles)) in groups(held)
    assert "one visit" in answer.text
    assert "decided by ana" in answer.text
    assert "Taken back" in told(post(undo_of(answer)))
    assert groups(held) == before


def test_a_former_address_leads_to_the_story_that_holds_its_reports(
    held: Dossier, client: TestClient, post: Callable[..., Response]
):
    one, other = list(held.catalogue().stories)[:2]
    now = post(f"/stories/{one}/join", other=other).url.path
    assert client.get(f"/stories/{one}").url.path == now
    assert client.get(f"/stories/{other}").url.path == now


def test_a_report_leaves_its_story(held: Dossier, post: Callable[..., Response]):
    story = next(one for one in held.catalogue().stories.values() if len(one.articles) > 3)
    away = story.articles[1]
    answer = post(f"/stories/{story.id}/split", article=away)
    assert "Left this story" in told(answer)
    assert f'href="/articles/{away}"' in told(answer)
    assert frozenset([away]) in groups(held)
    assert frozenset(story.articles) - {away} in groups(held)
    back = post(f"{answer.url.path}/undo")
    assert "taken back" in told(back)
    assert frozenset(story.articles) in groups(held)


def test_a_report_is_moved_to_a_story_found_by_its_title(
    held: Dossier, client: TestClient, post: Callable[..., Response]
):
    story, other = (one for one in held.catalogue().stories.values() if len(one.articles) > 3)
    title = next(iter(other.titles)).words
    chosen = client.get(f"/stories/{story.id}/join", params={"article": story.articles[0], "said": title[3:]})
    assert f'action="/stories/{story.id}/move"' in chosen.text
    assert f'name="other" value="{other.id}"' in chosen.text
    answer = post(f"/stories/{story.id}/move", article=story.articles[0], other=other.id)
    assert frozenset((story.articles[0], *other.articles)) in groups(held)
    assert answer.url.path == f"/stories/{held.catalogue().story_of[story.articles[0]]}"


@pytest.mark.parametrize("said", ["http://localhost:8321/stories/{}", "/stories/{}#row", "{}"])
def test_a_story_is_found_by_the_address_of_its_page(held: Dossier, client: TestClient, said: str):
    one, other = list(held.catalogue().stories)[:2]
    chosen = client.get(f"/stories/{one}/join", params={"said": said.format(other)})
    assert re.findall(r'name="other" value="(\w+)"', chosen.text) == [other]


def test_what_nobody_is_called_is_told(held: Dossier, client: TestClient):
    one = next(iter(held.catalogue().stories))
    chosen = client.get(f"/stories/{one}/join", params={"said": "<b>zzqx</b>"})
    assert "No other story is called" in chosen.text
    assert "<b>zzqx" not in chosen.text


def test_a_story_leaves_its_thread_and_comes_back(held: Dossier, post: Callable[..., Response]):
    story = next(one for one in held.catalogue().stories.values())
    thread = held.catalogue().threads[story.thread]
    if len(thread) == 1:
        other = next(one for one in held.catalogue().stories if one != story.id)
        answer = post(f"/stories/{story.id}/thread", other=other)
        assert story.id in held.catalogue().threads[held.catalogue().stories[other].thread]
    else:
        answer = post(f"/stories/{story.id}/thread/leave", because="another affair")
        assert held.catalogue().threads[held.catalogue().stories[story.id].thread] == (story.id,)
    post(f"{answer.url.path}/thread/undo")
    assert held.catalogue(now=True).threads[story.thread] == thread


def test_a_copy_is_a_report_of_its_own_until_it_is_one_text_again(
    held: Dossier, post: Callable[..., Response]
):
    def origins() -> set[frozenset[str]]:
        return {frozenset(one.articles) for one in held.catalogue(now=True).stories[story.id].origins}

    story = next(one for one in held.catalogue().stories.values() if len(one.origins) < len(one.articles))
    before = origins()
    first, copy, *_ = next(one.articles for one in story.origins if len(one.articles) > 1)
    answer = post(f"/stories/{story.id}/independent", article=copy, because="they asked for themselves")
    assert "is a report of its own now" in told(answer)
    assert frozenset([copy]) in origins()
    refused = post(str(answer.url.path).split("?")[0] + "/independent", article=copy)
    assert (refused.status_code, "of the same text as no other" in refused.text) == (404, True)
    assert "they asked for themselves" in answer.text
    again = post(f"/stories/{story.id}/copy", article=copy, other=first, how="taken")
    assert "are one text now" in told(again)
    assert any({first, copy} <= one for one in origins())
    post(f"/stories/{story.id}/copy/undo")
    assert origins() == before


def test_a_name_is_renamed_and_taken_back(held: Dossier, post: Callable[..., Response]):
    one = next(iter(held.catalogue().entities.values()))
    answer = post(f"/names/{one.id}/rename", shown="Ana of the Ferry")
    assert "is shown as “Ana of the Ferry” now" in told(answer)
    assert '<h1 id="title" dir="auto">Ana of the Ferry</h1>' in answer.text
    back = post(undo_of(answer))
    assert f'<h1 id="title" dir="auto">{one.name}</h1>' in back.text


def test_two_names_are_one_and_are_parted_again(
    held: Dossier, client: TestClient, post: Callable[..., Response]
):
    people = [one for one in held.catalogue().entities.values() if one.type == "person"]
    one, other = people[:2]
    chosen = client.get(f"/names/{one.id}/same", params={"said": other.name})
    assert f'name="other" value="{other.id}"' in chosen.text
    answer = post(f"/names/{one.id}/same", other=other.id)
    assert "are one now" in told(answer)
    now = answer.url.path.removeprefix("/names/")
    written = held.entity(now).entities[0].spellings
    assert {each.written for each in held.entity(now).entities[0].spellings} > {other.name}
    away = [f"{each.lang}:{each.written}" for each in written if each.written == other.name]
    parted = post(f"/names/{now}/part", spelling=away)
    assert "names another than" in told(parted)
    left = held.entity(parted.url.path.removeprefix("/names/")).entities[0].spellings
    assert other.name not in {each.written for each in left}


def test_what_cannot_be_done_is_told_and_nothing_changes(held: Dossier, post: Callable[..., Response]):
    before = groups(held)
    story = next(iter(held.catalogue().stories.values()))
    answer = post(f"/stories/{story.id}/join", other=story.id)
    assert answer.status_code == 404
    assert "give two stories to join" in answer.text
    assert groups(held) == before


def test_what_fails_while_it_is_carried_out_is_told(held: Dossier):
    works, story = Works(held), next(iter(held.catalogue().stories.values()))
    one, other = story.articles[:2]
    nobody = Decision(kind="story", left=one, right=other, verdict="same", score=1.0, made_by="user:")
    work = works.do(Correction((nobody,)), Told("joined", {}, lambda: "/"))
    assert work.done
    assert "no visible character" in (work.error or "")


def test_corrections_are_carried_out_one_after_another(held: Dossier):
    works = Works(held)
    one, two, *_ = held.catalogue().stories.values()

    def joined(verdict: Literal["same", "different"]) -> Correction:
        pair = sorted((one.articles[0], two.articles[0]))
        return Correction(judged("story", [(pair[0], pair[1])], verdict, "ana"))

    first = works.do(joined("same"), Told("one", {}, lambda: "/"))
    second = works.do(joined("different"), Told("two", {}, lambda: "/"))
    assert second.future is not None
    second.future.result(LONGEST)
    assert first.done
    assert first.error is None
    # Taking back the second restores the first.
    assert second.undone().made == first.correction.made


def test_an_unknown_correction_is_told(client: TestClient):
    assert "no correction" in client.get("/works/none").text
