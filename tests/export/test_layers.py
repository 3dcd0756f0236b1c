"""Marks that cross cut a text into pieces that are the text again, each under the marks that cover it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samestory.export.layers import Layered, Mark, layered
from samestory.model import Span

TEXT = "Ana said: “We sail on Monday.”"


def mark(start: int, end: int, number: int = 0) -> Mark:
    return Mark(layer="name", span=Span(start, end), entry=f"e{number}", place=f"p{number}")


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, Span, list[Mark]]:
    text = draw(st.text(max_size=40))
    places = st.integers(0, len(text))
    start, end = sorted((draw(places), draw(places)))
    spans = draw(st.lists(st.tuples(places, places), max_size=8))
    return text, Span(start, end), [mark(*sorted(one), number) for number, one in enumerate(spans)]


@given(marked())
def test_the_text_comes_back_character_for_character(told: tuple[str, Span, list[Mark]]):
    text, span, marks = told
    assert "".join(one.text for one in layered(text, span, marks)) == span.of(text)


@given(marked())
def test_every_character_stands_under_just_the_marks_that_cover_it(told: tuple[str, Span, list[Mark]]):
    text, span, marks = told
    at = span.start
    for piece in layered(text, span, marks):
        for _ in piece.text:
            assert {one.place for one in piece.marks} == {
                one.place for one in marks if one.span.start <= at < one.span.end
            }
            at += 1


@given(marked())
def test_a_mark_begins_once_and_its_pieces_follow_one_another(told: tuple[str, Span, list[Mark]]):
    text, span, marks = told
    pieces = layered(text, span, marks)
    for one in marks:
        under = [number for number, piece in enumerate(pieces) if one in piece.marks]
        begun = [number for number, piece in enumerate(pieces) if one in piece.begins]
        assert begun == under[:1]
        assert under == list(range(under[0], under[-1] + 1)) if under else True


def test_marks_that_cross_are_split_the_widest_outside():
    quote, name = mark(11, 28, 1), mark(0, 14, 2)
    pieces = layered(TEXT, Span(0, len(TEXT)), [name, quote])
    assert [(one.text, [each.place for each in one.marks]) for one in pieces] == [
        ("Ana said: “", ["p2"]),
        ("We ", ["p1", "p2"]),
        ("sail on Monday", ["p1"]),
        (".”", []),
    ]


def test_a_text_without_marks_is_one_piece():
    assert layered(TEXT, Span(0, 3), []) == (Layered(text="Ana"),)
