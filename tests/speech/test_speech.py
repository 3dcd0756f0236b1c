"""Words, numbers and days as each language says them, and templates that are given them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from jinja2 import Environment
from markupsafe import Markup

from samestory.speech import SOURCE, UNTRANSLATED, Speech, dress, speech, spoken


def test_who_reads_a_language_with_messages_is_spoken_to_in_it():
    assert speech("ro") == Speech("ro")
    assert speech("ro").translated
    assert speech("de") == speech("en") == speech(None) == UNTRANSLATED
    assert not UNTRANSLATED.translated


def test_every_language_spoken_has_its_file():
    assert spoken() == ("bg", "en", "ro", "ru")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", ["0 reports", "1 report", "2 reports", "5 reports", "21 reports"]),
        ("bg", ["0 публикации", "1 публикация", "2 публикации", "5 публикации", "21 публикации"]),
        ("ro", ["0 relatări", "1 relatare", "2 relatări", "5 relatări", "21 de relatări"]),
        ("ru", ["0 публикаций", "1 публикация", "2 публикации", "5 публикаций", "21 публикация"]),
    ],
)  # fmt: skip
def test_numbers_take_their_forms(code: str, said: list[str]):
    told = [speech(code).plural("{n} report", "{n} reports", n) for n in (0, 1, 2, 5, 21)]
    assert told == said


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("ro", {"de relatări": [20, 100, 101 + 19 + 1, 200], "relatări": [0, 2, 19, 101 + 1, 119]}),
        ("ru", {"публикация": [1, 21, 101], "публикации": [2, 24, 103], "публикаций": [5, 11, 14, 112, 20]}),
    ],
)
def test_the_teens_and_the_hundreds(code: str, forms: dict[str, list[int]]):
    for words, numbers in forms.items():
        assert [speech(code).plural("{n} report", "{n} reports", n) for n in numbers] == [
            f"{n} {words}" for n in numbers
        ]


def test_what_has_no_message_is_said_as_it_stands():
    assert speech("bg").say("nothing says this {name}", name="A") == "nothing says this A"
    assert speech("bg").say("") == ""
    assert speech("bg").say("place") == "място"


FIRST, LAST = datetime(2024, 5, 14, 3, 42), datetime(2024, 5, 15)


@pytest.mark.parametrize(
    ("code", "day", "days", "far", "years", "months"),
    [
        (
            "en", "14 May 2024", "14–15 May 2024", "14 May – 1 September 2024",
            "14 May 2024 – 1 January 2025", "May – September 2024",
        ),
        (
            "bg", "14 май 2024 г.", "14–15 май 2024 г.", "14 май – 1 септември 2024 г.",
            "14 май 2024 г. – 1 януари 2025 г.", "май – септември 2024 г.",
        ),
        (
            "ro", "14 mai 2024", "14–15 mai 2024", "14 mai – 1 septembrie 2024",
            "14 mai 2024 – 1 ianuarie 2025", "mai – septembrie 2024",
        ),
        (
            "ru", "14 мая 2024 г.", "14–15 мая 2024 г.", "14 мая – 1 сентября 2024 г.",
            "14 мая 2024 г. – 1 января 2025 г.", "май – сентябрь 2024 г.",
        ),
    ],
)  # fmt: skip
def test_days(code: str, day: str, days: str, far: str, years: str, months: str):
    its = speech(code)
    told = [
        its.day(FIRST),
        its.days(FIRST, LAST),
        its.days(FIRST, date(2024, 9, 1)),
        its.days(FIRST, date(2025, 1, 1)),
        its.months(FIRST, date(2024, 9, 1)),
    ]
    assert [one.replace("\u202f", " ") for one in told] == [day, days, far, years, months]
    assert its.days(FIRST, FIRST) == its.day(FIRST)
    assert "2024" in its.months(FIRST, LAST)


def test_numbers_lists_and_names():
    assert [speech(one).decimal(0.5) for one in spoken()] == ["0,50", "0.50", "0,50", "0,50"]
    assert speech("bg").decimal(3.0, 0) == "3"
    assert [speech(one).listed(["A", "B", "C"]) for one in spoken()] == [
        "A, B и C", "A, B and C", "A, B și C", "A, B и C",
    ]  # fmt: skip
    assert UNTRANSLATED.listed([]) == ""
    assert UNTRANSLATED.percent(85) == "85%"
    assert [speech(one).weekday(3) for one in spoken()] == ["четвъртък", "Thursday", "joi", "четверг"]
    assert [speech(one).language("el") for one in spoken()] == ["гръцки", "Greek", "greacă", "греческий"]
    assert [speech(one).country("RO") for one in spoken()] == ["Румъния", "Romania", "România", "Румыния"]
    assert UNTRANSLATED.language("xq") == UNTRANSLATED.country("xq") == "xq"


def dressed(code: str, source: str, **values: object) -> str:
    environment = Environment(autoescape=True)
    dress(environment, speech(code))
    return environment.from_string(source).render(**values)


def test_templates_escape_what_messages_are_given_and_keep_markup():
    source = '<a title="{{ say("Origin {letter}: {name}", letter="A", name=name) }}">'
    assert dressed("ro", source, name='"><script>') == '<a title="Sursa A: &#34;&gt;&lt;script&gt;">'
    marked = '{{ say("{name} of", name=name) }}'
    assert dressed("bg", marked, name=Markup("<bdi>Утро</bdi>")) == "<bdi>Утро</bdi> от"


def test_templates_count_and_know_the_language():
    source = (
        '{{ speech.code }}: {{ plural("{n} row", "{n} rows", n) }}, {{ n | number }}, {{ 0.5 | decimal }}'
    )
    assert dressed(SOURCE, source, n=1234) == "en: 1,234 rows, 1,234, 0.50"
    source = '{{ plural("{n} more row", "{n} more rows", 2) }}'
    assert [dressed(one, source) for one in spoken()] == [
        "още 2 реда", "2 more rows", "încă 2 rânduri", "ещё 2 строки",
    ]  # fmt: skip
