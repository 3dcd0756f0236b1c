"""Deeds end to end: of own sentences, what is told of names that the tagger has found by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from evals.events.gold import Acted
from samestory.encode import Encoder
from samestory.model import Article, Deed, Span
from samestory.reading import encoded


class Ends(NamedTuple):
    """Shares: ``named`` of the sentences have names found in both actors; ``found`` of those have a deed.

    ``right`` of the deeds told are of the two actors of a sentence that tells one.
    """

    named: float
    found: float
    right: float


def marked(encoder: Encoder, told: Sequence[Acted]) -> list[Article]:
    """Each sentence as an article of its own, with names and deeds."""
    given = [
        Article(
            id=str(number),
            document_id=str(number),
            source="",
            lang=one.lang,
            text=one.text,
            sentences=(Span(0, len(one.text)),),
        )
        for number, one in enumerate(told)
    ]
    return [one.article for one in encoded(given, encoder)]


def both_named(article: Article, one: Acted) -> bool:
    """True where names were found in both actors."""
    return all(any(_meet(n.span, actor) for n in article.names) for actor in (one.source, one.target))


def of_the_two(article: Article, deed: Deed, one: Acted) -> bool:
    """True where ``deed`` is told of the sentence's two actors, whichever acts."""
    found = [article.party(k) for k in (deed.source, deed.target)]
    return any(
        all(_meet(a, b) for a, b in zip(found, pair, strict=True))
        for pair in ((one.source, one.target), (one.target, one.source))
    )


def _meet(one: Span, other: Span | None) -> bool:
    return other is not None and one.start < other.end and other.start < one.end


def ends(articles: Sequence[Article], told: Sequence[Acted], idle: Sequence[Article]) -> Ends:
    """The shares; ``idle`` are sentences of which nothing is told."""
    held = list(zip(articles, told, strict=True))
    named = [pair for pair in held if both_named(*pair)]
    found = [any(of_the_two(a, d, one) for d in a.deeds) for a, one in named]
    right = [of_the_two(a, d, one) for a, one in held for d in a.deeds]
    right += [False for a in idle for _ in a.deeds]
    return Ends(len(named) / len(held), _share(found), _share(right))


def sure_deeds(articles: Sequence[Article], told: Sequence[Acted]) -> dict[int, Deed]:
    """The surest deed told of a sentence's two actors, by the sentence's number; none where none is told."""
    found = (
        (row, _surest(article, one)) for row, (article, one) in enumerate(zip(articles, told, strict=True))
    )
    return {row: deed for row, deed in found if deed is not None}


def right_source(article: Article, deed: Deed, one: Acted) -> bool:
    """True where who acts is taken for who acts."""
    return _meet(article.party(deed.source), one.source)


def pairs_of_names(articles: Sequence[Article]) -> int:
    """How many pairs of names the sentences have: what a coder that takes every pair tells."""
    return sum(len(a.names) * (len(a.names) - 1) // 2 for a in articles)


def _surest(article: Article, one: Acted) -> Deed | None:
    found = [deed for deed in article.deeds if of_the_two(article, deed, one)]
    return max(found, key=lambda deed: deed.score, default=None)


def _share(found: Sequence[bool]) -> float:
    return sum(found) / max(1, len(found))
