from __future__ import annotations

import zlib
from importlib.resources import files

import msgspec
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
