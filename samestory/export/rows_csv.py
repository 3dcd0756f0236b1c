"""A story's account as a table of comma-separated values, one row for each sentence of a row.

Gives text; writing it is the caller's.
"""

from __future__ import annotations

import csv
from io import StringIO

from samestory.export.cells import BYTE_ORDER_MARK, plain
from samestory.export.index import Index, find_story, index, letter
from samestory.export.words import KIND_WORDS
from samestory.model import Cell, Contents, Statement

COLUMNS = (
    *("row", "kind", "differs_in", "origin", "outlet", "language", "file", "article"),
    *("sentence", "start", "end", "text"),
)


def table(contents: Contents, story: str) -> str:
    """The rows of the story with this id under a line of ``COLUMNS``, in the order of the account.

    ``sentence`` counts from 1; ``start`` and ``end`` are code points of the article's text, half-open. Of a
    byte order mark and of cells that look like formulas as in names_csv.py. Raises InputError for no story.
    """
    held, told = index(contents), find_story(contents, story)
    out = StringIO()
    out.write(BYTE_ORDER_MARK)
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for number, row in enumerate(told.account.rows, 1):
        for place, cells in enumerate(row.cells):
            rows.writerows(map(plain, _cell(number, row, place, one, held)) for one in cells)
    return out.getvalue()


def _cell(number: int, row: Statement, place: int, cell: Cell, held: Index) -> tuple[str | int | float, ...]:
    article = held.articles[cell.article]
    kinds = dict.fromkeys(KIND_WORDS[one.kind] for one in row.differences if one.kind != "addition")
    return (
        number,
        row.kind,
        ", ".join(kinds),
        letter(place),
        article.outlet or "",
        article.lang,
        held.sources(article.id)[0],
        article.id,
        cell.sentence + 1,
        cell.span.start,
        cell.span.end,
        cell.span.of(article.text),
    )
