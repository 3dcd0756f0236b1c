"""The front page: stories by time or by number of origins."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from samestory.web.desk import Desk

SHOWN = 50


def routes(desk: Desk) -> APIRouter:
    """The front page's paths."""
    router = APIRouter()

    @router.get("/")
    def front(request: Request) -> Response:
        held = desk.dossier.catalogue()
        stories = list(held.stories.values())[:SHOWN]
        return desk.page(request, "front.html.j2", {"stories": stories, "held": held})

    return router
