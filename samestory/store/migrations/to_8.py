"""From version 7 to 8: only what is new is added. The statements are those of schema.sql, by the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samestory.store.migrations import sql

if TYPE_CHECKING:
    from samestory.progress import Progress
    from samestory.store.connection import Database


def step(database: Database, progress: Progress) -> None:
    """Add the tables and indexes that version 7 lacks."""
    sql.run(database, "to_8.sql")
