"""Who does what to whom: deeds of sentences, whose and what their actors are, and a story's events.

Part of the vocabulary in model.py, which is where all else takes it from.
"""

from __future__ import annotations

from typing import Literal

from samestory.about import Mention, Spot
from samestory.record import Record, Span, When

Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
Root = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
# The roots of PLOVER (2022), mildest first, each with its class.
QUADS: dict[Root, Quad] = {
    "AGREE": "verbal cooperation",
    "CONSULT": "verbal cooperation",
    "SUPPORT": "verbal cooperation",
    "COOPERATE": "material cooperation",
    "AID": "material cooperation",
    "YIELD": "material cooperation",
    "REQUEST": "verbal conflict",
    "ACCUSE": "verbal conflict",
    "REJECT": "verbal conflict",
    "THREATEN": "verbal conflict",
    "PROTEST": "material conflict",
    "SANCTION": "material conflict",
    "MOBILIZE": "material conflict",
    "COERCE": "material conflict",
    "ASSAULT": "material conflict",
}
# How a deed is told: as done, as to come, as not done, as what might be.
Mood = Literal["stated", "planned", "denied", "hypothetical"]


class Deed(Record, frozen=True, kw_only=True):
    """What one actor of a sentence does to another: ``source`` to ``target``, places as in ``article.party``.

    ``sentence`` is its number, ``root`` PLOVER's, ``mood`` how it is told. ``score`` in 0..1 is how sure
    it is that anything is told of the two, ``sure`` how sure it then is of the root; 1 where that was not
    kept. ``time`` is the place in ``article.times`` of when, ``place`` that in ``article.names`` of where,
    None where the sentence does not tell.
    """

    sentence: int
    source: int
    target: int
    root: Root
    mood: Mood
    score: float
    sure: float = 1.0
    time: int | None = None
    place: int | None = None

    def quad(self) -> Quad:
        """The class of its root."""
        return QUADS[self.root]


class Codes(Record, frozen=True, kw_only=True):
    """Whose and what someone is, and the words of an article that tell it.

    ``country`` is a CLDR code, or one of PLOVER's for those of no country (``IGO``, ``NGO``, ``IMG``,
    ``MNC``); ``sector`` is one of PLOVER's. None where not told.
    """

    country: str | None = None
    sector: str | None = None
    country_span: Span | None = None
    sector_span: Span | None = None


class Standing(Codes, frozen=True, kw_only=True):
    """What the words at one name of an article tell of whose and what it is: ``name`` is its place there."""

    name: int


class Body(Codes, frozen=True, kw_only=True):
    """Who acts at a span of an article without a name, in words that tell what it is ("Lornish police")."""

    span: Span


class Clue(Record, frozen=True, kw_only=True):
    """Words at a spot that tell an actor's country or sector, and which."""

    tells: Literal["country", "sector"]
    value: str
    spot: Spot


class Actor(Record, frozen=True, kw_only=True):
    """An actor's country and sector as ``Codes`` has them, None where not told, and who tells them."""

    country: str | None = None
    sector: str | None = None
    clues: tuple[Clue, ...] = ()


class DeedTold(Record, frozen=True, kw_only=True):
    """Where an article tells a deed: the place in ``article.deeds``."""

    article: str
    deed: int


class Event(Record, frozen=True, kw_only=True):
    """What a story tells that one actor did to another, coded once, and who tells it.

    ``source`` and ``target`` are who acts as the article that tells it most surely has them, at places as
    in ``article.party``. ``root``, ``mood`` and who acts are as most origins tell; ``when`` is the finest
    time that most of them give, ``place`` a name, None where none is told. ``told[i]`` belongs to origin
    ``i`` and has the deeds that tell it so, or whose root is read too unsurely to tell it otherwise;
    ``otherwise[i]`` those that surely tell the same with another root or mood or the other way round, which
    is a disagreement.
    """

    id: str
    source: Mention
    target: Mention
    root: Root
    mood: Mood
    told: tuple[tuple[DeedTold, ...], ...]
    otherwise: tuple[tuple[DeedTold, ...], ...]
    when: When | None = None
    place: Mention | None = None

    def quad(self) -> Quad:
        """The class of its root."""
        return QUADS[self.root]
