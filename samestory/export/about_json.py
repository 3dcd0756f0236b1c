"""Titles, what a story is about, and threads as plain JSON values, each with the place it was read at.

Writes nothing and encodes nothing; whoever calls turns the values into text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from samestory.export.about import name
from samestory.export.dates import earliest, iso
from samestory.export.index import Index, threads
from samestory.export.reader import title
from samestory.export.timeline import Step, follows, steps
from samestory.export.why import Why
from samestory.model import About, Contents, Key, Occasion, Span, Story, Titled


def told(one: Titled, held: Index) -> dict[str, Any]:
    """``title`` in the reader's language, ``title_from`` (where it stands) and what it is ``about``."""
    chosen = one.title(held.reader)
    return {
        "title": title(one, held),
        "title_from": None if chosen is None else _place(held, chosen.article, chosen.span),
        "about": _about(one.about, held),
    }


def timelines(contents: Contents, held: Index, why: dict[str, Why]) -> list[dict[str, Any]]:
    """Every thread of several stories: ``id``, what ``told`` gives, and ``stories``, earliest first.

    Each of these has ``id``, ``title``, ``published`` (its first report), ``reports``,
    ``independent_origins``, ``days_later`` and ``follows``: why it follows from the one before.
    """
    return [thread(stories, held, why) for stories in threads(contents) if len(stories) > 1]


def thread(stories: Sequence[Story], held: Index, why: dict[str, Why]) -> dict[str, Any]:
    """One thread, as in ``timelines``."""
    record = held.threads[stories[0].thread]
    return {
        "id": record.id,
        **told(record, held),
        "stories": [_step(one, held) for one in steps(stories, why)],
    }


def _step(step: Step, held: Index) -> dict[str, Any]:
    story, first = step.story, earliest(step.story.dates)
    return {
        "id": story.id,
        "title": title(story, held),
        "published": None if first is None else iso(first.when),
        "reports": len(story.articles),
        "independent_origins": len(story.origins),
        "days_later": step.days,
        "common": list(step.common),
        "follows": None if step.opens else follows(step, held),
    }


def _about(about: About, held: Index) -> dict[str, Any]:
    return {
        "entities": [_key(one, held) for one in about.keys],
        "place": None if about.place is None else _key(about.place, held),
        "time": None if about.time is None else _time(about.time, held),
    }


def _key(key: Key, held: Index) -> dict[str, Any]:
    entity = held.entities[key.entity]
    spans = [(one.article, held.articles[one.article].names[one.name].span) for one in key.mentions]
    return {
        "id": entity.id,
        "name": name(entity, held),
        "type": entity.type,
        "first_named": [_place(held, article, span) for article, span in spans],
    }


def _time(time: Occasion, held: Index) -> dict[str, Any]:
    return {
        "start": iso(time.when),
        "last": f"{time.when.end - timedelta(days=1):%Y-%m-%d}" if time.how == "stories" else iso(time.when),
        "how": time.how,
        "reason": time.when.reason,
        "read_from": [_place(held, one.article, one.span) for one in time.spots],
    }


def _place(held: Index, article: str, span: Span | None) -> dict[str, Any]:
    words = None if span is None else span.of(held.articles[article].text)
    return {
        "article": article,
        "file": held.sources(article)[0],
        "lang": held.articles[article].lang,
        "text": words,
        "start": None if span is None else span.start,
        "end": None if span is None else span.end,
    }
