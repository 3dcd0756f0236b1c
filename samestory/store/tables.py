"""A dossier's tables as they are, some rows at a time, for who copies them. Knows no form of file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

import msgspec

from samestory.store import verdicts
from samestory.store.connection import Database
from samestory.store.packing import unpacked

AMONG = "IN (SELECT value FROM json_each(?))"
Derived = Literal["stories", "threads", "entities"]
TOLD = """SELECT kind, "left", "right", verdict, score, made_by, reasons FROM decisions
          ORDER BY rowid"""
# Kind, left, right, verdict, score, made_by and reasons, as JSON, of a decision.
Decided = tuple[str, str, str, str, float, str, bytes]


class Tables:
    """The rows of a dossier, in order; what is asked for by keys comes in the order of these."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def standing(self) -> Iterator[tuple[str, str]]:
        """The articles that stand, by id, with the month they were published in; empty where not told."""
        return self._database.rows(
            """SELECT id, coalesce(substr(published, 1, 7), '') FROM articles
               WHERE document IN (SELECT document FROM standing) ORDER BY id"""
        )

    def outdated(self) -> int:
        """How many articles an older Samestory read otherwise, and none has read again."""
        return int(next(self._database.rows("SELECT count(*) FROM outdated"))[0])

    def articles(self, ids: Sequence[str]) -> Iterator[tuple[bytes, str, int, bytes]]:
        """Of each article, by id: the record as JSON, model, width, and vectors as they are stored."""
        sql = f"SELECT record, text, model, width, vectors FROM articles WHERE id {AMONG} ORDER BY id"
        return self._database.made(sql, _article, _json(ids))

    def sightings(self, ids: Sequence[str]) -> dict[str, list[tuple[str, str, str, str]]]:
        """Where the document of each article was seen: root, the path of that, source, and when."""
        sql = f"""SELECT a.id, s.root, coalesce(r.path, s.root), s.source, s.seen FROM articles a
                  JOIN sightings s ON s.document = a.document LEFT JOIN roots r ON r.root = s.root
                  WHERE a.id {AMONG} ORDER BY 1, 2, 4"""
        found: dict[str, list[tuple[str, str, str, str]]] = {}
        for id_, *seen in self._database.rows(sql, _json(ids)):
            found.setdefault(id_, []).append((seen[0], seen[1], seen[2], seen[3]))
        return found

    def failures(self) -> Iterator[tuple[str, str, str, str, str]]:
        """Root, the path of that, source, stage and reason of what was not read."""
        sql = """SELECT f.root, coalesce(r.path, f.root), source, stage, reason FROM failures f
                 LEFT JOIN roots r ON r.root = f.root ORDER BY 1, 3"""
        return self._database.rows(sql)

    def records(self, table: Derived) -> Iterator[tuple[str, bytes]]:
        """Ids and records as JSON of what is derived, by id."""
        return self._database.decoded(f"SELECT id, record FROM {table} ORDER BY id", unpacked)

    def some(self, table: Derived, ids: Sequence[str]) -> Iterator[bytes]:
        """The records of ``ids``, by id."""
        sql = f"SELECT record FROM {table} WHERE id {AMONG} ORDER BY id"
        return self._database.records(sql, unpacked, _json(ids))

    def decisions(self) -> Iterator[Decided]:
        """Every decision: the machine's by kind and pair, then users' in the order they were made in."""
        for one in verdicts.every(self._database):
            reasons = msgspec.json.encode(one.reasons)
            yield one.kind, one.left, one.right, one.verdict, one.score, one.made_by, reasons
        yield from self._database.decoded(TOLD, unpacked)


def _article(record: bytes, text: str, *others: Any) -> tuple[Any, ...]:
    return unpacked(record, text), *others


def _json(keys: Iterable[object]) -> str:
    return msgspec.json.encode(list(keys)).decode()
