"""Events as rows of one flat table, a row an event, for events_csv.py and events_parquet.py.

Holds no file format: columns, their kinds and values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from types import MappingProxyType
from typing import Literal

from samestory.export.countries import alpha3
from samestory.export.events import QUAD_CODES, Coded, Shown
from samestory.export.index import Index
from samestory.export.parties import Party
from samestory.export.reader import title

Kind = Literal["text", "day", "count", "share"]
Value = str | date | int | float | None
_PARTY: tuple[tuple[str, Kind], ...] = (
    ("", "text"), ("_id", "text"), ("_type", "text"),
    ("_country", "text"), ("_code", "text"), ("_sector", "text"),
)  # fmt: skip
# Every column with what it holds, in order.
COLUMNS: MappingProxyType[str, Kind] = MappingProxyType(
    {
        "event": "text", "date": "day", "end_date": "day", "granularity": "text",
        **{f"source{part}": kind for part, kind in _PARTY},
        "root": "text", "quad": "text", "quad_code": "count", "mood": "text",
        **{f"target{part}": kind for part, kind in _PARTY},
        "place": "text", "place_id": "text",
        "origins": "count", "of_origins": "count", "reports": "count", "otherwise": "count",
        "published": "day",
        "story": "text", "title": "text", "thread": "text",
        "outlet": "text", "language": "text", "file": "text", "url": "text", "article": "text",
        "start": "count", "end": "count", "sentence": "text", "score": "share",
        "sure": "share",
    }
)  # fmt: skip


def rows(parts: Iterable[Shown]) -> Iterator[tuple[Value, ...]]:
    """A row of COLUMNS for each event of ``parts``, made as it is asked for; None for what is not known.

    ``date`` and ``end_date`` are the first and the last day. The sentence is one of those that tell it, in
    the reader's language, else the surest; ``start`` and ``end`` are its code points in the article's text.
    """
    for shown in parts:
        for one in shown.events():
            row = _row(one, shown.held)
            yield tuple(row[name] for name in COLUMNS)


def _row(one: Coded, held: Index) -> dict[str, Value]:
    first, last = one.days or (None, None)
    return {
        "event": one.event.id,
        "date": first,
        "end_date": last,
        "granularity": None if one.event.when is None else one.event.when.granularity,
        **_party("source", one.source),
        "root": one.event.root,
        "quad": one.event.quad(),
        "quad_code": QUAD_CODES[one.event.quad()],
        "mood": one.event.mood,
        **_party("target", one.target),
        "place": None if one.place is None else one.place.words,
        "place_id": None if one.place is None else one.place.id,
        **_extent(one),
        "story": one.story.id,
        "title": title(one.story, held) or None,
        "thread": one.story.thread,
        **_evidence(one, held),
    }


def _party(part: str, party: Party) -> dict[str, Value]:
    actor = party.actor
    return {
        part: party.words,
        f"{part}_id": party.id,
        f"{part}_type": party.type,
        f"{part}_country": actor.country,
        f"{part}_code": alpha3(actor.country),
        f"{part}_sector": actor.sector,
    }


def _extent(one: Coded) -> dict[str, Value]:
    return {
        "origins": one.origins,
        "of_origins": len(one.story.origins),
        "reports": one.reports,
        "otherwise": one.disputing,
        "published": one.published,
    }


def _evidence(one: Coded, held: Index) -> dict[str, Value]:
    lead = one.lead
    article, span = lead.article, lead.sentence
    return {
        "outlet": article.outlet,
        "language": article.lang,
        "file": held.sources(article.id)[0],
        "url": article.url,
        "article": article.id,
        "start": span.start,
        "end": span.end,
        "sentence": span.of(article.text),
        "score": lead.deed.score,
        "sure": lead.deed.sure,
    }
