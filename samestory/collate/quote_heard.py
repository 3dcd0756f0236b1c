"""What is said in an article's marks, with all that can tell whether two sayings are one. Compares nothing.

A saying is one quote, or several that follow one another with nothing but who says it between them. Knows no
language: two texts are either in one or in two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec
import numpy as np
import regex

from samestory.collate.marks import Marked, Marks, Who, marks
from samestory.model import Article, Quote, Span
from samestory.signals import Floats2d

# Signs that are words by themselves stand without spaces.
_WORD = regex.compile(r"\p{Ideographic}|[^\W\p{Ideographic}]+")
# What parts a saying in two is no longer than this: "said the mayor of the town".
LONGEST_CLAUSE = 90


class Encoded(NamedTuple):
    """Vectors of texts, float32 (texts, d), neutral of language, and the token states of each, (tokens, d).

    ``states`` are None where the encoder's weights give none.
    """

    vectors: Floats2d
    states: Sequence[Floats2d] | None = None


Encode = Callable[[Sequence[str]], Encoded]


class Heard(msgspec.Struct, frozen=True):
    """One saying: the places of its quotes in ``article.quotes``, its words, and what is marked in it.

    ``sentences`` are those that it stands in, by number; none in a title. ``speaker`` is the name that says
    it, None where no name is known.
    """

    quotes: tuple[int, ...]
    text: str
    words: tuple[str, ...]
    marks: Marks
    sentences: frozenset[int]
    speaker: Who | None


class Voices(msgspec.Struct, frozen=True, dict=True):
    """An article's sayings, and their vectors, float32 (sayings, d), made neutral.

    ``states`` are unit rows for the tokens of each, less the mean of them all, which is mostly the language;
    None where there are none.
    """

    article: Article
    heard: tuple[Heard, ...]
    vectors: Floats2d
    states: tuple[Floats2d, ...] | None = None

    @cached_property
    def free(self) -> list[int]:
        """The sentences that hold nothing said."""
        taken = frozenset[int]().union(*(one.sentences for one in self.heard))
        return [number for number in range(len(self.article.sentences)) if number not in taken]


def voices(articles: Mapping[str, Article], marked: Marked, encode: Encode) -> dict[str, Voices]:
    """What is said in each article in which something is, by its id; ``encode`` encodes what is said.

    Where no two articles say anything there is nothing to compare, and nothing is encoded.
    """
    found = {i: its for i, article in articles.items() if (its := heard(article, marked.named(i)))}
    texts = [one.text for its in found.values() for one in its]
    rows, states = encode(texts) if len(found) > 1 else Encoded(np.zeros((len(texts), 1), np.float32))
    told, start = {}, 0
    for i, its in found.items():
        end = start + len(its)
        told[i] = Voices(
            articles[i], its, rows[start:end], None if states is None else _apart(states[start:end])
        )
        start = end
    return told


def heard(article: Article, names: Sequence[Who]) -> tuple[Heard, ...]:
    """The sayings of an article but those reported in its own words; ``names`` are all its names."""
    return tuple(_heard(article, numbers, names) for numbers in _sayings(article))


def words(text: str) -> tuple[str, ...]:
    """The words of ``text`` in small letters, without what stands between them."""
    return tuple(_WORD.findall(text.casefold()))


def _apart(states: Sequence[Floats2d]) -> tuple[Floats2d, ...]:
    """Unit rows of what each state adds to the mean of all."""
    every = np.concatenate(states)
    mean = every.mean(axis=0) if len(every) else np.float32(0)
    rests = [its - mean for its in states]
    return tuple(rest / np.maximum(np.linalg.norm(rest, axis=1, keepdims=True), 1e-9) for rest in rests)


def _sayings(article: Article) -> Iterator[tuple[int, ...]]:
    saying: tuple[int, ...] = ()
    for number, quote in enumerate(article.quotes):
        if quote.kind == "reported":
            continue
        if saying and _goes_on(article, article.quotes[saying[-1]], quote):
            saying = (*saying, number)
        else:
            if saying:
                yield saying
            saying = (number,)
    if saying:
        yield saying


def _goes_on(article: Article, one: Quote, other: Quote) -> bool:
    """Whether ``other`` follows on ``one`` by the same speaker, broken by no more than a clause."""
    if "partial" in (one.kind, other.kind) or (one.name, one.speaker) != (other.name, other.speaker):
        return False
    between = article.text[one.span.end : other.span.start]
    if "\n" in between:
        return other.cue is None and not any(map(str.isalnum, between))
    return len(between) <= LONGEST_CLAUSE


def _heard(article: Article, numbers: tuple[int, ...], names: Sequence[Who]) -> Heard:
    spans = [article.quotes[number].span for number in numbers]
    text = " ".join(span.of(article.text) for span in spans)
    name = article.quotes[numbers[0]].name
    return Heard(
        quotes=numbers,
        text=text,
        words=words(text),
        marks=_marks(article, spans, names),
        sentences=frozenset(
            number
            for number, sentence in enumerate(article.sentences)
            if any(sentence.start < span.end and span.start < sentence.end for span in spans)
        ),
        speaker=None if name is None else names[name],
    )


def _marks(article: Article, spans: Sequence[Span], names: Sequence[Who]) -> Marks:
    first, *others = (marks(article, span, names) for span in spans)
    for other in others:
        first = Marks(
            article=article,
            span=Span(first.span.start, other.span.end),
            numbers=first.numbers + other.numbers,
            dates=first.dates + other.dates,
            days=first.days + other.days,
            names=first.names + other.names,
            cues=first.cues + other.cues,
            latin=first.latin | other.latin,
        )
    return first
