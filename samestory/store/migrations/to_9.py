"""From version 8 to 9: vectors of float16 are packed as those of new articles are, and so are decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samestory.store.migrations import sql

if TYPE_CHECKING:
    from samestory.progress import Progress
    from samestory.store.connection import Database

VECTORS = "SELECT document, width, vectors FROM articles WHERE rowid = ?"


def step(database: Database, progress: Progress) -> None:
    """Pack the vectors of each article; what the machine decided, and all that follows, is derived anew."""
    sql.run(database, "to_9.sql")
    _vectors(database, progress)
    for table in ("grounds", "marks", "spelled", "judged"):
        database.do(f"DELETE FROM {table}")
    database.do("DELETE FROM meta WHERE key IN ('derived', 'growth')")


def _vectors(database: Database, progress: Progress) -> None:
    # Imported here: most dossiers are up to date, and numpy is slow to load.
    import numpy as np  # noqa: PLC0415

    from samestory.store.vectors import packed  # noqa: PLC0415

    rows = [row for (row,) in database.rows("SELECT rowid FROM articles ORDER BY rowid")]
    for done, row in enumerate(rows, 1):
        ((document, width, stored),) = database.rows(VECTORS, row)
        if len(stored) % (2 * width):
            # Damaged: the article is read again.
            database.do("INSERT OR IGNORE INTO outdated VALUES (?)", document)
            stored = b""
        vectors = np.frombuffer(stored, "<f2").reshape(-1, width)
        database.do("UPDATE articles SET vectors = ? WHERE rowid = ?", packed(vectors), row)
        progress("upgrade", done, len(rows))
