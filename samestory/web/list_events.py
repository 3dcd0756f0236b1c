"""The list of who did what to whom, across stories, newest first; a page reads the events of some alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fastapi import APIRouter, Request, Response
from msgspec.structs import replace

from samestory.dossier.choosing import Paged, chosen, named, paged
from samestory.errors import InputError
from samestory.export.events import DOES
from samestory.export.events_page import event_parts
from samestory.export.events_parts import EventPart
from samestory.export.graph_page import Graphs
from samestory.export.graph_parts import GraphPart
from samestory.export.index import index
from samestory.export.parties import Whom, entities_named
from samestory.model import QUADS, Contents, Event, Story
from samestory.store.searched import Heading
from samestory.web.desk import Desk, hrefs
from samestory.web.entries import Entries, Entry
from samestory.web.filters import Filters, chips, filters

# Stories whose events are on a page.
STORIES = 30


class Acting(NamedTuple):
    """A story with who did what to whom in it."""

    entry: Entry
    events: tuple[EventPart, ...]


class Told(NamedTuple):
    """The stories of a page that have events, and their graph; None where nobody acts on anybody."""

    stories: tuple[Acting, ...] = ()
    graph: GraphPart | None = None


def routes(desk: Desk) -> APIRouter:
    """The path of the list of events."""
    router = APIRouter()

    @router.get("/events")
    def events(request: Request) -> Response:
        asked, held = filters(request.query_params), desk.dossier.catalogue()
        entries, said, trouble = Entries(held, desk.reader(request)), desk.speech(request), ""
        page: Paged[Heading] = paged((), 1)
        told = Told()
        try:
            page = paged(chosen(held, asked.every()), asked.number(), STORIES)
            contents = desk.dossier.telling([one.id for one in page.things], _tellers)
            told = _told(contents, asked, entries)
        except InputError as error:
            trouble = str(error)
        shown = {
            "asked": asked,
            "page": page,
            "told": told,
            "trouble": trouble,
            "roots": [(root, said.say(words), said.say(QUADS[root])) for root, words in DOES.items()],
            "chips": tuple(chips(asked, held, entries.name, said)),
        }
        return desk.page(request, "list_events.html.j2", shown)

    return router


def _tellers(story: Story) -> Iterator[str]:
    for one in story.events:
        yield from (part.article for part in (one.source, one.target, one.place) if part is not None)
        yield from (deed.article for deeds in (*one.told, *one.otherwise) for deed in deeds)


def _told(contents: Contents, asked: Filters, entries: Entries) -> Told:
    held, whom = index(contents, entries.reader, entries.speech), entities_named(contents.entities)
    where = hrefs(held.entities)
    actors = {one.id for one in named(entries.held, asked.name)} if asked.name else None
    stories = [
        replace(one, events=tuple(each for each in one.events if _fits(each, asked, actors, whom)))
        for one in contents.stories
    ]
    acting = [one for one in stories if one.events]
    return Told(
        tuple(
            Acting(entries.entry(entries.held.stories[one.id], None), event_parts(one, whom, held, where))
            for one in acting
        ),
        Graphs(whom, held, where).part(acting, "graph"),
    )


def _fits(event: Event, asked: Filters, actors: set[str] | None, whom: Whom) -> bool:
    if asked.root not in ("", event.root):
        return False
    parties = (whom.get((one.article, one.name)) for one in (event.source, event.target))
    return actors is None or any(one is not None and one.id in actors for one in parties)
