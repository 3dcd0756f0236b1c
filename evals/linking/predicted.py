"""Names in the shape that gold ones have, as the tagger finds them in the documents. Links nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from evals.corpora import NamedDocument
from evals.names.tagging import tagged
from samestory.encode import Encoder
from samestory.heads.names import NameTagger
from samestory.lang import load
from samestory.model import NameType, Span
from samestory.read.sentences import split


class Named(NamedTuple):
    """A name found in a document, gold or predicted."""

    document: str
    lang: str
    start: int
    end: int
    type: NameType


class _Text(NamedTuple):
    text: str
    sentences: tuple[Span, ...]


def predicted(documents: Sequence[NamedDocument], encoder: Encoder, tagger: NameTagger) -> list[Named]:
    """Every name found in ``documents``."""
    texts = [_Text(d.text, tuple(split(d.text, load(d.lang)))) for d in documents]
    return [
        Named(document.doc_id, document.lang, name.span.start, name.span.end, name.type)
        for document, names in zip(documents, tagged(texts, encoder, tagger), strict=True)
        for name in names
    ]
