from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.encode import Encoder
from samestory.encode.session import Tokens
from samestory.heads.name_tags import OUTSIDE, TAGS, TYPES
from samestory.heads.names import (
    UNSPACED,
    NameTagger,
    first_tokens,
    is_word_for_people,
    names,
    words,
)
from samestory.model import Span

# Sentences of our own, each with the names a reader sees in it.
SENTENCES = {
    "bg": (
        "Вчера президентът Мирослав Ганчев пристигна в Будапеща.",
        {("Мирослав Ганчев", "person"), ("Будапеща", "place")},
    ),
    "ro": (
        "Ministrul Radu Cernescu a plecat ieri la Chișinău.",
        {("Radu Cernescu", "person"), ("Chișinău", "place")},
    ),
    "ru": (
        "Об этом сообщила Елена Горшкова, глава «Газпрома».",
        {("Елена Горшкова", "person"), ("Газпрома", "organisation")},
    ),
    "en": (
        "Julia Hartwell of the World Bank spoke in Nairobi.",
        {("Julia Hartwell", "person"), ("World Bank", "organisation"), ("Nairobi", "place")},
    ),
    "de": ("Gestern traf Karl Lindner in Wien ein.", {("Karl Lindner", "person"), ("Wien", "place")}),
}


@pytest.fixture(scope="module")
def tagger() -> NameTagger:
    return NameTagger.open()


@pytest.fixture(scope="module")
def encoder(prepared: Path) -> Encoder:
    return Encoder.open(threads=1, cache=prepared)


@pytest.mark.parametrize("lang", SENTENCES)
def test_names_are_found_with_their_types(lang: str, encoder: Encoder, tagger: NameTagger):
    text, expected = SENTENCES[lang]
    unit = Span(0, len(text))
    _, tokens = encoder.read([text], tagger)
    found = names(text, [unit], tokens, tagger.transitions)
    written = {(n.span.of(text).removeprefix("the "), n.type) for n in found}
    assert expected <= written
    assert all(0 < n.score <= 1 for n in found)


def test_spans_are_of_the_article_not_of_the_sentence(encoder: Encoder, tagger: NameTagger):
    head, text = "Заглавие.\n\n", SENTENCES["bg"][0]
    _, tokens = encoder.read([text], tagger)
    alone = names(text, [Span(0, len(text))], tokens, tagger.transitions)
    whole = names(head + text, [Span(len(head), len(head + text))], tokens, tagger.transitions)
    assert [n.span.of(head + text) for n in whole] == [n.span.of(text) for n in alone]


# Nothing learnt of tags in a row.
NONE = np.zeros((TAGS, TAGS), np.float32)


def said(*tags: int, sure: float = 0.9) -> np.ndarray:
    """What a head that is ``sure`` of these tags says."""
    rows = np.full((len(tags), TAGS), np.log((1 - sure) / (TAGS - 1)), np.float32)
    rows[np.arange(len(tags)), list(tags)] = np.log(sure)
    return rows


def test_one_written_form_has_one_type_in_an_article():
    text = "Orlin. Orlin. Orlin."
    place, person = TYPES.index("place"), TYPES.index("person")
    places = np.array([[0, 0], [0, 5], [5, 6], [0, 0]], np.int32)
    tokens = [
        Tokens(places, said(OUTSIDE, 1 + 2 * kind, OUTSIDE, OUTSIDE, sure=sure))
        for kind, sure in ((place, 0.6), (person, 0.9), (place, 0.5))
    ]
    found = names(text, [Span(0, 6), Span(7, 13), Span(14, 20)], tokens, NONE)
    assert [n.type for n in found] == ["place"] * 3


def test_a_name_found_once_is_found_wherever_the_article_has_it():
    text = "Orlin. Orlin Orlin-Maren orlin."
    places = np.array([[0, 5], [5, 6], [7, 12], [13, 18], [18, 19], [19, 24], [25, 30], [30, 31]], np.int32)
    tokens = [
        Tokens(places[:2], said(1, OUTSIDE)),
        Tokens(places[2:] - [7, 7], said(*[OUTSIDE] * 6)),
    ]
    found = names(text, [Span(0, 6), Span(7, 31)], tokens, NONE)
    assert [n.span for n in found] == [Span(0, 5), Span(7, 12)]
    assert found[0].score > found[1].score
    assert {n.type for n in found} == {TYPES[0]}


def test_words_for_people_are_no_names():
    assert is_word_for_people("британците", "person")
    assert not is_word_for_people("Британците", "person")
    assert not is_word_for_people("туитър", "work")
    assert not is_word_for_people("习近平", "person")


def test_words_past_the_encoders_limit_have_no_names():
    text = "Orlin and Maren"
    tokens = Tokens(np.array([[0, 0], [0, 5], [6, 9]], np.int32), said(OUTSIDE, 1, OUTSIDE))
    assert [n.span for n in names(text, [Span(0, 15)], [tokens], NONE)] == [Span(0, 5)]
    assert (
        names("", [Span(0, 0)], [Tokens(np.zeros((0, 2), np.int32), np.zeros((0, 0), np.float32))], NONE)
        == ()
    )


def test_words_without_spaces_between_them_are_the_tokens():
    text = "习近平在北京。"
    places = np.array([[0, 0], [0, 3], [3, 4], [4, 6], [6, 7]], np.int32)
    assert [w.of(text) for w in words(text, places)] == ["习近平", "在", "北京", "。"]
    assert UNSPACED.search("Токаев") is None


@given(st.text(alphabet="ab. -Ж北दि\u0301", max_size=20))
def test_words_are_in_order_and_hold_every_visible_character(text: str):
    found = words(text, np.zeros((0, 2), np.int32))
    assert all(a.end <= b.start for a, b in pairwise(found))
    kept = "".join(w.of(text) for w in found)
    # A mark that follows no letter belongs to no word.
    assert kept.replace("\u0301", "").replace("ि", "") == re.sub("[ \u0301ि]", "", text)


def test_marks_and_joiners_stay_in_their_word():
    none = np.zeros((0, 2), np.int32)
    for word in ("दिल्ली", "سْمِيث", "Касым-Жомарт", "می‌خواهم"):
        assert [w.of(word) for w in words(word, none)] == [word]
    assert [w.of("เยอรมนี") for w in words("เยอรมนี", np.array([[0, 4], [4, 7]], np.int32))] == ["เยอร", "มนี"]


def test_a_word_is_read_at_the_token_of_its_first_character():
    places = np.array([[0, 0], [0, 4], [4, 7], [7, 9], [0, 0]], np.int32)
    assert first_tokens([Span(0, 2), Span(2, 7), Span(8, 9), Span(9, 10)], places).tolist() == [1, 1, 3, -1]
