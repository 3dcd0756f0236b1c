"""The files of a zip that has lost its table of contents, as one cut off has, one after the other.

A zip carries each file's name and size beside the file too; that is what is gone by here.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from samestory.ingest.records import How, Member

HEAD = struct.Struct("<4s5H3I2H")
MAGIC = b"PK\x03\x04"
ENCRYPTED, LENGTH_LATER = 0x1, 0x8
CHUNK = 1 << 16


def salvaged(stream: BinaryIO, how: How) -> Iterator[Member]:
    """The files from the beginning of ``stream`` on, while they are whole and within the limit of one."""
    stream.seek(0)
    while len(head := stream.read(HEAD.size)) == HEAD.size:
        magic, _, flags, method, _, _, crc, packed, _, name_length, extra = HEAD.unpack(head)
        if magic != MAGIC or flags & ENCRYPTED:
            return
        name = stream.read(name_length).decode("utf-8", "replace")
        stream.seek(extra, io.SEEK_CUR)
        start = stream.tell()
        data, used = _data(stream, method, None if flags & LENGTH_LATER else packed, how)
        if data is None:
            return
        if name and not name.endswith("/") and (flags & LENGTH_LATER or zlib.crc32(data) == crc):
            yield Member(name, io.BytesIO(data))
        stream.seek(start + used)
        if flags & LENGTH_LATER:
            _skip_lengths(stream)


def _data(stream: BinaryIO, method: int, packed: int | None, how: How) -> tuple[bytes | None, int]:
    """What one file holds, and from how many bytes; None where it is not all there or cannot be unpacked."""
    limit = how.limits.max_bytes
    if method == zipfile.ZIP_STORED and packed is not None and packed <= limit:
        data = stream.read(packed)
        return (data if len(data) == packed else None), packed
    if method != zipfile.ZIP_DEFLATED:
        return None, 0
    unpacker, data, used = zlib.decompressobj(-zlib.MAX_WBITS), b"", 0
    while not unpacker.eof and len(data) <= limit and (chunk := stream.read(CHUNK)):
        used += len(chunk)
        part = unpacker.decompress(chunk, limit + 1 - len(data))
        how.budget.spend(len(part))
        data += part
    return (data if unpacker.eof else None), used - len(unpacker.unused_data)


def _skip_lengths(stream: BinaryIO) -> None:
    """Past the checksum and the two lengths that follow a file, which may have a mark before them."""
    start = stream.tell()
    after = stream.read(28)
    found = after.find(MAGIC)
    stream.seek(start + (found if found >= 0 else len(after)))
