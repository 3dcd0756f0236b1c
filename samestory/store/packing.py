"""Records as they lie in the file: JSON, packed with what most of them say alike. Knows no records.

A record that stands beside a text that it holds, as an article's does, is packed with that too.
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
# Which of its bytes tell what a stream was packed with.
WITH = slice(2, 6)
# Bytes of a text: zlib looks back 32,768, to what most records say too.
MOST_BESIDE = 20_000


def packed(record: object, beside: str = "") -> bytes:
    """``record`` as JSON, packed: a zlib stream (RFC 1950) with a preset dictionary."""
    work = zlib.compressobj(zdict=_dictionary(beside))
    return work.compress(msgspec.json.encode(record)) + work.flush()


def unpacked(stored: bytes, beside: str = "") -> bytes:
    """The JSON of what ``packed`` gave; raises ValueError for what is damaged."""
    # Damage may make a number of it, or nothing; SQL tells of it as of other damage.
    if not isinstance(stored, bytes):
        raise ValueError("a record is none any more")
    if not stored.startswith(PACKED):
        return stored
    # Older dossiers packed all with one.
    alone = stored[WITH] == zlib.adler32(_usual()).to_bytes(4)
    work = zlib.decompressobj(zdict=_usual() if alone else _dictionary(beside))
    try:
        found = work.decompress(stored)
    except zlib.error as error:
        raise ValueError(f"a record cannot be unpacked: {error}") from error
    if not work.eof:
        raise ValueError("a record ends too soon")
    return found


def decoder(kind: type[Thing]) -> Callable[..., Thing]:
    """Decodes records as ``kind``, given as stored and what lies ``beside``.

    What it gives raises ValueError or MsgspecError for what is damaged.
    """
    decode = msgspec.json.Decoder(kind).decode
    return lambda stored, beside="": decode(unpacked(stored, beside))


def _dictionary(beside: str) -> bytes:
    if not beside:
        return _usual()
    if not isinstance(beside, str):
        raise ValueError("a text is none any more")
    return beside.encode()[:MOST_BESIDE] + _usual()


@cache
def _usual() -> bytes:
    """What records are packed with. Never to be changed: what was packed with it could not be read again."""
    return files("samestory.store").joinpath("usual.txt").read_bytes()
