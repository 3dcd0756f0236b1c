"""The front page: stories by day or by how widely they are reported, with what leaves some of them out."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from msgspec.structs import replace

from samestory.dossier.catalogue import Catalogue
from samestory.dossier.choosing import Left, Paged, chosen, count, left, paged
from samestory.errors import InputError
from samestory.speech import Speech
from samestory.store.portions import NamedHead
from samestory.store.searched import Heading
from samestory.store.terms import words
from samestory.web.desk import Desk
from samestory.web.entries import Entries
from samestory.web.filters import Filters, chips, filters

# Names and outlets that are suggested.
SUGGESTED = 12
OUTLETS = 200


class Shown(NamedTuple):
    """What the filters leave: a page of stories, and what other filters would leave.

    ``alone`` counts the stories of one report that are left out. ``trouble`` tells what is wrong with the
    filters, empty where nothing is.
    """

    page: Paged[Heading]
    alone: int
    counts: Left
    trouble: str


def routes(desk: Desk) -> APIRouter:
    """The front page's paths."""
    router = APIRouter()

    @router.get("/")
    def front(request: Request) -> Response:
        asked, held = filters(request.query_params), desk.dossier.catalogue()
        entries, shown = Entries(held, desk.reader(request)), _shown(desk, asked, held)
        with desk.dossier.view() as view:
            tallies = view.portions().tallies(one.id for one in shown.page.things)
        days = entries.days(shown.page.things, tallies, one_list=asked.order == "origins")
        said = desk.speech(request)
        return desk.page(
            request,
            "front.html.j2",
            {
                "asked": asked,
                "shown": shown,
                "days": days,
                "outlets": shown.counts.outlets.most_common(OUTLETS),
                "chips": tuple(chips(asked, held, entries.name, said)),
                "meant": _meant(asked, held),
            },
        )

    @router.get("/suggest")
    def suggest(request: Request) -> Response:
        held, said = desk.dossier.catalogue(), request.query_params.get("said", "")
        entries, spoken = Entries(held, desk.reader(request)), desk.speech(request)
        found = held.book.holding(said)[:SUGGESTED] if words(said) else ()
        return JSONResponse([_suggestion(one, said, entries, spoken) for one in found])

    return router


def _shown(desk: Desk, asked: Filters, held: Catalogue) -> Shown:
    try:
        choice = asked.choice(desk.dossier.searcher.holding(asked.q) if asked.q else None)
        found, number = chosen(held, choice), asked.number()
        every = len(found) if asked.alone else count(held, replace(choice, reports=0))
        return Shown(paged(found, number), every - len(found), left(held, choice), "")
    except InputError as error:
        return Shown(paged((), 1), 0, Left(Counter(), Counter()), str(error))


def _meant(asked: Filters, held: Catalogue) -> tuple[NamedHead, ...]:
    """Those who are called what was asked for, where they are several."""
    found = held.book.find(asked.name) if asked.name else ()
    return found if len(found) > 1 else ()


def _suggestion(one: NamedHead, said: str, entries: Entries, spoken: Speech) -> dict[str, str]:
    """A name as it is shown, and beside it the spelling that is meant: the browser shows what holds it."""
    begun = words(said)
    written = (each.written for each in one.spellings if begun in words(each.written))
    shown = entries.name(one)
    beside = next((each for each in written if each != shown), "")
    count = spoken.plural("{n} article", "{n} articles", len(one.articles))
    return {"value": shown, "label": f"{beside} · {count}" if beside else count}
