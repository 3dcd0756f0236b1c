"""Records as they lie in the file: JSON, packed with what most of them say alike. Knows no records.

JSON as it is, which older dossiers hold, is read as well.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

Thing = TypeVar("Thing")
# No JSON begins so; every stream of zlib of this level does.
PACKED = b"x"


def packed(record: object) -> bytes:
    """``record`` as JSON, packed: a zlib stream (RFC 1950) with a preset dictionary."""
    work = zlib.compressobj(zdict=_usual())
    return work.compress(msgspec.json.encode(record)) + work.flush()


def unpacked(stored: bytes) -> bytes:
    """The JSON of what ``packed`` gave; raises ValueError for what is damaged."""
    # Damage may make a number of it, or nothing; SQL tells of it as of other damage.
    if not isinstance(stored, bytes):
        raise ValueError("a record is none any more")
    if not stored.startswith(PACKED):
        return stored
    work = zlib.decompressobj(zdict=_usual())
    try:
        found = work.decompress(stored)
    except zlib.error as error:
        raise ValueError(f"a record cannot be unpacked: {error}") from error
    if not work.eof:
        raise ValueError("a record ends too soon")
    return found


def decoder(kind: type[Thing]) -> Callable[[bytes], Thing]:
    """Decodes stored records as ``kind``; raises ValueError or MsgspecError for what is damaged."""
    decode = msgspec.json.Decoder(kind).decode
    return lambda stored: decode(unpacked(stored))


@cache
def _usual() -> bytes:
    """What records are packed with. Never to be changed: what was packed with it could not be read again."""
    return files("samestory.store").joinpath("usual.txt").read_bytes()
