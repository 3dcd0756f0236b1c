"""Terms that compete: where reports call one thing by words that mean something else ("riot", "protest").

A term recurs in its own report, stands where the other's stands, and neither is a form nor a translation of
the other. Which words may be terms, and their vectors, come from outside: knows no language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
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
    together = {pair: beads for copy in told for pair, beads in _candidates(copy, read)}
    places = sorted({place for beads in together.values() for bead in beads for place in bead})
    meant = book.meant([read[article].sentence(number) for article, number in places]) if places else None
    if meant is None:
        return ()
    known = _Known(read, dict(zip(places, meant, strict=True)))
    competing = [pair for pair, beads in together.items() if known.compete(*pair, beads)]
    return grouped(competing, read, known.alike)


Place = tuple[str, int]  # article id, sentence
Bead = tuple[Place, Place]


def _speaking(articles: Mapping[str, Article], origins: Sequence[Origin]) -> frozenset[str]:
    found: dict[tuple[int, str], str] = {}
    for number, origin in enumerate(origins):
        for article in origin.articles:
            found.setdefault((number, articles[article].lang), article)
    return frozenset(found.values())


def _candidates(
    copy: Copy, read: Mapping[str, Stemmed]
) -> Iterator[tuple[tuple[Node, Node], tuple[Bead, ...]]]:
    """Stems that recur and that no spelling makes one, with the aligned sentences in which both stand."""
    left, right = read[copy.left], read[copy.right]
    found: dict[tuple[int, int], list[Bead]] = {}
    for pair in copy.pairs:
        for i, j in product(pair.left, pair.right):
            for stems in product(sorted(left.recurring[i]), sorted(right.recurring[j])):
                found.setdefault(stems, []).append(((copy.left, i), (copy.right, j)))
    apart = {
        (one, other): beads
        for (one, other), beads in found.items()
        if not left.stems[one].like(right.stems[other])
    }
    own = [{stems[side] for stems in apart} for side in (0, 1)]
    if left.article.lang == right.article.lang:
        # Who also uses the other's word calls nothing by a word of its own.
        own = [_only_in(left, right, own[0]), _only_in(right, left, own[1])]
    for (one, other), beads in apart.items():
        if one in own[0] and other in own[1]:
            yield ((copy.left, one), (copy.right, other)), tuple(beads)


def _only_in(here: Stemmed, there: Stemmed, stems: set[int]) -> set[int]:
    return {number for number in stems if not any(here.stems[number].like(other) for other in there.stems)}


class _Known(NamedTuple):
    """The articles' stems, and what the words of sentences read mean."""

    read: Mapping[str, Stemmed]
    meant: Mapping[Place, Meant]

    def compete(self, one: Node, other: Node, beads: Sequence[Bead]) -> bool:
        """Whether the stems answer to one another, and in two languages do not translate one another."""
        answers = [self._answer(self._stem(one), self._stem(other), bead) for bead in beads]
        share = min(self._share(one), self._share(other))
        least = 1 if share >= ABOUT else LEAST_MUTUAL
        if sum(mutually for mutually, _ in answers) < least or fmean(a for _, a in answers) < LEAST_ANSWER:
            return False
        if self.read[one[0]].article.lang == self.read[other[0]].article.lang:
            return True
        return share >= ABOUT_ACROSS and not (
            self._translated(one, other[0]) or self._translated(other, one[0])
        )

    def alike(self, one: Node, other: Node) -> bool:
        """Whether two stems are forms of one word, or translate one another."""
        return self._stem(one).like(self._stem(other)) or self._cosine(one, other) >= TRANSLATES

    def _stem(self, node: Node) -> Stem:
        return self.read[node[0]].stems[node[1]]

    def _share(self, node: Node) -> float:
        """The share of its article's sentences in which the stem stands, 0..1."""
        sentences = {sentence for sentence, _ in self._stem(node).uses}
        return len(sentences) / len(self.read[node[0]].words)

    def _answer(self, one: Stem, other: Stem, bead: Bead) -> tuple[bool, float]:
        """Whether the stems are each other's likest in two sentences, and how far they answer."""
        likeness = in_context(*(self.meant[place].states for place in bead))
        cells = product(*(_at(stem, place) for stem, place in zip((one, other), bead, strict=True)))
        best = max(cells, key=lambda cell: float(likeness[cell]))
        return best in set(mutual(likeness)), float(likeness[best])

    def _translated(self, node: Node, there: str) -> bool:
        """Whether some word of the article ``there`` translates the stem."""
        return any(
            self._cosine(node, (there, number)) >= TRANSLATES for number in range(len(self.read[there].stems))
        )

    def _cosine(self, one: Node, other: Node) -> float:
        """The mean cosine of two stems' meanings where they were read; -1 where one was not."""
        left, right = self._meanings(one), self._meanings(other)
        return float((left @ right.T).mean()) if left.size and right.size else -1.0

    def _meanings(self, node: Node) -> Floats2d:
        rows = [
            self.meant[node[0], sentence].meanings[place]
            for sentence, place in self._stem(node).uses
            if (node[0], sentence) in self.meant
        ]
        return np.array(rows, np.float32)


def _at(stem: Stem, place: Place) -> list[int]:
    return [word for sentence, word in stem.uses if sentence == place[1]]
