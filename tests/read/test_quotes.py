"""Quotes are found by marks, dashes and verbs, with who says them; titles and names in marks are not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from samestory.lang import load
from samestory.model import Article, NameMention, Quote, Span
from samestory.read.quote_marks import marked
from samestory.read.quotes import quotes
from samestory.read.sentences import split


def article(lang: str, text: str, *people: str) -> Article:
    """An article whose names are the people, wherever they stand."""
    names = sorted(
        Span(at, at + len(name)) for name in people for at in range(len(text)) if text.startswith(name, at)
    )
    return Article(
        id="a",
        document_id="d",
        source="s",
        lang=lang,
        text=text,
        sentences=tuple(split(text, load(lang))),
        names=tuple(NameMention(span=span, type="person") for span in names),
    )


def told(lang: str, text: str, *people: str) -> list[tuple[str, str | None]]:
    """What is said in marks or behind a dash, and by whom."""
    its = article(lang, text, *people)
    return [(one.span.of(text), who(its, one)) for one in quotes(its) if one.kind != "reported"]


def who(its: Article, one: Quote) -> str | None:
    return its.words(its.names[one.name].span if one.name is not None else one.speaker)


@pytest.mark.parametrize(
    ("lang", "text", "people", "expected"),
    [
        ("en", "“It holds,” said Ada Lorn.", ["Ada Lorn"], [("It holds,", "Ada Lorn")]),
        ("en", "Ada Lorn told Bo Rask: “It holds.”", ["Ada Lorn", "Bo Rask"], [("It holds.", "Ada Lorn")]),
        (
            "en",
            "Ada Lorn came late. “It holds,” she said. “We all saw it.”",
            ["Ada Lorn"],
            [("It holds,", "Ada Lorn"), ("We all saw it.", "Ada Lorn")],
        ),
        (
            "en",
            "Ada Lorn called the bridge “old and tired” on Monday.",
            ["Ada Lorn"],
            [("old and tired", "Ada Lorn")],
        ),
        (
            "ru",
            "— Мост стоит, — сказал Игнат Лорн. — Мы все видели.",
            ["Игнат Лорн"],
            [("Мост стоит,", "Игнат Лорн"), ("Мы все видели.", "Игнат Лорн")],
        ),
        (
            "ru",
            "«Мост стоит, — сказал Игнат Лорн. — Мы все видели».",
            ["Игнат Лорн"],
            [("Мост стоит,", "Игнат Лорн"), ("Мы все видели", "Игнат Лорн")],
        ),
        (
            "fr",
            "« Le pont tient, a déclaré Anne Lorn, et nous l'avons vu. »",
            ["Anne Lorn"],
            [("Le pont tient,", "Anne Lorn"), ("et nous l'avons vu.", "Anne Lorn")],
        ),
        (
            "tr",
            'Ayla Lorn, "Köprü ayakta duruyor" dedi.',
            ["Ayla Lorn"],
            [("Köprü ayakta duruyor", "Ayla Lorn")],
        ),
        ("de", "Laut Ada Lorn ist die Brücke „alt und müde“.", ["Ada Lorn"], [("alt und müde", "Ada Lorn")]),
        (
            "en",
            "Ada Lorn said: “We begin here.\n“We go on there.”",
            ["Ada Lorn"],
            [("We begin here.", "Ada Lorn"), ("We go on there.", "Ada Lorn")],
        ),
        ("zh", "罗恩说，桥“又旧又破”。", ["罗恩"], [("又旧又破", "罗恩")]),
        ("zh", "“桥还在。”议员罗恩承诺。", ["罗恩"], [("桥还在。", "罗恩")]),
        ("zh", "「桥还在。」警方表示。", [], [("桥还在。", "警方")]),
        ("ar", "وصلت ليلى لورن. وقالت للصحفيين: «الجسر قديم».", ["ليلى لورن"], [("الجسر قديم", "ليلى لورن")]),
        ("ar", "«الجسر قديم»، قالت الشرطة.", [], [("الجسر قديم", "الشرطة")]),
        ("kk", "Айна Лорнның айтуынша, көпір «ескі».", ["Айна Лорнның"], [("ескі", "Айна Лорнның")]),
    ],
)
def test_what_is_said_and_by_whom(
    lang: str, text: str, people: list[str], expected: list[tuple[str, str | None]]
) -> None:
    assert told(lang, text, *people) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The “Lorn Bridge” stands, she said."),
        ("ru", "Мост построила компания «Лорн»."),
        ("en", "They don't know the workers' names, 'tis said."),
        ("en", "- bread\n- milk"),
        ("en", "It is a “bridge”."),
        ("ru", "Так называемая «серая экономика» растёт."),
        ("ru", "«Мост стоит», — сказал Игнат Лорн. Рабочие «малой смены» ждут."),
        ("bg", "Игнат Лорн дойде. За „черната каса“ знаят всички."),
        ("ar", "قالت ليلى لورن إن شركة «الجسر القديم» أغلقت."),
        ("zh", "罗恩说，《旧桥》是一本书。"),
    ],
)
def test_names_titles_apostrophes_and_lists_are_no_quotes(lang: str, text: str) -> None:
    said = [what for what, _ in told(lang, text, "Игнат Лорн")]
    assert [what for what in said if what != "Мост стоит"] == []


@pytest.mark.parametrize(
    ("lang", "text", "people", "said"),
    [
        ("en", "Ada Lorn said that the bridge was old.", ["Ada Lorn"], "the bridge was old"),
        ("ru", "Игнат Лорн сообщил, что мост уже стар.", ["Игнат Лорн"], "мост уже стар"),
        ("ru", "Мост уже давно закрыт, сообщил Игнат Лорн.", ["Игнат Лорн"], "Мост уже давно закрыт"),
        ("en", "According to Ada Lorn, the bridge was old.", ["Ada Lorn"], "the bridge was old"),
        ("ro", "Ana Lorn a spus că podul „e vechi și obosit”.", ["Ana Lorn"], "podul „e vechi și obosit”"),
    ],
)
def test_what_is_reported(lang: str, text: str, people: list[str], said: str) -> None:
    its = article(lang, text, *people)
    (one,) = (q for q in quotes(its) if q.kind == "reported")
    assert (one.span.of(text), who(its, one)) == (said, people[0])


@pytest.mark.parametrize(
    "text",
    [
        "It rained so hard that the bridge fell.",
        "Ada Lorn, mayor of a town, said no more on Monday.",
        "“It is said that bridges fall,” Ada Lorn said.",
    ],
)
def test_what_nobody_reports(text: str) -> None:
    assert [q for q in quotes(article("en", text, "Ada Lorn")) if q.kind == "reported"] == []


def test_a_quote_says_what_attributes_it_and_who_was_told() -> None:
    text = "“It holds,” Ada Lorn told Bo Rask."
    (one,) = quotes(article("en", text, "Ada Lorn", "Bo Rask"))
    its = article("en", text)
    assert (its.words(one.cue), its.words(one.audience), one.kind) == ("told", "Bo Rask", "direct")


@pytest.mark.parametrize(
    ("lang", "text", "inner"),
    [
        ("en", "a “b ‘c’ d” e", ["b ‘c’ d"]),
        ("bg", "а „б „в“ г“ д", ["б „в“ г"]),
        ("pl", "a „b” c „d” e", ["b", "d"]),
        ("de", "a »b« c", ["b"]),
        ("fr", "a « b » c", ["b"]),
        ("en", "a ''b'' c's d", ["b"]),
        ("en", 'a "b c\nd', []),
        ("en", 'He said: "A b. She said: "C d."', ["C d."]),
    ],
)
def test_marks_pair_within_a_line(lang: str, text: str, inner: list[str]) -> None:
    assert [one.inner.of(text) for one in marked(text, load(lang))] == inner


@given(st.text(alphabet="ab .,:!\n\"'«»„“”‘’—-", max_size=60), st.sampled_from(["en", "de", "ru", "fr"]))
def test_quotes_stand_in_the_text_in_order_apart_from_one_another(text: str, lang: str) -> None:
    spans = [one.span for one in quotes(article(lang, text)) if one.kind != "reported"]
    assert all(0 <= one.start < one.end <= len(text) for one in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "posts", "speaker"),
    [
        (
            "The American president Ada Lorn met Oren Tal. The Kazakh president said: “It is a new start.”",
            {"Ada Lorn": "American president"},
            None,
        ),
        (
            "The Kazakh president Ada Lorn met Oren Tal. The president said: “It is a new start.”",
            {"Ada Lorn": "Kazakh president"},
            "Ada Lorn",
        ),
        (
            "Talks were held with Ada Lorn, and the president announced: “We have a deal for all.”",
            {},
            None,
        ),
    ],
)
def test_a_post_stands_for_nobody_of_another_body_nor_for_who_stands_before_it(
    text: str, posts: dict[str, str], speaker: str | None
) -> None:
    its = article("en", text, "Ada Lorn", "Oren Tal")
    spans = {name: Span(text.index(post), text.index(post) + len(post)) for name, post in posts.items()}
    names = tuple(structs.replace(n, post=spans.get(n.span.of(its.text))) for n in its.names)
    its = structs.replace(its, names=names)
    named = [its.names[one.name].span.of(text) if one.name is not None else None for one in quotes(its)]
    assert named == [speaker]


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        ("ro", "Podul e vechi, iar ministrul norvel l-a numit „obosit și trist”.", "ministrul norvel"),
        ("ru", "Мост закрыли, после чего норвельский министр назвал его «старым».", "норвельский министр"),
        ("en", "The bridge stood, but the mayor called it “old and tired”.", "the mayor"),
    ],
)
def test_a_word_that_opens_a_clause_is_no_part_of_who_says_it(lang: str, text: str, speaker: str):
    assert [who for _, who in told(lang, text)] == [speaker]
