"""The reader's application: its pages under one guard, and its errors as pages."""

from __future__ import annotations

from importlib.resources import files

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from markupsafe import escape
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from samestory.api.app import create as create_api
from samestory.api.correcting import Works
from samestory.api.problems import wrong
from samestory.dossier.opened import Dossier
from samestory.errors import DossierError, InputError, SamestoryError
from samestory.speech import message
from samestory.web import (
    articles,
    chrome,
    correct,
    correct_copies,
    correct_names,
    correct_stories,
    correct_threads,
    front,
    list_events,
    list_failures,
    list_names,
    list_quotes,
    names,
    save,
    search,
    stories,
    tongue,
)
from samestory.web.desk import Desk
from samestory.web.guard import Guard
from samestory.web.serving import Serving, check
from samestory.web.works import Told

# Each page's file has `routes`, which adds its own.
PAGES = (
    front,
    search,
    list_names,
    list_quotes,
    list_events,
    list_failures,
    stories,
    articles,
    names,
    save,
    correct,
    correct_stories,
    correct_threads,
    correct_names,
    correct_copies,
)


def create(dossier: Dossier, serving: Serving | None = None) -> FastAPI:
    """The application for ``dossier``; raises InputError where ``serving`` would let strangers in."""
    how = serving or Serving()
    check(how)
    app = FastAPI(title="Samestory", docs_url=None, redoc_url=None, openapi_url=None)
    desk = Desk(dossier, how)
    for page in PAGES:
        app.include_router(page.routes(desk), include_in_schema=False)
    app.include_router(chrome.routes(dossier, desk.speech), include_in_schema=False)
    app.include_router(tongue.routes(), include_in_schema=False)
    app.mount("/api", create_api(dossier, _works(desk)))
    _style(app, desk)
    _errors(app, desk)
    app.add_middleware(Guard, serving=how)
    return app


def _works(desk: Desk) -> Works:
    """How programs correct: as readers do, in one queue with them."""
    told = Told(message("What a program corrected is done."), {}, lambda: "/")
    return Works(desk.serving.by, lambda correction: desk.works.do(correction, told), desk.works.find)


def _style(app: FastAPI, desk: Desk) -> None:
    style = desk.style()

    @app.get("/static/style.css", include_in_schema=False)
    def styled() -> Response:
        return Response(style, media_type="text/css")

    # Behind the path above, which is made of several files.
    app.mount("/static", StaticFiles(directory=str(files("samestory.web").joinpath("static"))))


def _errors(app: FastAPI, desk: Desk) -> None:
    def told(request: Request, status: int, message: str) -> HTMLResponse:
        try:
            page = desk.page(request, "trouble.html.j2", {"message": message})
        except DossierError:
            # What is around a page cannot be read either.
            return HTMLResponse(escape(message), status)
        page.status_code = status
        return page

    # Each in a thread, as pages are: what is around them may wait for the dossier.
    @app.exception_handler(SamestoryError)
    def ours(request: Request, error: SamestoryError) -> Response:
        return told(request, 404 if isinstance(error, InputError) else 503, str(error))

    @app.exception_handler(RequestValidationError)
    def refused(request: Request, error: RequestValidationError) -> Response:
        return told(request, 422, wrong(error))

    @app.exception_handler(HTTPException)
    def theirs(request: Request, error: HTTPException) -> Response:
        return told(request, error.status_code, str(error.detail))
