from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.lang import known
from samestory.search.forms import forms
from samestory.store.terms import form

ONE_WORD = [
    *(("bg", "мост", "мостовете"), ("bg", "език", "езиците"), ("bg", "важен", "важните")),
    *(("ro", "stradă", "străzilor"), ("ro", "podul", "poduri"), ("ro", "miniștri", "ministrului")),
    *(("ru", "ставка", "ставок"), ("ru", "мэр", "мэром"), ("ru", "немцев", "немца")),
    *(("uk", "радість", "радості"), ("uk", "сторін", "сторона"), ("uk", "міст", "мостами")),
    *(("pl", "książka", "książek"), ("pl", "most", "moście"), ("pl", "Polak", "Polacy")),
    *(("en", "bridge", "bridges"), ("en", "stop", "stopped"), ("en", "closing", "closed")),
    *(("de", "Haus", "Häusern"), ("de", "schließen", "schließt")),
    *(("tr", "köprü", "köprülerin"), ("tr", "ekmek", "ekmeği"), ("tr", "kitap", "kitabı")),
]
OTHER_WORDS = [
    ("bg", "мост", "мощ"),
    ("ru", "банк", "банан"),
    ("en", "wing", "wed"),
    ("de", "Haus", "Hausmann"),
]


@pytest.mark.parametrize(("lang", "one", "other"), ONE_WORD)
def test_a_word_has_the_forms_of_its_language(lang: str, one: str, other: str):
    assert form(other) in forms(form(one), lang)
    assert form(one) in forms(form(other), lang)


@pytest.mark.parametrize(("lang", "one", "other"), OTHER_WORDS)
def test_other_words_are_no_forms_of_it(lang: str, one: str, other: str):
    assert form(other) not in forms(form(one), lang)


def test_a_language_without_a_file_has_no_other_forms():
    assert forms("bridge", "xx") == {"bridge"}


@given(word=st.text("abdeknorstăа-явиост", min_size=1, max_size=9), lang=st.sampled_from(known()))
def test_to_be_forms_of_one_word_goes_both_ways(word: str, lang: str):
    asked = form(word)
    if asked:
        assert asked in forms(asked, lang)
        assert all(asked in forms(other, lang) for other in forms(asked, lang))
