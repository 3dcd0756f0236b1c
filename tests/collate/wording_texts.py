"""Articles for competing terms: their words are all content words, and what words mean is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec.structs import replace
from texts import article

from samestory.collate.stems import Words
from samestory.collate.wording import Book, Meant
from samestory.model import Aligned, Article, Copy, Span

WIDTH = 24


def write(name: str, lang: str, *sentences: str) -> Article:
    """An article of these sentences in the language ``lang``."""
    return replace(article(name, list(sentences)), lang=lang)


def words(one: Article) -> tuple[Words, ...]:
    """Every word of each sentence, in small letters, without its comma."""
    found = []
    for sentence in one.sentences:
        place, its = sentence.start, []
        for word in sentence.of(one.text).split(" "):
            bare = word.rstrip(",")
            its.append((Span(place, place + len(bare)), bare.lower()))
            place += len(word) + 1
        found.append(tuple(its))
    return tuple(found)


def book(stands: Mapping[str, int], means: Mapping[str, int]) -> Book:
    """A word's place in what is said, and its meaning, each a number below 24; its own for one not given."""

    def vector(word: str, given: Mapping[str, int]) -> np.ndarray:
        row = np.zeros(WIDTH, np.float32)
        row[given.get(word, 12 + sum(map(ord, word)) % 12)] = 1.0
        return row

    def meant(sentences: Sequence[tuple[str, Sequence[Span]]]) -> list[Meant]:
        told = ([span.of(text).lower() for span in spans] for text, spans in sentences)
        return [
            Meant(np.stack([vector(w, stands) for w in its]), np.stack([vector(w, means) for w in its]))
            for its in told
        ]

    return Book(words=words, meant=meant)


def same(left: Article, right: Article) -> Copy:
    """The sentences of the two state the same, one by one."""
    lines = range(min(len(left.sentences), len(right.sentences)))
    pairs = tuple(Aligned(left=(n,), right=(n,), score=0.9) for n in lines)
    return Copy(
        left=left.id, right=right.id, verdict="independent", left_share=1.0, right_share=1.0, pairs=pairs
    )
