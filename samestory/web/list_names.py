"""The list of all who are named: by type, by what a reader types, those named in most articles first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from fastapi import APIRouter, Request, Response

from samestory.dossier.choosing import paged
from samestory.export.named import HEADINGS
from samestory.model import NameType, Spelling
from samestory.speech import message
from samestory.store.portions import NamedHead
from samestory.web.desk import Desk
from samestory.web.entries import Entries
from samestory.web.filters import filters

# Names on a page, and spellings shown beside each.
SHOWN = 100
SPELLINGS = 5


KINDS: dict[NameType, str] = {
    "person": message("person"),
    "organisation": message("organisation"),
    "place": message("place"),
    "work": message("work"),
    "event": message("event"),
}


class NameEntry(NamedTuple):
    """One who is named, in a list: ``also`` are other spellings, ``more`` counts those left out."""

    href: str
    name: str
    type: str
    also: tuple[Spelling, ...]
    more: int
    articles: int


def routes(desk: Desk) -> APIRouter:
    """The path of the list of names."""
    router = APIRouter()

    @router.get("/names")
    def names(request: Request) -> Response:
        asked, held = filters(request.query_params), desk.dossier.catalogue()
        entries, said = Entries(held, desk.reader(request)), desk.speech(request)
        every = held.book.holding(asked.q)
        counts = Counter(one.type for one in every)
        page = paged([one for one in every if asked.type in ("", one.type)], asked.number(), SHOWN)
        types = [(kind, said.say(words), counts[kind]) for kind, words in HEADINGS.items() if counts[kind]]
        shown = {
            "asked": asked,
            "page": page,
            "total": len(every),
            "types": types,
            "names": tuple(_entry(one, entries, said.say(KINDS[one.type])) for one in page.things),
        }
        return desk.page(request, "list_names.html.j2", shown)

    return router


def _entry(one: NamedHead, entries: Entries, kind: str) -> NameEntry:
    shown = entries.name(one)
    also = _distinct(each for each in one.spellings if each.written != shown)
    return NameEntry(
        href=f"/names/{one.id}",
        name=shown,
        type=kind,
        also=also[:SPELLINGS],
        more=max(0, len(also) - SPELLINGS),
        articles=len(one.articles),
    )


def _distinct(spellings: Iterable[Spelling]) -> tuple[Spelling, ...]:
    """Each written form once, the most frequent first."""
    ordered = sorted(spellings, key=lambda one: (-one.count, one.written))
    return tuple({one.written: one for one in reversed(ordered)}.values())[::-1]
