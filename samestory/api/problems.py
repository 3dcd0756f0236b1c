"""Errors as answers: RFC 9457's problem+json, with our own messages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from samestory.api.shapes_held import Problem
from samestory.errors import InputError, SamestoryError

MEDIA = "application/problem+json"


def told(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """These statuses as a path's description has them."""
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {one: {"description": HTTPStatus(one).phrase, "content": {MEDIA: schema}} for one in statuses}


@contextmanager
def missing(known: str) -> Iterator[None]:
    """What is raised within because the id ``known`` is not held is answered with 404."""
    try:
        yield
    except InputError as error:
        if known not in str(error):
            raise
        raise HTTPException(404, str(error)) from error


def handle(app: FastAPI) -> None:
    """Answer every error of ``app`` with a problem."""

    @app.exception_handler(SamestoryError)
    async def ours(request: Request, error: SamestoryError) -> Response:
        return problem(400 if isinstance(error, InputError) else 503, str(error))

    @app.exception_handler(RequestValidationError)
    async def refused(request: Request, error: RequestValidationError) -> Response:
        return problem(422, wrong(error))

    @app.exception_handler(HTTPException)
    async def theirs(request: Request, error: HTTPException) -> Response:
        return problem(error.status_code, str(error.detail), error.headers)


def wrong(error: RequestValidationError) -> str:
    """What is wrong with each part of what was asked, in a line."""
    each = (f"{'.'.join(map(str, one['loc'][1:])) or one['loc'][0]}: {one['msg']}" for one in error.errors())
    return "; ".join(each)


def problem(status: int, detail: str, headers: Any = None) -> Response:
    """An answer that tells what went wrong."""
    # Half a character, as a request may hold, has no bytes.
    whole = detail.encode("utf-8", "replace").decode("utf-8")
    said = Problem(type="about:blank", title=HTTPStatus(status).phrase, status=status, detail=whole)
    return Response(said.model_dump_json(), status, headers, MEDIA)
