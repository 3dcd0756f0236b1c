"""The page of one who is named: every spelling and every sentence, and what was decided about them."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from samestory.export.names_page import entity_page
from samestory.web.desk import Desk


def routes(desk: Desk) -> APIRouter:
    """The paths of names."""
    router = APIRouter()

    @router.get("/names/{name}")
    def name(request: Request, name: str) -> Response:
        contents = desk.dossier.entity(name)
        return desk.page(request, "name.html.j2", {"name": entity_page(contents, name)})

    return router
