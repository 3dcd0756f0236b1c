"""What a dossier holds as flat tables: their columns and rows. Holds no format; arrow.py does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from samestory.export import events, events_rows
from samestory.export.dates import earliest
from samestory.export.events_rows import Kind, Value
from samestory.export.index import Index, dated, index, letter
from samestory.export.named import places, ranked
from samestory.export.reader import title
from samestory.export.said import Names
from samestory.model import Contents, When

Name = Literal["articles", "stories", "rows", "quotes", "events", "mentions"]
NAMES: tuple[Name, ...] = get_args(Name)
Row = tuple[Value, ...]
Columns = tuple[tuple[str, Kind], ...]


class Flat(NamedTuple):
    """A table: each column with what it holds, and rows, made as they are asked for."""

    columns: Columns
    rows: Callable[[Contents], Iterator[Row]]


def _articles(contents: Contents) -> Iterator[Row]:
    held = index(contents)
    for one in contents.articles:
        story = held.story_of.get(one.id)
        known = None if story is None else dated(story, one.id)
        yield (
            one.id,
            held.sources(one.id)[0],
            one.url,
            one.outlet,
            one.lang,
            one.words(one.title),
            _day(one.published if known is None else known.when),
            None if known is None else known.how,
            None if story is None else story.id,
            None if story is None else _origins(held, story.id).get(one.id),
            len(one.sentences),
            one.text,
        )


def _stories(contents: Contents) -> Iterator[Row]:
    held = index(contents)
    for one in contents.stories:
        first, kinds = earliest(one.dates), [row.kind for row in one.account.rows]
        yield (
            one.id,
            title(one, held) or None,
            one.thread,
            None if first is None else _day(first.when),
            len(one.articles),
            len(one.origins),
            " ".join(held.languages(one)),
            *(kinds.count(kind) for kind in ("shared", "differs", "alone")),
            len(one.utterances),
            len(one.events),
        )


def _rows(contents: Contents) -> Iterator[Row]:
    held = index(contents)
    for story in contents.stories:
        for number, row in enumerate(story.account.rows):
            for place, cell in ((place, one) for place, cells in enumerate(row.cells) for one in cells):
                article = held.articles[cell.article]
                yield (
                    *(story.id, number, row.kind, letter(place), article.id, article.outlet, article.lang),
                    *(cell.sentence, cell.span.start, cell.span.end, cell.span.of(article.text)),
                )


def _quotes(contents: Contents) -> Iterator[Row]:
    held = index(contents)
    names = Names(held)
    for story in contents.stories:
        for spoken in names.spoken(story):
            for one, quote in ((its, each) for its in spoken.wordings for each in its.quotes):
                entity = one.voice.entity
                yield (
                    *(story.id, spoken.id, one.voice.words or None, None if entity is None else entity.id),
                    *(one.article.id, one.article.outlet, one.article.lang, letter(one.origin)),
                    *(one.said.how, quote.kind, quote.span.start, quote.span.end),
                    quote.span.of(one.article.text),
                )


def _events(contents: Contents) -> Iterator[Row]:
    return events_rows.rows([events.every(contents, events.Wanted())])


def _mentions(contents: Contents) -> Iterator[Row]:
    held = index(contents)
    for entity in ranked(contents):
        for one in places(entity, held):
            span = one.name.span
            yield (
                *(entity.id, entity.name, entity.type, one.article.id, one.article.outlet, one.article.lang),
                *(one.sentence, span.start, span.end, one.written, one.name.score),
            )


ARTICLES: Columns = (
    *(("article", "text"), ("file", "text"), ("url", "text"), ("outlet", "text"), ("lang", "text")),
    *(("title", "text"), ("published", "day"), ("published_how", "text"), ("story", "text")),
    *(("origin", "text"), ("sentences", "count"), ("text", "text")),
)
STORIES: Columns = (
    *(("story", "text"), ("title", "text"), ("thread", "text"), ("first", "day"), ("reports", "count")),
    *(("origins", "count"), ("languages", "text"), ("shared", "count"), ("differs", "count")),
    *(("alone", "count"), ("utterances", "count"), ("events", "count")),
)
ROWS: Columns = (
    *(("story", "text"), ("row", "count"), ("kind", "text"), ("origin", "text"), ("article", "text")),
    *(("outlet", "text"), ("lang", "text"), ("sentence", "count"), ("start", "count"), ("end", "count")),
    ("text", "text"),
)
QUOTES: Columns = (
    *(("story", "text"), ("utterance", "text"), ("speaker", "text"), ("speaker_id", "text")),
    *(("article", "text"), ("outlet", "text"), ("lang", "text"), ("origin", "text"), ("how", "text")),
    *(("kind", "text"), ("start", "count"), ("end", "count"), ("text", "text")),
)
MENTIONS: Columns = (
    *(("entity", "text"), ("name", "text"), ("type", "text"), ("article", "text"), ("outlet", "text")),
    *(("lang", "text"), ("sentence", "count"), ("start", "count"), ("end", "count")),
    *(("written", "text"), ("score", "share")),
)
TABLES: Mapping[Name, Flat] = MappingProxyType(
    {
        "articles": Flat(ARTICLES, _articles),
        "stories": Flat(STORIES, _stories),
        "rows": Flat(ROWS, _rows),
        "quotes": Flat(QUOTES, _quotes),
        "events": Flat(tuple(events_rows.COLUMNS.items()), _events),
        "mentions": Flat(MENTIONS, _mentions),
    }
)


def _day(when: When | None) -> date | None:
    return None if when is None else when.start.date()


def _origins(held: Index, story: str) -> dict[str, str]:
    """The letter of the origin of each article of a story."""
    origins = held.stories[story].origins
    return {one: letter(place) for place, origin in enumerate(origins) for one in origin.articles}
