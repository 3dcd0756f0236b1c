"""Vectors as they lie in the file: small whole numbers in steps of a row's own, packed. Knows no records.

What is used is what was stored: vectors read again and vectors of another place come out alike.
"""

from __future__ import annotations

import zlib
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]
Floats2d = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]
Bytes = npt.NDArray[np.int8]

# Steps from nought to the greatest number of a row; and the finest step, as a power of two. Finer ones would
# ask for more than float16 tells, which older dossiers hold.
MOST, FINEST = 127, 10
# Of rows that are not packed, and come out as float16, to the bit.
MOST_PLAIN, FINEST_PLAIN = 127, 14
# In place of a step: a row of nothing but noughts, which is a text without meaning.
NOTHING = -128
# Numbers in a row; a damaged width could ask for more memory than there is.
WIDEST = 1 << 16


def packed(vectors: Floats) -> bytes:
    """``vectors`` (n, d) as they are stored: a zlib stream (RFC 1950), whose bytes are signed numbers.

    First n of them, the steps of the rows: e stands for 2 ** -e. Then n rows of d, in these steps; what most
    vectors have in common (``usual``) is taken out before.
    """
    # As older dossiers held them, so that one brought up to date has the same.
    rows = vectors.astype("<f2").astype(np.float32)
    steps, numbers = _rounded(rows - usual(rows.shape[1]), MOST, FINEST)
    empty = ~rows.any(axis=1)
    steps[empty], numbers[empty] = NOTHING, 0
    # Nothing comes again in them; some numbers are only more usual than others.
    work = zlib.compressobj(strategy=zlib.Z_HUFFMAN_ONLY)
    return work.compress(steps.tobytes() + numbers.tobytes()) + work.flush()


def unpacked(stored: bytes, width: int) -> Floats2d:
    """Float32 (n, width): nearly unit rows, as ``packed`` was given them; ValueError for what is damaged."""
    flat = _numbers(stored, 0)
    count, over = divmod(len(flat), abs(width) + 1)
    if over or not 0 <= width <= WIDEST:
        raise ValueError("vectors end too soon")
    return _rows(flat, width, count)


def rows_of(stored: bytes, width: int, count: int) -> Floats2d:
    """As ``unpacked`` where there are so many rows, else ValueError: no more than they are is unpacked."""
    if not 0 <= width <= WIDEST:
        raise ValueError(f"no vectors are {width} wide")
    flat = _numbers(stored, count * (width + 1) + 1)
    if len(flat) != count * (width + 1):
        raise ValueError(f"there are not {count} vectors")
    return _rows(flat, width, count)


def _numbers(stored: bytes, most: int) -> Bytes:
    """What is ``stored``, of which no more than ``most`` is unpacked; all where that is 0."""
    work = zlib.decompressobj()
    try:
        flat = work.decompress(stored, most)
    except (zlib.error, TypeError) as error:
        raise ValueError(f"vectors cannot be unpacked: {error}") from error
    if not work.eof:
        raise ValueError("vectors go on behind the last, or end too soon")
    return np.frombuffer(flat, np.int8)


def _rows(flat: Bytes, width: int, count: int) -> Floats2d:
    steps, numbers = flat[:count], flat[count:].reshape(count, width)
    rows = _in_full(steps, numbers) + usual(width)
    rows[steps == NOTHING] = 0.0
    return rows


def are_of(stored: object, width: object, count: int) -> bool:
    """Whether so many rows of this width are ``stored``, whole; either may be damaged into anything."""
    if not isinstance(stored, bytes) or not isinstance(width, int):
        return False
    try:
        rows_of(stored, width, count)
    except ValueError:
        return False
    return True


def kept(vectors: Floats) -> Floats2d:
    """``vectors`` (n, d) as they come out once they were stored."""
    return unpacked(packed(vectors), vectors.shape[1])


def plain(rows: Floats) -> Bytes:
    """``rows`` (n, d) as bytes of one length each, int8 (n, 1 + d): the step as in ``packed``, the row."""
    steps, numbers = _rounded(rows.astype(np.float32), MOST_PLAIN, FINEST_PLAIN)
    return np.column_stack((steps, numbers))


def of_plain(flat: Bytes) -> Halves:
    """The rows of what ``plain`` gave, float16 (n, d)."""
    return _in_full(flat[:, 0], flat[:, 1:]).astype(np.float16)


@cache
def usual(width: int) -> npt.NDArray[np.float32]:
    """What most vectors of this width have in common, float32 (width,); nothing where that is not known.

    Never to be changed: what was packed with it would come out as something else.
    """
    known = np.frombuffer(files("samestory.store").joinpath("usual.f2").read_bytes(), "<f2")
    return known.astype(np.float32) if len(known) == width else np.zeros(width, np.float32)


def _rounded(rows: Floats2d, most: int, finest: int) -> tuple[Bytes, Bytes]:
    """The step of each row, and its numbers in these."""
    # The smallest step that ``most`` of reach the greatest number, but for half a step.
    _, power = np.frexp(np.abs(rows).max(axis=1, initial=0.0) / np.float32(most + 0.5))
    steps = np.clip(-power, NOTHING + 1, finest)
    return steps.astype(np.int8), np.rint(rows * _power(steps)).astype(np.int8)


def _in_full(steps: Bytes, numbers: Bytes) -> Floats2d:
    # A row of nothing has no step: what stands for one counts for the next.
    return numbers * _power(-np.maximum(steps, NOTHING + 1))


def _power(exponents: npt.NDArray[np.integer]) -> Floats2d:
    """Two to these powers, float32 (n, 1): to multiply with them is exact, and faster than ``ldexp``."""
    return np.ldexp(np.float32(1.0), exponents[:, None].astype(np.int32))
