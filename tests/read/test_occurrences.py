"""Words that tell which of its kind a happening is, where they stand and with what number."""

from __future__ import annotations

import pytest

from samestory.lang import known, load
from samestory.read import times
from samestory.read.occurrences import mentions


def marked(lang: str, text: str) -> list[tuple[str, str, int]]:
    language = load(lang)
    found = mentions(text, language, times.mentions(text, language))
    return [(one.span.of(text), one.kind, one.value) for one in found]


@pytest.mark.parametrize(
    ("lang", "text", "word", "number"),
    [
        ("en", "Tarnwick opened the fourth round of talks.", "fourth", 4),
        ("en", "The 12th fair opened in Velmora.", "12th", 12),
        ("de", "Beim fünften Treffen in Aldenau fehlte er.", "fünften", 5),
        ("fr", "Le quatrième tour a commencé.", "quatrième", 4),
        ("es", "La 18.ª feria abre hoy.", "18.ª", 18),
        ("ro", "A treia rundă a început la Vâlcani.", "A treia", 3),
        ("ru", "Сыграна четвёртая партия матча.", "четвёртая", 4),
        ("bg", "Единадесетата среща бе в Долнец.", "Единадесетата", 11),
        ("cs", "Začal 18. ročník přehlídky.", "18.", 18),
        ("sr", "Почео је 5. сајам у Мраковцу.", "5.", 5),
        ("tr", "Orvan'da üçüncü tur başladı.", "üçüncü", 3),
        ("uk", "Удруге за рік горів склад.", "Удруге", 2),
    ],
)
def test_ordinals_are_numbers(lang: str, text: str, word: str, number: int) -> None:
    assert (word, "ordinal", number) in marked(lang, text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "He struck early in the second half."),
        ("en", "It opened on 3rd May 2031."),
        ("fr", "Le premier ministre est venu."),
        ("pl", "Zginęło 5. Nikt nie ocalał."),
        ("en", "There were 12 of them, in 2031."),
    ],
)
def test_what_counts_no_occurrence_is_no_ordinal(lang: str, text: str) -> None:
    assert [one for one in marked(lang, text) if one[1] == "ordinal"] == []


@pytest.mark.parametrize(
    ("lang", "text", "word"),
    [
        ("en", "The pump failed again, a year after the first fire.", "again"),
        ("en", "The pump failed again, a year after the first fire.", "year after"),
        ("en", "Last year they lost.", "Last year"),
        ("de", "Erneut brennt die Halle.", "Erneut"),
        ("ru", "Год назад она проиграла.", "Год назад"),
        ("el", "Και πάλι απεργία στο λιμάνι.", "πάλι"),
    ],
)
def test_words_that_look_back_are_marked(lang: str, text: str, word: str) -> None:
    assert (word, "repeat", 0) in marked(lang, text)


def test_days_near_the_report_do_not_look_back() -> None:
    assert marked("en", "It burned yesterday and will reopen next year.") == []


@pytest.mark.parametrize("lang", known())
def test_every_weekday_is_known_and_no_ordinal(lang: str) -> None:
    for word, number in load(lang).times.weekdays.items():
        assert [(kind, value) for _, kind, value in marked(lang, word)] == [("weekday", number)]
