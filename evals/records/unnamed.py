"""What bodies that a text calls by no name ("Lornish police") would add as actors: found by sector words.

A trial of the next step: the program does not read them, as what it knows of an actor hangs on its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from samestory.lang import Language, load
from samestory.model import Article, NameMention, Span, Standing
from samestory.read import cues
from samestory.read.actors import Mentioned, told
from samestory.read.actors_beside import before_body, onward
from samestory.read.actors_said import Told
from samestory.read.sectors import Word, marked

_WHAT = frozenset({"ruler", "society", "carrier", "abroad"})


def with_unnamed(article: Article) -> Article:
    """``article`` with its unnamed bodies among its names; a name within one stands for it no more.

    Taken are those with a country and a sector; who only says what the sentence tells is left out.
    """
    found = [one for one in bodies(article) if not _cut(article, one[0])]
    told_of = {one.name: one for one in article.standings}
    every = [
        (one, told_of.get(place))
        for place, one in enumerate(article.names)
        if not any(_holds(span, one.span) for span, _ in found)
    ]
    every += [(NameMention(span=span, type="organisation"), its) for span, its in found]
    every.sort(key=lambda one: one[0].span)
    standings = (structs.replace(its, name=k) for k, (_, its) in enumerate(every) if its is not None)
    return structs.replace(article, names=tuple(one for one, _ in every), standings=tuple(standings))


def bodies(article: Article) -> Iterator[tuple[Span, Standing]]:
    """Phrases that say whose and what someone is, outside of names and posts, and what they tell.

    The place in standings is not set.
    """
    language = load(article.lang)
    taken = [n.span for n in article.names if n.type != "place"] + [n.post for n in article.names if n.post]
    saying = [one.span for one in cues.mentions(article.text, language) if one.kind == "source"]
    for sentence in article.sentences:
        for own in _runs(article.text, marked(article.text, sentence, language)):
            inner = Span(own[0].span.start, own[-1].span.end)
            if any(_meet(inner, one) for one in taken):
                continue
            its = told(article.text, Mentioned(inner), language)
            whole = _whole(article.text, own, language)
            if its.country and its.sector and not any(_touch(whole, one) for one in saying):
                yield whole, _standing(its)


def _runs(text: str, words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words side by side that say what someone is."""
    run: list[Word] = []
    for word in words:
        if run and (not _says_what(word) or text[run[-1].span.end : word.span.start].strip(" -")):
            yield run
            run = []
        if _says_what(word):
            run.append(word)
    if run:
        yield run


def _says_what(word: Word) -> bool:
    meaning = word.meaning
    named = bool(meaning.roles & {"name", "body"}) and "people" not in meaning.roles
    return not named and (meaning.sector is not None or bool(meaning.roles & _WHAT))


def _whole(text: str, own: Sequence[Word], language: Language) -> Span:
    """From the first word that says whose it is to the last."""
    words = [*before_body(text, own[0].span.start, own, language), *own, *onward(text, own, language)]
    return Span(words[0].span.start, words[-1].span.end)


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
