"""What can still be read of a damaged dossier, put into a new one. What follows is left to be derived.

Files are opened again by the next run over them, so what is lost here and stands there comes back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import apsw
import msgspec
import numpy as np

from samestory.errors import DossierError
from samestory.model import Article
from samestory.progress import Progress, silent
from samestory.store import searched
from samestory.store.connection import Database, open_to_read, open_to_write
from samestory.store.numbered import Table, rows
from samestory.store.packing import decoder
from samestory.store.vectors import WIDEST, are_of, packed

# Tables that lie in the order of their keys.
KEYED = ("meta", "roots", "sightings", "failures", "asked", "versions", "outdated")
# The name of a model is taken as its bytes: a letter that is none any more is not to cost the article.
ARTICLES = Table(
    lists=(
        "SELECT rowid FROM articles NOT INDEXED ORDER BY rowid {order}",
        "SELECT rowid FROM articles INDEXED BY sqlite_autoindex_articles_1 ORDER BY id {order}",
        "SELECT rowid FROM articles INDEXED BY articles_document ORDER BY document {order}",
        "SELECT rowid FROM articles INDEXED BY articles_address ORDER BY address {order}",
    ),
    row="""SELECT text, published, address, CAST(model AS BLOB), width, vectors, record
           FROM articles WHERE rowid = ?""",
)
DECISIONS = Table(
    lists=(
        "SELECT rowid FROM decisions NOT INDEXED WHERE made_by <> 'machine' ORDER BY rowid {order}",
        """SELECT rowid FROM decisions INDEXED BY sqlite_autoindex_decisions_1
           WHERE made_by <> 'machine' ORDER BY kind {order}, "left" {order}""",
    ),
    row="""SELECT kind, "left", "right", made_by, verdict, score, reasons FROM decisions
           WHERE rowid = ? AND made_by <> 'machine'""",
)
# Runs let vectors of one model only into a dossier: the name of another is damaged, and would keep runs off.
ONE_MODEL = """WITH most AS MATERIALIZED (
                   SELECT model FROM articles GROUP BY model ORDER BY count(*) DESC, min(rowid) LIMIT 1
               )
               UPDATE articles SET model = (SELECT model FROM most) WHERE model <> (SELECT model FROM most)"""
# The first version whose tables are read here as they are: what is damaged cannot be brought up to date. Of
# older ones vectors do not fit, so that these articles are read again, and machines decided among readers.
SINCE = 8
# What is left beside a dossier that was being written.
BESIDE = ("-wal", "-shm", "-journal")
# What is not the fault of a row that cannot be stored.
NO_ROOM = (apsw.FullError, apsw.IOError, apsw.CantOpenError, apsw.ReadOnlyError)


class Rescued(msgspec.Struct, frozen=True):
    """How many articles and readers' decisions were brought over, and where something could not be read.

    ``lost`` counts rows, and tables of which a part is lost.
    """

    articles: int
    decisions: int
    lost: int


def rescue(path: Path, new: Path, progress: Progress = silent) -> Rescued:
    """Put what can be read of the dossier at ``path`` into a new one at ``new``; all, or there is none.

    Raises DossierError where ``new`` is there already or cannot be written, or ``path`` cannot be opened.
    """
    if new.exists():
        raise DossierError(f"{new} is there already; give another path for what is rescued")
    old = open_to_read(path, since=SINCE)
    try:
        with _whole_or_none(new):
            made = open_to_write(new)
            try:
                return _brought(old, made, path.stat().st_size, progress)
            finally:
                made.close()
    finally:
        old.close()


@contextmanager
def _whole_or_none(new: Path) -> Iterator[None]:
    """What was begun at ``new`` is gone where it is not brought to its end."""
    try:
        yield
    except BaseException:
        for one in (new, *(Path(f"{new}{end}") for end in BESIDE)):
            # What went wrong is to be told, not this.
            with suppress(OSError):
                one.unlink(missing_ok=True)
        raise


def _brought(old: Database, made: Database, size: int, progress: Progress) -> Rescued:
    with made.transaction():
        lost = sum(not _keyed(old, made, table) for table in KEYED)
        made.do("DELETE FROM meta WHERE key IN ('derived', 'growth', 'said', 'called')")
        articles = [_article(made, row) for row in rows(old, ARTICLES, size, progress)]
        made.do(ONE_MODEL)
        told = [_decision(made, row) for row in rows(old, DECISIONS, size, silent)]
    return Rescued(sum(articles), sum(told), lost + articles.count(False) + told.count(False))


def _keyed(old: Database, made: Database, table: str) -> bool:
    """Take over the rows of a table, from either end up to what cannot be read; whether that was all."""
    names = "SELECT name, pk FROM pragma_table_info(?)"
    keys = dict(made.rows(names, table))
    sql = f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(keys))})"
    whole = True
    for order in ("ASC", "DESC"):
        by = ", ".join(f"{name} {order}" for name, place in keys.items() if place)
        for row in _readable(old, f"SELECT * FROM {table} ORDER BY {by}"):
            whole = row is not None and _put(made, sql, *row) and whole
    return whole


def _readable(old: Database, sql: str) -> Iterator[tuple[Any, ...] | None]:
    """The rows that ``sql`` gives, up to one that cannot be read; None for that."""
    try:
        yield from old.rows(sql)
    except DossierError:
        yield None


def _put(made: Database, sql: str, *row: Any) -> bool:
    """Store a row; whether it makes sense."""
    try:
        made.do(sql, *row)
    except DossierError as error:
        if isinstance(error.__cause__, NO_ROOM):
            raise
        return False
    except (apsw.ConstraintError, apsw.MismatchError):
        return False
    return True


def _article(made: Database, row: tuple[Any, ...] | None) -> bool:
    """Store an article; one whose vectors do not fit its sentences is to be read again."""
    if row is None:
        return False
    text, published, address, model, width, vectors, record = row
    try:
        article = decoder(Article)(record, text)
        units = len(article.units())
    except (msgspec.MsgspecError, TypeError, ValueError):
        return False
    # One of the two is damaged.
    if article.text != text:
        return False
    if not are_of(vectors, width, units):
        width = width if isinstance(width, int) and 0 < width <= WIDEST else 1
        vectors = packed(np.zeros((units, width), np.float32))
        made.do("INSERT OR IGNORE INTO outdated VALUES (?)", article.document_id)
    named = model.decode(errors="replace") if isinstance(model, bytes) else ""
    stored = _put(
        made, "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        article.id, article.document_id, article.lang, article.words(article.title), article.text,
        published, address, record, named, width, vectors,
    )  # fmt: skip
    if stored:
        searched.put(made, article)
    return stored


def _decision(made: Database, row: tuple[Any, ...] | None) -> bool:
    return row is not None and _put(made, "INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?)", *row)
