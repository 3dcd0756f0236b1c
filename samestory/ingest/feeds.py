"""Feeds: RSS, Atom and JSON Feed, as files or from the web: the articles that stand in them whole.

What a feed only points to is not fetched here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from samestory.ingest.records import How, NotRead, document, failure
from samestory.ingest.whole import all_of
from samestory.links.address import canonical
from samestory.links.listings import MOST, Entry, chosen, listing
from samestory.links.trouble import NotFetched
from samestory.model import Document, Failure

# Words of a feed's own text that are an article and no more a line to announce one.
SHORTEST_ENTRY = 50
# Times of a file are not held against the day of the run: it is read the same whenever it is.
NO_DAY = datetime(9000, 1, 1, tzinfo=UTC)


def read_feed(stream: BinaryIO, source: str, how: How) -> Iterator[Document | Failure]:
    """The articles of an open feed, each called ``source#N``, N from 1; a Failure for each it only announces.

    Raises NotRead where it is no feed.
    """
    try:
        found = listing(all_of(stream, how), "")
    except NotFetched as error:
        raise NotRead(str(error)) from None
    if found is None:
        raise NotRead("XML that is no feed; Samestory reads RSS and Atom")
    if found.kind == "sitemap":
        raise NotRead(
            "a sitemap has no articles, only their addresses; "
            "read its own with `samestory add DOSSIER ADDRESS`"
        )
    if not found.entries:
        raise NotRead("a feed without entries")
    for number, entry in enumerate(chosen(found, MOST, NO_DAY), start=1):
        yield _article(entry, f"{source}#{number}", found.title)


def entry_document(entry: Entry, source: str, outlet: str, url: str) -> Document | None:
    """What a feed itself has of an article, where that is more than a few words; ``url`` is the article's."""
    if len(entry.text.split()) < SHORTEST_ENTRY:
        return None
    stated = {
        "title": entry.title,
        "announced": entry.published or "",
        "outlet": outlet,
        "url": url,
        "lang": (entry.lang or "").partition("-")[0].lower(),
    }
    fields = {name: value for name, value in stated.items() if value}
    kind = "text/html" if "<" in entry.text else "text/plain"
    return document(source, f"{kind}; charset=utf-8", entry.text.encode("utf-8", "replace"), fields)


def _article(entry: Entry, source: str, outlet: str) -> Document | Failure:
    try:
        url = canonical(entry.url) if entry.url else ""
    except NotFetched:
        url = ""
    found = entry_document(entry, source, outlet, url)
    if found is not None:
        return found
    advice = f"; get it with `samestory add DOSSIER {url}`" if url else ", nor its address"
    return failure(source, f"the feed has not the article itself{advice}")
