from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.heads.name_edges import tidied
from samestory.model import Span


@pytest.mark.parametrize(
    ("text", "given_as", "expected"),
    [
        ("Ana Pop, ministru", "Ana Pop,", "Ana Pop"),
        ("Partidul Verde (PV)", "Partidul Verde (", "Partidul Verde"),
        ("Partidul Verde (PV) a", "Partidul Verde (PV", "Partidul Verde (PV)"),
        ("PV) a", "PV)", "PV"),
        ("Liceul „Ion Pop” din", "Liceul „Ion Pop", "Liceul „Ion Pop”"),
        ("завод «Искра», где", "завод «Искра", "завод «Искра»"),
        ("пишет «Искра», где", "«Искра»,", "Искра"),
        ("the U.S. president", "U.S", "U.S."),
        ("He left the U.S.A.", "U.S.A.", "U.S.A."),
        ("in Paris.", "Paris", "Paris"),
        ("Acme Inc. said", "Acme Inc.", "Acme Inc."),
        ("Ms. O'Neil", "O'Neil", "O'Neil"),
        ("习近平，", "习近平，", "习近平"),
        ("दिल्ली।", "दिल्ली", "दिल्ली"),
    ],
)
def test_signs_at_the_edges_of_a_name(text: str, given_as: str, expected: str):
    start = text.index(given_as)
    span = tidied(text, Span(start, start + len(given_as)))
    assert span is not None
    assert span.of(text) == expected


def test_signs_alone_are_no_name():
    assert tidied("a, (b)", Span(1, 4)) is None


@given(st.text(alphabet="ab.,'’„“”«»\"() -+№", max_size=12), st.data())
def test_tidying_again_changes_nothing_and_words_stay(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    once = tidied(text, Span(start, end))
    inside = [i for i in range(start, end) if text[i].isalnum()]
    if once is None:
        assert not inside
        return
    assert tidied(text, once) == once
    assert all(once.start <= i < once.end for i in inside)
    assert once.end <= end + 1
