"""Every mention of every entity as a table of comma-separated values, one row a mention.

Gives text; writing it is the caller's.
"""

from __future__ import annotations

import csv
from io import StringIO

from samestory.export.cells import BYTE_ORDER_MARK, plain
from samestory.export.index import Index, index
from samestory.export.named import Place, places, ranked
from samestory.model import Contents, Entity

COLUMNS = (
    *("entity", "name", "type", "spelling", "language", "outlet", "file", "article", "start", "end"),
    *("sentence", "post", "score"),
)


def table(contents: Contents) -> str:
    """All mentions under a line of ``COLUMNS``, entity by entity, those named in most articles first.

    ``start`` and ``end`` are code points of the article's text, half-open; ``sentence`` and ``post`` are its
    words. A byte order mark comes first, so that spreadsheets read every script, and a cell that they would
    take for a formula begins with an apostrophe; nothing else is altered.
    """
    held = index(contents)
    out = StringIO()
    out.write(BYTE_ORDER_MARK)
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for entity in ranked(contents):
        rows.writerows(map(plain, _row(entity, one, held)) for one in places(entity, held))
    return out.getvalue()


def _row(entity: Entity, one: Place, held: Index) -> tuple[str | int | float, ...]:
    article, span = one.article, one.name.span
    return (
        entity.id,
        entity.name,
        entity.type,
        one.written,
        article.lang,
        article.outlet or "",
        held.sources(article.id)[0],
        article.id,
        span.start,
        span.end,
        one.around.of(article.text),
        article.words(one.name.post) or "",
        one.name.score,
    )
