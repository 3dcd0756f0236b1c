"""Articles of one address: which of them are one seen again, and which are versions of one another.

An address alone proves little: tables give one for all of their rows, and some papers say that every page is
their front page. What shares no title and little else with what stands there is an article of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from samestory.model import Article
from samestory.store.connection import Database
from samestory.store.packing import decoder

WEB = ("http://", "https://")
# Those stored last at an address, that a new one is held against.
MOST = 8
# Of the shorter of two texts, in characters: what is common to all articles of a paper, such as who took the
# pictures or where to subscribe, is less.
SHARED = 1 / 3
# By document and source, the root under which a file tells that document.
Places = Mapping[tuple[str, str], str]


class Known(NamedTuple):
    """What is known of an article's address.

    ``same`` is the document of the article that says the same there; ``address`` what it is to go by.
    """

    address: str = ""
    same: str | None = None


def at_address(database: Database, article: Article) -> Known:
    """What stands at the address of ``article`` already."""
    address = _of_one(article.url or "")
    if not address:
        return Known()
    # Those that are told still before those that were put right or back.
    sql = """SELECT record, text FROM articles a WHERE address = ? AND document <> ?
             ORDER BY EXISTS (SELECT 1 FROM sightings s WHERE s.document = a.document) DESC, rowid DESC
             LIMIT ?"""
    others = list(database.made(sql, decoder(Article), address, article.document_id, MOST))
    same = next((one for one in others if _says_the_same(article, one)), None)
    shared = not others or any(_is_version(article, one) for one in others)
    if same is None:
        return Known(address if shared else "")
    return Known(address if shared else "", same.document_id)


def stands(database: Database, article: Article, same: str | None, places: Places) -> str | None:
    """The document that stands for ``article``, which says what ``same`` does; None where it does itself.

    It takes the place of what its source told before. Within a transaction of the caller's.
    """
    if same is None:
        return None
    before = _before(database, places.get((article.document_id, article.source)), article.source)
    if before is None or not _corrects(database, article, before):
        return same
    sql = "UPDATE sightings SET document = ? WHERE document = ?"
    database.do(sql, article.document_id, before)
    return None


def told_again(database: Database, documents: Iterable[str], places: Places) -> dict[str, str]:
    """Of ``documents`` that are held and were told no more, those that others stand for, with these.

    What was put right is told again by who told it, who put it back, or by who never had the say.
    """
    sql = """SELECT record, text FROM articles WHERE document IN (SELECT value FROM json_each(?))
             AND document NOT IN (SELECT document FROM sightings) ORDER BY id"""
    asked = msgspec.json.encode(sorted(documents)).decode()
    found: dict[str, str] = {}
    for article in list(database.made(sql, decoder(Article), asked)):
        instead = stands(database, article, at_address(database, article).same, places)
        if instead is not None and _is_told(database, instead):
            found[article.document_id] = instead
    return found


def _before(database: Database, root: str | None, source: str) -> str | None:
    """The document that a file told at this place; what the web says corrects none."""
    if root is None:
        return None
    sql = "SELECT document FROM sightings WHERE root = ? AND source = ? AND seen = ''"
    return next((str(one) for (one,) in database.rows(sql, root, source)), None)


def _is_told(database: Database, document: str) -> bool:
    return any(database.rows("SELECT 1 FROM sightings WHERE document = ? LIMIT 1", document))


def _corrects(database: Database, article: Article, before: str) -> bool:
    """Whether ``article`` is that of the document ``before``, with another day, outlet or author."""
    sql = "SELECT record, text FROM articles WHERE document = ?"
    return any(
        one.source == article.source and _stated(one) != _stated(article) and _says_the_same(article, one)
        for one in database.made(sql, decoder(Article), before)
    )


def said_there(article: Article) -> tuple[str, ...]:
    """Address and words: those of articles that are one seen again if their titles agree; empty for none."""
    address = _of_one(article.url or "")
    return (address, " ".join(_words(article))) if address else ()


def _of_one(url: str) -> str:
    """``url`` where it can be an article's: no front page."""
    path = url.split("/", 3)[3:]
    return url if url.lower().startswith(WEB) and path and path[0] else ""


def _stated(article: Article) -> tuple[object, ...]:
    """What is told of an article besides its text."""
    when = article.published
    return article.outlet, article.author, None if when is None else (when.start, when.end)


def _says_the_same(one: Article, other: Article) -> bool:
    """Whether the two have the same sentences, and no two titles; white space does not count."""
    left, right = one.words(one.title), other.words(other.title)
    return _words(one) == _words(other) and (not left or not right or left.split() == right.split())


def _words(article: Article) -> list[str]:
    return " ".join(span.of(article.text) for span in article.sentences).split()


def _is_version(one: Article, other: Article) -> bool:
    """Whether the two have one title, or much of what they say."""
    left, right = one.words(one.title), other.words(other.title)
    if left and right and left.split() == right.split():
        return True
    mine, theirs = _said(one), _said(other)
    return _length(mine & theirs) >= SHARED * min(_length(mine), _length(theirs))


def _said(article: Article) -> set[str]:
    """Its sentences as they are written."""
    return {" ".join(span.of(article.text).split()) for span in article.sentences}


def _length(said: set[str]) -> int:
    return sum(map(len, said))
