"""A file that is one text, held in memory whole. What its bytes mean is not asked here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from samestory.ingest.records import How, NotRead, Reader, document, megabytes
from samestory.model import Document

NO_TEXT = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n\f\v"


def all_of(stream: BinaryIO, how: How) -> bytes:
    """All bytes of ``stream``; raises NotRead where it is empty or over the limit of one document."""
    limit = how.limits.max_bytes
    data = stream.read(limit + 1)
    # Of a file that breaks off here this raises: half a text says what nobody wrote.
    if len(data) > limit or stream.read(1):
        raise NotRead(f"more than {megabytes(limit)} of text, the limit for one article")
    if not data.strip(NO_TEXT):
        raise NotRead("empty")
    return data


def whole(media_type: str) -> Reader:
    """A reader of files that are one text of ``media_type`` each."""

    def read(stream: BinaryIO, source: str, how: How) -> Iterator[Document]:
        yield document(source, media_type, all_of(stream, how))

    return read
