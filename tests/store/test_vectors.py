from __future__ import annotations

import tracemalloc
import zlib
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.store.vectors import Floats2d, are_of, kept, of_plain, packed, plain, rows_of, unpacked, usual

WIDTH = 384


def unit(rows: Floats2d) -> Floats2d:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


@st.composite
def drawn(draw: st.DrawFn) -> Floats2d:
    """Unit rows, of the usual width or another, some of them near to what is usual."""
    chance = np.random.default_rng(draw(st.integers(0, 1 << 32)))
    rows = chance.normal(size=(draw(st.integers(1, 5)), draw(st.sampled_from((3, WIDTH)))))
    return unit(usual(rows.shape[1]) + draw(st.sampled_from((1e-6, 1e-3, 0.03, 1.0))) * rows)


@given(drawn())
def test_what_was_stored_is_stored_again_as_it_is(rows: Floats2d):
    assert packed(kept(rows)) == packed(rows)
    assert packed(rows.astype(np.float16)) == packed(rows)


@given(drawn())
def test_a_number_is_off_by_half_a_step_and_what_float16_takes(rows: Floats2d):
    left = np.abs(rows - usual(rows.shape[1])).max(axis=1, keepdims=True)
    assert (np.abs(kept(rows) - rows) <= np.maximum(left / 127, 2.0**-11) + 2.0**-12).all()


@given(drawn())
def test_a_row_means_the_same_in_any_company(rows: Floats2d):
    assert np.array_equal(kept(rows), np.concatenate([kept(row[None]) for row in rows]))


def test_likenesses_stay_what_they_are():
    chance = np.random.default_rng(3)
    # As sentences lie: about as far from what is usual as from one another.
    rows = unit(usual(WIDTH) + 0.025 * chance.normal(size=(60, WIDTH)).astype(np.float32))
    before, after = (unit(one - usual(WIDTH)) for one in (rows, kept(rows)))
    assert np.abs(after @ after.T - before @ before.T).max() < 0.006
    assert len(packed(rows)) < 0.88 * rows.size


def test_a_text_without_meaning_stays_without():
    rows = np.zeros((3, WIDTH), np.float32)
    rows[1] = unit(usual(WIDTH)[None])
    assert [bool(row.any()) for row in kept(rows)] == [False, True, False]
    assert kept(rows[:0]).shape == (0, WIDTH)


@given(drawn())
def test_plain_rows_come_out_to_the_bit(rows: Floats2d):
    once = of_plain(plain(rows))
    assert plain(rows).dtype == np.int8
    assert np.array_equal(of_plain(plain(once)), once)
    assert np.abs(once - rows).max() <= np.abs(rows).max() / 127 + 2.0**-14


def test_damage_is_told():
    stored = packed(np.ones((2, 3), np.float32))
    assert are_of(stored, 3, 2)
    for spoilt, width in ((stored[:-1], 3), (b"", 3), (stored, 2), (stored, -3), (None, 3), (stored, None)):
        assert not are_of(spoilt, width, 2)
    with pytest.raises(ValueError, match="too soon"):
        unpacked(zlib.compress(b""), 1 << 40)
    with pytest.raises(ValueError, match="too soon"):
        unpacked(stored, 4)
    with pytest.raises(ValueError, match="cannot be unpacked"):
        unpacked(b"rows", 3)


def test_what_says_that_it_is_far_more_is_not_unpacked():
    stored = packed(np.ones((2, 3), np.float32))
    assert np.array_equal(rows_of(stored, 3, 2), unpacked(stored, 3))
    endless = zlib.compress(bytes(1 << 26))
    tracemalloc.start()
    for spoilt, width in ((endless, 3), (stored, 1 << 40), (stored[:-1], 3)):
        with pytest.raises(ValueError, match="vectors"):
            rows_of(spoilt, width, 2)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1 << 20


def test_what_is_usual_never_changes():
    # Every dossier written with it would say something else.
    assert zlib.adler32(files("samestory.store").joinpath("usual.f2").read_bytes()) == 2504809958
