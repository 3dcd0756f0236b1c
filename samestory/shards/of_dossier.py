"""A dossier as shards: its articles and all that follows from them, a table each, by month where it has days.

Reads the dossier and lays shards down; what is there as it would be is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from samestory.errors import InputError
from samestory.ids import content_id
from samestory.model import Article, Dated, Entity, Origin, Record, Thread, Titled
from samestory.progress import Progress
from samestory.shards.laying import Store, lay
from samestory.shards.layout import GROUP, MOST, UNDATED, Label, Table, Whole, whole
from samestory.shards.layout import tables as every_table
from samestory.shards.rows import Row, Seen, home, row
from samestory.store.tables import Derived, Tables
from samestory.store.vectors import unpacked
from samestory.store.view import View
from samestory.store.writer import Encoded

Key = TypeVar("Key")


class Laid(Record, frozen=True, kw_only=True):
    """How many shards were written, were there as they are, and were dropped as nothing is in them now."""

    written: int
    unchanged: int
    dropped: int


class _Whose(Record, frozen=True, kw_only=True):
    """The path of the dossier whose shards these are."""

    dossier: str


class _Telling(Titled, frozen=True, kw_only=True):
    """A story without its account."""

    id: str
    thread: str
    articles: tuple[str, ...]
    origins: tuple[Origin, ...]
    dates: tuple[Dated, ...]

    def day(self) -> date | None:
        """The first on which a report of it was published."""
        return min((one.when.start.date() for one in self.dates if one.when is not None), default=None)


class _Shard(NamedTuple):
    """A shard to be: its table, what it is called under it, its state, and its rows by group."""

    table: Table
    name: str
    state: str
    groups: Iterable[Iterable[Row]]


def name_of(dossier: Path) -> str:
    """What a dossier's shards begin with; what is hidden no run would find."""
    return dossier.name.removesuffix(".db").lstrip(".") or dossier.name


def own(store: Store, dossier: Path) -> None:
    """Note in ``store`` whose shards begin with this dossier's name; InputError where they are another's."""
    name, here = name_of(dossier), _Whose(dossier=str(dossier.resolve()))
    note = f".done/{name}.dossier"
    known = store.noted(note, _Whose)
    if known is None:
        store.note(note, here)
    elif known != here:
        raise InputError(
            f"{known.dossier} has shards called {name} in {store.address}, which those of {dossier} would "
            f"replace; give one of them another name or another place, or delete {note} if it is one"
        )


def lay_out(view: View, store: Store, name: str, progress: Progress) -> Laid:
    """Write all that ``view`` holds to ``store``, in shards that begin with ``name``.

    Shards of that name in which nothing is any more are dropped; others are left alone. Raises InputError
    where articles were read by an older Samestory, and as Store does.
    """
    laid: dict[str, bool] = {}
    with view.moment():
        tables = view.tables()
        if tables.outdated():
            raise InputError(
                "some articles were read by an older Samestory; run `samestory upgrade` on the dossier first"
            )
        for shard in _shards(view, tables):
            place = _place(shard, name)
            laid[place] = lay(store, place, Label(table=shard.table, state=shard.state), shard.groups)
            progress("shards", len(laid), 0)
    ours = re.compile(rf"\w+/(?:[\w-]+/)?{re.escape(name)}-\d{{4,}}\.parquet")
    found = {one for table in every_table() for one in store.names(table) if ours.fullmatch(one)}
    there, note = Whole(shards=tuple(sorted(laid))), whole(name)
    if store.noted(note, Whole) != there:
        store.note(note, there)
    gone = found - laid.keys()
    store.drop(sorted(gone))
    return Laid(written=sum(laid.values()), unchanged=len(laid) - sum(laid.values()), dropped=len(gone))


def _place(shard: _Shard, name: str) -> str:
    folder, _, number = shard.name.rpartition("/")
    return "/".join(part for part in (shard.table, folder, f"{name}-{number}.parquet") if part)


def _shards(view: View, tables: Tables) -> Iterator[_Shard]:
    yield from _articles(tables, sorted(view.models()))
    yield from _failures(tables)
    yield from _stories(tables)
    yield from _records(tables, "threads", _thread_row)
    yield from _records(tables, "entities", _entity_row)
    yield from _decisions(tables)


def _articles(tables: Tables, models: Sequence[str]) -> Iterator[_Shard]:
    months: dict[str, list[str]] = {}
    for id_, month in tables.standing():
        months.setdefault(month or UNDATED, []).append(id_)
    for month, ids in sorted(months.items()):
        for number, some in enumerate(_runs(ids, MOST)):
            seen = _seen(tables, some)
            where = (part for id_ in some for one in ((id_,), *seen.get(id_, ())) for part in one)
            state = content_id(*models, *where)
            yield _Shard("articles", f"{month}/{number:04}", state, _read(tables, some))


def _read(tables: Tables, ids: Sequence[str]) -> Iterator[Iterator[Row]]:
    decode = msgspec.json.Decoder(Article).decode
    for some in _runs(ids, GROUP):
        seen = _seen(tables, some)
        read = (
            Encoded(decode(record), unpacked(vectors, width), model)
            for record, model, width, vectors in tables.articles(some)
        )
        yield (row(one, seen.get(one.article.id, ())) for one in read)


def _seen(tables: Tables, ids: Sequence[str]) -> dict[str, list[Seen]]:
    return {
        article: [(root, home(path), source, when) for root, path, source, when in its]
        for article, its in tables.sightings(ids).items()
    }


def _failures(tables: Tables) -> Iterator[_Shard]:
    names = ("root", "home", "source", "stage", "reason")
    told = [(root, home(path), *what) for root, path, *what in tables.failures()]
    for number, some in enumerate(_runs(told, MOST)):
        rows = [dict(zip(names, one, strict=True)) for one in some]
        yield _Shard("failures", f"{number:04}", _state(rows), _runs(rows, GROUP))


def _stories(tables: Tables) -> Iterator[_Shard]:
    decode = msgspec.json.Decoder(_Telling).decode
    months: dict[str, list[tuple[str, str]]] = {}
    for id_, record in tables.records("stories"):
        day = decode(record).day()
        months.setdefault(f"{day:%Y-%m}" if day else UNDATED, []).append((id_, content_id(record)))

    def rows(ids: Sequence[str]) -> Iterator[Iterator[Row]]:
        for some in _runs(ids, GROUP):
            yield (_story_row(decode(record), record) for record in tables.some("stories", some))

    for month, held in sorted(months.items()):
        for number, part in enumerate(_runs(held, MOST)):
            ids, state = [id_ for id_, _ in part], content_id(*(its for _, its in part))
            yield _Shard("stories", f"{month}/{number:04}", state, rows(ids))


def _records(tables: Tables, table: Derived, made: Callable[[bytes], Row]) -> Iterator[_Shard]:
    held = [(id_, content_id(record)) for id_, record in tables.records(table)]

    def rows(ids: Sequence[str]) -> Iterator[Iterator[Row]]:
        return (map(made, tables.some(table, some)) for some in _runs(ids, GROUP))

    for number, part in enumerate(_runs(held, MOST)):
        ids, state = [id_ for id_, _ in part], content_id(*(its for _, its in part))
        yield _Shard(table, f"{number:04}", state, rows(ids))


def _decisions(tables: Tables) -> Iterator[_Shard]:
    names = ("kind", "left", "right", "verdict", "score", "made_by", "reasons")
    rows = (dict(zip(names, one, strict=True)) for one in tables.decisions())
    for number in count():
        made = list(islice(rows, MOST * 16))
        if not made:
            break
        yield _Shard("decisions", f"{number:04}", _state(made), _runs(made, GROUP))


def _story_row(told: _Telling, record: bytes) -> Row:
    title = told.title()
    return {
        "id": told.id,
        "thread": told.thread,
        "day": told.day(),
        "title": title.words if title else None,
        "articles": list(told.articles),
        "origins": len(told.origins),
        "record": record,
    }


def _thread_row(record: bytes) -> Row:
    thread = msgspec.json.decode(record, type=Thread)
    title = thread.title()
    shown = title.words if title else None
    return {"id": thread.id, "title": shown, "stories": list(thread.stories), "record": record}


def _entity_row(record: bytes) -> Row:
    entity = msgspec.json.decode(record, type=Entity)
    return {"id": entity.id, "type": entity.type, "name": entity.name, "record": record}


def _state(rows: Iterable[Row]) -> str:
    return content_id(*(msgspec.json.encode(one) for one in rows))


def _runs(keys: Sequence[Key], size: int) -> Iterator[Sequence[Key]]:
    return (keys[start : start + size] for start in range(0, len(keys), size))
