"""Events as comma-separated values, written line by line.

Gives lines; writing them is the caller's.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from samestory.export.cells import plain
from samestory.export.events import Shown
from samestory.export.events_rows import COLUMNS, rows


def lines(parts: Iterable[Shown]) -> Iterator[str]:
    """The names of the columns, then an event of ``parts`` at a time, each with its line's end.

    Days are in ISO 8601, what is not known is empty, and a cell that a spreadsheet would take for a formula
    begins with an apostrophe. No byte order mark comes first; a file for spreadsheets wants one.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    yield _taken(out)
    for row in rows(parts):
        writer.writerow(map(plain, row))
        yield _taken(out)


def _taken(out: StringIO) -> str:
    """What stands in ``out``, which is empty again."""
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text
