"""Who takes part in an event, as the exports show it: entities by name, bodies by the words of an article.

Looks up; who means whom was decided in gather, and who is a body at the reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from samestory.export.about import name
from samestory.export.countries import standing_codes, standing_words
from samestory.export.index import Index
from samestory.model import Actor, Article, Body, Clue, Entity, Mention, NameType, Record, Span, Spot
from samestory.speech import UNTRANSLATED, Speech

Whom = Mapping[tuple[str, int], Entity]
# What kind of name an actor has, or that it has none.
Kind = NameType | Literal["body"]


class Party(Record, frozen=True, kw_only=True):
    """Who takes part, or where: the words that an article has, the entity they mean, None for none.

    ``words`` are what to call it, an entity in the reader's language. ``type`` is what kind of name it is,
    ``body`` for who has none. ``actor`` is whose and what it is.
    """

    article: Article
    span: Span
    entity: Entity | None
    words: str
    type: Kind
    actor: Actor
    speech: Speech = UNTRANSLATED

    @property
    def id(self) -> str | None:
        """The id of its entity."""
        return None if self.entity is None else self.entity.id

    @property
    def codes(self) -> str:
        """Its country and sector as codes: "RO GOV"."""
        return standing_codes(self.actor)

    @property
    def standing(self) -> str:
        """Its country and sector in words: "Romania, government"; empty for a country called just so."""
        said = standing_words(self.actor, self.speech)
        return "" if said == self.words else said

    @property
    def key(self) -> str | None:
        """What is equal for one actor: its entity's id, a body's country and sector; None where none is."""
        if self.type != "body":
            return self.id
        return f"body:{self.actor.country}:{self.actor.sector}" if self.codes else None


def entities_named(entities: Sequence[Entity]) -> Whom:
    """The entity that each name means: by the article's id and the place in ``article.names``."""
    return {(one.article, one.name): entity for entity in entities for one in entity.mentions}


def party(mention: Mention, held: Index, whom: Whom) -> Party:
    """Who is told of at a place as in ``article.party``; ``whom`` are the entities that names mean."""
    article = held.articles[mention.article]
    span = article.party(mention.name)
    entity = whom.get((mention.article, mention.name))
    kind, actor = _unnamed(article, mention.name) if entity is None else (entity.type, entity.actor)
    return Party(
        article=article,
        span=span,
        entity=entity,
        words=" ".join(span.of(article.text).split()) if entity is None else name(entity, held),
        type=kind,
        actor=actor,
        speech=held.speech,
    )


def _unnamed(article: Article, place: int) -> tuple[Kind, Actor]:
    """Of a party that no entity is: what kind of name it has, and whose and what it is."""
    if place < len(article.names):
        return article.names[place].type, Actor()
    body = article.bodies[place - len(article.names)]
    return "body", Actor(country=body.country, sector=body.sector, clues=tuple(_clues(article, body)))


def _clues(article: Article, body: Body) -> Iterator[Clue]:
    if body.country is not None:
        spot = Spot(article=article.id, span=body.country_span)
        yield Clue(tells="country", value=body.country, spot=spot)
    if body.sector is not None:
        spot = Spot(article=article.id, span=body.sector_span)
        yield Clue(tells="sector", value=body.sector, spot=spot)
