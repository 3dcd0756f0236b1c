"""A story's page: its account as a synopsis to work with, and the page of a thread."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from msgspec import structs

from samestory.dossier.catalogue import Catalogue
from samestory.errors import InputError
from samestory.export.decided import decided_parts
from samestory.export.graph_parts import GraphPart, TiePart
from samestory.export.page import story_page, thread_page
from samestory.export.tree import trees
from samestory.model import Record, Story
from samestory.speech import Speech
from samestory.web.candidates import Candidate, story_candidate
from samestory.web.correct import notice
from samestory.web.desk import Desk, hrefs


class Line(Record, frozen=True, kw_only=True):
    """Where a story stands in its thread: the thread's id and stories, its place from 1, its neighbours."""

    id: str
    stories: tuple[str, ...]
    place: int
    before: Candidate | None
    after: Candidate | None


def routes(desk: Desk) -> APIRouter:
    """The paths of stories and threads."""
    router = APIRouter()

    @router.get("/stories/{story}")
    def story(request: Request, story: str) -> Response:
        try:
            contents = desk.dossier.story(story)
        except InputError:
            now = desk.works.now(story)
            if now is None:
                raise
            return RedirectResponse(f"/stories/{now}", 303)
        one = contents.stories[0]
        named, said = hrefs({each.id: each for each in contents.entities}), desk.speech(request)
        part = story_page(contents, story, named, lang=desk.reading(request, contents))
        shown = {
            "story": part,
            "trees": trees(one, part.origins),
            "line": _line(desk.dossier.catalogue(), one, said),
            "decided": decided_parts(contents, one, said),
            "work": notice(desk, request),
        }
        return desk.page(request, "story.html.j2", shown)

    @router.get("/threads/{thread}")
    def thread(request: Request, thread: str) -> Response:
        contents = desk.dossier.thread(thread)
        named = hrefs({one.id: one for one in contents.entities})
        part = thread_page(contents, thread, named, desk.reading(request, contents))
        shown = {"thread": part, "graph": None if part.graph is None else _led(part.graph, contents.stories)}
        return desk.page(request, "thread.html.j2", shown)

    return router


def _led(graph: GraphPart, stories: Iterable[Story]) -> GraphPart:
    """``graph`` with events that lead to the pages of their stories: a thread's page lists none."""
    homes = {f"event-{each.id}": f"story-{one.id}#event-{each.id}" for one in stories for each in one.events}

    def led(one: TiePart) -> TiePart:
        acts = (structs.replace(act, href=homes.get(act.href or "")) for act in one.acts)
        return structs.replace(one, acts=tuple(acts))

    return structs.replace(graph, ties=tuple(map(led, graph.ties)), folded=tuple(map(led, graph.folded)))


def _line(held: Catalogue, story: Story, speech: Speech) -> Line:
    stories = held.threads.get(story.thread, (story.id,))
    at = stories.index(story.id) if story.id in stories else 0

    def neighbour(place: int) -> Candidate | None:
        known = held.stories.get(stories[place]) if 0 <= place < len(stories) else None
        return None if known is None else story_candidate(known, speech)

    return Line(
        id=story.thread, stories=stories, place=at + 1, before=neighbour(at - 1), after=neighbour(at + 1)
    )
