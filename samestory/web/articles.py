"""An article's page: its text under marks, what each was read as and why, its place in the story."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from samestory.export.article_page import article_view
from samestory.web.correct import notice
from samestory.web.desk import Desk


def routes(desk: Desk) -> APIRouter:
    """The paths of articles."""
    router = APIRouter()

    @router.get("/articles/{article}")
    def article(request: Request, article: str) -> Response:
        contents = desk.dossier.article(article)
        view = article_view(contents, article, desk.reading(request, contents))
        return desk.page(request, "article.html.j2", {"view": view, "work": notice(desk, request)})

    return router
