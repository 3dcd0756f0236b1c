"""Gold texts as articles with sentences and names, found by the program's own parts, and their quotes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec import structs

from evals.names.tagging import tagged
from evals.quotes.gold import GoldText
from evals.quotes.score import Told
from samestory.encode import Encoder
from samestory.heads.names import NameTagger
from samestory.lang import load
from samestory.model import Article, NameMention, Quote, Span
from samestory.read.posts import posts
from samestory.read.quotes import quotes
from samestory.read.sentences import split


def articles(texts: Sequence[GoldText], threads: int = 2) -> Iterator[Article]:
    """Each text as an article, uncleaned, so that the places of gold hold."""
    bare = [
        Article(
            id=str(number),
            document_id=str(number),
            source="gold",
            lang=one.lang,
            text=one.text,
            sentences=tuple(split(one.text, load(one.lang))),
        )
        for number, one in enumerate(texts)
    ]
    found = tagged(bare, Encoder.open(threads=threads), NameTagger.open())
    for article, names in zip(bare, found, strict=True):
        yield structs.replace(article, names=_with_posts(article, names))


def _with_posts(article: Article, names: Sequence[NameMention]) -> tuple[NameMention, ...]:
    people = [one.span for one in names if one.type == "person"]
    beside = dict(zip(people, posts(article.text, people, load(article.lang)), strict=True))
    return tuple(structs.replace(one, post=beside.get(one.span)) for one in names)


def told(article: Article, kinds: Collection[str]) -> list[Told]:
    """The quotes of an article of some kinds, as they are scored: in parts, without who says it."""
    found = [one for one in quotes(article) if one.kind in kinds]
    return [_told(article, one, part) for one in found for part in parts(one)]


def parts(one: Quote) -> list[Span]:
    """What is said, parted where its attribution stands within it."""
    inside = [part for part in (one.cue, one.speaker) if part is not None and _within(part, one.span)]
    if not inside:
        return [one.span]
    first, last = min(part.start for part in inside), max(part.end for part in inside)
    parts = (Span(one.span.start, first), Span(last, one.span.end))
    return [part for part in parts if part.end - part.start > 1]


def _within(part: Span, whole: Span) -> bool:
    return whole.start <= part.start and part.end <= whole.end


def _told(article: Article, one: Quote, part: Span) -> Told:
    name = None if one.name is None else article.names[one.name].span
    return Told(part, one.speaker, name, one.audience)
