"""Corrections of which stories follow from one another: forms on a story's page, and a choice of stories."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from msgspec import structs

from samestory.corrections import threads as told
from samestory.corrections.stories import quoted, undoable
from samestory.dossier.opened import Dossier
from samestory.model import Contents, Thread
from samestory.speech import message
from samestory.store.portions import bare
from samestory.web.candidates import stories_meant, story_candidate
from samestory.web.correct import carried_out, given
from samestory.web.correct_stories import Chosen, Reason, near, other_story, story_path
from samestory.web.desk import Desk
from samestory.web.works import Told


def routes(desk: Desk) -> APIRouter:
    """The paths that correct threads."""
    router = APIRouter()

    @router.get("/stories/{story}/thread")
    def choose(request: Request, story: str, said: str = "") -> Response:
        contents, held = desk.dossier.story(story), desk.dossier.catalogue()
        one, speech = contents.stories[0], desk.speech(request)
        why = near(contents, one, speech, "thread")
        beside = (held.stories[each] for each in why if each in held.stories)
        found = stories_meant(held, said) if said else list(beside)
        known = held.threads.get(one.thread, ())
        candidates = [
            story_candidate(each, speech, why.get(each.id, ())) for each in found if each.id not in known
        ]
        shown = {"story": one, "said": said, "candidates": candidates, "article": "", "moved": ""}
        return desk.page(request, "choose_story.html.j2", {**shown, "kind": "thread"})

    @router.post("/stories/{story}/thread")
    def move(story: str, other: Chosen, because: Reason = "") -> Response:
        contents = desk.dossier.story(story)
        one, there = contents.stories[0], other_story(desk.dossier, other)
        whole, thread = _with_thread(desk.dossier, contents, there.thread)
        made = told.moved(whole, one, thread, desk.serving.by, given(because))
        words = message("{story} is of the thread of {other} now.")
        names = {"story": quoted(one), "other": quoted(there)}
        return carried_out(desk, made, Told(words, names, lambda: story_path(desk.dossier, one.articles[0])))

    @router.post("/stories/{story}/thread/leave")
    def leave(story: str, because: Reason = "") -> Response:
        contents = desk.dossier.story(story)
        one = contents.stories[0]
        whole, thread = _with_thread(desk.dossier, contents, one.thread)
        made = told.parted(whole, thread, [one], desk.serving.by, given(because))
        words, names = message("{story} is of a thread of its own now."), {"story": quoted(one)}
        return carried_out(desk, made, Told(words, names, lambda: story_path(desk.dossier, one.articles[0])))

    @router.post("/stories/{story}/thread/undo")
    def undo(story: str) -> Response:
        contents = desk.dossier.story(story)
        one = contents.stories[0]
        made = undoable(contents, quoted(one), one.articles, "thread")
        words = message("What readers decided of the thread of {story} is taken back.")
        return carried_out(
            desk, made, Told(words, {"story": quoted(one)}, lambda: story_path(desk.dossier, one.articles[0]))
        )

    return router


def _with_thread(dossier: Dossier, contents: Contents, thread: str) -> tuple[Contents, Thread]:
    """``contents`` with the thread of this id and all its stories, and that thread."""
    held, known = dossier.catalogue(), {one.id for one in contents.stories}
    with dossier.view() as view:
        (found,) = view.portions().threads([thread])
    others = (bare(held.stories[one]) for one in found.stories if one not in known and one in held.stories)
    threads = {one.id: one for one in (*contents.threads, found)}
    whole = structs.replace(contents, threads=tuple(threads.values()), stories=(*contents.stories, *others))
    return whole, found
