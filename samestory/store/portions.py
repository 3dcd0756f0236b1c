"""Parts of a dossier by their ids: stories with or without their accounts, articles, entities, decisions.

What a page needs is chosen in dossier/; nothing here knows what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from samestory.model import (
    Account,
    Article,
    Decision,
    Entity,
    NameType,
    Reason,
    Record,
    Spelling,
    Story,
    Thread,
)
from samestory.store.connection import Database
from samestory.store.searched import Heading

AMONG = "IN (SELECT value FROM json_each(?))"


class Head(Record, frozen=True, kw_only=True):
    """An article without its text; ``title`` is None where it has none."""

    id: str
    lang: str
    outlet: str | None
    title: str | None


class Placed(Record, frozen=True, kw_only=True):
    """An article that names an entity."""

    article: str


class NamedHead(Record, frozen=True, kw_only=True):
    """An entity without its spellings; one of ``mentions`` for each time it is named."""

    id: str
    name: str
    type: NameType
    mentions: tuple[Placed, ...]


class SpeltHead(Record, frozen=True, kw_only=True):
    """An entity with its spellings, without where they stand."""

    id: str
    spellings: tuple[Spelling, ...]


class Portions:
    """Parts of a dossier. Ids that are not held are left out. Any call may raise DossierError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def heads(self) -> Iterator[Head]:
        """Every article without its text, with a current sighting or in a story; by id."""
        sql = """SELECT a.id, a.lang, s.outlet, a.title FROM articles a
                 LEFT JOIN searched s ON s.article = a.id ORDER BY a.id"""
        for id_, lang, outlet, title in self._database.rows(sql):
            yield Head(id=id_, lang=lang, outlet=outlet, title=title)

    def named(self) -> list[NamedHead]:
        """Every entity without its spellings, in the order they were derived in."""
        sql = "SELECT record FROM entities ORDER BY position"
        return list(self._database.records(sql, msgspec.json.Decoder(NamedHead).decode))

    def spelt(self) -> list[SpeltHead]:
        """Every entity with its spellings, in the order they were derived in."""
        sql = "SELECT record FROM entities ORDER BY position"
        return list(self._database.records(sql, msgspec.json.Decoder(SpeltHead).decode))

    def stories(self, ids: Iterable[str]) -> tuple[Story, ...]:
        """Whole stories, in the order of the account."""
        sql = f"SELECT record FROM stories WHERE id {AMONG} ORDER BY position"
        return tuple(self._database.records(sql, msgspec.json.Decoder(Story).decode, _listed(ids)))

    def articles(self, ids: Iterable[str]) -> tuple[Article, ...]:
        """Articles, by id."""
        sql = f"SELECT record FROM articles WHERE id {AMONG} ORDER BY id"
        return tuple(self._database.records(sql, msgspec.json.Decoder(Article).decode, _listed(ids)))

    def entities(self, ids: Iterable[str]) -> tuple[Entity, ...]:
        """Entities, in the order they were derived in."""
        sql = f"SELECT record FROM entities WHERE id {AMONG} ORDER BY position"
        return tuple(self._database.records(sql, msgspec.json.Decoder(Entity).decode, _listed(ids)))

    def threads(self, ids: Iterable[str]) -> tuple[Thread, ...]:
        """Threads, in the order of the account."""
        sql = f"SELECT record FROM threads WHERE id {AMONG} ORDER BY position"
        return tuple(self._database.records(sql, msgspec.json.Decoder(Thread).decode, _listed(ids)))

    def decisions(self, kinds: Iterable[str], ids: Iterable[str]) -> tuple[Decision, ...]:
        """The decisions of these ``kinds`` on any of ``ids``, in the order of View.decisions."""
        sql = f"""SELECT kind, "left", "right", verdict, score, reasons, made_by FROM decisions
                  WHERE kind {AMONG} AND ("left" {AMONG} OR "right" {AMONG})
                  ORDER BY CASE made_by WHEN 'machine' THEN 0 ELSE rowid END, kind, "left", "right" """
        among = _listed(ids)
        decode = msgspec.json.Decoder(tuple[Reason, ...]).decode
        return tuple(
            Decision(
                kind=kind, left=left, right=right, verdict=verdict, score=score, made_by=made_by,
                reasons=decode(reasons),
            )
            for kind, left, right, verdict, score, reasons, made_by in self._database.rows(
                sql, _listed(kinds), among, among
            )
        )  # fmt: skip


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
