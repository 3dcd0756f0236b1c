"""An article as plain JSON values: its text, every mark in it with what it means, and its place in a story.

Writes nothing and encodes nothing; whoever calls turns the values into text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samestory.export.dates import iso
from samestory.export.index import Index, dated, index, letter
from samestory.export.parties import entities_named
from samestory.export.reader import title
from samestory.export.said_json import quote
from samestory.export.spans import words_at
from samestory.model import Article, Contents, Deed, Entity, NumberMention, Story, Timed


def article(contents: Contents, article_id: str) -> dict[str, Any]:
    """The article with this id, which ``contents`` holds with its story and whom it names.

    ``story`` (``id`` and ``title``) and the letter of its ``origin`` there are None where it is in none.
    ``names`` come with the ``entity`` that each means, ``times`` with the stretch of the calendar.
    """
    held = index(contents)
    one, story = held.articles[article_id], held.story_of.get(article_id)
    whom = entities_named(contents.entities)
    return {
        "id": one.id,
        "files": list(held.sources(one.id)),
        "lang": one.lang,
        "title": one.words(one.title),
        "subtitle": one.words(one.subtitle),
        "outlet": one.outlet,
        "author": one.author,
        "url": one.url,
        "credits": list(one.credits),
        **_published(one, story),
        "story": None if story is None else {"id": story.id, "title": title(story, held)},
        "origin": None if story is None else _origin(story, one.id),
        "text": one.text,
        "sentences": [{"number": at, **words_at(one, span)} for at, span in enumerate(one.sentences)],
        "names": _names(one, whom, held),
        "times": [_time(each, one) for each in one.times],
        "numbers": [_number(each, one) for each in one.numbers],
        "quotes": [quote(one, each) for each in one.quotes],
        "deeds": [_deed(each, one) for each in one.deeds],
    }


def _published(article: Article, story: Story | None) -> dict[str, str | None]:
    known = None if story is None else dated(story, article.id)
    when = article.published if known is None else known.when
    stated = "unknown" if when is None else "stated"
    return {
        "published": iso(when),
        "published_how": stated if known is None else known.how,
        "published_doubted": None if known is None else iso(known.doubted),
        "published_reason": None if when is None else when.reason,
    }


def _origin(story: Story, article: str) -> str | None:
    places = (place for place, one in enumerate(story.origins) if article in one.articles)
    return next(map(letter, places), None)


def _names(article: Article, whom: Mapping[tuple[str, int], Entity], held: Index) -> list[dict[str, Any]]:
    found = []
    for place, one in enumerate(article.names):
        entity = whom.get((article.id, place))
        found.append(
            {
                **words_at(article, one.span),
                "type": one.type,
                "score": one.score,
                "entity": None if entity is None else entity.id,
                "name": None if entity is None else entity.name,
            }
        )
    return found


def _time(one: Timed, article: Article) -> dict[str, Any]:
    when = one.when
    return {
        **words_at(article, one.span),
        "kind": one.kind,
        "reason": one.reason if when is None else when.reason,
        "from": None if when is None else when.start.isoformat(timespec="minutes"),
        "until": None if when is None else when.end.isoformat(timespec="minutes"),
        "granularity": None if when is None else when.granularity,
    }


def _number(one: NumberMention, article: Article) -> dict[str, Any]:
    return {**words_at(article, one.span), "value": one.value, "bound": one.bound, "unit": one.unit}


def _deed(one: Deed, article: Article) -> dict[str, Any]:
    return {
        "sentence": one.sentence,
        "source": words_at(article, article.party(one.source)),
        "target": words_at(article, article.party(one.target)),
        "root": one.root,
        "quad": one.quad(),
        "mood": one.mood,
        "score": one.score,
    }
