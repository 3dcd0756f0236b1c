"""Language detection."""

from __future__ import annotations

import pytest

from samestory.lang import known
from samestory.read.language import LANGUAGES, detect

TEXTS = {
    "bg": "Министърът каза, че строежът на моста ще започне през пролетта, а парите са осигурени.",
    "ro": "Ministrul a spus că lucrările la pod vor începe în primăvară, iar banii sunt asigurați.",
    "ru": "Министр сказал, что строительство моста начнётся весной, а деньги на него уже выделены.",
    "uk": "Міністр сказав, що будівництво мосту почнеться навесні, а гроші на нього вже виділено.",
    "be": "Міністр сказаў, што будаўніцтва моста пачнецца ўвесну, а грошы на яго ўжо выдзелены.",
    "en": "The minister said that work on the bridge would begin in spring and the money was there.",
    "de": "Der Minister sagte, der Bau der Brücke beginne im Frühjahr, das Geld sei vorhanden.",
    "es": "El ministro dijo que las obras del puente empezarán en primavera y que hay dinero.",
    "kk": "Министр көпір құрылысы көктемде басталады, ал оған қаржы бөлінді деп мәлімдеді.",
    "tr": "Bakan, köprü inşaatının ilkbaharda başlayacağını ve paranın hazır olduğunu söyledi.",
    "zh": "部长说，大桥将于春天开工，资金已经到位。",
    "ar": "قال الوزير إن بناء الجسر سيبدأ في الربيع وإن المال متوفر.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_sentence_of_news_is_recognised(code: str) -> None:
    assert detect(TEXTS[code]) == code


@pytest.mark.parametrize("text", ["", "  \n", "12.03.2024 — 100 %", "***"])
def test_no_letters_no_language(text: str) -> None:
    assert detect(text, hint="en") == "und"


def test_a_hint_does_not_outweigh_clear_evidence() -> None:
    assert detect(TEXTS["bg"], hint="en") == "bg"


def test_a_hint_decides_where_the_words_do_not() -> None:
    text = "Иван Иванов"
    assert {detect(text, hint="bg"), detect(text, hint="ru-RU")} == {"bg", "ru"}


def test_a_hint_that_is_no_language_of_ours_is_passed_over() -> None:
    assert detect(TEXTS["ro"], hint="xx-klingon") == "ro"
    assert detect(TEXTS["ro"], hint="") == "ro"


def test_another_name_for_a_language_is_taken_as_that_language() -> None:
    assert detect("Bine", hint="mo") == detect("Bine", hint="ro")


def test_a_long_text_is_judged_by_more_than_its_start() -> None:
    text = "Menu Home Login " * 10 + TEXTS["ru"] * 2000
    assert detect(text) == "ru"


def test_every_language_with_a_file_can_be_detected() -> None:
    assert set(known()) <= set(LANGUAGES)
