"""What stands around every page: the rooms there are, the search box, how much is held, whether it grows.

Reads counts alone; no page waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from samestory.dossier.catalogue import Catalogue
from samestory.dossier.opened import Dossier, State
from samestory.speech import Speech, message
from samestory.web.tongue import local

# How long, in seconds, after somebody wrote a dossier is said to be updated just now.
RECENT = 15.0


class Room(NamedTuple):
    """A room of the reader: where it is, what it is called, and the paths that are in it."""

    href: str
    words: str
    paths: tuple[str, ...]


class Door(NamedTuple):
    """The way to a room; ``current`` is "page" where it leads here, "true" where the page is inside it."""

    href: str
    words: str
    current: str | None


class Chrome(NamedTuple):
    """What is around a page; ``state`` tells a page's script what it was made of."""

    doors: tuple[Door, ...]
    asked: str
    here: str
    state: State
    line: str
    counts: tuple[str, ...]


ROOMS = (
    Room("/", message("Stories"), ("stories", "threads", "articles")),
    Room("/names", message("Names"), ("names",)),
    Room("/quotes", message("Quotes"), ("quotes",)),
    Room("/events", message("Who did what"), ("events",)),
    Room("/failures", message("Not read"), ("failures",)),
)


def chrome(request: Request, held: Catalogue, state: State, speech: Speech) -> Chrome:
    """What is around the page that ``request`` asks for, said in ``speech``."""
    path, query = request.url.path, request.url.query
    return Chrome(
        doors=tuple(_doors(path, speech)),
        asked=request.query_params.get("q", "") if path == "/search" else "",
        here=local(f"{path}?{query}" if query else path),
        state=state,
        line=_line(state, speech),
        counts=(
            speech.plural("{n} story", "{n} stories", len(held.stories)),
            speech.plural("{n} article", "{n} articles", len(held.articles)),
            speech.plural("{n} language", "{n} languages", len(held.langs)),
            speech.plural("{n} name", "{n} names", len(held.entities)),
        ),
    )


def routes(dossier: Dossier, speech_of: Callable[[Request], Speech]) -> APIRouter:
    """Where a page asks whether there is more by now."""
    router = APIRouter()

    @router.get("/progress")
    def progress(request: Request) -> Response:
        state = dossier.state()
        return JSONResponse({"line": _line(state, speech_of(request)), "changes": state.changes})

    return router


def _doors(path: str, speech: Speech) -> Iterator[Door]:
    room = path.split("/")[1]
    for one in ROOMS:
        inside = "page" if path == one.href else "true" if room in one.paths else None
        yield Door(one.href, speech.say(one.words), inside)


def _line(state: State, speech: Speech) -> str:
    """How many articles there are where a run or a correction wrote just now, else empty."""
    if state.quiet is None or state.quiet > RECENT:
        return ""
    return speech.plural("{n} article, updated just now", "{n} articles, updated just now", state.articles)
