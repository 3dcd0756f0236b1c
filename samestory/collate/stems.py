"""An article's content words put together by stem: one word in all its forms, with every place it stands.

By spelling alone; what words mean and which of them compete is wording.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import product
from typing import NamedTuple

import msgspec

from samestory.collate.word_pairs import beginning, one_word
from samestory.model import Article, Span

# Content words of a sentence, with the forms compared.
Words = tuple[tuple[Span, str], ...]
# A term stands at least so often in its own report: a word used once is only style.
LEAST_USES = 2
# Words of a term beside the one it is known by, on each side.
MOST_BESIDE = 2


class Stem(msgspec.Struct, frozen=True, dict=True):
    """One word's forms, and its uses: sentence, and place among the sentence's content words."""

    forms: frozenset[str]
    uses: tuple[tuple[int, int], ...]

    def like(self, other: Stem) -> bool:
        """Whether some form of each look like forms of one word."""
        if self.start != other.start:
            return False
        return any(one_word(one, its) for one, its in product(self.forms, other.forms))

    @cached_property
    def start(self) -> str:
        """What all its forms begin with; no form of another beginning looks like one of them."""
        return beginning(next(iter(self.forms)))


class Stemmed(msgspec.Struct, frozen=True, dict=True):
    """An article's content words by sentence, and their stems."""

    article: Article
    words: Sequence[Words]
    stems: tuple[Stem, ...]

    @cached_property
    def recurring(self) -> tuple[frozenset[int], ...]:
        """For each sentence the stems in it that recur in the article, by number."""
        found: list[set[int]] = [set() for _ in self.words]
        for number, stem in enumerate(self.stems):
            for sentence, _ in stem.uses if len(stem.uses) >= LEAST_USES else ():
                found[sentence].add(number)
        return tuple(map(frozenset, found))

    @cached_property
    def _stem_at(self) -> dict[tuple[int, int], int]:
        return {use: number for number, stem in enumerate(self.stems) for use in stem.uses}

    @cached_property
    def _by_start(self) -> dict[str, list[Stem]]:
        found: dict[str, list[Stem]] = {}
        for stem in self.stems:
            found.setdefault(stem.start, []).append(stem)
        return found

    def has_like(self, stem: Stem) -> bool:
        """Whether the article uses a word that looks like a form of ``stem``."""
        return any(stem.like(own) for own in self._by_start.get(stem.start, ()))

    def share(self, stem: int) -> float:
        """The share of the article's sentences in which a stem stands, 0..1."""
        return len({sentence for sentence, _ in self.stems[stem].uses}) / len(self.words)

    def sentence(self, number: int) -> tuple[str, list[Span]]:
        """A sentence's text, and where its content words stand in it."""
        whole = self.article.sentences[number]
        words = (span for span, _ in self.words[number])
        return whole.of(self.article.text), [Span(w.start - whole.start, w.end - whole.start) for w in words]

    def terms(self, stem: int) -> tuple[Span, ...]:
        """Every place of a stem, with the words that usually stand beside it: twice, and half of the time."""
        spans = {use: self.words[use[0]][use[1]][0] for use in self.stems[stem].uses}
        for step in (-1, 1):
            for beside in range(1, MOST_BESIDE + 1):
                taken = self._usual(spans, step * beside)
                if not taken:
                    break
                spans.update(taken)
        return tuple(spans.values())

    def _usual(self, spans: dict[tuple[int, int], Span], step: int) -> dict[tuple[int, int], Span]:
        """The spans drawn out to the word ``step`` content words away, where it is usual."""
        drawn = dict(self._drawn(spans, step))
        counts: dict[int, list[tuple[int, int]]] = {}
        for use in drawn:
            counts.setdefault(self._stem_at[use[0], use[1] + step], []).append(use)
        usual = max(counts.values(), key=len, default=[])
        if len(usual) < LEAST_USES or 2 * len(usual) < len(spans):
            return {}
        return {use: drawn[use] for use in usual}

    def _drawn(self, spans: dict[tuple[int, int], Span], step: int) -> Iterator[tuple[tuple[int, int], Span]]:
        """Spans with the next word, where nothing but a space stands between."""
        for (sentence, place), span in spans.items():
            if 0 <= place + step < len(self.words[sentence]):
                word = self.words[sentence][place + step][0]
                whole = Span(min(span.start, word.start), max(span.end, word.end))
                between = Span(word.end, span.start) if step < 0 else Span(span.end, word.start)
                if between.of(self.article.text).isspace():
                    yield (sentence, place), whole


def stemmed(article: Article, words: Sequence[Words]) -> Stemmed:
    """The stems of an article, of whose sentences ``words`` are the content words."""
    stems: list[_Stem] = []
    home: dict[str, _Stem] = {}
    begun: dict[str, list[_Stem]] = {}
    for sentence, its in enumerate(words):
        for place, (_, form) in enumerate(its):
            if form not in home:
                home[form] = _home(form, begun.setdefault(beginning(form), []), stems)
            home[form].forms.add(form)
            home[form].uses.append((sentence, place))
    return Stemmed(article, words, tuple(Stem(frozenset(one.forms), tuple(one.uses)) for one in stems))


class _Stem(NamedTuple):
    """A stem that grows."""

    forms: set[str]
    uses: list[tuple[int, int]]


def _home(form: str, beside: list[_Stem], stems: list[_Stem]) -> _Stem:
    """The first of the stems ``beside``, begun alike, whose forms look like ``form``; else a new one."""
    for stem in beside:
        if any(one_word(form, known) for known in stem.forms):
            return stem
    new = _Stem(set(), [])
    beside.append(new)
    stems.append(new)
    return new
