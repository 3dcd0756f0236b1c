"""Cells of tables that spreadsheets open: what they would take for a formula made plain.

Chooses no columns; names_csv.py and events_csv.py do.
"""

from __future__ import annotations

from typing import TypeVar

# A spreadsheet takes what begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Tells spreadsheets that a file is UTF-8, so that they read every script.
BYTE_ORDER_MARK = "\ufeff"

Cell = TypeVar("Cell")


def plain(cell: Cell) -> Cell | str:
    """``cell`` with an apostrophe before what would be a formula; all else as it is."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
