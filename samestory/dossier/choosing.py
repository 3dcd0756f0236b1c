"""Which stories a reader wants to see and in which order, page by page; the same for every door.

Chooses among the headings of a catalogue and reads no dossier.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Generic, Literal, NamedTuple, TypeVar

from msgspec.structs import replace

from samestory.corrections.found import folded
from samestory.dossier.catalogue import Catalogue
from samestory.errors import InputError
from samestory.lang import meant
from samestory.model import Dated, Record
from samestory.search.found import Wanted
from samestory.search.held import last_day
from samestory.store.portions import NamedHead
from samestory.store.searched import Heading

Order = Literal["day", "origins"]
Thing = TypeVar("Thing")
# Stories on a page.
SIZE = 50
# Names told where nobody is called what was said.
NEAR = 6
FINE = ("minute", "day")


class Choice(Record, frozen=True, kw_only=True):
    """Which stories: each part that is given leaves out those that do not fit it.

    Of ``wanted`` each part asks for some article of the story: one in the language, one of the outlet, one
    published in the days, one that names any entity called so. ``reports`` are the fewest articles it has,
    ``holding`` the articles of which it must have one. ``order`` is by day, newest first, or by origins.
    """

    wanted: Wanted = Wanted()
    reports: int = 0
    holding: frozenset[str] | None = None
    order: Order = "day"


class Paged(NamedTuple, Generic[Thing]):
    """One page of what was chosen: its ``number`` from 1 of ``pages``, of ``total`` things in all."""

    things: tuple[Thing, ...]
    number: int
    pages: int
    total: int


class Left(NamedTuple):
    """How many stories each language and each outlet would leave, where only that was chosen otherwise."""

    langs: Counter[str]
    outlets: Counter[str]


def chosen(held: Catalogue, choice: Choice) -> tuple[Heading, ...]:
    """The stories of ``held`` that ``choice`` leaves, in its order.

    Raises InputError for what is no language and for a name that nobody has.
    """
    fits = _fitting(held, choice)
    return tuple(sorted(filter(fits, held.stories.values()), key=_ORDERS[choice.order]))


def count(held: Catalogue, choice: Choice) -> int:
    """How many stories ``choice`` leaves; raises InputError as ``chosen`` does."""
    return sum(map(_fitting(held, choice), held.stories.values()))


def left(held: Catalogue, choice: Choice) -> Left:
    """What other choices of language and outlet would leave; raises InputError as ``chosen`` does."""
    heads, wanted = held.articles, choice.wanted
    langs, outlets = Counter[str](), Counter[str]()
    for one in filter(_fitting(held, choice, replace(wanted, lang=None)), held.stories.values()):
        langs.update({heads[each].lang for each in one.articles})
    for one in filter(_fitting(held, choice, replace(wanted, outlet=None)), held.stories.values()):
        outlets.update({outlet for each in one.articles if (outlet := heads[each].outlet)})
    return Left(langs, outlets)


def named(held: Catalogue, said: str) -> tuple[NamedHead, ...]:
    """All who are called what is ``said``, or the one with this id; raises InputError for nobody."""
    found = held.book.find(said)
    if not found:
        near = ", ".join(one.name for one in held.book.holding(said)[:NEAR])
        raise InputError(f"nobody is called {said!r}" + (f"; near it: {near}" if near else ""))
    return found


def first_day(dates: Iterable[Dated]) -> date | None:
    """The day a story is dated by: the first of the best known of its ``dates``; None where none is known.

    A time an article gives itself goes before one from a counterpart, and a day before a mere month.
    """
    known = [
        (one.how == "counterpart", one.when.granularity not in FINE, one.when) for one in dates if one.when
    ]
    best = min((rank[:2] for rank in known), default=None)
    return min((when.start.date() for *rank, when in known if tuple(rank) == best), default=None)


def paged(things: Sequence[Thing], number: int, size: int = SIZE) -> Paged[Thing]:
    """The page with this ``number``; the last for a higher one, the first for a lower."""
    pages = max(1, -(-len(things) // size))
    here = min(max(1, number), pages)
    return Paged(tuple(things[(here - 1) * size : here * size]), here, pages, len(things))


def _fitting(held: Catalogue, choice: Choice, wanted: Wanted | None = None) -> Callable[[Heading], bool]:
    """Whether a story fits; ``wanted`` stands for that of ``choice`` where it is given."""
    asked = list(_asked(held, choice, choice.wanted if wanted is None else wanted))
    return lambda story: all(one(story) for one in asked)


def _asked(held: Catalogue, choice: Choice, wanted: Wanted) -> Iterator[Callable[[Heading], bool]]:
    """What is asked of each story, the cheapest first."""
    heads = held.articles
    if choice.reports > 1:
        yield lambda story: len(story.articles) >= choice.reports
    if wanted.origins > 1:
        yield lambda story: len(story.origins) >= wanted.origins
    if wanted.lang is not None:
        lang = meant(wanted.lang, held.langs)
        yield lambda story: any(heads[one].lang == lang for one in story.articles)
    if wanted.outlet is not None:
        form = folded(wanted.outlet)
        outlets = {one for one in {each.outlet for each in heads.values()} if one and folded(one) == form}
        yield lambda story: any(heads[one].outlet in outlets for one in story.articles)
    for among in _among(held, choice, wanted):
        yield partial(_meets, among)
    if wanted.since is not None or wanted.until is not None:
        since, until = wanted.since or date.min, wanted.until or date.max
        yield lambda story: any(_within(one, since, until) for one in story.dates)


def _among(held: Catalogue, choice: Choice, wanted: Wanted) -> Iterator[frozenset[str]]:
    """Articles of which a story must have one."""
    if wanted.entity is not None:
        yield frozenset(article for one in named(held, wanted.entity) for article in one.articles)
    if choice.holding is not None:
        yield choice.holding


def _meets(among: frozenset[str], story: Heading) -> bool:
    return not among.isdisjoint(story.articles)


def _within(dated: Dated, since: date, until: date) -> bool:
    when = dated.when
    return when is not None and since <= last_day(when) and when.start.date() <= until


def _by_day(story: Heading) -> tuple[int, int, int, str]:
    day = first_day(story.dates)
    return (0 if day is None else -day.toordinal(), *_widely(story), story.id)


def _by_origins(story: Heading) -> tuple[int, int, int, str]:
    day = first_day(story.dates)
    return (*_widely(story), 0 if day is None else -day.toordinal(), story.id)


def _widely(story: Heading) -> tuple[int, int]:
    return -len(story.origins), -len(story.articles)


_ORDERS: dict[Order, Callable[[Heading], tuple[int, int, int, str]]] = {
    "day": _by_day, "origins": _by_origins,
}  # fmt: skip
