"""What the program tells of a record's text, and what the naive coder does."""

from __future__ import annotations

from collections.abc import Sequence

from evals.actors import naive as territories
from evals.actors.gold import Case
from evals.events import naive
from evals.records.gold import Coded, Party
from evals.records.score import Told
from samestory.encode import Encoder
from samestory.encode.neutral import Floats2d, neutral
from samestory.gather.actors import actor
from samestory.lang import load
from samestory.model import Article, Root, Span
from samestory.read.sentences import split
from samestory.reading import encoded

LANGUAGE = "en"


def articles(encoder: Encoder, gold: Sequence[Coded]) -> list[Article]:
    """Each text as an article of its own, read as the program reads."""
    given = [
        Article(
            id=str(number),
            document_id=str(number),
            source="",
            lang=LANGUAGE,
            text=one.text,
            sentences=split(one.text, load(LANGUAGE)),
        )
        for number, one in enumerate(gold)
    ]
    return [one.article for one in encoded(given, encoder)]


def ours(article: Article) -> list[Told]:
    """The deeds of an article with the standings of their actors."""
    return [Told(one.root, _party(article, one.source), _party(article, one.target)) for one in article.deeds]


def plain(encoder: Encoder, given: Sequence[Article], centres: Floats2d) -> list[list[Told]]:
    """The first two names of each text, with the root whose gold is nearest to all of it."""
    roots = naive.roots(neutral(encoder.encode([one.text for one in given])), centres)
    return [_first_two(article, root) for article, root in zip(given, roots, strict=True)]


def _party(article: Article, place: int) -> Party:
    """Who is named at ``place``, with what the names written alike tell."""
    if place >= len(article.names):
        body = article.bodies[place - len(article.names)]
        return Party((body.span,), body.country, body.sector)
    written = article.words(article.names[place].span)
    alike = [one for one in article.standings if article.words(article.names[one.name].span) == written]
    told = actor((article.id, one) for one in alike)
    return Party((article.names[place].span,), told.country, told.sector)


def _first_two(article: Article, root: Root) -> list[Told]:
    spans = [one.span for one in article.names][:2]
    return [Told(root, *(_plain_party(article, span) for span in spans))] if len(spans) == 2 else []


def _plain_party(article: Article, span: Span) -> Party:
    case = Case(article.lang, article.text, span, None, None, None)
    return Party((span,), *territories.told(case))
