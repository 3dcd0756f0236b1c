"""The index of words in a dossier: one row for each title, subtitle and sentence of an article.

Rows are numbered through; an article has a run of them. What is found there is ranked in search/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from samestory.model import Article, Dated, Origin, Record, Spelling, Titled
from samestory.store.connection import Database
from samestory.store.packing import decoder
from samestory.store.terms import words

LAST = "\U0010ffff"


class Run(NamedTuple):
    """The rows of one article: ``rows`` of them from ``first`` on, in the order of ``article.units()``."""

    first: int
    rows: int
    article: str
    lang: str
    outlet: str | None


class Heading(Titled, frozen=True, kw_only=True):
    """A story without its account: what a list or a search needs of it."""

    id: str
    thread: str
    articles: tuple[str, ...]
    origins: tuple[Origin, ...]
    dates: tuple[Dated, ...]


class _Named(Record, frozen=True, kw_only=True):
    spellings: tuple[Spelling, ...]


class Index:
    """The index as it is read. Any call may raise DossierError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def runs(self) -> list[Run]:
        """Those of articles that stand, by their rows."""
        sql = """SELECT s.first, s.count, s.article, s.lang, s.outlet FROM searched s
                 JOIN articles a ON a.id = s.article
                 WHERE a.document IN (SELECT document FROM standing) ORDER BY s.first"""
        return [Run(*row) for row in self._database.rows(sql)]

    def headings(self) -> list[Heading]:
        """The stories, in the order of the account."""
        sql = "SELECT record FROM stories ORDER BY position"
        return list(self._database.records(sql, decoder(Heading)))

    def spellings(self) -> Iterator[tuple[Spelling, ...]]:
        """How each entity is written."""
        named = self._database.records("SELECT record FROM entities", decoder(_Named))
        return (one.spellings for one in named)

    def beginning(self, start: str) -> Iterator[str]:
        """The forms in the index that begin with ``start``."""
        sql = "SELECT term FROM vocabulary WHERE term >= ? AND term < ?"
        return (str(term) for (term,) in self._database.rows(sql, start, start + LAST))

    def rows(self, forms: Iterable[str]) -> list[int]:
        """Rows that hold any of ``forms``, ascending."""
        asked = " OR ".join(f'"{one}"' for one in forms)
        return [row for (row,) in self._database.rows("SELECT rowid FROM words WHERE words MATCH ?", asked)]


def put(database: Database, article: Article) -> None:
    """Index ``article``, within a transaction of the caller's; rows it had before are taken out."""
    for first, count in database.rows("SELECT first, count FROM searched WHERE article = ?", article.id):
        database.do("DELETE FROM words WHERE rowid >= ? AND rowid < ?", first, first + count)
        database.do("DELETE FROM searched WHERE first = ?", first)
    units = article.units()
    if not units:
        return
    last = next(database.rows("SELECT first + count FROM searched ORDER BY first DESC LIMIT 1"), (1,))
    first = int(last[0])
    database.do(
        "INSERT INTO searched VALUES (?, ?, ?, ?, ?)",
        first, len(units), article.id, article.lang, article.outlet,
    )  # fmt: skip
    rows = ((row, words(span.of(article.text))) for row, span in enumerate(units, first))
    database.do_each("INSERT INTO words (rowid, forms) VALUES (?, ?)", rows)
