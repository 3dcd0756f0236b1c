"""Articles of one address: which of them are one seen again, and which are versions of one another.

An address alone proves little: tables give one for all of their rows, and some papers say that every page is
their front page. What shares no title and little else with what stands there is an article of its own.
"""

from __future__ import annotations

from typing import NamedTuple

from samestory.model import Article
from samestory.store.connection import Database
from samestory.store.packing import decoder

WEB = ("http://", "https://")
# Those stored last at an address, that a new one is held against.
MOST = 8
# Of the shorter of two texts, in characters: what is common to all articles of a paper, such as who took the
# pictures or where to subscribe, is less.
SHARED = 1 / 3


class Known(NamedTuple):
    """What is known of an article's address.

    ``same`` is the document of the article that says the same there; ``address`` what it is to go by. It is
    ``corrected`` where the same source told that one of another day, outlet or author.
    """

    address: str = ""
    same: str | None = None
    corrected: bool = False


def at_address(database: Database, article: Article) -> Known:
    """What stands at the address of ``article`` already."""
    address = _of_one(article.url or "")
    if not address:
        return Known()
    sql = "SELECT record, text FROM articles WHERE address = ? AND document <> ? ORDER BY rowid DESC LIMIT ?"
    others = list(database.made(sql, decoder(Article), address, article.document_id, MOST))
    same = next((one for one in others if _says_the_same(article, one)), None)
    shared = not others or any(_is_version(article, one) for one in others)
    if same is None:
        return Known(address if shared else "")
    corrected = same.source == article.source and _stated(same) != _stated(article)
    return Known(address if shared else "", same.document_id, corrected)


def said_there(article: Article) -> tuple[str, ...]:
    """Address, title and words: those of articles that are one seen again; empty where none can be."""
    address = _of_one(article.url or "")
    title = " ".join((article.words(article.title) or "").split())
    return (address, title, " ".join(_words(article))) if address else ()


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
