"""Who a text tells of without a name, by words that say what and whose they are: "Lornish police".

Finds phrases outside of names and their posts; whose and what those are is actors.py's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samestory.lang import Language, fold, load
from samestory.model import Article, Body, Span
from samestory.read.actors import Mentioned, told
from samestory.read.actors_beside import before_body, onward, says_what, where
from samestory.read.sectors import Word, marked, whole

# Words for "in" are short.
LONGEST = 24
# Where these are is not whose they are.
SENT = frozenset({"GOV", "MIL", "JRN", None})


def bodies(article: Article) -> tuple[Body, ...]:
    """Those of the sentences of ``article``, in order; its names, posts and cues are there already.

    Taken are those whose sector is told: of "fellows" nobody knows which. Who stands at a word for a source
    ("according to the police") is none.
    """
    language = load(article.lang)
    taken = [name.span for name in article.names if name.type != "place"]
    taken += [name.post for name in article.names if name.post is not None]
    taken += [cue.span for cue in article.cues if cue.kind == "source"]
    # Side by side but for a space, or one over the other.
    beside = {at for one in taken for at in range(one.start - 2, one.end + 2)}
    found: list[Body] = []
    for sentence in article.sentences:
        for body in _bodies(article.text, sentence, language):
            over = found and body.span.start < found[-1].span.end
            if not over and beside.isdisjoint(range(body.span.start, body.span.end)):
                found.append(body)
    return tuple(found)


def only_what(text: str, span: Span, language: Language) -> bool:
    """Whether all words under ``span`` say what someone is and none who ("President")."""
    words = marked(text, span, language)
    return bool(words) and all(says_what(word.meaning) for word in words)


def said_where(article: Article) -> frozenset[int]:
    """The names of places that something is said to be in: right behind a word for it, by their place."""
    within = load(article.lang).sectors.within
    return frozenset(
        place
        for place, name in enumerate(article.names)
        if name.type == "place" and fold(_word_before(article.text, name.span.start)) in within
    )


def _word_before(text: str, end: int) -> str:
    return text[max(0, end - LONGEST) : end].rpartition("\n")[2].rstrip().rpartition(" ")[2]


def _bodies(text: str, sentence: Span, language: Language) -> Iterator[Body]:
    for own in _runs(text, marked(text, sentence, language), language):
        core = Span(own[0].span.start, own[-1].span.end)
        its = told(text, Mentioned(core), language)
        words = [*before_body(text, core.start, own, language), *own, *onward(text, own, language)]
        place = None if its.country or its.sector in SENT else where(text, core.end, language)
        if place is not None:
            words.append(place)
            its = its._replace(country=place.meaning.country, country_span=place.span)
        if its.sector is not None:
            yield Body(
                span=Span(words[0].span.start, words[-1].span.end),
                country=its.country,
                sector=its.sector,
                country_span=its.country_span,
                sector_span=its.sector_span,
            )


def _runs(text: str, words: Sequence[Word], language: Language) -> Iterator[list[Word]]:
    """Words side by side that say what someone is."""
    run: list[Word] = []
    for word in words:
        says = says_what(word.meaning) and whole(word.span.of(text), language.code)
        if run and (not says or text[run[-1].span.end : word.span.start].strip(" -")):
            yield run
            run = []
        if says:
            run.append(word)
    if run:
        yield run
