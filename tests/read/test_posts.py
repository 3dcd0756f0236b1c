"""Titles and posts beside persons' names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.lang import UNKNOWN, known, load
from samestory.model import Span
from samestory.read.posts import post, posts


def told(text: str, name: str, lang: str) -> str | None:
    start = text.index(name)
    span = post(text, Span(start, start + len(name)), load(lang))
    return None if span is None else span.of(text)


@pytest.mark.parametrize(
    ("lang", "text", "name", "expected"),
    [
        ("ru", "Вчера президент Казахстана Левон Маренов прибыл.", "Левон Маренов", "президент Казахстана"),
        (
            "ru",
            "Встреча с министром иностранных дел Ларнии Адой Лорн.",
            "Адой Лорн",
            "министром иностранных дел Ларнии",
        ),
        ("ru", "Говорил глава «Ларнгаза» Левон Маренов.", "Левон Маренов", "глава «Ларнгаза»"),
        ("bg", "Президентът на Ларния Левон Маренов пристигна.", "Левон Маренов", "Президентът на Ларния"),
        ("bg", "Левон Маренов, президент на Ларния, пристигна.", "Левон Маренов", "президент на Ларния"),
        (
            "uk",
            "Заявив міністр закордонних справ Ларнії Левон Маренов.",
            "Левон Маренов",
            "міністр закордонних справ Ларнії",
        ),
        ("ro", "Președintele Larniei, Levon Maren, a sosit.", "Levon Maren", "Președintele Larniei"),
        ("ro", "A vorbit președintele Larniei Levon Maren.", "Levon Maren", "președintele Larniei"),
        ("en", "On Monday Larnow Mayor Ada Lorn spoke.", "Ada Lorn", "Larnow Mayor"),
        ("en", "The prime minister of Larnow Ada Lorn spoke.", "Ada Lorn", "prime minister of Larnow"),
        ("en", "Ada Lorn, the mayor of Larnow, spoke.", "Ada Lorn", "mayor of Larnow"),
        ("de", "Es sprach Bundeskanzlerin Ada Lorn.", "Ada Lorn", "Bundeskanzlerin"),
        ("fr", "Selon le président de la Larnie Ada Lorn, rien.", "Ada Lorn", "président de la Larnie"),
        ("es", "Dijo la presidenta de Larnia, Ada Lorn.", "Ada Lorn", "presidenta de Larnia"),
        ("en", "The mayor of Larnow, Ada Lorn and others met.", "Ada Lorn", None),
        ("es", "Ada Lorn, ministra de Defensa, habló.", "Ada Lorn", "ministra de Defensa"),
        ("it", "Il ministro degli Esteri Ada Lorn parla.", "Ada Lorn", "ministro degli Esteri"),
        ("pt", "O presidente da Lárnia Ada Lorn falou.", "Ada Lorn", "presidente da Lárnia"),
        ("pl", "Mówił premier Larnii Adam Lorn.", "Adam Lorn", "premier Larnii"),
        ("cs", "Řekl to ministr zahraničí Adam Lorn.", "Adam Lorn", "ministr zahraničí"),
        ("sk", "Povedal to minister obrany Adam Lorn.", "Adam Lorn", "minister obrany"),
        (
            "sl",
            "To je dejal minister za zunanje zadeve Adam Lorn.",
            "Adam Lorn",
            "minister za zunanje zadeve",
        ),
        ("kk", "Ларния президенті Левон Маренов келді.", "Левон Маренов", "Ларния президенті"),
        ("tr", "Larniya Cumhurbaşkanı Levon Maren geldi.", "Levon Maren", "Larniya Cumhurbaşkanı"),
    ],
)
def test_posts_are_found_with_their_body(lang: str, text: str, name: str, expected: str | None) -> None:
    assert told(text, name, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("ru", "Президент посетил завод вместе с Левоном Мареновым.", "Левоном Мареновым"),
        ("ru", "Об этом сказал президент. Левон Маренов промолчал.", "Левон Маренов"),
        ("en", "The mayor thanked Ada Lorn.", "Ada Lorn"),
        ("en", "Ada Lorn, who met the mayor, spoke.", "Ada Lorn"),
        ("bg", "Левон Маренов, каза той, идва.", "Левон Маренов"),
    ],
)
def test_a_post_of_somebody_else_is_left_alone(lang: str, text: str, name: str) -> None:
    assert told(text, name, lang) is None


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60), st.sampled_from((*known(), UNKNOWN)))
def test_a_post_stands_beside_the_name(text: str, one: int, other: int, lang: str) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = post(text, Span(start, end), load(lang))
    assert found is None or (found.start < found.end and (found.end <= start or found.start >= end))


def test_a_post_never_holds_the_name_of_another():
    text = "Ada Lorn, President Bo Zorn and mayor Karl Stern met."
    people = [Span(text.index(n), text.index(n) + len(n)) for n in ("Ada Lorn", "Bo Zorn", "Karl Stern")]
    told_of = [span and span.of(text) for span in posts(text, people, load("en"))]
    assert told_of == [None, "President", "mayor"]
