"""Gold texts as the program sees them: read by its own readers, encoded, made into Signals."""

from __future__ import annotations

from collections.abc import Iterable

from evals.vectors import Vectors
from samestory.encode.neutral import neutral
from samestory.errors import UnreadableDocument
from samestory.model import Article, Document
from samestory.read.article import read
from samestory.signals import Signals, signals
from samestory.store.vectors import kept


def article(name: str, lang: str, text: str) -> Article | None:
    """The article in a plain text of a known language (ISO 639-1), None where it holds none."""
    document = Document(
        id=name, source=name, media_type="text/plain", data=text.encode(), fields={"lang": lang}
    )
    try:
        return read(document)
    except UnreadableDocument:
        return None


def seen(articles: Iterable[Article], vectors: Vectors) -> dict[str, Signals]:
    """The articles as gather and collate see them, by source."""
    found = list(articles)
    units = [[span.of(a.text) for span in a.units()] for a in found]
    rows = neutral(kept(vectors.of([text for texts in units for text in texts])))
    result, start = {}, 0
    for one, texts in zip(found, units, strict=True):
        result[one.source] = signals(one, rows[start : start + len(texts)])
        start += len(texts)
    return result
