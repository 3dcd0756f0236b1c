"""Who copied whom as plain JSON values.

Writes nothing and encodes nothing; whoever calls turns the values into text.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from samestory.export.copied import Copied, Told, copied
from samestory.export.index import Index, index, letter, origin_of
from samestory.export.reader import reader, title
from samestory.model import Contents, Copy, Reason


def listed(
    contents: Contents, stories: Collection[str] | None = None, lang: str | None = None
) -> dict[str, Any]:
    """Each story of several articles, or those with ids ``stories``, with its ``origins`` and ``copies``.

    An origin has its ``letter`` and ``articles``, the witness first. A copy has ``left`` and ``right``, each
    with ``article``, ``file``, ``origin`` and the ``share`` of its sentences that stand in the other;
    ``verdict``, ``source``, ``made_by`` and ``reasons``. ``decisions`` are readers', with whether they are
    ``overruled``. Raises InputError for no language ``lang``, in which titles come first.
    """
    held = index(contents, reader(contents, lang))
    return {"stories": [_story(one, held) for one in copied(contents, held, stories)]}


def _story(one: Copied, held: Index) -> dict[str, Any]:
    story, places = one.story, origin_of(one.story)
    return {
        "id": story.id,
        "title": title(story, held),
        "reports": len(story.articles),
        "independent_origins": len(story.origins),
        "origins": [
            {"letter": letter(place), "articles": [_article(each, held) for each in origin.articles]}
            for place, origin in enumerate(story.origins)
        ],
        "copies": [_copy(each, places, held) for each in one.copies],
        "decisions": [_decision(each) for each in one.told],
    }


def _copy(copy: Copy, places: dict[str, int], held: Index) -> dict[str, Any]:
    def side(article: str, share: float) -> dict[str, Any]:
        return {**_article(article, held), "origin": letter(places[article]), "share": share}

    return {
        "left": side(copy.left, copy.left_share),
        "right": side(copy.right, copy.right_share),
        "verdict": copy.verdict,
        "source": copy.source,
        "made_by": copy.made_by,
        "reasons": [_reason(one) for one in copy.reasons],
    }


def _decision(told: Told) -> dict[str, Any]:
    one = told.decision
    return {
        "left": one.left,
        "right": one.right,
        "verdict": one.verdict,
        "made_by": one.made_by,
        "reasons": [_reason(each) for each in one.reasons],
        "overruled": told.overruled,
    }


def _article(article: str, held: Index) -> dict[str, str]:
    return {"article": article, "file": held.sources(article)[0]}


def _reason(one: Reason) -> dict[str, Any]:
    return {"name": one.name, "value": one.value, "says": one.says}
