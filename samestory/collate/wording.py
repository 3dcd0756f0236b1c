"""Terms that compete: where reports call one thing by words that mean something else ("riot", "protest").

A term recurs in its own report, stands where the other's stands, and neither is a form nor a translation of
the other. Which words may be terms, and their vectors, come from outside: knows no language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from statistics import fmean
from typing import NamedTuple

import numpy as np

from samestory.collate.sides import Node, grouped
from samestory.collate.stems import Stem, Stemmed, Words, stemmed
from samestory.collate.word_pairs import in_context, mutual
from samestory.model import Article, Copy, Origin, Span, Wording
from samestory.signals import Floats2d

# Two words answer to one another in context from this mean likeness on; see in_context.
LEAST_ANSWER = 0.08
# In so many aligned sentences the two must be each other's likest. Once will do for words that their reports
# are about, those in such a share of the sentences. In two languages words of less share than the last do not
# count: a word badly known passes for another one.
LEAST_MUTUAL, ABOUT, ABOUT_ACROSS = 2, 0.4, 0.3
# From this cosine of their meanings on, words of two languages translate one another (card: heads/terms.md).
TRANSLATES = 0.4


class Meant(NamedTuple):
    """The words of one sentence: their states in context, float32 (words, d), and their meanings, (words, k).

    Meanings are unit rows.
    """

    states: Floats2d
    meanings: Floats2d


class Book(NamedTuple):
    """Where words come from: the content words of an article by sentence, and what those of sentences mean.

    ``meant`` takes texts with the places of words in each; it gives None where the encoder cannot tell.
    """

    words: Callable[[Article], Sequence[Words]]
    meant: Callable[[Sequence[tuple[str, Sequence[Span]]]], Sequence[Meant] | None]


# Tells nothing of any word.
SHUT = Book(words=lambda article: ((),) * len(article.sentences), meant=lambda _: None)


def wordings(
    articles: Mapping[str, Article], origins: Sequence[Origin], copies: Sequence[Copy], book: Book
) -> tuple[Wording, ...]:
    """Things that reports of one story call by competing terms, those that most articles tell apart first.

    ``copies`` say which sentences state the same. Of an origin's articles in one language the first speaks.
    """
    speaking = _speaking(articles, origins)
    told = [c for c in copies if c.pairs and c.left in speaking and c.right in speaking]
    read = {
        i: stemmed(articles[i], book.words(articles[i])) for i in {i for c in told for i in (c.left, c.right)}
    }
    likely = {pair: beads for copy in told for pair, beads in _likely(copy, read)}
    known = _Known(read, book)
    if not known.learn(_places(likely.values())):
        return ()
    answering = [pair for pair, beads in likely.items() if known.answer(*pair, beads)]
    # What the words of an article mean is told by all its sentences in which words meet others'.
    whose = {article for pair in answering for article, _ in pair}
    beside = [c for c in told if not whose.isdisjoint((c.left, c.right))]
    met = (beads for copy in beside for beads in _met(copy, read, 0.0).values())
    known.learn(place for place in _places(met) if place[0] in whose)
    competing = [pair for pair in answering if not known.translate(*pair)]
    return grouped(competing, read, known.alike)


Place = tuple[str, int]  # article id, sentence
Bead = tuple[Place, Place]


def _speaking(articles: Mapping[str, Article], origins: Sequence[Origin]) -> frozenset[str]:
    found: dict[tuple[int, str], str] = {}
    for number, origin in enumerate(origins):
        for article in origin.articles:
            found.setdefault((number, articles[article].lang), article)
    return frozenset(found.values())


def _places(beads: Iterable[Sequence[Bead]]) -> Iterator[Place]:
    return (place for its in beads for bead in its for place in bead)


def _likely(copy: Copy, read: Mapping[str, Stemmed]) -> Iterator[tuple[tuple[Node, Node], tuple[Bead, ...]]]:
    """Of the stems that meet those that may compete, by how often they stand and meet."""
    across = read[copy.left].article.lang != read[copy.right].article.lang
    for pair, beads in _met(copy, read, ABOUT_ACROSS if across else 0.0).items():
        if len(beads) >= _least(pair, read):
            yield pair, beads


def _least(pair: tuple[Node, Node], read: Mapping[str, Stemmed]) -> int:
    """In how many aligned sentences the two must be each other's likest."""
    share = min(read[article].share(stem) for article, stem in pair)
    return 1 if share >= ABOUT else LEAST_MUTUAL


def _met(copy: Copy, read: Mapping[str, Stemmed], share: float) -> dict[tuple[Node, Node], tuple[Bead, ...]]:
    """Stems that recur and that no spelling makes one, with the aligned sentences in which both stand.

    They stand in such a ``share`` of their articles' sentences or more.
    """
    left, right = read[copy.left], read[copy.right]
    own = _own(left, right, share), _own(right, left, share)
    found: dict[tuple[int, int], list[Bead]] = {}
    for pair in copy.pairs:
        for i, j in product(pair.left, pair.right):
            for stems in product(own[0][i], own[1][j]):
                found.setdefault(stems, []).append(((copy.left, i), (copy.right, j)))
    return {
        ((copy.left, one), (copy.right, other)): tuple(beads)
        for (one, other), beads in found.items()
        if not left.stems[one].like(right.stems[other])
    }


def _own(here: Stemmed, there: Stemmed, share: float) -> list[list[int]]:
    """For each sentence its stems that recur, in order; in one language those that the other lacks.

    Who also uses the other's word calls nothing by a word of its own.
    """
    recurring = frozenset[int]().union(*here.recurring)
    own = {number for number in recurring if here.share(number) >= share}
    if here.article.lang == there.article.lang:
        own = {number for number in own if not there.has_like(here.stems[number])}
    return [sorted(stems & own) for stems in here.recurring]


class _Known:
    """The articles' stems, and what the words of sentences read so far mean."""

    def __init__(self, read: Mapping[str, Stemmed], book: Book) -> None:
        self._read, self._book = read, book
        self._meant: dict[Place, Meant] = {}
        self._likeness: dict[Bead, tuple[Floats2d, frozenset[tuple[int, int]]]] = {}

    def learn(self, places: Iterable[Place]) -> bool:
        """Read the sentences at ``places``; False where there are none or nothing can be told of them."""
        new = sorted(set(places) - self._meant.keys())
        if new:
            found = self._book.meant([self._read[article].sentence(number) for article, number in new])
            self._meant |= zip(new, found, strict=True) if found is not None else ()
        return bool(self._meant)

    def answer(self, one: Node, other: Node, beads: Sequence[Bead]) -> bool:
        """Whether the stems answer to one another where they meet."""
        answers = [self._answer(self._stem(one), self._stem(other), bead) for bead in beads]
        least = _least((one, other), self._read)
        return (
            sum(mutually for mutually, _ in answers) >= least
            and fmean(likeness for _, likeness in answers) >= LEAST_ANSWER
        )

    def translate(self, one: Node, other: Node) -> bool:
        """Whether the stems are of two languages, and some word of one's article translates the other."""
        if self._read[one[0]].article.lang == self._read[other[0]].article.lang:
            return False
        return self._translated(one, other[0]) or self._translated(other, one[0])

    def alike(self, one: Node, other: Node) -> bool:
        """Whether two stems are forms of one word, or translate one another."""
        return self._stem(one).like(self._stem(other)) or self._cosine(one, other) >= TRANSLATES

    def _stem(self, node: Node) -> Stem:
        return self._read[node[0]].stems[node[1]]

    def _answer(self, one: Stem, other: Stem, bead: Bead) -> tuple[bool, float]:
        """Whether the stems are each other's likest in two sentences, and how far they answer."""
        likeness, likest = self._in_context(bead)
        cells = product(*(_at(stem, place) for stem, place in zip((one, other), bead, strict=True)))
        best = max(cells, key=lambda cell: float(likeness[cell]))
        return best in likest, float(likeness[best])

    def _in_context(self, bead: Bead) -> tuple[Floats2d, frozenset[tuple[int, int]]]:
        """How far the words of two sentences answer, and which are each other's likest."""
        if bead not in self._likeness:
            likeness = in_context(*(self._meant[place].states for place in bead))
            self._likeness[bead] = likeness, frozenset(mutual(likeness))
        return self._likeness[bead]

    def _translated(self, node: Node, there: str) -> bool:
        """Whether some word of the article ``there`` translates the stem."""
        return any(
            self._cosine(node, (there, number)) >= TRANSLATES
            for number in range(len(self._read[there].stems))
        )

    def _cosine(self, one: Node, other: Node) -> float:
        """The mean cosine of two stems' meanings where they were read; -1 where one was not."""
        left, right = self._meanings(one), self._meanings(other)
        return float((left @ right.T).mean()) if left.size and right.size else -1.0

    def _meanings(self, node: Node) -> Floats2d:
        rows = [
            self._meant[node[0], sentence].meanings[place]
            for sentence, place in self._stem(node).uses
            if (node[0], sentence) in self._meant
        ]
        return np.array(rows, np.float32)


def _at(stem: Stem, place: Place) -> list[int]:
    return [word for sentence, word in stem.uses if sentence == place[1]]
