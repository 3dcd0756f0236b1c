"""The page of one who is named: every spelling and every sentence, and what was decided about them."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from samestory.export.decided import named_parts
from samestory.export.names_page import entity_page
from samestory.web.candidates import story_candidate
from samestory.web.correct import notice
from samestory.web.desk import Desk


def routes(desk: Desk) -> APIRouter:
    """The paths of names."""
    router = APIRouter()

    @router.get("/names/{name}")
    def name(request: Request, name: str) -> Response:
        contents, held = desk.dossier.entity(name), desk.dossier.catalogue()
        one, said = contents.entities[0], desk.speech(request)
        stories = (held.stories[each.id] for each in contents.stories if each.id in held.stories)
        shown = {
            "id": name,
            "name": entity_page(contents, name, desk.reading(request, contents)),
            "several": len(one.spellings) > 1,
            "stories": [story_candidate(each, said) for each in stories],
            "decided": named_parts(contents, one, said),
            "work": notice(desk, request),
        }
        return desk.page(request, "name.html.j2", shown)

    return router
