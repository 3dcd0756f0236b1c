"""Filters leave the same whatever comes first, and pages hold every story once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from samestory.dossier.book import Book
from samestory.dossier.catalogue import Catalogue
from samestory.dossier.choosing import Choice, chosen, count, first_day, left, paged
from samestory.errors import InputError
from samestory.export.dates import earliest
from samestory.model import Dated, Granularity, Origin, Spelling, When
from samestory.search.found import Wanted
from samestory.store.portions import Head, NamedHead
from samestory.store.searched import Heading

LANGS, OUTLETS, NAMES = ("bg", "en", "ro"), ("Delta News", "Вести", None), ("e1", "e2", "e3")
FIRST = datetime(2024, 5, 1, tzinfo=UTC)
SPELT = {"e1": ("Ilie Dorca", "Илие Дорка"), "e2": ("Dorca", "Дорка"), "e3": ("Velmora", "Велмора")}


def when(day: int, granularity: Granularity = "day") -> When:
    start = FIRST + timedelta(days=day)
    return When(start=start, end=start + timedelta(days=1), granularity=granularity, reason="stated")


def entity(known: str, articles: tuple[str, ...]) -> NamedHead:
    shown, other = SPELT[known]
    spellings = tuple(
        Spelling(key=f"person:{lang}:{written}", lang=lang, written=written, count=1)
        for lang, written in (("ro", shown), ("bg", other))
    )
    return NamedHead(id=known, name=shown, type="person", spellings=spellings, articles=articles)


def heading(known: str, articles: tuple[str, ...], origins: int, dates: tuple[Dated, ...]) -> Heading:
    shared = [articles[place::origins] for place in range(origins)]
    return Heading(
        id=known, thread=f"t-{known}", articles=articles, dates=dates,
        origins=tuple(Origin(articles=one) for one in shared if one),
    )  # fmt: skip


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    stories, heads, naming = [], {}, {name: list[str]() for name in NAMES}
    for number in range(draw(st.integers(0, 7))):
        articles = tuple(f"a{number}-{place}" for place in range(draw(st.integers(1, 4))))
        for one in articles:
            lang, outlet = draw(st.sampled_from(LANGS)), draw(st.sampled_from(OUTLETS))
            heads[one] = Head(id=one, lang=lang, outlet=outlet, title=None)
            for name in draw(st.sets(st.sampled_from(NAMES))):
                naming[name].append(one)
        dates = tuple(Dated(article=one, when=draw(whens()), how="stated") for one in articles)
        stories.append(heading(f"s{number}", articles, draw(st.integers(1, len(articles))), dates))
    entities = {one: entity(one, tuple(naming[one])) for one in NAMES}
    return Catalogue(
        stories={one.id: one for one in stories}, articles=heads, entities=entities, failures=0,
        story_of={each: one.id for one in stories for each in one.articles},
        naming={}, threads={}, book=Book(entities), langs=frozenset(one.lang for one in heads.values()),
    )  # fmt: skip


def whens() -> st.SearchStrategy[When | None]:
    return st.one_of(
        st.none(), st.builds(when, st.integers(0, 9), st.sampled_from(["day", "month", "minute"]))
    )


def days() -> st.SearchStrategy[date | None]:
    return st.one_of(st.none(), st.integers(0, 9).map(lambda day: (FIRST + timedelta(days=day)).date()))


DAYS = ("since", "until")
PARTS = {
    "lang": st.sampled_from(LANGS), "outlet": st.sampled_from(("DELTA news", "вести")), "since": days(),
    "until": days(), "entity": st.sampled_from(("e2", "илие дорка", "Dorca")), "origins": st.integers(0, 4),
}  # fmt: skip


def only(part: str, wanted: Wanted) -> Choice:
    # One report must be of the days between both, so they are one filter.
    parts = DAYS if part in DAYS else (part,)
    return Choice(wanted=replace(Wanted(), **{one: getattr(wanted, one) for one in parts}))


@given(catalogues(), st.fixed_dictionaries({}, optional=PARTS))
def test_filters_leave_what_each_of_them_leaves(held: Catalogue, parts: dict[str, object]):
    wanted = Wanted(**parts)  # type: ignore[arg-type]
    together = {one.id for one in chosen(held, Choice(wanted=wanted))}
    apart = [{one.id for one in chosen(held, only(part, wanted))} for part in parts]
    assert together == set(held.stories).intersection(*apart)


@given(catalogues(), st.integers(0, 4), st.sampled_from(["day", "origins"]), st.integers(1, 3))
def test_pages_hold_every_story_once_and_in_order(held: Catalogue, reports: int, order: str, size: int):
    found = chosen(held, Choice(reports=reports, order=order))  # type: ignore[arg-type]
    pages = [paged(found, number, size) for number in range(1, paged(found, 1, size).pages + 1)]
    assert tuple(one for page in pages for one in page.things) == found
    assert {page.total for page in pages} == {len(found)}
    assert {one.id for one in found} == {
        one.id for one in held.stories.values() if len(one.articles) >= reports
    }


@given(catalogues())
def test_the_newest_day_is_first_and_the_most_independent_within_it(held: Catalogue):
    order = [(first_day(one.dates) or date.min, len(one.origins)) for one in chosen(held, Choice())]
    assert order == sorted(order, reverse=True)
    widest = [len(one.origins) for one in chosen(held, Choice(order="origins"))]
    assert widest == sorted(widest, reverse=True)


@given(catalogues(), st.sampled_from(LANGS), st.sampled_from(OUTLETS[:2]))
def test_counts_are_what_choosing_leaves(held: Catalogue, lang: str, outlet: str):
    choice = Choice(wanted=Wanted(lang=lang, outlet=outlet, origins=2))
    counts = left(held, choice) if lang in {one.lang for one in held.articles.values()} else None
    if counts is not None:
        assert counts.langs[lang] == counts.outlets[outlet] == len(chosen(held, choice))
        assert count(held, choice) == len(chosen(held, choice))


@given(st.lists(st.tuples(whens(), st.sampled_from(["stated", "counterpart"]))))
def test_a_story_is_dated_as_its_page_says(dates: list[tuple[When | None, str]]):
    known = tuple(Dated(article="a", when=one, how=how) for one, how in dates)  # type: ignore[arg-type]
    first = earliest(known)
    assert first_day(known) == (None if first is None or first.when is None else first.when.start.date())


def test_all_who_are_called_so_are_found_and_nobody_is_an_error():
    book = Book({one: entity(one, ("a",)) for one in NAMES})
    assert [one.id for one in book.find("dorca")] == ["e2"]
    assert [one.id for one in book.find("e1")] == ["e1"]
    assert [one.id for one in book.find("Илие Дорка")] == ["e1"]
    assert [one.id for one in book.holding("дор ил")] == ["e1"]
    assert [one.id for one in book.holding("dor")] == ["e2", "e1"]
    assert len(book.holding("")) == 3
    held = Catalogue({}, {}, frozenset(), {}, {}, {}, {}, 0, book)
    with pytest.raises(InputError, match="Ilie Dorca"):
        chosen(held, Choice(wanted=Wanted(entity="Ili")))
