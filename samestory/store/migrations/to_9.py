"""From version 8 to 9: vectors of float16 are packed as those of new articles are, and so are records.

What the machine decided, and what a dossier of many articles goes on from, is derived anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from samestory.store.migrations import sql
from samestory.store.packing import packed, unpacked

if TYPE_CHECKING:
    from samestory.progress import Progress
    from samestory.store.connection import Database

ARTICLE = "SELECT document, width, vectors, record, text FROM articles WHERE rowid = ?"
CHANGED = "UPDATE articles SET vectors = ?, record = ? WHERE rowid = ?"


def step(database: Database, progress: Progress) -> None:
    """Pack each article with its vectors; have all that follows from them derived anew."""
    sql.run(database, "to_9.sql")
    _articles(database, progress)


def _articles(database: Database, progress: Progress) -> None:
    # Imported here: most dossiers are up to date, and numpy is slow to load.
    import numpy as np  # noqa: PLC0415

    from samestory.store.vectors import packed as packed_vectors  # noqa: PLC0415

    rows = [row for (row,) in database.rows("SELECT rowid FROM articles ORDER BY rowid")]
    for done, row in enumerate(rows, 1):
        ((document, width, stored, record, text),) = database.rows(ARTICLE, row)
        if width > 0 and not len(stored) % (2 * width):
            vectors = np.frombuffer(stored, "<f2").reshape(-1, width)
        else:
            # Damaged: the article is read again.
            database.do("INSERT OR IGNORE INTO outdated VALUES (?)", document)
            vectors = np.zeros((0, 0), np.float16)
        database.do(CHANGED, packed_vectors(vectors), _repacked(record, text), row)
        progress("upgrade", done, len(rows))


def _repacked(record: bytes, text: str) -> bytes:
    try:
        return packed(msgspec.Raw(unpacked(record)), text)
    except ValueError:
        # It is told of, and can be rescued, once the dossier is up to date.
        return record
