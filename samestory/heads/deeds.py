"""Deeds of an article: who of those it names does what to whom, sentence by sentence (card: events.md).

Chooses the pairs of actors that the events head is asked about; who is an actor it is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from samestory.encode.session import Tokens
from samestory.heads.events import acts, deed, inside, tells
from samestory.model import Article, Deed, Span

# From here on a deed is taken for told.
TOLD = 0.5
# Of a sentence with many names the nearest pairs are asked about.
MOST_PAIRS = 6


class _Sentence(NamedTuple):
    """A sentence by its number, its tokens, and the places in ``article.names`` of the names in it."""

    number: int
    span: Span
    tokens: Tokens
    names: Sequence[int]


def deeds(article: Article, tokens: Sequence[Tokens], actors: Sequence[str | None]) -> tuple[Deed, ...]:
    """What the sentences of ``article`` tell of its actors, in order; those of its title are left out.

    ``tokens`` are those of ``article.units()`` as terms.WordStates gives them. ``actors`` tells of each name
    who it is, equal for names of one actor, and None where it is no actor.
    """
    return tuple(
        told
        for sentence in _sentences(article, tokens)
        for one, other in _pairs(article, sentence, actors)
        if (told := _told(article, sentence, one, other)) is not None
    )


def _sentences(article: Article, tokens: Sequence[Tokens]) -> Iterator[_Sentence]:
    """Those that name two or more."""
    heads = len(tokens) - len(article.sentences)
    names, first = article.names, 0
    for number, span in enumerate(article.sentences):
        while first < len(names) and names[first].span.start < span.start:
            first += 1
        last = first
        while last < len(names) and names[last].span.end <= span.end:
            last += 1
        if last - first > 1:
            yield _Sentence(number, span, tokens[heads + number], range(first, last))


def _pairs(article: Article, sentence: _Sentence, actors: Sequence[str | None]) -> Sequence[tuple[int, int]]:
    """Two actors each, the nearest to one another first."""
    acting = [place for place in sentence.names if actors[place] is not None]
    found = [(a, b) for a, b in combinations(acting, 2) if actors[a] != actors[b]]
    return sorted(found, key=lambda pair: _apart(*(article.names[k].span for k in pair)))[:MOST_PAIRS]


def _told(article: Article, sentence: _Sentence, one: int, other: int) -> Deed | None:
    """What one of the two does to the other; None where nothing is told, or past the encoder's limit."""
    start, tokens = sentence.span.start, sentence.tokens
    spans = [Span(s.start - start, s.end - start) for s in (article.names[k].span for k in (one, other))]
    if not all(inside(tokens, its).any() for its in spans):
        return None
    score = tells(tokens, *spans)
    if score <= TOLD:
        return None
    turned = acts(tokens, *spans) < 1 / 2
    source, target = (other, one) if turned else (one, other)
    done = deed(tokens, *(spans[::-1] if turned else spans))
    return done and Deed(
        sentence=sentence.number,
        source=source,
        target=target,
        root=done.root,
        mood=done.mood,
        score=round(score, 3),
        time=_time(article, sentence, (source, target)),
        place=_place(article, sentence, (source, target)),
    )


def _time(article: Article, sentence: _Sentence, actors: tuple[int, int]) -> int | None:
    """The place in ``article.times`` of the date nearest to both actors, of one with a day where there is."""
    within = [
        (one.when is None, _from(article, actors, one.span), place)
        for place, one in enumerate(article.times)
        if one.kind == "date" and _holds(sentence.span, one.span)
    ]
    return min(within)[-1] if within else None


def _place(article: Article, sentence: _Sentence, actors: tuple[int, int]) -> int | None:
    """The place in ``article.names`` of the place nearest to both actors that is neither of them."""
    taken = {article.names[k].span.of(article.text) for k in actors}
    within = [
        (_from(article, actors, article.names[k].span), k)
        for k in sentence.names
        if article.names[k].type == "place" and article.names[k].span.of(article.text) not in taken
    ]
    return min(within)[-1] if within else None


def _from(article: Article, actors: tuple[int, int], span: Span) -> int:
    """How far ``span`` stands from both actors together."""
    return sum(_apart(article.names[k].span, span) for k in actors)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _apart(one: Span, other: Span) -> int:
    """Characters between two spans; 0 where they touch."""
    return max(0, one.start - other.end, other.start - one.end)
