"""The list of what was not read, and why."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from samestory.dossier.choosing import paged
from samestory.web.desk import Desk
from samestory.web.filters import filters

SHOWN = 200


def routes(desk: Desk) -> APIRouter:
    """The path of the list."""
    router = APIRouter()

    @router.get("/failures")
    def failures(request: Request) -> Response:
        asked = filters(request.query_params)
        with desk.dossier.view() as view:
            page = paged(view.failures(), asked.number(), SHOWN)
        return desk.page(request, "list_failures.html.j2", {"asked": asked, "page": page})

    return router
