"""Rows of tables and JSON: a text and what stands beside it, under whatever names they have there.

Knows no file format; tables.py, parquet.py and jsonl.py bring the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

from samestory.errors import InputError
from samestory.ingest.ninjs import plain
from samestory.ingest.records import How, Mapping, document, failure
from samestory.model import Document, Failure

# Canonical field -> the keys accepted for it, in order of preference; compared in lower case.
KEYS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article"),
    "title": ("title", "headline"),
    "published": ("published", "date", "published_at", "publishedat", "datetime"),
    "outlet": ("outlet", "source", "publisher"),
    "url": ("url", "link"),
    "lang": ("lang", "language"),
    "author": ("author", "authors", "byline", "creator"),
}
# Between cells of a table that is text.
SEPARATORS = ",;\t|"
# Other names that a reader may give our fields by.
ALSO = {"date": "published", "body": "text", "language": "lang"}
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
MARKUP = re.compile(r"</(?:p|div|article|body|html)\s*>", re.IGNORECASE)
# Epoch values above this are milliseconds: as seconds they would lie beyond the year 5000.
MILLISECONDS_FROM = 100_000_000_000
# A smaller number is a bare year or a day written as one number, not seconds since 1970.
SECONDS_FROM = 100_000_000
# Of a text's characters; where more are halves of characters, words are lost.
MOST_HALVES = 0.005


def mapping(stated: Iterable[str]) -> Mapping:
    """``("text=body,date=published_at",)`` as pairs of our field and the reader's name for it.

    Raises InputError for a field that is not ours or a name left out.
    """
    pairs = [pair.partition("=") for one in stated for pair in one.split(",") if pair.strip()]
    found = [
        (ALSO.get(field.strip().lower(), field.strip().lower()), name.strip()) for field, _, name in pairs
    ]
    for field, name in found:
        if field not in KEYS or not name:
            raise InputError(
                f"cannot map {field}={name}; write FIELD=NAME, such as text=body,date=published_at, "
                f"where FIELD is one of {', '.join(KEYS)}"
            )
    return tuple(found)


def accepted(mapped: Mapping) -> dict[str, tuple[str, ...]]:
    """Our fields with the names that stand for each, in lower case: those mapped, and only they, or ours."""
    named = {field: tuple(name.lower() for f, name in mapped if f == field) for field, _ in mapped}
    return KEYS | named


def row_document(row: dict[str, object], source: str, how: How) -> Document | Failure:
    """The document that a row holds, or the Failure that says why there is none."""
    names = accepted(how.mapping)
    fields, halves = _fields(plain(row), names)
    text = fields.pop("text", "")
    if not text:
        return failure(source, f"no text: none of {', '.join(names['text'])} holds any")
    if halves > MOST_HALVES * len(text) + 1:
        return failure(
            source,
            f"{halves} characters of its text are lone surrogates, halves of characters that whoever wrote "
            "the file cut in two; get the text from its source again",
        )
    kind = "text/html" if MARKUP.search(text) else "text/plain"
    return document(source, f"{kind}; charset=utf-8", text.encode("utf-8"), fields)


def _fields(row: dict[str, object], names: dict[str, tuple[str, ...]]) -> tuple[dict[str, str], int]:
    """What the row states, under our names: of each field's keys the first that holds anything.

    With how many characters of the text were halves.
    """
    lowered = {key.lower(): value for key, value in row.items()}
    fields: dict[str, str] = {}
    for field, keys in names.items():
        found = (_words(_value(lowered, key), is_time=field == "published") for key in keys)
        value = next((words for words in found if words), "")
        if value:
            fields[field] = value
    halves = len(LONE_SURROGATE.findall(fields.get("text", "")))
    return {field: LONE_SURROGATE.sub("\ufffd", value) for field, value in fields.items()}, halves


def _value(row: dict[str, object], key: str) -> object:
    """What stands under ``key``, or, where it has dots, under its parts: ``content.body``."""
    if key in row or "." not in key:
        return row.get(key)
    first, _, rest = key.partition(".")
    inner = row.get(first)
    return _value({k.lower(): v for k, v in inner.items()}, rest) if isinstance(inner, dict) else None


def _words(value: object, *, is_time: bool) -> str:
    """A value as text: a list's paragraphs or names joined, an object's name, a number as a time or plain."""
    if isinstance(value, dict):
        value = value.get("name")
    elif isinstance(value, list):
        named = (item.get("name") if isinstance(item, dict) else item for item in value)
        value = "\n".join(item for item in named if isinstance(item, str))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if isinstance(value, str):
        return value.strip()
    return _moment(value) if is_time and value >= SECONDS_FROM else str(value)


def _moment(epoch: float) -> str:
    """Seconds or milliseconds since 1970 as ISO 8601 in UTC; nothing where no calendar holds them."""
    seconds = epoch / 1000 if epoch >= MILLISECONDS_FROM else epoch
    try:
        return datetime.fromtimestamp(seconds, tz=UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
