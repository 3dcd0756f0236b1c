from __future__ import annotations

import zlib
from importlib.resources import files

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.model import Reason
from samestory.store.packing import decoder, packed, unpacked

RECORDS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
REASONS = tuple(
    Reason(name="names", value=0.5 * n, says="figures that each has and the other lacks") for n in range(9)
)


@given(RECORDS)
def test_a_record_comes_out_as_it_went_in(record: object):
    assert msgspec.json.decode(unpacked(packed(record))) == record


@given(RECORDS, st.text(st.characters(codec="utf-8")))
def test_a_record_comes_out_with_the_text_that_it_was_packed_with(record: object, text: str):
    assert msgspec.json.decode(unpacked(packed(record, text), text)) == record
    assert msgspec.json.decode(unpacked(packed(record), text)) == record


@pytest.mark.parametrize("length", [2_000, 100_000])
def test_a_text_that_lies_beside_takes_no_room_twice(length: int):
    text = "".join(chr(97 + int(one)) for one in np.random.default_rng(1).integers(0, 26, length))
    alone, beside = len(packed({"text": text})), len(packed({"text": text}, text))
    # Of a long one the beginning, as far as the packing looks back.
    assert beside < alone - 0.5 * min(length, 20_000)
    with pytest.raises(ValueError, match="cannot be unpacked"):
        unpacked(packed({"text": text}, text), text[1:])


@given(RECORDS)
def test_records_that_an_older_version_left_unpacked_are_read(record: object):
    plain = msgspec.json.encode(record)
    assert unpacked(plain) == plain


def test_what_records_say_alike_takes_little_room():
    plain = msgspec.json.encode(REASONS)
    assert len(packed(REASONS)) < min(len(plain) / 5, len(zlib.compress(plain)))


@pytest.mark.parametrize("kept", [2, 9, -1])
def test_a_record_that_is_cut_off_is_told(kept: int):
    with pytest.raises(ValueError, match=r"cannot be unpacked|too soon"):
        decoder(tuple[Reason, ...])(packed(REASONS)[:kept])


@pytest.mark.parametrize("stored", [None, 5, 0.5, "{}"])
def test_what_is_no_record_any_more_is_told(stored: bytes):
    with pytest.raises(ValueError, match="none any more"):
        unpacked(stored)


def test_a_changed_byte_is_told():
    spoilt = bytearray(packed(REASONS))
    spoilt[len(spoilt) // 2] ^= 0xFF
    with pytest.raises(ValueError, match=r"cannot be unpacked|too soon"):
        unpacked(bytes(spoilt))


def test_what_records_are_packed_with_never_changes():
    # Every dossier written with it would be unreadable. For a better one add a second, and read both.
    assert zlib.adler32(files("samestory.store").joinpath("usual.txt").read_bytes()) == 2202246127
