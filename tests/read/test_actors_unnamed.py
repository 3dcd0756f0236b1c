"""Bodies that a text calls by no name, and places that only say where others are from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.lang import UNKNOWN, known, load
from samestory.model import Article, NameMention, Span
from samestory.read.actors_unnamed import only_whose, unnamed

NUNS = ("Kenyan nuns", "KE", "REL")


def found(lang: str, text: str) -> list[tuple[str, str | None, str | None]]:
    bodies = unnamed(text, Span(0, len(text)), load(lang))
    return [(one.span.of(text), one.told.country, one.told.sector) for one in bodies]


@pytest.mark.parametrize(
    ("lang", "text", "bodies"),
    [
        ("en", "Danish police met Kenyan nuns.", [("Danish police", "DK", "COP"), NUNS]),
        ("en", "Students in Norway met the police.", [("Students in Norway", "NO", "EDU")]),
        ("bg", "Датската полиция пусна двама души.", [("Датската полиция", "DK", "COP")]),
        ("ru", "Выступили жители Дании.", [("жители Дании", "DK", "CVL")]),
        ("de", "Dänische Bauern blockierten die Straße.", [("Dänische Bauern", "DK", "AGR")]),
        ("en", "Ministers in Norway met soldiers in Kenya.", []),
        ("en", "Denmark slept, and so did everybody.", []),
    ],
)  # fmt: skip
def test_bodies_are_told_with_whose_they_are(
    lang: str, text: str, bodies: list[tuple[str, str | None, str | None]]
) -> None:
    assert found(lang, text) == bodies


def test_a_place_stands_for_its_state_and_not_for_others_from_there() -> None:
    text = "Danish farmers met Norway. Danish police met students in Kenya. Finland slept."
    places = ("Danish", "Norway", "Danish", "Kenya", "Finland")
    spans, at = [], 0
    for word in places:
        at = text.index(word, at)
        spans.append(Span(at, at + len(word)))
        at += len(word)
    article = Article(
        id="a", document_id="d", source="s", lang="en", text=text,
        sentences=(Span(0, 26), Span(27, 63), Span(64, 78)),
        names=tuple(NameMention(span=span, type="place") for span in spans),
    )  # fmt: skip
    assert only_whose(article, range(3)) == {0, 3}
    assert only_whose(article, [1, 2]) == {3}
    assert only_whose(article, []) == frozenset()


# The words of a language are made ready when it is first read.
@given(st.text(max_size=60), st.sampled_from([*known(), UNKNOWN]))
def test_bodies_lie_in_the_text_of_any_language(text: str, lang: str) -> None:
    for one in unnamed(text, Span(0, len(text)), load(lang)):
        assert 0 <= one.span.start <= one.core.start < one.core.end <= one.span.end <= len(text)
