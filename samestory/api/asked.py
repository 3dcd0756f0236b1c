"""What may be asked: the parameters of the API's paths, as who asks gives them."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from fastapi import Path, Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from samestory.dossier.choosing import Choice, Order
from samestory.export.events import Wanted as WantedEvents
from samestory.model import Entity, Mood, NameType, Quad, Root
from samestory.search.found import By, Wanted

LONGEST = 1_000
MOST_STORIES = 50
HEX = "^[0-9a-f]{32}$"
Id = Annotated[str, Path(pattern=HEX, description="32 hexadecimal digits")]
Text = Annotated[str, Field(max_length=LONGEST)]
WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _written(given: object) -> object:
    """A day as ISO 8601 writes it: other numbers would be taken for seconds since 1970."""
    if isinstance(given, str) and not WRITTEN.fullmatch(given):
        raise ValueError("give a day such as 2025-11-03")
    return given


Day = Annotated[date, BeforeValidator(_written)]


class Asked(BaseModel):
    """Parameters, each known by its name; others are refused."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Reader(Asked):
    """In which language to answer."""

    lang: Text | None = None
    """The reader's language, such as `ro`: what is in it comes first."""


class Page(Asked):
    """Which page of what was found."""

    page: int = Field(1, ge=1, le=1_000_000)
    size: int = Field(20, ge=1, le=MOST_STORIES)
    """How many on a page."""


class Filters(Asked):
    """Which stories: each part that is given leaves out those that do not fit it."""

    text_lang: Text | None = None
    """Only stories with a text in this language."""
    outlet: Text | None = None
    """Only stories with a text of this outlet."""
    since: Day | None = None
    """Only what was published on this day or later."""
    until: Day | None = None
    """Only what was published on this day or before."""
    name: Text | None = None
    """Only stories that name this one: an id, the name shown, or any spelling."""
    origins: int = Field(0, ge=0, le=1_000_000)
    """The fewest independent origins."""

    def wanted(self) -> Wanted:
        """The same as a search takes it."""
        return Wanted(
            lang=self.text_lang,
            outlet=self.outlet,
            since=self.since,
            until=self.until,
            entity=self.name,
            origins=self.origins,
        )


class StoriesPaged(Filters, Page):
    """Which stories, in which order, and which page of them."""

    order: Order = "day"
    """By day, the newest first, or by how many independent origins."""

    def choice(self) -> Choice:
        """The same as stories are chosen by."""
        return Choice(wanted=self.wanted(), order=self.order)


class StoriesAsked(StoriesPaged, Reader):
    """Which stories, and in which language to answer."""


class AccountAsked(Reader):
    """How much of an account."""

    rows: int | None = Field(None, ge=0, le=1_000_000)
    """Only so many rows, those that tell most; all if not given."""


class EventsAsked(StoriesPaged):
    """Which events, of the stories of one page; parts that may be repeated take any of what is given."""

    root: list[Root] = Field([])
    quad: list[Quad] = Field([])
    mood: list[Mood] = Field([])

    def events(self, actor: Entity | None) -> WantedEvents:
        """The same as events are chosen by; of those that ``actor`` takes part in."""
        return WantedEvents(
            roots=tuple(self.root), quads=tuple(self.quad), moods=tuple(self.mood), actor=actor
        )


class NamesAsked(Page):
    """Which names."""

    said: Text = ""
    """What each word of some spelling begins with."""
    type: NameType | None = None


class SearchAsked(Filters):
    """What to look for, and where."""

    words: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    """A word, several, or a sentence."""
    limit: int = Field(20, ge=1, le=200)
    """The most sentences to give."""
    by: By = "both"
    """By words, by meaning, or by both; by words alone where meaning cannot be had."""


class WhyAsked(Asked):
    """Which two."""

    left: Annotated[str, Field(pattern=HEX)]
    """The id of an article or a story."""
    right: Annotated[str, Field(pattern=HEX)]
    """The id of another."""


Given = Query()
