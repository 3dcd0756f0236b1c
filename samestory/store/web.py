"""What a dossier keeps of the web: what was asked when and with what, and the versions of each page."""

from __future__ import annotations

from typing import Literal

from samestory.model import Record
from samestory.store.connection import Database


class Asked(Record, frozen=True, kw_only=True):
    """An address that was asked, in its one form, and what came of it; a row of the table, in its order.

    ``source`` is the address where it was found. ``etag`` and ``modified`` are what to ask anew with.
    ``marks`` are hashes of what lists said of it when it was got, the last one last. ``announced`` is when
    it was published as the first list said. ``later`` is when to ask again after it failed or was refused,
    ISO 8601 in UTC; ``failed`` how often in a row it failed, 0 where it was refused.
    ``again`` is when to look whether the page has changed though no list says so, ``looks`` how often lists
    had it looked at.
    """

    url: str
    kind: Literal["page", "list"]
    source: str
    etag: str = ""
    modified: str = ""
    marks: tuple[str, ...] = ()
    announced: str = ""
    later: str = ""
    failed: int = 0
    again: str = ""
    looks: int = 0


class Web:
    """The web's part of an open dossier, to write to. Any call may raise DossierError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def asked(self, url: str) -> Asked | None:
        """What is known of the address ``url``."""
        for row in self._database.rows("SELECT * FROM asked WHERE url = ?", url):
            named = dict(zip(Asked.__struct_fields__, row, strict=True))
            return Asked(**{**named, "marks": tuple(named["marks"].split())})
        return None

    def remember(self, *asked: Asked) -> None:
        """Keep what came of these, all at once."""
        with self._database.transaction(lasting=True):
            for one in asked:
                row = [getattr(one, name) for name in Asked.__struct_fields__]
                row[Asked.__struct_fields__.index("marks")] = " ".join(one.marks)
                places = ", ".join("?" * len(row))
                self._database.do(f"INSERT OR REPLACE INTO asked VALUES ({places})", *row)

    def saw(self, source: str, document: str, seen: str) -> None:
        """``document`` stood at ``source`` at the time ``seen``; kept where another stood there before."""
        sql = "SELECT document FROM versions WHERE source = ? ORDER BY seen DESC LIMIT 1"
        if (document,) != next(self._database.rows(sql, source), None):
            with self._database.transaction(lasting=True):
                self._database.do("INSERT OR REPLACE INTO versions VALUES (?, ?, ?)", source, document, seen)

    def text_at(self, root: str, source: str) -> str | None:
        """The text of the article that was last read at ``source``; None where none was."""
        sql = """SELECT a.text FROM sightings s JOIN articles a ON a.document = s.document
                 WHERE s.root = ? AND s.source = ?"""
        return next((str(text) for (text,) in self._database.rows(sql, root, source)), None)

    def mended(self, root: str, source: str) -> None:
        """Nothing is wrong with ``source`` any more."""
        if any(self._database.rows("SELECT 1 FROM failures WHERE root = ? AND source = ?", root, source)):
            with self._database.transaction():
                self._database.do("DELETE FROM failures WHERE root = ? AND source = ?", root, source)
