"""Reported speech is found by words, forms, sources and endings; so are those told and those named before."""

from __future__ import annotations

import pytest

from samestory.lang import load
from samestory.model import Article, NameMention, Quote, Span
from samestory.read.quotes import quotes
from samestory.read.sentences import split


def article(lang: str, text: str, people: list[str], bodies: list[str]) -> Article:
    """An article whose names are the people and bodies, wherever they stand."""
    names = [
        NameMention(span=Span(at, at + len(name)), type=kind)
        for kind, written in (("person", people), ("organisation", bodies))
        for name in written
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    return Article(
        id="a",
        document_id="d",
        source="s",
        lang=lang,
        text=text,
        sentences=tuple(split(text, load(lang))),
        names=tuple(sorted(names, key=lambda one: one.span)),
    )


def reported(its: Article) -> list[Quote]:
    return [one for one in quotes(its) if one.kind == "reported"]


@pytest.mark.parametrize(
    ("lang", "text", "person", "said"),
    [
        ("de", "Ada Lorn sagte, die Brücke sei alt.", "Ada Lorn", "die Brücke sei alt"),
        ("de", "Ada Lorn versprach, die Brücke zu erneuern.", "Ada Lorn", "die Brücke zu erneuern"),
        ("de", "Nach Angaben von Ada Lorn ist die Brücke alt.", "Ada Lorn", "ist die Brücke alt"),
        ("de", "Die Brücke sei alt, so Ada Lorn.", "Ada Lorn", "Die Brücke sei alt"),
        ("de", "Wie Ada Lorn mitteilte, ist die Brücke alt.", "Ada Lorn", "ist die Brücke alt"),
        ("en", "Ada Lorn said the bridge was old.", "Ada Lorn", "the bridge was old"),
        ("en", "Ada Lorn, of Larnow, said the bridge was old.", "Ada Lorn", "the bridge was old"),
        ("en", "Ada Lorn promised to mend the bridge.", "Ada Lorn", "to mend the bridge"),
        ("en", "The bridge was old, Ada Lorn said.", "Ada Lorn", "The bridge was old"),
        ("ru", "По словам Ады Лорн, мост уже стар.", "Ады Лорн", "мост уже стар"),
        ("ru", "Как сообщила Ада Лорн, мост уже стар.", "Ада Лорн", "мост уже стар"),
        ("ru", "Ада Лорн пообещала починить мост.", "Ада Лорн", "починить мост"),
        ("bg", "Ада Лорн обеща мостът да бъде готов.", "Ада Лорн", "мостът да бъде готов"),
        ("tr", "Ayla Lorn, köprünün eski olduğunu söyledi.", "Ayla Lorn", "köprünün eski olduğunu"),
        ("tr", "Ayla Lorn köprünün eski olduğunu söyledi.", "Ayla Lorn", "köprünün eski olduğunu"),
        ("kk", "Айна Лорн көпірдің ескі екенін айтты.", "Айна Лорн", "көпірдің ескі екенін"),
        ("zh", "罗恩说桥已经很旧了。", "罗恩", "桥已经很旧了"),
        ("es", "Ana Lorn prometió reparar el puente.", "Ana Lorn", "reparar el puente"),
    ],
)
def test_what_is_reported_and_by_whom(lang: str, text: str, person: str, said: str) -> None:
    its = article(lang, text, [person], [])
    (one,) = reported(its)
    assert one.span.of(text).strip(".。") == said
    assert one.name is not None
    assert its.names[one.name].span.of(text) == person


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Als Ada Lorn die Lage erklärte, verdoppelte der Rat die Mittel."),
        ("de", "Die Brücke war alt, so dass Ada Lorn kam."),
        ("en", "“We go,” said Ada Lorn, the mayor of Larnow."),
        ("en", "When she came, Ada Lorn said: “We go.”"),
        ("ru", "Мост закрыли согласно плану, и Ада Лорн уехала."),
        ("tr", "Ayla Lorn köprüyü plana göre yeniledi."),
        ("zh", "罗恩写了一本小说。"),
    ],
)
def test_what_reports_nothing(lang: str, text: str) -> None:
    person = {"ru": "Ада Лорн", "tr": "Ayla Lorn", "zh": "罗恩"}.get(lang, "Ada Lorn")
    assert reported(article(lang, text, [person], [])) == []


def test_a_source_within_a_sentence_leaves_its_clause() -> None:
    text = "Die Brücke ist laut Ada Lorn alt, doch der Rat schweigt."
    (one,) = reported(article("de", text, ["Ada Lorn"], []))
    assert one.span.of(text) == "Die Brücke ist laut Ada Lorn alt"


@pytest.mark.parametrize(
    ("lang", "text", "people", "bodies", "told"),
    [
        ("en", "“It holds,” Ada Lorn told Reuters.", ["Ada Lorn"], ["Reuters"], "Reuters"),
        ("en", "Ada Lorn told Bo Rask that the bridge was old.", ["Ada Lorn", "Bo Rask"], [], "Bo Rask"),
        ("bg", "„Мостът стои“, каза Ада Лорн пред Радио Лорн.", ["Ада Лорн"], ["Радио Лорн"], "Радио Лорн"),
        ("ru", "«Мост стоит», — сказала ТАСС Ада Лорн.", ["Ада Лорн"], ["ТАСС"], "ТАСС"),
        ("ru", "Ада Лорн рассказала Вестнику, что мост стар.", ["Ада Лорн"], [], "Вестнику"),
        ("tr", 'Ayla Lorn, NTV\'ye "Köprü duruyor" dedi.', ["Ayla Lorn"], ["NTV"], "NTV"),
        ("kk", "«Көпір тұр», – деді Вестник тілшісіне Айна Лорн.", ["Айна Лорн"], [], "Вестник"),
        ("it", "«Il ponte regge», ha detto all'Ansa Ada Lorn.", ["Ada Lorn"], [], "Ansa"),
        ("en", "“It holds,” Ada Lorn said in front of Reuters.", ["Ada Lorn"], ["Reuters"], None),
        ("ru", "«Мост стоит», — сообщает ТАСС.", [], ["ТАСС"], None),
    ],
)
def test_who_is_told(lang: str, text: str, people: list[str], bodies: list[str], told: str | None) -> None:
    its = article(lang, text, people, bodies)
    assert its.words(quotes(its)[0].audience) == told


@pytest.mark.parametrize(
    ("lang", "text", "person"),
    [
        ("en", "Ada Lorn, a spokeswoman, came with Bo Rask. “It holds,” the spokeswoman said.", "Ada Lorn"),
        ("de", "Rathaussprecher Bo Rask kam mit Ada Lorn. „Sie hält“, sagte der Sprecher.", "Bo Rask"),
        (
            "bg",
            "Говорителят на моста Бо Раск дойде. Чу го Ада Лорн. „Той стои“, каза говорителят.",
            "Бо Раск",
        ),
        ("es", "El entrenador Bo Rask ganó. «Fue duro», explicó tras el partido.", "Bo Rask"),
    ],
)
def test_a_noun_stands_for_who_was_called_so(lang: str, text: str, person: str) -> None:
    its = article(lang, text, ["Ada Lorn", "Bo Rask", "Бо Раск", "Ада Лорн"], [])
    (one,) = quotes(its)
    assert one.name is not None
    assert its.names[one.name].span.of(text) == person
