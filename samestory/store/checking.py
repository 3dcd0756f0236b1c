"""Whether a dossier is whole: what SQLite says of the file, and whether what it holds fits together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from samestory.errors import DossierError
from samestory.model import Article, Entity, Reason, Span, Story, Thread
from samestory.progress import Progress, silent
from samestory.store import verdicts
from samestory.store.connection import Database, open_to_read
from samestory.store.grounds import judgements
from samestory.store.packing import decoder
from samestory.store.vectors import are_of

# Of what SQLite finds wrong, so much is told.
MOST = 20


def problems(path: Path, progress: Progress = silent) -> Iterator[str]:
    """What is wrong with the dossier at ``path``, in sentences; nothing where it is sound.

    Raises DossierMissing, and DossierError where it cannot be opened at all.
    """
    database = open_to_read(path)
    try:
        with database.moment():
            yield from _of_file(database)
            yield from _of_articles(database, progress)
            yield from _of_groups(database)
            yield from _of_verdicts(database)
    finally:
        database.close()


def _of_file(database: Database) -> Iterator[str]:
    try:
        for (found,) in database.rows(f"PRAGMA integrity_check({MOST})"):
            if found != "ok":
                yield str(found)
    except DossierError as error:
        yield str(error)


def _of_articles(database: Database, progress: Progress) -> Iterator[str]:
    try:
        ((total,),) = database.rows("SELECT count(*) FROM articles")
        # One by one: behind one that cannot be read the others can.
        for done, (row,) in enumerate(list(database.rows("SELECT rowid FROM articles")), 1):
            yield from _of_article(database, row)
            progress("check", done, total)
    except DossierError as error:
        yield f"articles cannot be listed: {error}"


def _of_article(database: Database, row: int) -> Iterator[str]:
    sql = "SELECT id, document, text, width, vectors, record, text FROM articles WHERE rowid = ?"
    try:
        found = next(database.made(sql, _checked, row), None)
    except DossierError as error:
        yield f"article {row} cannot be read: {error}"
        return
    if found is None:
        yield f"article {row} is listed, and is not there"
        return
    known, document, text, width, vectors, article = found
    if (known, document, text) != (article.id, article.document_id, article.text):
        yield f"article {row} ({known}) does not say what it was stored with"
    elif not are_of(vectors, width, len(article.units())):
        yield f"article {row} ({known}) has not a vector for each of its sentences"
    elif not all(_within(span, text) for span in article.units()):
        yield f"article {row} ({known}) has sentences outside its text"


def _checked(*columns: Any) -> tuple[Any, ...]:
    *plain, record, text = columns
    return *plain, decoder(Article)(record, text)


def _within(span: Span, text: str) -> bool:
    return 0 <= span.start <= span.end <= len(text)


def _of_groups(database: Database) -> Iterator[str]:
    reads: dict[str, Callable[[bytes], object]] = {
        "SELECT record FROM stories": decoder(Story),
        "SELECT record FROM threads": decoder(Thread),
        "SELECT record FROM entities": decoder(Entity),
        "SELECT pairs FROM judged": judgements,
        "SELECT reasons FROM decisions": decoder(tuple[Reason, ...]),
    }
    for sql, decode in reads.items():
        try:
            for _ in database.records(sql, decode):
                pass
        except DossierError as error:
            yield f"{sql.rpartition(' ')[2]} cannot be read: {error}"
    sql = """SELECT count(*) FROM stories, json_each(unpacked(record), '$.articles')
             WHERE value NOT IN (SELECT id FROM articles)"""
    try:
        ((lost,),) = database.rows(sql)
    except DossierError:
        return
    if lost:
        yield f"{lost} articles of stories are not there"


def _of_verdicts(database: Database) -> Iterator[str]:
    try:
        ((held,),) = database.rows("SELECT count(*) FROM verdicts")
        lost = held - sum(1 for _ in verdicts.every(database))
    except DossierError as error:
        yield f"verdicts cannot be read: {error}"
        return
    if lost:
        yield f"{lost} verdicts are on what is not there"
