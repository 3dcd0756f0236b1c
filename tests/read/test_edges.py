from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from samestory.read.edges import LETTER, NOT_AFTER, NOT_BEFORE, Bounded

WRITTEN = rf"{NOT_AFTER}(?P<word>mai|май|5月|五)(?:{LETTER}{{1,2}})?{NOT_BEFORE}"
PARTS = ("mai", "май", "5月", "五", "一日", "한", "は", " ", "a", "я", "7", "_", "\u0301", ", ")


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join), st.integers(0, 20), st.integers(0, 20))
def test_a_bounded_pattern_finds_what_it_would_as_written(text: str, start: int, more: int):
    ours, plain = Bounded(WRITTEN), re.compile(WRITTEN)
    assert found(ours.finditer(text)) == found(plain.finditer(text))
    ask = (text, start, start + more)
    assert found(ours.finditer(*ask)) == found(plain.finditer(*ask))
    for asked, expected in (
        (ours.search(*ask), plain.search(*ask)),
        (ours.match(*ask), plain.match(*ask)),
        (ours.fullmatch(*ask), plain.fullmatch(*ask)),
    ):
        assert found(filter(None, [asked])) == found(filter(None, [expected]))


def found(matches: object) -> list[tuple[tuple[int, int], str | None]]:
    return [(one.span(), one.lastgroup) for one in matches]  # type: ignore[attr-defined]
