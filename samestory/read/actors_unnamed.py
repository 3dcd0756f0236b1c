"""Bodies that a text calls by no name ("Lornish farmers"): where they stand, and whose and what they are.

Told by the same words as actors with names (actors.py); who of them does anything is not told here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from samestory.lang import Language, load
from samestory.model import Article, Span
from samestory.read.actors import Mentioned, told
from samestory.read.actors_beside import before_body, onward, says_what, where
from samestory.read.actors_said import Told
from samestory.read.sectors import Word, marked

# What bodies of these sectors do, their state does.
OF_THE_STATE = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})
# Where these are is not whose they are.
SENT = frozenset({"GOV", "MIL", "JRN", None})


class Unnamed(NamedTuple):
    """A body without a name, from the first word that says whose or what it is to the last.

    ``core`` are those that say what it is, ``told`` is what all tell.
    """

    span: Span
    core: Span
    told: Told


def unnamed(text: str, sentence: Span, language: Language) -> Iterator[Unnamed]:
    """Phrases of a sentence that tell a country and a sector, in order; names are not looked at.

    Whose they are is also told by where they are, but of those who may be sent there.
    """
    for own in _runs(text, marked(text, sentence, language)):
        core = Span(own[0].span.start, own[-1].span.end)
        its = told(text, Mentioned(core), language)
        words = [*before_body(text, core.start, own, language), *own, *onward(text, own, language)]
        place = None if its.country or its.sector in SENT else where(text, core.end, language)
        if place is not None:
            words.append(place)
            its = its._replace(country=place.meaning.country, country_span=place.span)
        if its.country is not None and its.sector is not None:
            yield Unnamed(Span(words[0].span.start, words[-1].span.end), core, its)


def only_whose(article: Article, sentences: Iterable[int]) -> frozenset[int]:
    """Names of places in ``sentences`` that only say where others are from, as in ``article.names``.

    A place stands for its state; so it does in a word for its office, not in one for its farmers.
    """
    language, found = load(article.lang), set[int]()
    for sentence in {article.sentences[number] for number in sentences}:
        others = [one.span for one in unnamed(article.text, sentence, language) if _is_other(one)]
        found |= {
            place
            for place, name in enumerate(article.names)
            if name.type == "place" and any(_holds(span, name.span) for span in others)
        }
    return frozenset(found)


def _is_other(body: Unnamed) -> bool:
    return body.told.sector not in OF_THE_STATE


def _runs(text: str, words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words side by side that say what someone is."""
    run: list[Word] = []
    for word in words:
        says = says_what(word.meaning)
        if run and (not says or text[run[-1].span.end : word.span.start].strip(" -")):
            yield run
            run = []
        if says:
            run.append(word)
    if run:
        yield run


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
