"""What a page's filters say, read from its address and written into another; for all pages that list.

Knows no dossier; what fits is chosen in dossier/choosing.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple, get_args
from urllib.parse import urlencode

from msgspec.structs import asdict, replace

from samestory.dossier.catalogue import Catalogue
from samestory.dossier.choosing import Choice, Order
from samestory.errors import InputError
from samestory.export.events import DOES
from samestory.model import Record
from samestory.search.found import Wanted
from samestory.speech import Speech, message
from samestory.store.portions import NamedHead

# No filter is longer; what is typed in by accident is not carried from page to page.
LONGEST = 400


LABELS = (
    ("q", message("words:")),
    ("lang", message("language:")),
    ("outlet", message("outlet:")),
    ("name", message("named:")),
    ("root", message("what is done:")),
    ("since", message("since:")),
    ("until", message("until:")),
    ("origins", message("origins at least:")),
)


class Chip(NamedTuple):
    """A filter that is on: what it is, what it says, and the query of the page without it."""

    label: str
    words: str
    query: str


class Filters(Record, frozen=True, kw_only=True):
    """Each filter as it was typed, empty where it was not; ``name`` is one or an entity's id."""

    q: str = ""
    lang: str = ""
    outlet: str = ""
    name: str = ""
    since: str = ""
    until: str = ""
    origins: str = ""
    type: str = ""
    root: str = ""
    order: str = ""
    alone: str = ""
    by: str = ""
    page: str = ""

    def but(self, **other: str) -> str:
        """The query of an address with these filters but for ``other``, of the first page if none is told."""
        held = asdict(replace(self, **{"page": "", **other}))
        return urlencode({name: value for name, value in held.items() if value})

    def choice(self, holding: frozenset[str] | None = None) -> Choice:
        """What they ask of stories; raises InputError for a day, a number or an order that is none."""
        return Choice(
            wanted=self.wanted(),
            # Stories of one report are shown where that is asked for.
            reports=0 if self.alone else 2,
            holding=holding,
            order=_order(self.order),
        )

    def every(self) -> Choice:
        """What they ask of stories, those of one report among them; raises InputError as ``choice`` does."""
        return replace(self.choice(), reports=0)

    def wanted(self) -> Wanted:
        """What they ask of articles; raises InputError for a day or a number that is none."""
        return Wanted(
            lang=self.lang or None,
            outlet=self.outlet or None,
            since=_day(self.since),
            until=_day(self.until),
            entity=self.name or None,
            origins=_number(self.origins) or 0,
        )

    def number(self) -> int:
        """The page asked for, from 1; raises InputError for what is no number."""
        return _number(self.page) or 1


def filters(query: Mapping[str, str]) -> Filters:
    """The filters in an address; what is none is left out."""
    names = Filters.__struct_fields__
    return Filters(**{name: query[name].strip()[:LONGEST] for name in names if name in query})


def chips(
    asked: Filters, held: Catalogue, called: Callable[[NamedHead], str], said: Speech
) -> Iterator[Chip]:
    """The filters that are on; ``called`` gives a name in the reader's language."""
    for filter_, label in LABELS:
        written = getattr(asked, filter_)
        if filter_ == "lang":
            shown = said.language(written)
        elif filter_ == "name" and written in held.entities:
            shown = called(held.entities[written])
        elif filter_ == "root":
            shown = said.say(next((does for root, does in DOES.items() if root == written), written))
        else:
            shown = written
        if written:
            yield Chip(said.say(label), shown, asked.but(**{filter_: ""}))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise InputError(f"{written!r} is no day; write it as 2026-05-14") from error


def _number(written: str) -> int | None:
    if not written:
        return None
    if not (written.isascii() and written.isdecimal() and len(written) < 10):
        raise InputError(f"{written!r} is no number; give one such as 2")
    return int(written)


def _order(written: str) -> Order:
    for one in get_args(Order):
        if written in ("", one):
            return one if written else "day"
    raise InputError(f"{written!r} is no order; stories come by {' or by '.join(get_args(Order))}")
