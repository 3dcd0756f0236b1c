"""The language files and their loader."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.errors import LanguageDataError
from samestory.lang import UNKNOWN, Language, fold, known, load, parse

CODES = (*known(), UNKNOWN)
SMALL = 'code = "xx"\nname = "X"\nendonym = "x"\ndirection = "ltr"\n[sentences]\nterminators = "."\n'


def phrases(language: Language) -> list[str]:
    sentences, times, furniture = language.sentences, language.times, language.furniture
    names = language.names
    sets = (
        *(sentences.abbreviations, sentences.number_abbreviations, sentences.unit_abbreviations),
        *(sentences.suffix_abbreviations, sentences.starters, sentences.saying),
        *(times.between_day_and_month, times.before_year, times.range_words, times.year_words, times.ends),
        *(furniture.lines, furniture.contains, furniture.credits, *language.events.ordinals.values()),
        *(language.events.not_ordinals, language.events.ordinal_endings, language.events.repeats),
        *(names.cases, names.demonyms, names.posts, names.joints),
    )
    tables = (
        *(times.months, times.weekdays, times.days),
        *(times.weeks, times.months_relative, times.years_relative),
        *(names.aliases, names.peoples),
    )
    return [phrase for group in (*sets, *tables) for phrase in group]


def test_the_languages_promised_are_there() -> None:
    promised = "bg ro ru en uk de es fr pl kk tr it pt ar zh be sr mk cs sk sl el nl ky"
    assert set(promised.split()) <= set(known())


@pytest.mark.parametrize("code", CODES)
def test_every_phrase_is_folded_and_trimmed(code: str) -> None:
    for phrase in phrases(load(code)):
        assert phrase == fold(phrase)
        assert phrase
        assert phrase.strip() == phrase


@pytest.mark.parametrize("code", known())
def test_every_month_and_weekday_has_a_word(code: str) -> None:
    times = load(code).times
    assert set(times.months.values()) == set(range(1, 13))
    assert set(times.weekdays.values()) == set(range(7))


@pytest.mark.parametrize("code", known())
def test_yesterday_today_and_tomorrow_have_words(code: str) -> None:
    times = load(code).times
    for table in (times.days, times.weeks, times.months_relative, times.years_relative):
        assert {-1, 0, 1} <= set(table.values())


@pytest.mark.parametrize("code", known())
def test_a_relative_phrase_stands_in_one_table(code: str) -> None:
    times = load(code).times
    tables = (times.days, times.weeks, times.months_relative, times.years_relative, times.months)
    together = [phrase for table in tables for phrase in table]
    assert len(together) == len(set(together))


@pytest.mark.parametrize("code", CODES)
def test_no_list_says_a_phrase_twice(code: str) -> None:
    file = tomllib.loads(resources.files("samestory.lang").joinpath(f"{code}.toml").read_text("utf-8"))
    sections = [section for section in file.values() if isinstance(section, dict)]
    lists = {key: value for section in sections for key, value in section.items() if isinstance(value, list)}
    for key, values in lists.items():
        folded = [fold(value) for value in values if isinstance(value, str)]
        assert len(folded) == len(set(folded)), key


@pytest.mark.parametrize("code", known())
def test_furniture_credits_and_ordinals_are_known(code: str) -> None:
    language = load(code)
    assert language.furniture.lines
    assert language.furniture.contains
    assert language.furniture.credits
    assert language.events.repeats
    assert {1, 2, 3} <= set(language.events.ordinals)


@pytest.mark.parametrize("code", known())
def test_what_a_name_stands_for_is_a_code(code: str) -> None:
    names = load(code).names
    assert names.aliases
    for stands_for in (*names.aliases.values(), *names.peoples.values()):
        kind, _, rest = stands_for.partition(":")
        assert kind in {"territory", "city", "body"}
        assert rest


def test_an_ordinal_has_one_number() -> None:
    told = 'events.ordinals = { 2 = ["Zwo"], 3 = ["zwo"] }'
    with pytest.raises(LanguageDataError, match=r"`events.ordinals` gives 'zwo' two numbers"):
        parse("xx", told + "\n" + SMALL)


def test_a_language_without_a_file_gets_the_neutral_default() -> None:
    assert load("qqq").code == UNKNOWN
    assert load("../en").code == UNKNOWN


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_folding_makes_look_alikes_one() -> None:
    assert fold("ŞI ţara") == fold("și țara")
    assert fold("Ёлка") == fold("елка")
    assert fold("п’ятниця") == fold("п'ятниця")
    assert fold("KASIM İZMİR") == fold("kasım izmir")


@pytest.mark.parametrize(
    ("addition", "named"),
    [
        ("nonsense", "not valid TOML"),
        ("abbrevs = []", "abbrevs"),
        ('abbreviations = ["dl."]', "abbreviations"),
        ("[times]\nmonths = { may = 13 }", "months"),
        ("[times]\nweekdays = { monday = 7 }", "weekdays"),
        ('[times]\nmonths = { "marţ" = 3, "marț" = 4 }', "marț"),
        ("[furniture]\nlines = 3", "lines"),
        ("[furnitures]\nlines = []", "furnitures"),
        ('[sectors]\nnations = { "Lornish" = "Lorn" }', "sectors.nations"),
        ('[sectors]\nknown = { "Lorn House" = "XX GVT" }', "sectors.known"),
        ('[sectors.words]\npolice = ["lorn"]\nmilitary = ["lorn"]', "'lorn' in"),
        ('[sectors.words]\nclowns = ["lorn"]', "clowns"),
    ],
)
def test_a_bad_file_is_refused_with_its_name_and_key(addition: str, named: str) -> None:
    with pytest.raises(LanguageDataError, match=r"lang/xx\.toml") as caught:
        parse("xx", SMALL + addition)
    assert named in str(caught.value)
    assert "adding-a-language" in str(caught.value)


def test_a_file_under_another_code_is_refused() -> None:
    with pytest.raises(LanguageDataError, match="named 'yy'"):
        parse("yy", SMALL)


def test_a_file_without_ending_marks_is_refused() -> None:
    with pytest.raises(LanguageDataError, match="terminators"):
        parse("xx", SMALL.replace('"."', '""'))
