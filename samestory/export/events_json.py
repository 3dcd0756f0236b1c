"""Events as plain JSON values, each word with the characters that tell it.

Writes nothing and encodes nothing; whoever calls turns the values into text.
"""

from __future__ import annotations

from typing import Any

from samestory.export.events import Coded, Shown, Telling, coded
from samestory.export.index import Index
from samestory.export.parties import Party, entities_named
from samestory.export.reader import title
from samestory.export.spans import words_at
from samestory.export.times import time_words
from samestory.model import Article, Story, When


def listed(shown: Shown) -> dict[str, Any]:
    """``stories`` with ``id``, ``title``, ``thread`` and ``events``, the most told first.

    An event has ``id``, ``root``, ``quad``, ``mood``, ``source`` and ``target``, ``when`` and ``place`` (None
    where they are not told), how many ``origins`` tell it ``of`` how many and in how many ``reports``, and
    who has ``told`` it and who tells it ``otherwise``. Offsets are code points of the article's text.
    """
    return {
        "stories": [
            {
                "id": story.id,
                "title": title(story, shown.held),
                "thread": story.thread,
                "events": [_event(one, shown.held) for one in events],
            }
            for story, events in shown.told()
        ]
    }


def within(story: Story, held: Index) -> list[dict[str, Any]]:
    """The events of one story."""
    whom = entities_named(tuple(held.entities.values()))
    return [_event(one, held) for one in coded(story, held, whom)]


def _event(one: Coded, held: Index) -> dict[str, Any]:
    return {
        "id": one.event.id,
        "root": one.event.root,
        "quad": one.event.quad(),
        "mood": one.event.mood,
        "source": _actor(one.source, held),
        "target": _actor(one.target, held),
        "when": None if one.event.when is None else _when(one.event.when),
        "place": None if one.place is None else _party(one.place, held),
        "origins": one.origins,
        "of": len(one.story.origins),
        "reports": one.reports,
        "told": [_telling(each, held) for each in one.told],
        "otherwise": [_telling(each, held) for each in one.otherwise],
    }


def _party(party: Party, held: Index) -> dict[str, Any]:
    return {
        "entity": party.id,
        "name": party.words,
        "type": party.type,
        "read_from": {**_where(party.article, held), **words_at(party.article, party.span)},
    }


def _actor(party: Party, held: Index) -> dict[str, Any]:
    actor = party.actor
    return {**_party(party, held), "country": actor.country, "sector": actor.sector}


def _telling(telling: Telling, held: Index) -> dict[str, Any]:
    article, deed = telling.article, telling.deed
    source, target = telling.actors
    time = None if deed.time is None else article.times[deed.time]
    return {
        "origin": telling.letter,
        **_where(article, held),
        "lang": article.lang,
        "root": deed.root,
        "mood": deed.mood,
        "score": deed.score,
        "sure": deed.sure,
        "turned": telling.turned,
        "sentence": {"number": deed.sentence, **words_at(article, telling.sentence)},
        "source": words_at(article, source),
        "target": words_at(article, target),
        "time": None if time is None else words_at(article, time.span),
        "place": None if deed.place is None else words_at(article, article.names[deed.place].span),
    }


def _where(article: Article, held: Index) -> dict[str, Any]:
    return {"article": article.id, "file": held.sources(article.id)[0]}


def _when(when: When) -> dict[str, Any]:
    return {
        "start": when.start.isoformat(timespec="minutes"),
        "end": when.end.isoformat(timespec="minutes"),
        "granularity": when.granularity,
        "words": time_words(when),
    }
