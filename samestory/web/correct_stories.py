"""Corrections of which reports tell one story: forms on pages, and a choice of stories."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from samestory.corrections import stories as told
from samestory.corrections.stories import quoted
from samestory.dossier.opened import Dossier
from samestory.errors import InputError
from samestory.export.index import index
from samestory.export.reasons import ReasonPart, reason_parts
from samestory.export.why import by_user, whys
from samestory.model import Contents, Story
from samestory.speech import Speech, message
from samestory.store.portions import bare
from samestory.web.candidates import stories_meant, story_candidate
from samestory.web.correct import carried_out, given
from samestory.web.desk import Desk
from samestory.web.works import Told

Whys = dict[str, tuple[ReasonPart, ...]]
Reason = Annotated[str, Form()]
Chosen = Annotated[str, Form()]


def routes(desk: Desk) -> APIRouter:
    """The paths that correct stories."""
    router = APIRouter()

    @router.get("/stories/{story}/join")
    def choose(request: Request, story: str, said: str = "", article: str = "") -> Response:
        contents = desk.dossier.story(story)
        shown = _choice(desk, request, said, article, contents)
        return desk.page(request, "choose_story.html.j2", shown)

    @router.post("/stories/{story}/join")
    def join(story: str, other: Chosen, because: Reason = "") -> Response:
        contents = desk.dossier.story(story)
        one, another = contents.stories[0], other_story(desk.dossier, other)
        words = message("{story} and {other} are one story now.")
        names = {"story": quoted(one), "other": quoted(another)}
        made = told.joined(one, another, desk.serving.by, given(because))
        return carried_out(desk, made, Told(words, names, lambda: story_path(desk.dossier, one.articles[0])))

    @router.post("/stories/{story}/split")
    def split(story: str, article: Annotated[list[str], Form()], because: Reason = "") -> Response:
        contents = desk.dossier.story(story)
        one, away = contents.stories[0], [told.find_article(contents, each) for each in article]
        made = told.parted(contents, one, away, desk.serving.by, given(because))
        stays = next(each for each in one.articles if each not in article)
        names = {"reports": ", ".join(called(contents, each) for each in article)}
        words = message("Left this story: {reports}.")
        where = Told(words, names, lambda: story_path(desk.dossier, stays), article[0])
        return carried_out(desk, made, where)

    @router.post("/stories/{story}/move")
    def move(story: str, article: Chosen, other: Chosen, because: Reason = "") -> Response:
        contents = desk.dossier.story(story)
        one, there = told.find_article(contents, article), other_story(desk.dossier, other)
        made = told.moved(contents, one, there, desk.serving.by, given(because))
        words = message("{report} is of {story} now.")
        names = {"report": called(contents, article), "story": quoted(there)}
        return carried_out(desk, made, Told(words, names, lambda: story_path(desk.dossier, article)))

    @router.post("/stories/{story}/undo")
    def undo(story: str) -> Response:
        contents = desk.dossier.story(story)
        one = contents.stories[0]
        made = told.undoable(contents, quoted(one), one.articles)
        words, names = message("What readers decided of the reports of {story} is taken back."), _one(one)
        return carried_out(desk, made, Told(words, names, lambda: story_path(desk.dossier, one.articles[0])))

    return router


def _one(story: Story) -> dict[str, str]:
    return {"story": quoted(story)}


def other_story(dossier: Dossier, known: str) -> Story:
    """The story with this id, or that holds this article; raises InputError for none."""
    found = dossier.catalogue().holding(known)
    if found is None:
        raise InputError(f"no story has the id {known!r}; it may have changed since it was listed")
    return bare(found)


def story_path(dossier: Dossier, article: str) -> str:
    """Where the story that holds ``article`` is shown now."""
    story = dossier.catalogue().story_of.get(article)
    return "/" if story is None else f"/stories/{story}"


def called(contents: Contents, article: str) -> str:
    """What to call a report in a line: its title, else its file."""
    held = index(contents)
    return f"“{held.articles[article].words(held.articles[article].title) or held.name(article)}”"


def near(contents: Contents, story: Story, speech: Speech, kind: str = "story") -> Whys:
    """Stories that were thought to be ``story``, or of its thread, and are not, each with why, by id."""
    held = index(contents)
    why = whys(contents, held)[story.id]
    beside = why.apart if kind == "story" else why.threaded
    kept = (one for one in beside if not (by_user(one.decision) and one.decision.verdict == "related"))
    return {one.story.id: reason_parts(one.decision.reasons, speech) for one in kept}


def _choice(desk: Desk, request: Request, said: str, article: str, contents: Contents) -> dict[str, object]:
    held, story, speech = desk.dossier.catalogue(), contents.stories[0], desk.speech(request)
    why = near(contents, story, speech)
    found = stories_meant(held, said) if said else [held.stories[one] for one in why if one in held.stories]
    candidates = [story_candidate(one, speech, why.get(one.id, ())) for one in found if one.id != story.id]
    moved = called(contents, article) if article in story.articles else ""
    return {
        "story": story, "said": said, "candidates": candidates, "article": article if moved else "",
        "moved": moved, "kind": "story",
    }  # fmt: skip
