"""A JSON file that is one item or a list of them: ninjs, a JSON feed, an answer of a news service.

Held in memory whole; what is larger is JSON lines' business.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from samestory.ingest.feeds import read_feed
from samestory.ingest.jsonl import UTF8_BOM, loaded
from samestory.ingest.records import How, NotRead, failure
from samestory.ingest.rows import row_document
from samestory.ingest.whole import all_of
from samestory.links.listings import is_listing
from samestory.model import Document, Failure


def read_json(stream: BinaryIO, source: str, how: How) -> Iterator[Document | Failure]:
    """The items of an open JSON file: an object with a text, a list of such, or an object around the list.

    A single object goes by ``source``; those of a list by ``source#N``, N from 1. Raises NotRead where it is
    no JSON.
    """
    data = all_of(stream, how)
    if is_listing(data):
        yield from read_feed(BytesIO(data), source, how)
        return
    try:
        top = loaded(data.removeprefix(UTF8_BOM))
    except UnicodeDecodeError:
        raise NotRead("the JSON is not valid UTF-8; save the file as UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise NotRead(f"not JSON: {error}; one object a line is read from a .jsonl file") from None
    items = _items(top, how)
    if items is None:
        yield (
            row_document(top, source, how)
            if isinstance(top, dict)
            else failure(source, "JSON with no object")
        )
        return
    for number, item in enumerate(items, start=1):
        name = f"{source}#{number}"
        yield row_document(item, name, how) if isinstance(item, dict) else failure(name, "not an object")


def _items(top: object, how: How) -> list[object] | None:
    """The list of objects that a file is; None where it is not one."""
    if isinstance(top, list):
        return top or None
    if not isinstance(top, dict) or _has_text(top, how):
        return None
    lists = [v for v in top.values() if isinstance(v, list) and any(isinstance(item, dict) for item in v)]
    # Where there are several lists nothing says which is the news.
    return lists[0] if len(lists) == 1 else None


def _has_text(row: dict[str, object], how: How) -> bool:
    return isinstance(row_document(row, "", how), Document)
