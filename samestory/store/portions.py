"""Parts of a dossier by their ids: stories with or without their accounts, articles, entities, decisions.

What a page needs is chosen in dossier/; nothing here knows what is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from samestory.model import (
    Account,
    Article,
    Copy,
    Decision,
    Entity,
    Event,
    NameType,
    Reason,
    Record,
    RowKind,
    Span,
    Spelling,
    Story,
    Thread,
    Utterance,
)
from samestory.store import verdicts
from samestory.store.connection import Database
from samestory.store.packing import decoder
from samestory.store.searched import Heading

AMONG = "IN (SELECT value FROM json_each(?))"
TITLED = "SELECT id, document, lang, title FROM articles ORDER BY id"


class Head(Record, frozen=True, kw_only=True):
    """An article without its text; ``title`` is None where it has none."""

    id: str
    lang: str
    outlet: str | None
    title: str | None


class NamedHead(Record, frozen=True, kw_only=True):
    """An entity without its places: ``articles`` are those that name it, each once."""

    id: str
    name: str
    type: NameType
    spellings: tuple[Spelling, ...]
    articles: tuple[str, ...]


class Tally(Record, frozen=True, kw_only=True):
    """How many rows of a story's account are of each kind."""

    shared: int
    differs: int
    alone: int


class _Copies(Record, frozen=True, kw_only=True):
    copies: tuple[Copy, ...]


class _Telling(Heading, frozen=True, kw_only=True):
    account: _Copies
    utterances: tuple[Utterance, ...]
    events: tuple[Event, ...]


class _Placed(Record, frozen=True, kw_only=True):
    article: str


class _Naming(Record, frozen=True, kw_only=True):
    id: str
    mentions: tuple[_Placed, ...]


class _Spelled(Record, frozen=True, kw_only=True):
    id: str
    name: str
    type: NameType
    spellings: tuple[Spelling, ...]


class _Named(Record, frozen=True, kw_only=True):
    id: str
    name: str
    type: NameType
    spellings: tuple[Spelling, ...]
    mentions: tuple[_Placed, ...]


class _Row(Record, frozen=True, kw_only=True):
    kind: RowKind


class _Rows(Record, frozen=True, kw_only=True):
    rows: tuple[_Row, ...]


class _Told(Record, frozen=True, kw_only=True):
    id: str
    account: _Rows


class Portions:
    """Parts of a dossier. Ids that are not held are left out. Any call may raise DossierError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def heads(self) -> Iterator[Head]:
        """Every article that is stored, without its text, older versions too; by id."""
        sql = """SELECT a.id, a.lang, s.outlet, a.title FROM articles a
                 LEFT JOIN searched s ON s.article = a.id ORDER BY a.id"""
        for id_, lang, outlet, title in self._database.rows(sql):
            yield Head(id=id_, lang=lang, outlet=outlet, title=title)

    def titled(self) -> Iterator[Article]:
        """Every article that is stored, older versions too, with no text but its title; by id."""
        for id_, document, lang, title in self._database.rows(TITLED):
            span = None if title is None else Span(0, len(title))
            yield Article(id=id_, document_id=document, source="", lang=lang, text=title or "", title=span)

    def count_articles(self) -> int:
        """How many articles are stored, older versions too."""
        return int(next(self._database.rows("SELECT count(*) FROM articles"))[0])

    def named(self) -> list[NamedHead]:
        """Every entity without its places, in the order they were derived in."""
        sql = "SELECT record FROM entities ORDER BY position"
        return [
            NamedHead(
                id=one.id,
                name=one.name,
                type=one.type,
                spellings=one.spellings,
                articles=tuple(dict.fromkeys(each.article for each in one.mentions)),
            )
            for one in self._database.records(sql, decoder(_Named))
        ]

    def naming(self, articles: Iterable[str]) -> list[str]:
        """The ids of the entities that any of ``articles`` names, in the order they were derived in."""
        asked = frozenset(articles)
        if not asked:
            return []
        every = self._database.records("SELECT record FROM entities ORDER BY position", decoder(_Naming))
        return [one.id for one in every if any(each.article in asked for each in one.mentions)]

    def tallies(self, ids: Iterable[str]) -> dict[str, Tally]:
        """How many rows of each kind stories have, by id."""
        sql = f"SELECT record FROM stories WHERE id {AMONG}"
        told = self._database.records(sql, decoder(_Told), _listed(ids))
        counts = {one.id: Counter(row.kind for row in one.account.rows) for one in told}
        return {
            known: Tally(shared=its["shared"], differs=its["differs"], alone=its["alone"])
            for known, its in counts.items()
        }

    def stories(self, ids: Iterable[str]) -> tuple[Story, ...]:
        """Whole stories, in the order of the account."""
        sql = f"SELECT record FROM stories WHERE id {AMONG} ORDER BY position"
        return tuple(self._database.records(sql, decoder(Story), _listed(ids)))

    def tellings(self, ids: Iterable[str]) -> tuple[Story, ...]:
        """Stories with what they quote, their events and copies, but no rows and times; by the account."""
        sql = f"SELECT record FROM stories WHERE id {AMONG} ORDER BY position"
        told = self._database.records(sql, decoder(_Telling), _listed(ids))
        return tuple(
            msgspec.structs.replace(
                bare(one),
                account=Account(rows=(), copies=one.account.copies),
                utterances=one.utterances,
                events=one.events,
            )
            for one in told
        )

    def articles(self, ids: Iterable[str]) -> tuple[Article, ...]:
        """Articles, by id."""
        sql = f"SELECT record, text FROM articles WHERE id {AMONG} ORDER BY id"
        return tuple(self._database.made(sql, decoder(Article), _listed(ids)))

    def entities(self, ids: Iterable[str]) -> tuple[Entity, ...]:
        """Entities, in the order they were derived in."""
        sql = f"SELECT record FROM entities WHERE id {AMONG} ORDER BY position"
        return tuple(self._database.records(sql, decoder(Entity), _listed(ids)))

    def spelled(self) -> Iterator[Entity]:
        """Every entity without its places and what it is, in the order they were derived in."""
        every = self._database.records("SELECT record FROM entities ORDER BY position", decoder(_Spelled))
        return (Entity(id=e.id, name=e.name, type=e.type, mentions=(), spellings=e.spellings) for e in every)

    def placed_entities(self, ids: Iterable[str]) -> Iterator[tuple[int, Entity]]:
        """Entities, each with its place in the order they were derived in."""
        decode = decoder(Entity)
        sql = f"SELECT position, record FROM entities WHERE id {AMONG}"
        return ((int(place), one) for place, one in self._database.decoded(sql, decode, _listed(ids)))

    def threads(self, ids: Iterable[str]) -> tuple[Thread, ...]:
        """Threads, in the order of the account."""
        sql = f"SELECT record FROM threads WHERE id {AMONG} ORDER BY position"
        return tuple(self._database.records(sql, decoder(Thread), _listed(ids)))

    def decisions(self, kinds: Iterable[str], ids: Iterable[str]) -> tuple[Decision, ...]:
        """The decisions of these ``kinds`` on any of ``ids``, in the order of View.decisions."""
        kinds, ids = frozenset(kinds), frozenset(ids)
        # Two searches, each by an index; asked in one, all decisions of a kind would be gone through.
        sql = f"""SELECT kind, "left", "right", verdict, score, made_by, reasons FROM decisions
                  WHERE rowid IN (
                      SELECT rowid FROM decisions WHERE kind {AMONG} AND "left" {AMONG}
                      UNION SELECT rowid FROM decisions WHERE +kind {AMONG} AND "right" {AMONG}
                  )
                  ORDER BY rowid"""
        which, among = _listed(kinds), _listed(ids)
        decode = decoder(tuple[Reason, ...])
        told = (
            Decision(
                kind=kind, left=left, right=right, verdict=verdict, score=score, made_by=made_by,
                reasons=reasons,
            )
            for kind, left, right, verdict, score, made_by, reasons in self._database.decoded(
                sql, decode, which, among, which, among
            )
        )  # fmt: skip
        return (*verdicts.among(self._database, kinds, ids), *told)


def bare(heading: Heading) -> Story:
    """A story as far as its heading tells: without rows, times, quotes and events."""
    return Story(
        id=heading.id,
        titles=heading.titles,
        about=heading.about,
        thread=heading.thread,
        articles=heading.articles,
        origins=heading.origins,
        dates=heading.dates,
        account=Account(rows=(), copies=()),
    )


def _listed(ids: Iterable[str]) -> str:
    return msgspec.json.encode(sorted(set(ids))).decode()
