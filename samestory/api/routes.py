"""The paths of the API that read. Each calls one of ``answers`` and describes what it gives."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from samestory.api import shapes, shapes_held, shapes_told
from samestory.api.answers import Answers, Values
from samestory.api.asked import (
    AccountAsked,
    EventsAsked,
    Given,
    Id,
    NamesAsked,
    Page,
    Reader,
    SearchAsked,
    StoriesAsked,
    StoriesPaged,
    WhyAsked,
)
from samestory.api.problems import missing, told


class Json(JSONResponse):
    """Values as UTF-8 JSON, with sentences as they are written."""

    def render(self, content: Values) -> bytes:
        """The bytes; half a character, as a broken text may have, becomes a question mark."""
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def reading(answers: Answers) -> APIRouter:
    """All paths that read."""
    router = APIRouter(default_response_class=Json)
    for add in (_stories, _story, _threads, _articles, _names, _across, _search):
        add(router, answers)
    return router


def _get(shape: type[Any], *statuses: int) -> dict[str, Any]:
    """How a path that gives ``shape`` is described, beside the statuses that any may give."""
    return {"responses": {200: {"model": shape}, **told(422, 503, *statuses)}}


def _stories(router: APIRouter, answers: Answers) -> None:
    @router.get("/overview", summary="What the dossier holds", **_get(shapes_held.Overview))
    def overview() -> Response:
        return Json(answers.overview())

    @router.get("/stories", summary="Stories, page by page", **_get(shapes.Stories, 400))
    def stories(asked: Annotated[StoriesAsked, Given]) -> Response:
        return Json(answers.stories(asked.choice(), asked.page, asked.size, asked.lang))


def _story(router: APIRouter, answers: Answers) -> None:
    @router.get("/stories/{story}", summary="The account of a story", **_get(shapes.Account, 400, 404))
    def account(story: Id, asked: Annotated[AccountAsked, Given]) -> Response:
        with missing(story):
            return Json(answers.account(story, asked.rows, asked.lang))

    @router.get("/stories/{story}/quotes", summary="What is said", **_get(shapes_told.Quotes, 400, 404))
    def quotes(story: Id, asked: Annotated[Reader, Given]) -> Response:
        with missing(story):
            return Json(answers.story_quotes(story, None, asked.lang))

    @router.get("/stories/{story}/timeline", summary="What was when", **_get(shapes_told.Timelines, 400, 404))
    def timeline(story: Id, asked: Annotated[Reader, Given]) -> Response:
        with missing(story):
            return Json(answers.story_timeline(story, asked.lang))

    @router.get(
        "/stories/{story}/events", summary="Who did what to whom", **_get(shapes_told.Events, 400, 404)
    )
    def events(story: Id, asked: Annotated[Reader, Given]) -> Response:
        with missing(story):
            return Json(answers.story_events(story, asked.lang))

    @router.get("/stories/{story}/graph", summary="Who acts on whom", **_get(shapes_told.Graph, 400, 404))
    def graph(story: Id, asked: Annotated[Reader, Given]) -> Response:
        with missing(story):
            return Json(answers.story_graph(story, asked.lang))


def _threads(router: APIRouter, answers: Answers) -> None:
    @router.get("/threads/{thread}", summary="The stories of a thread", **_get(shapes_held.Thread, 400, 404))
    def thread(thread: Id, asked: Annotated[Reader, Given]) -> Response:
        with missing(thread):
            return Json(answers.thread(thread, asked.lang))

    @router.get(
        "/threads/{thread}/timeline", summary="What was when", **_get(shapes_told.Timelines, 400, 404)
    )
    def timeline(thread: Id, asked: Annotated[Reader, Given]) -> Response:
        with missing(thread):
            return Json(answers.thread_timeline(thread, asked.lang))


def _articles(router: APIRouter, answers: Answers) -> None:
    @router.get("/articles/{article}", summary="A text and its marks", **_get(shapes_held.Article, 400, 404))
    def article(article: Id) -> Response:
        with missing(article):
            return Json(answers.article(article))


def _names(router: APIRouter, answers: Answers) -> None:
    @router.get("/names", summary="Who is named, page by page", **_get(shapes_held.Names))
    def names(asked: Annotated[NamesAsked, Given]) -> Response:
        return Json(answers.names(asked.said, asked.type, asked.page, asked.size))

    @router.get("/names/{name}", summary="One name, in every spelling", **_get(shapes_held.Name, 400, 404))
    def name(name: Id) -> Response:
        with missing(name):
            return Json(answers.name(name))


def _across(router: APIRouter, answers: Answers) -> None:
    @router.get("/quotes", summary="What is said in stories", **_get(shapes_told.PagedQuotes, 400))
    def quotes(asked: Annotated[StoriesAsked, Given]) -> Response:
        return Json(answers.quotes(asked.choice(), asked.page, asked.size, asked.lang))

    @router.get("/events", summary="Who did what to whom in stories", **_get(shapes_told.PagedEvents, 400))
    def events(asked: Annotated[EventsAsked, Given]) -> Response:
        return Json(answers.events(asked.choice(), asked.events(None), asked.page, asked.size))

    @router.get("/graph", summary="Who acts on whom in stories", **_get(shapes_told.Graph, 400))
    def graph(asked: Annotated[StoriesPaged, Given]) -> Response:
        return Json(answers.graph(asked.choice(), asked.page, asked.size))

    @router.get("/failures", summary="What was not read, and why", **_get(shapes_held.Failures))
    def failures(asked: Annotated[Page, Given]) -> Response:
        return Json(answers.failures(asked.page, asked.size))

    @router.get("/why", summary="What was decided of two", **_get(shapes_held.Why, 400))
    def why(asked: Annotated[WhyAsked, Given]) -> Response:
        return Json(answers.why(asked.left, asked.right))


def _search(router: APIRouter, answers: Answers) -> None:
    @router.get("/search", summary="Sentences by words and meaning", **_get(shapes_held.Found, 400))
    def search(asked: Annotated[SearchAsked, Given]) -> Response:
        return Json(answers.search(asked.words, asked.wanted(), asked.limit, asked.by))
