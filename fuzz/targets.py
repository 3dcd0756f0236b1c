"""What must hold for any bytes: records or one of our errors come out, and nothing else.

One function a reader. Knows nothing of how the bytes are made; see searching.py.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from io import BytesIO

from samestory.errors import UnreadableDocument
from samestory.fetch.client import unpacked
from samestory.ingest import Limits, kinds
from samestory.ingest.contents import contents
from samestory.ingest.records import How, document
from samestory.links.address import canonical
from samestory.links.listings import chosen, listing, nested
from samestory.links.trouble import NotFetched
from samestory.model import Article, Document, Failure
from samestory.read.article import read
from samestory.read.decode import decode, normalise

Target = Callable[[bytes], None]
# Small, so that whatever goes past them is seen.
LIMITS = Limits(max_bytes=200_000, min_unpacked=2_000_000, max_spooled=2_000_000, max_ratio=50)
# A fixed day, so that the same bytes do the same whenever they are tried.
NOW = datetime(2026, 1, 15, tzinfo=UTC)
MOST = 10_000


def opened(suffix: str, data: bytes) -> None:
    """A file of the kind of ``suffix``: documents with sources of their own, and failures with reasons."""
    source = f"in{suffix}"
    sources: set[str] = set()
    for one in contents(BytesIO(data), source, suffix, How.of(len(data), LIMITS)):
        assert one.source.startswith(source), one.source
        storable(one.source)
        if isinstance(one, Failure):
            storable(one.reason)
            assert one.reason
            continue
        assert one.source not in sources, f"two documents are called {one.source}"
        sources.add(one.source)
        sound(one)
        assert len(sources) < MOST


def read_as(media_type: str, data: bytes) -> None:
    """A document of ``media_type``: an article whose spans lie in its text, or UnreadableDocument."""
    try:
        article = read(document("in", media_type, data))
    except UnreadableDocument as error:
        storable(str(error))
        return
    for words in (article.text, article.outlet, article.url, article.lang):
        storable(words or "")
    within(article)


def listed(data: bytes) -> None:
    """A feed or sitemap: what it lists has addresses that may be asked, and words that can be kept."""
    try:
        found = listing(data, "https://paper.example/feed")
    except NotFetched as error:
        storable(str(error))
        return
    if found is None:
        return
    storable(found.title)
    for entry in (*chosen(found, 100, NOW), *found.sitemaps):
        for words in (entry.name, entry.title, entry.text, entry.lang or "", entry.url or ""):
            storable(words)
        if entry.url:
            once(entry.url)
    nested(found)


def address(data: bytes) -> None:
    """An address: one form, which is its own, or NotFetched."""
    try:
        url = canonical(data.decode("utf-8", "surrogateescape"), "https://paper.example/a/b?c=d")
    except NotFetched:
        return
    storable(url)
    once(url)


def decoded(data: bytes) -> None:
    """Text from bytes: in its one form, or UnreadableDocument."""
    kind, _, rest = data.partition(b"\n")
    try:
        text = decode(rest, f"text/plain; charset={kind.decode('latin-1')}")
    except UnreadableDocument:
        return
    storable(text)
    assert normalise(text) == text


def inflated(data: bytes) -> None:
    """An answer that was packed for its way: within its bound, or NotFetched."""
    try:
        assert len(unpacked(data, 100_000)) <= 100_000
    except NotFetched:
        return


def sniffed(data: bytes) -> None:
    """A file without a name: taken for one of the kinds there are."""
    assert kinds.sniffed(data[: kinds.HEAD]) in kinds.SUFFIXES


def once(url: str) -> None:
    """The one form of an address is the form of that form."""
    # The marks that part a file from what lies in it are written otherwise, and stay so.
    assert canonical(url) == canonical(canonical(url)), url


def sound(one: Document) -> None:
    """A document can be stored, and its bytes are within the limit of one."""
    for name, words in one.fields.items():
        storable(name)
        storable(words)
    storable(one.media_type)
    # What is plain text in a zip in XML may take more bytes in UTF-8 than characters.
    assert len(one.data) <= 4 * LIMITS.max_bytes


def within(article: Article) -> None:
    """Every span of an article lies in its text, those of sentences in order."""
    spans = [*article.units(), *(mark.span for mark in article.numbers), *(one.span for one in article.times)]
    spans += [*(cue.span for cue in article.cues), *(word.span for word in article.capitals)]
    for span in spans:
        assert 0 <= span.start < span.end <= len(article.text), span
    ends = [0, *(span.end for span in article.sentences)]
    starts = [span.start for span in article.sentences]
    assert all(end <= start for end, start in zip(ends, starts, strict=False))
    assert article.sentences


def storable(words: str) -> None:
    """Raises where ``words`` could not be written in UTF-8, as all that is kept is."""
    words.encode("utf-8")


# Another ending for the same.
ALIKE = frozenset({".tbz", ".tbz2", ".txz", ".ndjson", ".rss", ".atom"})
FILES = tuple(suffix for suffix in kinds.READERS if suffix not in ALIKE)
TARGETS: dict[str, Target] = {
    **{suffix.lstrip(".").replace(".", "-"): partial(opened, suffix) for suffix in FILES},
    "page": partial(read_as, "text/html"),
    "text": partial(read_as, "text/plain"),
    "markdown": partial(read_as, "text/markdown"),
    "listing": listed,
    "address": address,
    "decode": decoded,
    "unpacked": inflated,
    "sniffed": sniffed,
}
