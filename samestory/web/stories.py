"""A story's page: its account as the report shows it, with links to the pages of articles and names."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from samestory.export.page import story_page, thread_page
from samestory.web.desk import Desk, hrefs


def routes(desk: Desk) -> APIRouter:
    """The paths of stories and threads."""
    router = APIRouter()

    @router.get("/stories/{story}")
    def story(request: Request, story: str) -> Response:
        contents = desk.dossier.story(story)
        named = hrefs({one.id: one for one in contents.entities})
        return desk.page(request, "story.html.j2", {"story": story_page(contents, story, named)})

    @router.get("/threads/{thread}")
    def thread(request: Request, thread: str) -> Response:
        contents = desk.dossier.thread(thread)
        named = hrefs({one.id: one for one in contents.entities})
        return desk.page(request, "thread.html.j2", {"thread": thread_page(contents, thread, named)})

    return router
