"""Articles made of names alone, for tests of entities: forms are read as the program reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from samestory.gather import entities as gathered
from samestory.gather.name_context import Texts
from samestory.gather.spellings import spellings
from samestory.gather.written import Written, written
from samestory.model import Article, Decision, Entity, NameMention, NameType, Span
from samestory.read.forms import forms
from samestory.signals import Floats1d

TYPES: dict[str, NameType] = {"p": "person", "o": "organisation", "l": "place", "w": "work", "e": "event"}


class Found(NamedTuple):
    """Entities with all their mentions, and the decisions behind them."""

    entities: tuple[Entity, ...]
    decisions: tuple[Decision, ...]


def article(name: str, lang: str, *parts: str) -> Article:
    """An article of ``parts``, spaced; "p:Ada Lorn" is a person's name, "(o:ABC)" a name in brackets."""
    text, names = "", []
    for part in parts:
        kind, _, written = part.strip("()").partition(":")
        text += "(" if part.startswith("(") else ""
        if written:
            span = Span(len(text), len(text) + len(written))
            type_ = TYPES[kind]
            names.append(NameMention(span=span, type=type_))
        text += (written or part) + (") " if part.endswith(")") else " ")
    return Article(id=name, document_id=name, source=name, lang=lang, text=text, names=tuple(names))


def names_of(articles: Mapping[str, Article]) -> Written:
    """The names of ``articles`` as columns."""
    return written(articles[i] for i in sorted(articles))


def entities(
    articles: Mapping[str, Article], told: Sequence[Decision], vectors: Mapping[str, Floats1d]
) -> Found:
    """What gather makes of ``articles``, their names' forms read as the program reads them."""
    names = names_of(articles)
    found = gathered.entities(Texts(names, {}, vectors), spellings(names, forms), told)
    return Found(tuple(found.entities()), tuple(found.decisions))


def pile(*articles: Article) -> dict[str, Article]:
    """Articles by id."""
    return {a.id: a for a in articles}
