from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.store.terms import form, terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ёлка", "елка"), ("ŞTEFAN", "ștefan"), ("Ţară", "țara"), ("Łódź", "lodz"), ("İzmir", "izmir"),
        ("ırmak", "IRMAK"), ("Straße", "STRASSE"), ("Ὀδυσσεύς", "οδυσσευσ"), ("أحمد", "احمد"),
        ("Việt", "viet"), ("cafe\u0301", "café"), ("ﬁrst", "first"), ("Đà", "da"),
        ("п’ять", "п'ять"), ("обʼєкт", "об'єкт"),
    ],
)  # fmt: skip
def test_one_word_has_one_form(one: str, other: str):
    found = [[word for _, word in terms(text)] for text in (one, other)]
    assert found[0] == found[1] != []


@pytest.mark.parametrize(
    ("one", "other"), [("мост", "мостът"), ("read", "reed"), ("کتاب", "کتب"), ("किताब", "कताब")]
)
def test_other_words_have_other_forms(one: str, other: str):
    assert form(one) != form(other)


def test_marks_bound_words():
    text = "Kremlin's “2,500” l’accord — hand-made_up."
    assert [word for _, word in terms(text)] == [
        "kremlin",
        "s",
        "2",
        "500",
        "l",
        "accord",
        "hand",
        "made",
        "up",
    ]


def test_scripts_without_spaces_are_read_by_two_characters():
    assert [word for _, word in terms("北京市ABC。府")] == ["北京", "京市", "市", "abc", "府"]


@given(st.text())
def test_spans_hold_what_has_the_form(text: str):
    for span, word in terms(text):
        assert word
        assert form(span.of(text)) == word


@given(st.text())
def test_a_form_is_its_own_form(text: str):
    for _, word in terms(text):
        # The index keeps it whole: a tokenizer that parts at other ASCII and lowers it must change nothing.
        assert all(one.isalnum() and not one.isupper() for one in word if one.isascii())
        assert form(word) == word
