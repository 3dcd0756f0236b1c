"""Characters with their offsets, as every JSON export gives them."""

from __future__ import annotations

from typing import Any

from samestory.model import Article, Span


def words_at(article: Article, span: Span) -> dict[str, Any]:
    """``text``, ``start`` and ``end``: code points of the article's text, half-open."""
    return {"text": span.of(article.text), "start": span.start, "end": span.end}
