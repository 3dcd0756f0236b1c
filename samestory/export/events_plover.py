"""Events as records of PLOVER's data interchange format, one JSON object a line.

The field names are those of "JSON Data Fields" in the PLOVER manual, version 0.7b1 (Open Event Data Alliance,
2021); what it has no name for has ours. Gives lines; writing them is the caller's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import Any

import msgspec

from samestory.export.countries import alpha3
from samestory.export.events import QUAD_CODES, Coded, Shown
from samestory.export.index import Index
from samestory.export.parties import Party
from samestory.model import Article

# Of a time no coarser than this, the hour is told.
TIMED = frozenset({"minute", "hour", "part"})


def lines(parts: Iterable[Shown]) -> Iterator[str]:
    """A record for each event of ``parts``, made as it is asked for, each with its line's end.

    PLOVER's fields: ``id``, ``date``, ``time``, ``enddate``, ``source``, ``recipient``, ``event``,
    ``event_loc``, ``quad_code``, ``text``, ``text_info``, ``cite_info``, ``coder``. Ours: ``mood``,
    ``origins``, ``of_origins``, ``reports``, ``otherwise``, ``published``, ``story``, ``thread``, and of an
    actor ``entity``, ``name`` and ``type``. A field that is not known is absent, but for ``date``, which the
    manual requires: it is null.
    """
    coder = f"samestory {version('samestory')}"
    for shown in parts:
        for one in shown.events():
            yield msgspec.json.encode({**_record(one, shown.held), "coder": coder}).decode() + "\n"


def _record(one: Coded, held: Index) -> dict[str, Any]:
    event, lead = one.event, one.lead
    source, target = reversed(lead.actors) if lead.turned else lead.actors
    found = {
        **_time(one),
        "source": [_actor(one.source, source.of(lead.article.text))],
        "recipient": [_actor(one.target, target.of(lead.article.text))],
        "event": [event.root],
        "quad_code": QUAD_CODES[event.quad()],
        "event_loc": None if one.place is None else _known({"name": one.place.words, "entity": one.place.id}),
        "text": lead.sentence.of(lead.article.text),
        "text_info": {"sequence": lead.deed.sentence, "start": lead.sentence.start, "end": lead.sentence.end},
        "cite_info": _cited(lead.article, held),
        **_extent(one),
    }
    return {"id": event.id, "date": None, **_known(found)}


def _time(one: Coded) -> dict[str, Any]:
    when, days = one.event.when, one.days
    if when is None or days is None:
        return {}
    first, last = days
    return {
        "date": first.isoformat(),
        "time": f"{when.start:%H:%M}" if when.granularity in TIMED else None,
        "enddate": last.isoformat() if last > first else None,
    }


def _actor(party: Party, written: str) -> dict[str, Any]:
    return _known(
        {
            "code": alpha3(party.actor.country),
            "sector": party.actor.sector,
            "actor_text": written,
            "entity": party.id,
            "name": party.words,
            "type": party.type,
        }
    )


def _cited(article: Article, held: Index) -> dict[str, Any]:
    return _known(
        {
            "citation": held.sources(article.id)[0],
            "url": article.url,
            "title": article.words(article.title),
            "language": article.lang,
            "publication": article.outlet,
        }
    )


def _extent(one: Coded) -> dict[str, Any]:
    return {
        "mood": one.event.mood,
        "origins": one.origins,
        "of_origins": len(one.story.origins),
        "reports": one.reports,
        "otherwise": one.disputing,
        "published": None if one.published is None else one.published.isoformat(),
        "story": one.story.id,
        "thread": one.story.thread,
    }


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
