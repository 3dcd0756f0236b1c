"""The page that finds sentences by words and by meaning, each with why it was found and the way to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, get_args

from fastapi import APIRouter, Request, Response
from msgspec.structs import replace

from samestory.dossier.catalogue import Catalogue
from samestory.dossier.choosing import named
from samestory.dossier.searcher import Answer
from samestory.errors import InputError
from samestory.export.marked import Piece, pieces
from samestory.search.found import By, FoundArticle, FoundStory, Hit
from samestory.search.ranking import LEAST_LIKE
from samestory.store.portions import NamedHead
from samestory.web.desk import Desk
from samestory.web.entries import Entries, Entry
from samestory.web.filters import Filters, chips, filters

# Sentences on the first page; each further one shows as many more.
SHOWN = 30
NAMES = 5
# More is not asked of a search: who reads on narrows it down.
MOST = 600


class HitPart(NamedTuple):
    """A sentence found: its words, those asked for marked, the way to it, and why it was found.

    ``share`` is how much of what was asked for stands in it, ``likeness`` how near its meaning is, each None
    where it was not found by that.
    """

    pieces: tuple[Piece, ...]
    href: str
    number: int | None
    share: float | None
    likeness: float | None


class ArticlePart(NamedTuple):
    """An article with what was found in it."""

    href: str
    outlet: str | None
    lang: str
    language: str
    hits: tuple[HitPart, ...]


class StoryPart(NamedTuple):
    """A story with its articles in which something was found; ``entry`` is None where none holds them yet."""

    entry: Entry | None
    articles: tuple[ArticlePart, ...]


class Results(NamedTuple):
    """What was found, of how many sentences with all the words, and how; ``more`` where there may be more."""

    stories: tuple[StoryPart, ...]
    holding: int
    by: By
    why: str
    milliseconds: int
    more: bool


def routes(desk: Desk) -> APIRouter:
    """The path of search."""
    router = APIRouter()

    @router.get("/search")
    def search(request: Request) -> Response:
        asked, held = filters(request.query_params), desk.dossier.catalogue()
        entries = Entries(held, desk.reader(request))
        results, trouble = None, ""
        try:
            results = _results(desk, asked, entries) if asked.q else None
        except InputError as error:
            trouble = str(error)
        shown = {
            "asked": asked,
            "results": results,
            "trouble": trouble,
            "names": _names(asked.q, held, entries),
            "chips": tuple(chips(replace(asked, q=""), held, entries.name, desk.speech(request))),
            "langs": sorted(held.langs),
        }
        return desk.page(request, "search.html.j2", shown)

    return router


def _results(desk: Desk, asked: Filters, entries: Entries) -> Results:
    limit = min(SHOWN * asked.number(), MOST)
    answer = _found(desk, asked, limit)
    stories = tuple(_story(one, entries) for one in answer.found.stories)
    shown = sum(len(article.hits) for one in stories for article in one.articles)
    return Results(
        stories=stories,
        holding=answer.found.holding,
        by=answer.by,
        why=answer.why,
        milliseconds=max(1, round(answer.seconds * 1000)),
        more=shown == limit < MOST,
    )


def _found(desk: Desk, asked: Filters, limit: int) -> Answer:
    wanted, among = asked.wanted(), None
    if wanted.entity is not None:
        called = named(desk.dossier.catalogue(), wanted.entity)
        among = frozenset(article for one in called for article in one.articles)
    kinds: tuple[By, ...] = get_args(By)
    by = next((one for one in kinds if one == asked.by), kinds[0])
    return desk.dossier.searcher.find(asked.q, replace(wanted, entity=None), limit, by, among)


def _names(said: str, held: Catalogue, entries: Entries) -> tuple[tuple[NamedHead, str], ...]:
    """Those who are called just what was asked for, and how."""
    return tuple((one, entries.name(one)) for one in held.book.find(said)[:NAMES]) if said else ()


def _story(found: FoundStory, entries: Entries) -> StoryPart:
    # The story as the catalogue has it now, which may be newer than the search.
    story = entries.held.holding(found.articles[0].article)
    return StoryPart(
        entry=None if story is None else entries.entry(story, None),
        articles=tuple(_article(one, entries) for one in found.articles),
    )


def _article(one: FoundArticle, entries: Entries) -> ArticlePart:
    return ArticlePart(
        href=f"/articles/{one.article}",
        outlet=one.outlet,
        lang=one.lang,
        language=entries.speech.language(one.lang),
        hits=tuple(_hits(one)),
    )


def _hits(article: FoundArticle) -> Iterator[HitPart]:
    for one in article.hits:
        inside = "" if one.sentence is None else f"#{article.article}-s{one.sentence}"
        yield HitPart(
            pieces=pieces(article.text, one.span, one.words),
            href=f"/articles/{article.article}{inside}",
            number=None if one.sentence is None else one.sentence + 1,
            share=one.share or None,
            likeness=_likeness(one),
        )


def _likeness(one: Hit) -> float | None:
    return one.likeness if one.likeness is not None and one.likeness >= LEAST_LIKE else None
