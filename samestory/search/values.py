"""What was found as plain JSON values, with the place of every hit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samestory.search.found import Found, FoundArticle, FoundStory, Hit


def values(found: Found, files: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """``found`` with ``holding`` and ``stories``: ``id``, ``title``, ``origins`` and ``articles``.

    An article has ``id``, ``files``, ``outlet``, ``lang`` and ``hits``: the words of the sentence with its
    offsets (code points, half-open, into the article's text), its place among the article's ``units`` and its
    ``sentences`` (null for a title), the offsets of the ``words`` asked for in it, ``share``, ``likeness``
    and ``score``. ``files`` are by article.
    """
    return {"holding": found.holding, "stories": [_story(one, files) for one in found.stories]}


def _story(one: FoundStory, files: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    return {
        "id": one.story,
        "title": one.title(),
        "origins": one.origins,
        "articles": [
            {
                "id": its.article,
                "files": list(files.get(its.article, ())),
                "outlet": its.outlet,
                "lang": its.lang,
                "hits": [_hit(hit, its) for hit in its.hits],
            }
            for its in one.articles
        ],
    }


def _hit(one: Hit, article: FoundArticle) -> dict[str, Any]:
    return {
        "text": one.span.of(article.text),
        "start": one.span.start,
        "end": one.span.end,
        "unit": one.unit,
        "sentence": one.sentence,
        "words": [{"start": word.start, "end": word.end} for word in one.words],
        "share": round(one.share, 4),
        "likeness": None if one.likeness is None else round(one.likeness, 4),
        "score": round(one.score, 6),
    }
