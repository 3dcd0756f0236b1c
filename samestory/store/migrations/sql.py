"""The SQL that steps run: files of this folder, and the views of the schema. Knows no version."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samestory.store.connection import Database


def run(database: Database, name: str) -> None:
    """Run the file ``name`` of this folder."""
    database.do(files("samestory.store.migrations").joinpath(name).read_text(encoding="utf-8"))
