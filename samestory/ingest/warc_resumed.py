"""Where a web archive goes on behind a damaged record: the next place in its file where a record begins."""

from __future__ import annotations

import re
import zlib
from typing import BinaryIO

from samestory.ingest.records import How

# A member of gzip, or a record's first line and what the second begins with.
BEGINNING = re.compile(rb"\x1f\x8b\x08|WARC/\d\.\d\r?\n(?:WARC|Content)-")
GZIP = b"\x1f\x8b"
MAGIC = b"WARC/"
CHUNK = 1 << 18
# Bytes that tell whether a member of gzip holds a record.
ENOUGH = 200
EITHER_WRAPPER = 32 + zlib.MAX_WBITS


def next_record(stream: BinaryIO, start: int, how: How) -> int:
    """The place of the first record from ``start`` on, -1 where there is none; ``stream`` is left there.

    What is looked through is paid for, so that a file damaged everywhere on purpose comes to an end.
    """
    at = start
    while True:
        stream.seek(at)
        chunk = stream.read(CHUNK)
        how.budget.spend(len(chunk))
        for found in BEGINNING.finditer(chunk):
            place = at + found.start()
            if _holds_record(chunk[found.start() : found.start() + ENOUGH]):
                stream.seek(place)
                return place
        if len(chunk) <= ENOUGH:
            return -1
        at += len(chunk) - ENOUGH if len(chunk) == CHUNK else len(chunk)


def _holds_record(head: bytes) -> bool:
    if not head.startswith(GZIP):
        return True
    try:
        return zlib.decompressobj(EITHER_WRAPPER).decompress(head, len(MAGIC)) == MAGIC
    except zlib.error:
        return False
