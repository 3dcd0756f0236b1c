"""JSON lines: one document a line, streamed, so the file may be far larger than memory.

Only finds the text and what the line states beside it; the text itself is read by samestory.read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from samestory.ingest.lines import lines, too_long
from samestory.ingest.records import How, failure
from samestory.ingest.rows import row_document
from samestory.model import Document, Failure

UTF8_BOM = b"\xef\xbb\xbf"
UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


def read_jsonl(stream: BinaryIO, source: str, how: How) -> Iterator[Document | Failure]:
    """The documents of an open JSON lines file, in order; ``source`` is the file's.

    Each is called ``source#N``, N counted from 1 over all lines; blank lines give nothing. A line that is too
    long, is not a JSON object or holds no text gives a Failure, and reading goes on with the next.
    """
    empty = True
    for number, line in enumerate(lines(stream, how.limits.max_bytes), start=1):
        if number == 1 and isinstance(line, bytes) and line.startswith(UTF16_BOMS):
            yield failure(source, "JSON lines in UTF-16; save the file as UTF-8")
            return
        if isinstance(line, bytes) and not line.removeprefix(UTF8_BOM).strip():
            continue
        empty = False
        yield _row(line, f"{source}#{number}", how)
    if empty:
        yield failure(source, "empty: no line with a document")


def loaded(data: bytes) -> object:
    """``data`` as JSON; ValueError or RecursionError where it is none, UnicodeDecodeError if not UTF-8.

    Control characters in strings are let through. Surrogates written as if they were characters are taken
    together where they are halves of one, and left alone where they are not.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        # Some programs write characters beyond the first plane so, and half of one where they cut a text.
        text = data.decode("utf-8", "surrogatepass")
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return json.loads(text, strict=False)


def _row(line: bytes | int, source: str, how: How) -> Document | Failure:
    if isinstance(line, int):
        return failure(source, too_long(line, how.limits))
    try:
        row = loaded(line.removeprefix(UTF8_BOM))
    except UnicodeDecodeError:
        return failure(source, "the line is not valid UTF-8; save the file as UTF-8")
    except (ValueError, RecursionError) as error:
        return failure(source, f"the line is not JSON: {error}")
    if not isinstance(row, dict):
        return failure(source, "the line is JSON but not an object with a text in it")
    return row_document(row, source, how)
