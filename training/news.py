"""Half of the translated news, encoded: one half trains, the other is held out."""

from __future__ import annotations

from pathlib import Path

import msgspec

from evals.corpora import Parallel, languages, parallel
from evals.vectors import Vectors
from samestory.signals import Floats2d

# Lines a language: a third of them gave the same neutral vectors, within .002 of every figure.
LINES = 300


class News(msgspec.Struct, frozen=True):
    """Row i of every language says the same; ``documents`` are the rows of each document.

    ``vectors`` are as the encoder gives them, float32 (LINES, d). The last document may be cut short.
    """

    documents: tuple[tuple[int, ...], ...]
    vectors: dict[str, Floats2d]


def halves(root: Path, vectors: Vectors) -> tuple[News, News]:
    """What trains, and what is held out, in every language at hand."""
    news = parallel(root, languages(root))
    return _half(news, 0, vectors), _half(news, 1, vectors)


def _half(news: Parallel, parity: int, vectors: Vectors) -> News:
    documents, count = [], 0
    for document in news.half(parity):
        rows = tuple(range(count, min(LINES, count + len(document))))
        documents.append(rows)
        count += len(document)
    chosen = [line for document in news.half(parity) for line in document][:LINES]
    encoded = {name: vectors.of([lines[i] for i in chosen]) for name, lines in news.lines.items()}
    return News(tuple(rows for rows in documents if rows), encoded)
