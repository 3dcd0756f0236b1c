"""The language that a reader is spoken to in: what they chose on a page, else what their browser asks for.

Says which one; words in it are speech's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from samestory.speech import SOURCE

COOKIE = "samestory_language"
A_YEAR = 365 * 24 * 3600


def tongue(request: Request, held: Collection[str]) -> str:
    """The code of the first of ``held`` that the reader chose or their browser asks for; SOURCE for none."""
    chosen = request.cookies.get(COOKIE, "")
    wanted = (chosen, *asked(request.headers.get("accept-language", "")))
    return next((one for one in wanted if one in held), SOURCE)


def asked(header: str) -> tuple[str, ...]:
    """The languages of an Accept-Language header, the most wanted first, without their countries."""
    found = [one.split(";") for one in header.split(",")]
    weighed = sorted(found, key=lambda parts: -_weight(parts[1:]))
    return tuple(dict.fromkeys(parts[0].strip().split("-")[0].lower() for parts in weighed))


def routes() -> APIRouter:
    """Where a language is chosen."""
    router = APIRouter()

    @router.post("/language")
    def choose(language: Annotated[str, Form()] = "", back: Annotated[str, Form()] = "/") -> Response:
        answer = RedirectResponse(local(back), 303)
        # Letters alone, so that nothing else gets into the header.
        if language.isascii() and language.isalpha():
            answer.set_cookie(COOKIE, language, max_age=A_YEAR, httponly=True, samesite="strict")
        return answer

    return router


def local(path: str) -> str:
    """``path`` where it is one of this reader, else the front page: what a form says may be made up."""
    inside = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if inside and path.isprintable() else "/"


def _weight(parameters: Iterable[str]) -> float:
    for one in parameters:
        name, _, value = one.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
