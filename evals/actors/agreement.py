"""News without gold for actors: whether the texts of two languages tell the same of one gold entity.

A check of precision on real news; that both are wrong alike it cannot see.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from msgspec import structs

from evals.corpora import NamedDocument, named
from samestory.gather.actors import actor
from samestory.lang import load
from samestory.model import Article, NameMention
from samestory.read.actors import standings
from samestory.read.posts import posts

LANGUAGES = frozenset({"bg", "pl", "ru", "uk"})
# Topics of the gold names whose readings were looked at, and the others.
TOPICS = MappingProxyType(
    {"develop": ("asia_bibi", "brexit"), "held": ("covid-19", "nord_stream", "ryanair")}
)

Said = tuple[str | None, str | None]
Mentions = Sequence[tuple[Article, NameMention]]


class Shares(NamedTuple):
    """Of pairs of languages that tell something of an entity the share that agrees; of all that tells."""

    agree: float
    told: float


def entities(root: Path, half: str) -> list[Mapping[str, Mentions]]:
    """The mentions of each gold person and body by language; raises DataMissing."""
    found: dict[str, dict[str, list[tuple[Article, NameMention]]]] = defaultdict(lambda: defaultdict(list))
    for document in named(root):
        if document.lang in LANGUAGES and document.topic in TOPICS[half]:
            for entity, mention in _mentions(document):
                found[entity][document.lang].append(mention)
    return list(found.values())


def ours(mentions: Mentions) -> Said:
    """What the program tells of an entity."""
    each = (structs.replace(article, names=(name,)) for article, name in mentions)
    told = actor((one.id, its) for one in each for its in standings(one))
    return told.country, told.sector


def shares(given: Iterable[Mapping[str, Mentions]], tell: Callable[[Mentions], Said], place: int) -> Shares:
    """How far languages agree on the country (``place`` 0) or the sector (1)."""
    said = [[tell(mentions)[place] for mentions in by_lang.values()] for by_lang in given]
    pairs = [pair for one in said for pair in combinations(one, 2) if None not in pair]
    every = [value for one in said for value in one]
    told = sum(value is not None for value in every)
    return Shares(sum(one == other for one, other in pairs) / max(1, len(pairs)), told / max(1, len(every)))


def _mentions(document: NamedDocument) -> list[tuple[str, tuple[Article, NameMention]]]:
    people = [name.span for name in document.names if name.type == "person"]
    beside = dict(zip(people, posts(document.text, people, load(document.lang)), strict=True))
    article = Article(
        id=document.doc_id, document_id=document.doc_id, source="", lang=document.lang, text=document.text
    )
    return [
        (name.entity, (article, NameMention(span=name.span, type=name.type, post=beside.get(name.span))))
        for name in document.names
        if name.type in ("person", "organisation")
    ]
