"""Dossiers made of given sentences, to be searched in: nothing is read and nothing follows from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from samestory.model import Article, Span
from samestory.search import Found
from samestory.signals import Floats2d
from samestory.store.view import View
from samestory.store.writer import Batch, Encoded, Sighting, Writer

Encode = Callable[[Sequence[str]], Floats2d]


def article(name: str, lang: str, sentences: Sequence[str]) -> Article:
    """An article of these sentences, nothing else being known of it."""
    spans, start = [], 0
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    return Article(
        id=name, document_id=name, source=name, lang=lang, text="\n".join(sentences), sentences=tuple(spans)
    )  # fmt: skip


def store(path: Path, articles: Sequence[Article], vectors: Floats2d, model: str) -> None:
    """A dossier of ``articles``; ``vectors`` has a row for each of their sentences, one after the other."""
    ends = np.cumsum([len(one.units()) for one in articles])
    parts = np.split(vectors, ends[:-1])
    encoded = tuple(Encoded(one, rows, model) for one, rows in zip(articles, parts, strict=True))
    seen = tuple(Sighting("made", one.source, one.document_id) for one in articles)
    with Writer.open(path) as writer:
        writer.add(Batch(articles=encoded, sightings=seen))


@contextmanager
def opened(
    articles: Sequence[Article], of: Callable[[Sequence[str]], Floats2d], model: str
) -> Iterator[View]:
    """A dossier of ``articles`` whose vectors are those ``of`` their sentences, gone afterwards."""
    texts = [span.of(one.text) for one in articles for span in one.units()]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.db"
        store(path, articles, of(texts), model)
        with View.open(path) as view:
            yield view


def no_meaning(texts: Sequence[str]) -> Floats2d:
    """A row for each text, of no meaning."""
    return np.zeros((len(texts), 1), np.float32)


def order(found: Found) -> list[tuple[str, int]]:
    """Articles and sentences found, the best first."""
    each = [(hit.score, a.article, hit.unit) for s in found.stories for a in s.articles for hit in a.hits]
    return [(name, unit) for _, name, unit in sorted(each, key=lambda one: -one[0])]
