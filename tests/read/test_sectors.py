"""The words that tell of actors, where they stand."""

from __future__ import annotations

import pytest

from samestory.lang import known, load
from samestory.model import Span
from samestory.read.sectors import marked


def words(lang: str, text: str) -> list[tuple[str, str | None, str | None]]:
    found = marked(text, Span(0, len(text)), load(lang))
    return [(one.span.of(text), one.meaning.country, one.meaning.sector) for one in found]


def test_the_longest_phrase_counts() -> None:
    assert words("en", "prime minister of New Mexico") == [
        ("prime minister", None, "GOV"), ("of", None, None), ("New Mexico", "US", None),
    ]  # fmt: skip


def test_cases_stems_and_peoples_words_are_read() -> None:
    assert words("ru", "министром обороны Чехии") == [
        ("министром обороны", None, "GOV"),
        ("Чехии", "CZ", None),
    ]
    assert words("ru", "французского посла") == [("французского", "FR", None), ("посла", None, "GOV")]
    assert words("en", "Zambian police") == [("Zambian", "ZM", None), ("police", None, "COP")]


def test_names_are_written_with_a_capital() -> None:
    assert words("en", "WHO knows who china is")[0][1] == "IGO"
    assert [country for _, country, _ in words("en", "WHO knows who china is")[1:]] == [None] * 4


def test_a_code_that_is_also_a_countrys_is_the_country_by_its_own_name() -> None:
    assert words("en", "Ecuador") == [("Ecuador", "EC", None)]
    assert words("en", "European Commission") == [("European Commission", "IGO", "GOV")]


def test_letters_with_dots_are_one_word() -> None:
    assert words("en", "U.S. troops") == [("U.S.", "US", None), ("troops", None, "MIL")]


@pytest.mark.parametrize("code", known())
def test_what_is_listed_is_found_again(code: str) -> None:
    sectors, language = load(code).sectors, load(code)
    for phrase, country in sectors.nations.items():
        if "*" not in phrase and phrase not in sectors.known:
            found = marked(phrase.title(), Span(0, len(phrase)), language)
            assert [one.meaning.country for one in found] == [country], phrase
