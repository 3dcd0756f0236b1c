"""The content words of an article: those that may be what it calls a thing.

Leaves out names, figures, dates, who says it, and words too common to name anything. Decides nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from samestory.lang import fold, load
from samestory.model import Article, Span
from samestory.read.edges import UNSPACED

# Letters with their marks, and hyphens between them. Scripts without spaces show no words.
WORD = regex.compile(
    rf"(?:(?![{UNSPACED}])\p{{L}})[\p{{L}}\p{{M}}\u200c]*(?:-\p{{L}}[\p{{L}}\p{{M}}\u200c]*)*"
)
# Shorter words are mostly grammar.
SHORTEST = 3
# A written form and where it stands; the form is that compared, in small letters.
Word = tuple[Span, str]


def content_words(article: Article) -> tuple[tuple[Word, ...], ...]:
    """Content words of each sentence of ``article``, in order, each with its form."""
    common = load(article.lang).words.common
    taken = bytearray(len(article.text))
    for span in _taken(article):
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    words = (_words(article, sentence, common) for sentence in article.sentences)
    return tuple(
        tuple((span, form) for span, form in its if taken.find(1, span.start, span.end) < 0) for its in words
    )


def _taken(article: Article) -> Iterator[Span]:
    yield from (name.span for name in article.names)
    yield from (name.post for name in article.names if name.post)
    yield from (number.span for number in article.numbers)
    yield from (time.span for time in article.stated_times())
    yield from (cue.span for cue in article.cues)


def _words(article: Article, sentence: Span, common: frozenset[str]) -> list[Word]:
    found = WORD.finditer(article.text, sentence.start, sentence.end)
    words = ((Span(*match.span()), fold(match[0])) for match in found)
    return [(span, form) for span, form in words if len(form) >= SHORTEST and form not in common]
