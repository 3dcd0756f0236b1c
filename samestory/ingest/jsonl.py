"""JSON lines: one document a line, streamed, so the file may be far larger than memory.

Only finds the text and what the line states beside it; the text itself is read by samestory.read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from samestory.ingest.records import Limits, document, failure, megabytes
from samestory.model import Document, Failure

# Canonical field -> the keys accepted for it, in order of preference; compared in lower case.
KEYS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article"),
    "title": ("title", "headline"),
    "published": ("published", "date", "published_at", "publishedat", "datetime"),
    "outlet": ("outlet", "source", "publisher"),
    "url": ("url", "link"),
    "lang": ("lang", "language"),
}
UTF8_BOM = b"\xef\xbb\xbf"
UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
MARKUP = re.compile(r"</(?:p|div|article|body|html)\s*>", re.IGNORECASE)
# Epoch values above this are milliseconds: as seconds they would lie beyond the year 5000.
MILLISECONDS_FROM = 100_000_000_000
# A smaller number is a bare year or a day written as one number, not seconds since 1970.
SECONDS_FROM = 100_000_000


def read_jsonl(stream: BinaryIO, source: str, limits: Limits) -> Iterator[Document | Failure]:
    """The documents of an open JSON lines file, in order; ``source`` is the file's.

    Each is called ``source#N``, N counted from 1 over all lines; blank lines give nothing. A line that is too
    long, is not a JSON object or holds no text gives a Failure, and reading goes on with the next.
    """
    empty = True
    for number, line in enumerate(_lines(stream, limits.max_bytes), start=1):
        if number == 1 and isinstance(line, bytes) and line.startswith(UTF16_BOMS):
            yield failure(source, "JSON lines in UTF-16; save the file as UTF-8")
            return
        if isinstance(line, bytes) and not line.removeprefix(UTF8_BOM).strip():
            continue
        empty = False
        yield _row(line, f"{source}#{number}", limits)
    if empty:
        yield failure(source, "empty: no line with a document")


def _lines(stream: BinaryIO, longest: int) -> Iterator[bytes | int]:
    """Each line's bytes, or its length where it is over ``longest``, so much never being in memory."""
    while line := stream.readline(longest + 1):
        length = len(line)
        if length <= longest or line.endswith(b"\n"):
            yield line
            continue
        while not line.endswith(b"\n") and (line := stream.readline(longest + 1)):
            length += len(line)
        yield length


def _row(line: bytes | int, source: str, limits: Limits) -> Document | Failure:
    if isinstance(line, int):
        return failure(
            source, f"the line is {megabytes(line)} long, over the limit of {megabytes(limits.max_bytes)}"
        )
    try:
        row = json.loads(line.removeprefix(UTF8_BOM).decode("utf-8"))
    except UnicodeDecodeError:
        return failure(source, "the line is not valid UTF-8; save the file as UTF-8")
    except (ValueError, RecursionError) as error:
        return failure(source, f"the line is not JSON: {error}")
    if not isinstance(row, dict):
        return failure(source, "the line is JSON but not an object with a text in it")
    fields = _fields(row)
    text = fields.pop("text", "")
    if not text:
        return failure(source, f"no text: none of {', '.join(KEYS['text'])} holds any")
    kind = "text/html" if MARKUP.search(text) else "text/plain"
    return document(source, f"{kind}; charset=utf-8", text.encode("utf-8"), fields)


def _fields(row: dict[str, object]) -> dict[str, str]:
    """What the row states, under our names: of each field's keys the first that holds anything."""
    lowered = {key.lower(): value for key, value in row.items()}
    fields: dict[str, str] = {}
    for field, keys in KEYS.items():
        found = (_words(lowered.get(key), is_time=field == "published") for key in keys)
        value = next((words for words in found if words), "")
        if value:
            fields[field] = value
    return fields


def _words(value: object, *, is_time: bool) -> str:
    """A JSON value as text: a list's paragraphs joined, an object's name, a number as a time or as it is."""
    if isinstance(value, dict):
        value = value.get("name")
    elif isinstance(value, list):
        value = "\n".join(item for item in value if isinstance(item, str))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if isinstance(value, str):
        return LONE_SURROGATE.sub("\ufffd", value).strip()
    return _moment(value) if is_time and value >= SECONDS_FROM else str(value)


def _moment(epoch: float) -> str:
    """Seconds or milliseconds since 1970 as ISO 8601 in UTC; nothing where no calendar holds them."""
    seconds = epoch / 1000 if epoch >= MILLISECONDS_FROM else epoch
    try:
        return datetime.fromtimestamp(seconds, tz=UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
