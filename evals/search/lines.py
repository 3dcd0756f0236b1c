"""Translated news as a dossier to search, and what is asked of it: English lines, whole or by a few words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from evals.corpora import Parallel
from evals.vectors import Vectors
from samestory.model import Article, Span
from samestory.store.terms import terms
from samestory.store.writer import Batch, Encoded, Sighting, Writer

# The languages asked for, by the codes of the files and of the articles.
LANGUAGES = {"bul": "bg", "ron": "ro", "rus": "ru"}
ASKED = "eng"
# Words asked for are so many of a line's rarest.
TELLING = 4
# Of the lines every so many is asked for.
STEP = 4


class Question(NamedTuple):
    """What is asked, and the line that says it in every language."""

    words: str
    line: int


def article(name: str, lang: str, sentences: Sequence[str]) -> Article:
    """An article of these sentences, nothing else being known of it."""
    spans, start = [], 0
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    return Article(
        id=name, document_id=name, source=name, lang=lang, text="\n".join(sentences), sentences=tuple(spans)
    )  # fmt: skip


def store(path: Path, articles: Sequence[Article], vectors: Vectors, model: str) -> None:
    """A dossier of ``articles``, which were read elsewhere."""
    rows = vectors.of([span.of(one.text) for one in articles for span in one.units()])
    encoded, start = [], 0
    for one in articles:
        end = start + len(one.units())
        encoded.append(Encoded(one, rows[start:end], model))
        start = end
    seen = tuple(Sighting("made", one.source, one.document_id) for one in articles)
    with Writer.open(path) as writer:
        writer.add(Batch(articles=tuple(encoded), sightings=seen))


def articles(held: Parallel, half: int) -> list[Article]:
    """The documents of a half in every language asked for; ``where`` tells which line a sentence is."""
    return [
        article(f"{code}/{rows[0]}", code, [held.lines[language][row] for row in rows])
        for language, code in LANGUAGES.items()
        for rows in held.half(half)
    ]


def where(name: str, sentence: int, half: Sequence[Sequence[int]]) -> int:
    """The line of a sentence of the article ``name``."""
    first = int(name.split("/")[1])
    return next(rows for rows in half if rows[0] == first)[sentence]


def whole(held: Parallel, half: int) -> list[Question]:
    """English lines as they are."""
    return [Question(held.lines[ASKED][row], row) for row in _asked(held, half)]


def telling(held: Parallel, half: int) -> list[Question]:
    """The rarest words of the same lines, in their order, by how many English lines have them."""
    words = [list(dict.fromkeys(form for _, form in terms(line))) for line in held.lines[ASKED]]
    spread = Counter(word for line in words for word in line)
    return [Question(" ".join(_rarest(words[row], spread)), row) for row in _asked(held, half)]


def _rarest(words: Sequence[str], spread: Counter[str]) -> Iterator[str]:
    longer = [word for word in words if len(word) > 2] or words
    chosen = sorted(longer, key=lambda word: (math.log(spread[word]), -len(word), word))[:TELLING]
    return (word for word in words if word in chosen)


def _asked(held: Parallel, half: int) -> list[int]:
    return [row for rows in held.half(half) for row in rows][::STEP]
