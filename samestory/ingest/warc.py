"""Archives of the web (WARC), as Common Crawl's news comes: their pages, by fastwarc (``samestory[warc]``).

What the page says is read later; here only what was sent as HTML is told from all else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from itertools import islice
from typing import Any, BinaryIO

from msgspec.structs import replace

from samestory.ingest.broken import BROKEN, why
from samestory.ingest.extras import needed
from samestory.ingest.names import Names, inside
from samestory.ingest.records import How, NotRead, document, failure, megabytes
from samestory.ingest.unpacking import seekable
from samestory.ingest.warc_resumed import next_record
from samestory.model import Document, Failure

PAGES = frozenset({"text/html", "application/xhtml+xml"})
ENCODED = ("Content-Encoding", "Transfer-Encoding")
# How a library in Rust says that it has met what it did not expect.
PANIC = "PanicException"
FOUND = 200
LONGEST_HEADER = 100_000
CUT_OFF = "the archive is cut off within this page"
# The record behind one that is shorter than it says, read as part of it.
SPILLED = re.compile(rb"WARC/\d\.\d\r\nWARC-")


@dataclass
class _Place:
    """Where the record lies that was begun last, and whether it was cut off."""

    last: int = 0
    cut_off: bool = False


def read_warc(stream: BinaryIO, source: str, how: How) -> Iterator[Document | Failure]:
    """The pages in an open WARC file, gzipped or not, each called ``source!ADDRESS``.

    Answers that are no page (pictures, redirects, errors) and records of requests give nothing. What is
    damaged is a Failure called ``source#PLACE``, the place in bytes where reading goes on behind it. Raises
    NotInstalled without fastwarc, NotRead where there is no record at all.
    """
    warc = needed("fastwarc.warc", "warc")
    file, names, place = seekable(stream, how), Names(), _Place()
    wanted = warc.WarcRecordType.response | warc.WarcRecordType.resource
    empty = True
    for record in _all_records(warc, file, source, how, place):
        if isinstance(record, Failure):
            yield record
            continue
        empty = empty and record.record_type == warc.WarcRecordType.no_type
        how.budget.spend(record.content_length)
        if record.record_type & wanted:
            for one in _page(record, source, names, how):
                place.cut_off = isinstance(one, Failure) and one.reason == CUT_OFF
                yield one
    if empty:
        raise NotRead("no record of a web archive in it")


def _all_records(warc: Any, file: BinaryIO, source: str, how: How, place: _Place) -> Iterator[Any]:
    """The records of ``file``, and a Failure before the first behind each damaged part."""
    broken: BaseException | None = None
    while True:
        try:
            for record in _records(warc, file):
                place.last, place.cut_off = record.stream_pos, False
                if broken is not None:
                    reason = f"{why(broken)}; reading goes on at byte {place.last:,}"
                    yield failure(f"{source}#{place.last}", reason)
                broken = None
                yield record
                if place.cut_off:
                    break
            if not place.cut_off:
                return
        except BROKEN as error:
            broken = error
        found = next_record(file, place.last + 1, how)
        if found < 0:
            break
        place.last, place.cut_off = found, False
    if broken is not None:
        raise broken


def _records(warc: Any, stream: BinaryIO) -> Iterator[Any]:
    """The records in ``stream``, an open one: a path that is an address would be fetched."""
    records = warc.ArchiveIterator(stream, parse_http=False, fsspec_args=False)
    while True:
        try:
            yield next(records)
        except StopIteration:
            return
        except BaseException as error:
            # What is no Exception passes by all who catch those, and would end the run.
            if type(error).__name__ != PANIC:
                raise
            raise NotRead("fastwarc gave up on it; what stands before is read") from None


def _page(record: Any, source: str, names: Names, how: How) -> Iterator[Document | Failure]:
    """The page in a record, if it is one."""
    url = record.headers.get("WARC-Target-URI", "").strip("<>")
    try:
        record.parse_http(auto_decode="none", max_header_len=LONGEST_HEADER)
        kind = _media_type(record)
        if kind is None:
            return
        data = _payload(record, how)
    except BROKEN as error:
        yield failure(names.once(inside(source, url)), why(error))
        return
    found = document(names.once(inside(source, url)), kind, data, {"url": url} if url else {})
    yield replace(found, seen=_seen(record.headers.get("WARC-Date", "")))


def _seen(stated: str) -> str:
    """When a page was got, as it is kept; nothing where the record does not tell."""
    try:
        found = datetime.fromisoformat(stated)
        # All are in UTC, said or not; else it would be what this machine's clock goes by.
        return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError):
        return ""


def _media_type(record: Any) -> str | None:
    """The page's type with the charset that its server states; None where it is no page."""
    if record.http_headers is None:
        stated: str = record.headers.get("Content-Type", "")
        return stated if stated.partition(";")[0].strip().lower() in PAGES else None
    if record.http_headers.status_code != FOUND or (record.http_content_type or "").lower() not in PAGES:
        return None
    return f"text/html; charset={record.http_charset}" if record.http_charset else "text/html"


def _payload(record: Any, how: How) -> bytes:
    """The page's bytes, unpacked; raises NotRead where they are not all there, are too many or none."""
    stated, limit = record.content_length, how.limits.max_bytes
    data: bytes = record.reader.read(limit + 1)
    if (len(data) <= limit and len(data) < stated) or SPILLED.search(data):
        raise NotRead(CUT_OFF)
    encodings = {name: record.http_headers.get(name) for name in ENCODED} if record.http_headers else {}
    if any(encodings.values()):
        data = _unpacked(data, encodings, how)
    if len(data) > limit:
        raise NotRead(f"more than {megabytes(limit)}, the limit for one page")
    if not data.strip():
        raise NotRead("empty")
    return data


def _unpacked(data: bytes, encodings: dict[str, str | None], how: How) -> bytes:
    """``data`` as it was before it was packed for its way; as it is where it was unpacked when stored.

    Never more than one byte over the limit.
    """
    warc = needed("fastwarc.warc", "warc")
    stated = "".join(f"{name}: {value}\r\n" for name, value in encodings.items() if value)
    answer = b"HTTP/1.1 200 OK\r\n" + stated.encode("latin-1", "replace") + b"\r\n" + data
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {len(answer)}"
    )
    # A record of its own: one that is not read to its end would spoil those after it.
    record = BytesIO(head.encode() + b"\r\n\r\n" + answer + b"\r\n\r\n")
    try:
        (again,) = islice(warc.ArchiveIterator(record, auto_decode="all", fsspec_args=False), 1)
        unpacked: bytes = again.reader.read(how.limits.max_bytes + 1)
    except BROKEN:
        return data
    how.budget.spend(len(unpacked))
    return unpacked
