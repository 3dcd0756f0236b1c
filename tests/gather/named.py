"""Articles made of names alone, for tests of entities: forms are read as the program reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samestory.gather import entities as gathered
from samestory.gather.linked import Linked
from samestory.gather.name_context import Texts
from samestory.gather.spellings import spellings
from samestory.model import Article, Decision, NameMention, NameType, Span
from samestory.read.forms import forms
from samestory.signals import Floats1d

TYPES: dict[str, NameType] = {"p": "person", "o": "organisation", "l": "place", "w": "work", "e": "event"}


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


def entities(
    articles: Mapping[str, Article], told: Sequence[Decision], vectors: Mapping[str, Floats1d]
) -> Linked:
    """What gather makes of ``articles``, their names' forms read as the program reads them."""
    return gathered.entities(Texts(articles, {}, vectors), spellings(articles, forms), told)


def pile(*articles: Article) -> dict[str, Article]:
    """Articles by id."""
    return {a.id: a for a in articles}
