"""Who a text tells of without a name, by words that say what they are: "Lornish police", "the protesters".

Finds phrases outside of names and their posts; whose and what those are is actors.py's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samestory.lang import Language, load
from samestory.model import Article, Body, Span
from samestory.read.actors import Mentioned, told
from samestory.read.actors_beside import before_body, onward
from samestory.read.sectors import Word, marked

_WHAT = frozenset({"ruler", "society", "carrier", "abroad"})


def bodies(article: Article) -> tuple[Body, ...]:
    """Those of the sentences of ``article``, in order; its names, posts, cues and quotes are there already.

    Who only says what the sentence tells is none.
    """
    language = load(article.lang)
    taken = [name.span for name in article.names if name.type != "place"]
    taken += [name.post for name in article.names if name.post is not None]
    taken += [cue.span for cue in article.cues if cue.kind == "source"]
    taken += [quote.speaker for quote in article.quotes if quote.speaker is not None]
    found: list[Body] = []
    for sentence in article.sentences:
        for body in _bodies(article.text, sentence, language):
            over = found and body.span.start < found[-1].span.end
            if not over and not any(_touch(body.span, one) for one in taken):
                found.append(body)
    return tuple(found)


def _bodies(text: str, sentence: Span, language: Language) -> Iterator[Body]:
    for own in _runs(text, marked(text, sentence, language)):
        its = told(text, Mentioned(Span(own[0].span.start, own[-1].span.end)), language)
        if its.sector is not None:
            yield Body(
                span=_whole(text, own, language),
                country=its.country,
                sector=its.sector,
                country_span=its.country_span,
                sector_span=its.sector_span,
            )


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


def _touch(one: Span, other: Span) -> bool:
    """Side by side but for a space, or one over the other."""
    return one.start <= other.end + 1 and other.start <= one.end + 1
