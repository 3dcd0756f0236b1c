"""An article's page: its text, with the place of every sentence."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from samestory.export.page import article_page
from samestory.web.desk import Desk


def routes(desk: Desk) -> APIRouter:
    """The paths of articles."""
    router = APIRouter()

    @router.get("/articles/{article}")
    def article(request: Request, article: str) -> Response:
        contents = desk.dossier.article(article)
        shown = {
            "article": article_page(contents, article, desk.reader(request)),
            "stories": contents.stories,
        }
        return desk.page(request, "article.html.j2", shown)

    return router
