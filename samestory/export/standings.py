"""Country and sector of an entity as the exports show them: what they are, and the words that tell them.

Only looks up and counts; what an entity's country and sector are was decided before.
"""

from __future__ import annotations

from samestory.export.countries import standing_words
from samestory.export.index import Index
from samestory.model import Actor, Article, Clue, Entity, Record, Span


class Clues(Record, frozen=True, kw_only=True):
    """What tells it in one language, as written, and every place where it does."""

    lang: str
    written: str
    places: tuple[tuple[Article, Span], ...]


class Trait(Record, frozen=True, kw_only=True):
    """A country or sector, in ``words``, and what tells it, the most frequent first."""

    value: str
    words: str
    by: tuple[Clues, ...]


def clues(entity: Entity, held: Index) -> tuple[tuple[Clue, Article, Span], ...]:
    """What tells the country and sector of ``entity``, with where it stands, in the order of mentions."""
    told = (one for one in entity.actor.clues if one.spot.article in held.articles)
    found = ((one, held.articles[one.spot.article], one.spot.span) for one in told)
    return tuple((one, article, span) for one, article, span in found if span is not None)


def traits(entity: Entity, held: Index) -> tuple[Trait, ...]:
    """The country, then the sector of ``entity``; nothing where neither is known."""
    told: dict[str, dict[tuple[str, str], list[tuple[Article, Span]]]] = {"country": {}, "sector": {}}
    for one, article, span in clues(entity, held):
        its = told[one.tells].setdefault((article.lang, span.of(article.text)), [])
        its.append((article, span))
    country, sector = Actor(country=entity.actor.country), Actor(sector=entity.actor.sector)
    found = ((country.country, country, told["country"]), (sector.sector, sector, told["sector"]))
    return tuple(
        Trait(value=value, words=standing_words(alone, held.speech), by=_ranked(its))
        for value, alone, its in found
        if value is not None
    )


def _ranked(told: dict[tuple[str, str], list[tuple[Article, Span]]]) -> tuple[Clues, ...]:
    order = sorted(told.items(), key=lambda one: (-len(one[1]), one[0]))
    return tuple(Clues(lang=lang, written=written, places=tuple(places)) for (lang, written), places in order)
