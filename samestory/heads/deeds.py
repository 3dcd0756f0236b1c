"""Deeds of an article: who of its actors does what to whom, sentence by sentence (card: events.md).

Chooses the pairs of actors that the events head is asked about; who is an actor it is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from msgspec import structs

from samestory.encode.session import Tokens
from samestory.heads.events import acts, deed, inside, tells
from samestory.model import Article, Deed, Span

# From here on a deed is taken for told: of pairs in news read to develop on, four in five are then right.
TOLD = 0.6
# The same where nobody knows whose one of the two is.
TOLD_OF_ANY = 0.85
# Of a sentence with many names the nearest pairs are asked about.
MOST_PAIRS = 4
# Of those with a body of any country fewer: few tell a deed so surely.
MOST_OF_ANY = 2


class _Sentence(NamedTuple):
    """A sentence by its number, its tokens, and the places (see ``article.party``) of who is in it."""

    number: int
    span: Span
    tokens: Tokens
    parties: Sequence[int]


class Parties(NamedTuple):
    """Who names, then bodies, of an article are: equal for those who are one, None for who does not act.

    ``where`` are the places of names that something is said to be in, which do nothing themselves; ``saying``
    those of who says what a sentence tells, who does no more by that than demand, accuse, refuse or threaten;
    ``any`` those of bodies of whatever country.
    """

    actors: Sequence[str | None]
    where: Collection[int] = ()
    saying: Collection[int] = ()
    any: frozenset[int] = frozenset()

    def least(self, one: int, other: int) -> float:
        """How likely a deed of the two must be to be taken for told."""
        return TOLD_OF_ANY if self.of_any((one, other)) else TOLD

    def of_any(self, pair: tuple[int, int]) -> bool:
        """Whether one of the two is a body of whatever country."""
        return not self.any.isdisjoint(pair)

    def fit(self, one: Deed) -> bool:
        """Whether they can do what ``one`` tells."""
        speaks = one.source in self.saying and one.quad() != "verbal conflict"
        return not speaks and one.source not in self.where and one.target not in self.saying


def deeds(article: Article, tokens: Sequence[Tokens], parties: Parties) -> tuple[Deed, ...]:
    """What the sentences of ``article`` tell of its actors, in order; those of its title are left out.

    ``tokens`` are those of ``article.units()`` as terms.WordStates gives them.
    """
    return tuple(
        deed for sentence in _sentences(article, tokens) for deed in _told(article, sentence, parties)
    )


def _sentences(article: Article, tokens: Sequence[Tokens]) -> Iterator[_Sentence]:
    """Those that have two or more."""
    heads = len(tokens) - len(article.sentences)
    places = range(len(article.names) + len(article.bodies))
    parties, first = sorted((article.party(place), place) for place in places), 0
    for number, span in enumerate(article.sentences):
        while first < len(parties) and parties[first][0].start < span.start:
            first += 1
        last = first
        while last < len(parties) and parties[last][0].end <= span.end:
            last += 1
        if last - first > 1:
            within = [place for _, place in parties[first:last]]
            yield _Sentence(number, span, tokens[heads + number], within)


def _told(article: Article, sentence: _Sentence, parties: Parties) -> Iterator[Deed]:
    """The deeds of one sentence."""
    within = {k: _shifted(article.party(k), -sentence.span.start) for k in sentence.parties}
    asked = pairs(within, sentence.tokens, parties)
    if not asked:
        return
    scores = tells(sentence.tokens, [(within[a], within[b]) for a, b in asked], list(within.values()))
    for (one, other), score in zip(asked, scores, strict=True):
        if score > parties.least(one, other):
            turned = acts(sentence.tokens, within[one], within[other]) < 1 / 2
            pair = (other, one) if turned else (one, other)
            found = _deed(article, sentence, pair)
            if found is not None and parties.fit(found):
                place = _place(article, sentence, pair, parties.where)
                yield structs.replace(found, score=round(score, 3), place=place)


def pairs(within: Mapping[int, Span], tokens: Tokens, parties: Parties) -> Sequence[tuple[int, int]]:
    """Two actors each that the encoder has read, the nearest to one another first, at most ``MOST_PAIRS``.

    Those with a body of whatever country come last. ``within`` gives for places of parties spans in the
    sentence.
    """
    actors = parties.actors
    acting = [k for k in within if actors[k] is not None]
    if len({actors[k] for k in acting}) < 2:
        return ()
    read = [k for k in acting if inside(tokens, within[k]).any()]
    found = [(a, b) for a, b in combinations(read, 2) if actors[a] != actors[b]]
    found.sort(key=lambda pair: _apart(*(within[k] for k in pair)))
    known = [pair for pair in found if not parties.of_any(pair)]
    of_any = [pair for pair in found if parties.of_any(pair)]
    return [*known, *of_any[:MOST_OF_ANY]][:MOST_PAIRS]


def _deed(article: Article, sentence: _Sentence, actors: tuple[int, int]) -> Deed | None:
    """What the first of ``actors`` does to the second."""
    spans = (_shifted(article.party(k), -sentence.span.start) for k in actors)
    done = deed(sentence.tokens, *spans)
    return done and Deed(
        sentence=sentence.number,
        source=actors[0],
        target=actors[1],
        root=done.root,
        mood=done.mood,
        score=done.score,
        sure=round(done.score, 2),
        time=_time(article, sentence, actors),
    )


def _time(article: Article, sentence: _Sentence, actors: tuple[int, int]) -> int | None:
    """The place in ``article.times`` of the date nearest to both actors, of one with a day where there is."""
    within = [
        (one.when is None, _from(article, actors, one.span), place)
        for place, one in enumerate(article.times)
        if one.kind == "date" and _holds(sentence.span, one.span)
    ]
    return min(within)[-1] if within else None


def _place(
    article: Article, sentence: _Sentence, actors: tuple[int, int], where: Collection[int]
) -> int | None:
    """Of the names in ``where`` that nearest to both actors that is neither of them."""
    taken = {article.words(article.party(k)) for k in actors}
    within = [
        (_from(article, actors, article.party(k)), k)
        for k in sentence.parties
        if k in where and article.words(article.party(k)) not in taken
    ]
    return min(within)[-1] if within else None


def _from(article: Article, actors: tuple[int, int], span: Span) -> int:
    """How far ``span`` stands from both actors together."""
    return sum(_apart(article.party(k), span) for k in actors)


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _apart(one: Span, other: Span) -> int:
    """Characters between two spans; 0 where they touch."""
    return max(0, one.start - other.end, other.start - one.end)
