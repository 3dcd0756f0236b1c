"""What can still be read of a damaged dossier, put into a new one. What follows is left to be derived.

Files are opened again by the next run over them, so what is lost here and stands there comes back.
"""

from __future__ import annotations

from collections.abc import Iterator
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
from samestory.store.packing import decoder
from samestory.store.vectors import WIDEST, are_of, packed

# Tables that lie in the order of their keys.
KEYED = ("meta", "roots", "sightings", "failures", "asked", "versions", "outdated")
ARTICLE = "SELECT text, published, address, model, width, vectors, record FROM articles WHERE rowid = ?"
DECISION = """SELECT kind, "left", "right", made_by, verdict, score, reasons FROM decisions
              WHERE rowid = ? AND made_by <> 'machine'"""
# The first version whose tables are read here as they are: what is damaged cannot be brought up to date. Of
# older ones vectors do not fit, so that these articles are read again, and machines decided among readers.
SINCE = 8
# No row takes fewer bytes: no more are looked for where they cannot be listed.
LEAST = 20
# What a row that makes no sense raises when it is stored.
NONSENSE = (DossierError, apsw.ConstraintError, apsw.MismatchError)


class Rescued(msgspec.Struct, frozen=True):
    """How many articles and readers' decisions were brought over, and where something could not be read.

    ``lost`` counts rows, and tables of which a part is lost.
    """

    articles: int
    decisions: int
    lost: int


def rescue(path: Path, new: Path, progress: Progress = silent) -> Rescued:
    """Put what can be read of the dossier at ``path`` into a new one at ``new``.

    Raises DossierError where ``new`` is there already or cannot be written, or ``path`` cannot be opened.
    """
    if new.exists():
        raise DossierError(f"{new} is there already; give another path for what is rescued")
    old, most = open_to_read(path, since=SINCE), path.stat().st_size // LEAST
    made = open_to_write(new)
    try:
        with made.transaction():
            lost = sum(not _keyed(old, made, table) for table in KEYED)
            made.do("DELETE FROM meta WHERE key IN ('derived', 'growth', 'said', 'called')")
            articles = [_article(made, row) for row in _rows(old, "articles", ARTICLE, most, progress)]
            told = [_decision(made, row) for row in _rows(old, "decisions", DECISION, most, silent)]
    finally:
        made.close()
        old.close()
    return Rescued(sum(articles), sum(told), lost + articles.count(False) + told.count(False))


def _keyed(old: Database, made: Database, table: str) -> bool:
    """Take over the rows of a table, from either end up to what cannot be read; whether that was all."""
    names = "SELECT name, pk FROM pragma_table_info(?)"
    keys = dict(made.rows(names, table))
    places = ", ".join("?" * len(keys))
    whole = True
    for order in ("ASC", "DESC"):
        by = ", ".join(f"{name} {order}" for name, place in keys.items() if place)
        try:
            for row in old.rows(f"SELECT * FROM {table} ORDER BY {by}"):
                made.do(f"INSERT OR IGNORE INTO {table} VALUES ({places})", *row)
        except NONSENSE:
            whole = False
    return whole


def _rows(
    old: Database, table: str, sql: str, most: int, progress: Progress
) -> Iterator[tuple[Any, ...] | None]:
    """The rows of a table one by one, so that those behind one that cannot be read are met; None for that."""
    last, number = _number(old, f"SELECT max(rowid) FROM {table}", most), 0
    # Each step meets a row or one that cannot be read; of neither there are more.
    for _ in range(2 * most):
        # Numbers have gaps: what is derived anew comes after all that was there before.
        after = f"SELECT min(rowid) FROM {table} WHERE rowid > {number}"
        following = _number(old, after, number + 1)
        if not following:
            return
        number = max(number + 1, following)
        try:
            yield from old.rows(sql, number)
        except DossierError:
            yield None
        progress("rescue", number, max(number, last))


def _number(old: Database, sql: str, otherwise: int) -> int:
    """The number of the row that ``sql`` asks for, 0 for none; ``otherwise`` where it cannot be read."""
    try:
        ((found,),) = old.rows(sql)
    except DossierError:
        return otherwise
    return int(found or 0)


def _article(made: Database, row: tuple[Any, ...] | None) -> bool:
    """Store an article; one whose vectors do not fit its sentences is to be read again."""
    if row is None:
        return False
    text, published, address, model, width, vectors, record = row
    try:
        article = decoder(Article)(record, text)
        # One of the two is damaged.
        if article.text != text:
            return False
        if not are_of(vectors, width, len(article.units())):
            width = width if isinstance(width, int) and 0 < width <= WIDEST else 1
            vectors = packed(np.zeros((len(article.units()), width), np.float32))
            made.do("INSERT OR IGNORE INTO outdated VALUES (?)", article.document_id)
        made.do(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            article.id, article.document_id, article.lang, article.words(article.title), article.text,
            published, address, record, model, width, vectors,
        )  # fmt: skip
        searched.put(made, article)
    except (*NONSENSE, msgspec.MsgspecError, TypeError, ValueError):
        return False
    return True


def _decision(made: Database, row: tuple[Any, ...] | None) -> bool:
    if row is None:
        return False
    try:
        made.do("INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?)", *row)
    except NONSENSE:
        return False
    return True
