"""What bodies that a text calls by no name ("Lornish police") would add as actors: found by sector words.

A trial of the next step: the program does not read them, as what it knows of an actor hangs on its name.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from samestory.lang import load
from samestory.model import Article, NameMention, Span, Standing
from samestory.read import cues
from samestory.read.actors_said import Told
from samestory.read.actors_unnamed import Unnamed, unnamed


def with_unnamed(article: Article) -> Article:
    """``article`` with its unnamed bodies among its names; a name within one stands for it no more.

    Taken are those with a country and a sector; who only says what the sentence tells is left out.
    """
    found = [one for one in bodies(article) if not _cut(article, one.span)]
    told_of = {one.name: one for one in article.standings}
    every = [
        (one, told_of.get(place))
        for place, one in enumerate(article.names)
        if not any(_holds(body.span, one.span) for body in found)
    ]
    every += [(NameMention(span=body.span, type="organisation"), _standing(body.told)) for body in found]
    every.sort(key=lambda one: one[0].span)
    standings = (structs.replace(its, name=k) for k, (_, its) in enumerate(every) if its is not None)
    return structs.replace(article, names=tuple(one for one, _ in every), standings=tuple(standings))


def bodies(article: Article) -> Iterator[Unnamed]:
    """Those outside of names and posts, of which the sentence says more than that they said it."""
    language = load(article.lang)
    taken = [n.span for n in article.names if n.type != "place"] + [n.post for n in article.names if n.post]
    saying = [one.span for one in cues.mentions(article.text, language) if one.kind == "source"]
    for sentence in article.sentences:
        for body in unnamed(article.text, sentence, language):
            named = any(_meet(body.core, one) for one in taken)
            if not named and not any(_touch(body.span, one) for one in saying):
                yield body


def _standing(its: Told) -> Standing:
    return Standing(
        name=0,
        country=its.country,
        sector=its.sector,
        country_span=its.country_span,
        sector_span=its.sector_span,
    )


def _cut(article: Article, span: Span) -> bool:
    """Whether a name stands partly within ``span``."""
    return any(_meet(one.span, span) and not _holds(span, one.span) for one in article.names)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _touch(one: Span, other: Span) -> bool:
    """Side by side but for a space."""
    return abs(one.end - other.start) <= 1 or abs(other.end - one.start) <= 1
