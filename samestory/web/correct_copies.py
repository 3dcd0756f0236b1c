"""Corrections of who copied whom: forms on the cards of a story's reports."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Response

from samestory.corrections import copies as told
from samestory.corrections.rows import Correction
from samestory.corrections.stories import find_article, quoted, undoable
from samestory.errors import InputError
from samestory.model import Article, Contents
from samestory.speech import message
from samestory.web.correct import carried_out, given
from samestory.web.correct_stories import Chosen, Reason, called, story_path
from samestory.web.desk import Desk
from samestory.web.works import Told

How = Annotated[Literal["one", "taken", "gave"], Form()]


def routes(desk: Desk) -> APIRouter:
    """The paths that correct copies."""
    router = APIRouter()

    @router.post("/stories/{story}/independent")
    def independent(story: str, article: Chosen, because: Reason = "") -> Response:
        contents = desk.dossier.story(story)
        one, others = find_article(contents, article), _of_its_origin(contents, article)
        parted = [told.parted(contents, one, each, desk.serving.by, given(because)) for each in others]
        made = Correction(tuple(each for every in parted for each in every.made))
        words = message("{report} is a report of its own now.")
        return carried_out(desk, made, _told(desk, words, article, report=called(contents, article)))

    @router.post("/stories/{story}/copy")
    def copy(story: str, article: Chosen, other: Chosen, how: How = "one", because: Reason = "") -> Response:
        contents = desk.dossier.story(story)
        one, another = find_article(contents, article), find_article(contents, other)
        source = {"one": None, "taken": another, "gave": one}[how]
        made = told.joined(contents, one, another, desk.serving.by, given(because), source)
        words = message("{report} and {other} are one text now.")
        names = {"report": called(contents, article), "other": called(contents, other)}
        return carried_out(desk, made, _told(desk, words, article, **names))

    @router.post("/stories/{story}/copy/undo")
    def undo(story: str) -> Response:
        contents = desk.dossier.story(story)
        one = contents.stories[0]
        made = undoable(contents, quoted(one), one.articles, "copy")
        words = message("What readers decided of the copies of {story} is taken back.")
        return carried_out(desk, made, _told(desk, words, one.articles[0], story=quoted(one)))

    return router


def _told(desk: Desk, words: str, article: str, **values: str) -> Told:
    return Told(words, values, lambda: story_path(desk.dossier, article))


def _of_its_origin(contents: Contents, article: str) -> list[Article]:
    origins = contents.stories[0].origins
    others = next((one.articles for one in origins if article in one.articles), ())
    if len(others) < 2:
        raise InputError(f"{called(contents, article)} is of the same text as no other report of its story")
    return [find_article(contents, one) for one in others if one != article]
