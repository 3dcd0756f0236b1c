"""The list of what is said, across stories, newest first: a page reads the quotes of some stories alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fastapi import APIRouter, Request, Response
from msgspec.structs import replace

from samestory.dossier.catalogue import Catalogue
from samestory.dossier.choosing import Paged, chosen, named, paged
from samestory.errors import InputError
from samestory.export.index import index
from samestory.export.parts import SpokenPart
from samestory.export.said import Names
from samestory.export.said_page import spoken_parts
from samestory.model import Contents, Story
from samestory.store.searched import Heading
from samestory.web.desk import Desk, hrefs
from samestory.web.entries import Entries, Entry
from samestory.web.filters import Filters, chips, filters

# Stories whose quotes are on a page.
STORIES = 30


class Quoting(NamedTuple):
    """A story with what is said in it."""

    entry: Entry
    spoken: tuple[SpokenPart, ...]


def routes(desk: Desk) -> APIRouter:
    """The path of the list of quotes."""
    router = APIRouter()

    @router.get("/quotes")
    def quotes(request: Request) -> Response:
        asked, held = filters(request.query_params), desk.dossier.catalogue()
        entries, trouble = Entries(held, desk.reader(request)), ""
        page: Paged[Heading] = paged((), 1)
        told: tuple[Quoting, ...] = ()
        try:
            page = paged(chosen(held, asked.every()), asked.number(), STORIES)
            contents = desk.dossier.telling([one.id for one in page.things], _quoting)
            told = tuple(_told(contents, asked, entries))
        except InputError as error:
            trouble = str(error)
        shown = {
            "asked": asked,
            "page": page,
            "told": told,
            "trouble": trouble,
            "chips": tuple(chips(asked, held, entries.name, desk.speech(request))),
        }
        return desk.page(request, "list_quotes.html.j2", shown)

    return router


def _quoting(story: Story) -> Iterator[str]:
    return (said.article for one in story.utterances for said in one.wordings)


def _told(contents: Contents, asked: Filters, entries: Entries) -> Iterator[Quoting]:
    held = index(contents, entries.reader, entries.speech)
    names, by = Names(held), _speakers(entries.held, asked)
    where = hrefs(held.entities)
    for one in contents.stories:
        spoken = spoken_parts(_by(one, by, names), names, held, where)
        if spoken:
            yield Quoting(entries.entry(entries.held.stories[one.id], None), spoken)


def _speakers(held: Catalogue, asked: Filters) -> frozenset[str] | None:
    """The ids of those whose quotes alone are shown; None for everybody's."""
    return frozenset(one.id for one in named(held, asked.name)) if asked.name else None


def _by(story: Story, speakers: frozenset[str] | None, names: Names) -> Story:
    """``story`` with what some wording has any of ``speakers`` say."""
    if speakers is None:
        return story
    said = {
        one.id
        for one in names.spoken(story)
        if any(each.voice.entity is not None and each.voice.entity.id in speakers for each in one.wordings)
    }
    return replace(story, utterances=tuple(one for one in story.utterances if one.id in said))
