"""Tables as text: a row is an article, the first row names the columns. Streamed, in any encoding.

Which column is what is rows.py's business.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from samestory.ingest.lines import TooLong, WholeLines
from samestory.ingest.records import How, NotRead, failure
from samestory.ingest.rows import SEPARATORS, accepted, row_document
from samestory.ingest.unpacking import rejoined
from samestory.model import Document, Failure

# Written by spreadsheets above the table.
SEPARATOR_STATED = "sep="
# Bytes that the encoding of a table is told by.
SAMPLE = 1 << 20
# Characters beyond ASCII for each that is damaged.
MOST_LOST = 20
MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_csv(stream: BinaryIO, source: str, how: How) -> Iterator[Document | Failure]:
    """The rows of an open table, each called ``source#N`` as a spreadsheet numbers them: the header is row 1.

    A row that is too long or does not fit the header is a Failure, and reading goes on. Raises NotRead where
    the table is empty or no column holds a text.
    """
    # The library's own limit is shorter than many articles; it is one for the whole process.
    csv.field_size_limit(how.limits.max_bytes)
    rows = _rows(WholeLines(_decoded(stream), how.limits), how)
    header = next((row for _, row in rows if row), None)
    if not isinstance(header, list):
        raise NotRead("empty" if header is None else f"its first row cannot be read: {header}")
    _check(header, how)
    number = None
    for number, row in rows:
        if row:
            yield _document(header, row, f"{source}#{number}", how)
    if number is None:
        raise NotRead("no row under the names of the columns")


def _rows(lines: WholeLines, how: How) -> Iterator[tuple[int, list[str] | str]]:
    """Each row with its number, or why it cannot be read."""
    first = next(lines, "")
    stated = (
        first.lower().removeprefix(SEPARATOR_STATED)[:1] if first.lower().startswith(SEPARATOR_STATED) else ""
    )
    number = 1 if stated else 0
    table = csv.reader(lines, delimiter=stated or _separator(first, how))
    if not stated:
        lines.back(first)
    while True:
        number += 1
        try:
            yield number, next(table)
        except StopIteration:
            return
        except (csv.Error, TooLong) as error:
            yield number, f"{error}; is a quotation mark left open, or a line end missing?"


def _document(header: list[str], row: list[str] | str, source: str, how: How) -> Document | Failure:
    if isinstance(row, str):
        return failure(source, row)
    if any(row[len(header) :]):
        return failure(
            source,
            f"it has {len(row)} cells and there are {len(header)} columns; "
            "a cell that holds the separator must stand in quotation marks",
        )
    # Of two columns of one name the first counts.
    return row_document(dict(reversed(list(zip(header, row, strict=False)))), source, how)


def _check(header: list[str], how: How) -> None:
    texts = accepted(how.mapping)["text"]
    if not any(name.strip().lower() in texts for name in header):
        shown = ", ".join(name.strip() for name in header[:20])
        raise NotRead(f"no column for the text: there are {shown}; name one with --map text=COLUMN")


def _separator(header: str, how: How) -> str:
    """What the cells of ``header`` are separated by: what gives most names that we know, then most names."""
    known = {name for names in accepted(how.mapping).values() for name in names}

    def fit(separator: str) -> tuple[int, int]:
        names = [name.strip(' "\r\n').lower() for name in header.split(separator)]
        return sum(name in known for name in names), len(names)

    return max(SEPARATORS, key=fit)


def _decoded(stream: BinaryIO) -> io.TextIOWrapper:
    sample = stream.read(SAMPLE)
    whole = rejoined(sample, stream)
    return io.TextIOWrapper(whole, encoding=_encoding(sample), errors="replace", newline="")


def _encoding(sample: bytes) -> str:
    marked = next((name for mark, name in MARKS if sample.startswith(mark)), None)
    if marked:
        return marked
    text = sample.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    sound = sum(character > "\x7f" for character in text) - lost
    # A character damaged here and there does not make it another encoding, and the sample may end in one.
    if lost <= 1 or lost * MOST_LOST <= sound:
        return "utf-8"
    # Imported here: it loads a library that few tables need.
    from samestory.codepages import guess  # noqa: PLC0415

    return guess(sample) or "utf-8"
