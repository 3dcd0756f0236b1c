"""What an answer holds: a page, or a file of any kind that is read from disk too."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message
from io import BytesIO
from urllib.parse import urlsplit

from samestory.fetch.client import Answer, unpacked
from samestory.ingest import kinds
from samestory.ingest.contents import contents
from samestory.ingest.records import How, Limits, Mapping, document, failure
from samestory.ingest.whole import NO_TEXT
from samestory.links.address import canonical
from samestory.links.shown import shown
from samestory.model import Document, Failure

PAGES = frozenset({"text/html", "application/xhtml+xml"})
# Types that say no more than that there are bytes.
UNSAID = frozenset({"", "text/plain", "application/octet-stream", "binary/octet-stream"})
SUFFIXES = {
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/gzip": ".gz",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "message/rfc822": ".eml",
}
GZIP = b"\x1f\x8b"


def opened(answer: Answer, limit: int) -> bytes:
    """The answer's bytes, those of a gzipped file unpacked; raises NotFetched where they are too many."""
    return unpacked(answer.data, limit) if answer.data.startswith(GZIP) else answer.data


def is_page(answer: Answer) -> bool:
    """True where the answer is a page, as its server or its beginning says."""
    return _suffix(answer) == ".html"


def page(answer: Answer, announced: str) -> Document | Failure:
    """The page as a document; ``announced`` is when a list said it was published, or nothing."""
    source = canonical(answer.url)
    if not answer.data.strip(NO_TEXT):
        return failure(source, "empty")
    fields = {"url": source, **({"announced": announced} if announced else {})}
    charset = _type(answer).get_content_charset()
    kind = f"text/html; charset={charset}" if charset else "text/html"
    return document(source, kind, answer.data, fields)


def files(answer: Answer, limits: Limits, mapping: Mapping) -> Iterator[Document | Failure]:
    """What is read of any other file, called ``ADDRESS``, or ``ADDRESS#2`` and so on as in a file on disk."""
    source, suffix = canonical(answer.url), _suffix(answer)
    if suffix is None:
        yield failure(source, shown(f"sent as {_type(answer).get_content_type()}, which is not read"))
    else:
        yield from contents(BytesIO(answer.data), source, suffix, How.of(len(answer.data), limits, mapping))


def _suffix(answer: Answer) -> str | None:
    stated = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if stated in PAGES:
        return ".html"
    named = kinds.suffix_of(urlsplit(answer.url).path)
    if named is not None and kinds.TEXTS.get(named) != "text/html":
        return named
    if stated in UNSAID:
        return kinds.sniffed(answer.data[: kinds.HEAD])
    return SUFFIXES.get(stated)


def _type(answer: Answer) -> Message:
    message = Message()
    message["Content-Type"] = answer.headers.get("content-type", "")
    return message
