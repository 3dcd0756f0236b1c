"""Who is told of without a name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.lang import load
from samestory.model import Article, Body, NameMention, Span
from samestory.read import cues
from samestory.read.bodies import bodies
from samestory.read.sentences import split


def article(text: str, lang: str = "en", names: tuple[NameMention, ...] = ()) -> Article:
    language = load(lang)
    return Article(
        id="a", document_id="d", source="s", lang=lang, text=text, names=names,
        sentences=split(text, language), cues=cues.mentions(text, language),
    )  # fmt: skip


def found(one: Article) -> list[tuple[str, str | None, str | None]]:
    return [(body.span.of(one.text), body.country, body.sector) for body in bodies(one)]


def at(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Danish police arrested protesters.", [("Danish police", "DK", "COP")]),
        ("en", "Kenyan nuns met them.", [("Kenyan nuns", "KE", "REL")]),
        ("en", "Students in Norway met them.", [("Students in Norway", "NO", "EDU")]),
        ("ru", "Выступили жители Дании.", [("жители Дании", "DK", "CVL")]),
        ("bg", "Румънската полиция спря миньорите.", [("Румънската полиция", "RO", "COP")]),
        ("ro", "Guvernul României a respins cererea.", [("Guvernul României", "RO", "GOV")]),
        ("ru", "Правительство Дании отвергло иск.", [("Правительство Дании", "DK", "GOV")]),
        ("de", "Die dänische Polizei nahm zwei fest.", [("dänische Polizei", "DK", "COP")]),
    ],
)  # fmt: skip
def test_it_is_told_by_its_words_and_whose_they_are(
    lang: str, text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert [one for one in found(article(text, lang)) if one in expected] == expected


def test_a_word_that_only_shares_a_listed_one_s_stem_is_none() -> None:
    assert found(article("Dänische Bauern klagten.", "de")) == [("Dänische Bauern", "DK", "AGR")]
    assert found(article("Der dänische Bau und die dänische Arbeit begannen.", "de")) == []


def test_of_whom_no_country_is_told_has_none() -> None:
    assert found(article("The opposition accused ministers in Norway and the court.")) == [
        ("opposition", None, "OPP"), ("ministers", None, "GOV"), ("court", None, "JUD"),
    ]  # fmt: skip


def test_of_whom_no_sector_is_told_is_none() -> None:
    assert found(article("The chairman met the members of Norway.")) == []


def test_the_words_that_tell_it_are_kept() -> None:
    text = "Danish police arrested them."
    (body,) = bodies(article(text))
    assert (body.country_span, body.sector_span) == (at(text, "Danish"), at(text, "police"))


def test_what_stands_at_a_name_is_told_by_the_name() -> None:
    text = "Danish police chief Ada Venn met the Swedish army."
    venn = NameMention(span=at(text, "Ada Venn"), type="person", post=at(text, "Danish police chief"))
    assert [words for words, _, _ in found(article(text, names=(venn,)))] == ["Swedish army"]


def test_who_stands_at_a_word_for_a_source_is_none() -> None:
    assert found(article("Според полицията Лорн нападна Вард.", "bg")) == []


@given(
    st.lists(
        st.sampled_from(["police", "Danish", "the", "army", "of", "Lorn", "and", "said", ",", "."]),
        max_size=14,
    )
)
def test_bodies_lie_in_sentences_in_order_and_apart(words: list[str]) -> None:
    one = article(" ".join(words))
    spans = [body.span for body in bodies(one)]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(any(s.start <= b.start and b.end <= s.end for s in one.sentences) for b in spans)
    assert all(isinstance(body, Body) and body.sector for body in bodies(one))
