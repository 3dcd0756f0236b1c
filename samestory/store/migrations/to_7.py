"""From versions 1 to 6 to 7: what was read, asked and decided is taken over; groups are derived anew.

They differ in what they lack: tables, columns, and marks of articles, not read yet or read otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from samestory.model import Article, DayClue, Record, Span, When
from samestory.store import addressed, searched
from samestory.store.migrations import sql

if TYPE_CHECKING:
    from samestory.progress import Progress
    from samestory.store.connection import Database

# Tables taken over as they are. Stamps of files are not: files are opened again.
KEPT = ("meta", "roots", "sightings", "failures", "asked", "versions")
# Columns that were added on the way, with what they say where nothing is known.
ABSENT = {"seen": "''", "again": "''", "looks": "0"}
ARTICLES = (
    "SELECT id, document, lang, title, text, published, record, model, width, vectors FROM old_articles"
)


class _Text(Record, frozen=True, kw_only=True):
    """What an article's record had in every version, and none reads anew: the text and what came with it."""

    id: str
    document_id: str
    source: str
    lang: str
    text: str
    title: Span | None = None
    subtitle: Span | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    published: When | None = None
    clue: DayClue | None = None
    sentences: tuple[Span, ...] = ()
    credits: tuple[str, ...] = ()


def step(database: Database, progress: Progress) -> None:
    """Build the tables of version 7 beside the old ones, fill them, and drop those."""
    old = _set_aside(database)
    # First, so that what is written takes their room.
    for table in old:
        if table not in (*KEPT, "decisions", "articles"):
            database.do(f"DROP TABLE old_{table}")
    sql.run(database, "to_7.sql")
    for table in KEPT:
        if table in old:
            _take_over(database, table)
            database.do(f"DROP TABLE old_{table}")
    database.do("DELETE FROM meta WHERE key = 'derived'")
    _decisions(database)
    _articles(database, progress)
    for table in ("decisions", "articles"):
        database.do(f"DROP TABLE old_{table}")


def _set_aside(database: Database) -> list[str]:
    """Rename every table, drop all else; gives the tables' names."""
    made = list(database.rows("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    virtual = [name for _, name, text in made if text.startswith("CREATE VIRTUAL")]
    # Their own tables go with them; those that tell of others go first.
    for name in sorted(virtual):
        database.do(f"DROP TABLE {name}")
    for kind, name, _ in made:
        if kind in ("view", "index"):
            database.do(f"DROP {kind} {name}")
    tables = [name for (name,) in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for name in tables:
        database.do(f"ALTER TABLE {name} RENAME TO old_{name}")
    return tables


def _take_over(database: Database, table: str) -> None:
    had, wanted = _columns(database, f"old_{table}"), _columns(database, table)
    values = ", ".join(one if one in had else ABSENT[one] for one in wanted)
    database.do(f"INSERT OR REPLACE INTO {table} SELECT {values} FROM old_{table}")


def _columns(database: Database, table: str) -> list[str]:
    return [name for (name,) in database.rows("SELECT name FROM pragma_table_info(?)", table)]


def _decisions(database: Database) -> None:
    """Those of users, in the order they were made in where it was kept."""
    kept = any(database.rows("SELECT 1 FROM pragma_table_list('old_decisions') WHERE wr = 0"))
    database.do(
        f"""INSERT INTO decisions
            SELECT kind, "left", "right", made_by, verdict, score, reasons FROM old_decisions
            WHERE made_by <> 'machine' ORDER BY {"rowid" if kept else "1, 2, 3"}"""
    )


def _articles(database: Database, progress: Progress) -> None:
    """Each with its text and what came with it, without marks, to be read again; by their order."""
    ((total,),) = database.rows("SELECT count(*) FROM old_articles")
    database.do("CREATE TABLE outdated (\n    document TEXT PRIMARY KEY\n) STRICT, WITHOUT ROWID")
    for done, row in enumerate(database.rows(f"{ARTICLES} ORDER BY rowid"), 1):
        *before, record, model, width, vectors = row
        text = msgspec.json.decode(record, type=_Text)
        article = Article(**msgspec.structs.asdict(text))
        address = addressed.at_address(database, article).address
        database.do(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *before, address, msgspec.json.encode(article), model, width, vectors,
        )  # fmt: skip
        searched.put(database, article)
        database.do("INSERT INTO outdated VALUES (?)", article.document_id)
        progress("upgrade", done, total)
