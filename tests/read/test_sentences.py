"""Sentences: what always holds, and small examples of each rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.lang import UNKNOWN, known, load
from samestory.read.sentences import split

MARKS = ".?!…。؟«»„“”\"'()—–- \n\u00a0\u2028"
WORDS = (
    "г.",
    "Dr.",
    "z. B.",
    "11.",
    "XIV.",
    "А. Б.",
    "т. д.",
    "Слово",
    "word",
    "Word",
    "2024",
    "中文",
    "كلمة",
    "[1]",
)
PIECES = st.sampled_from((*MARKS, *WORDS, "  ", "3,5 млн."))
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join))
LANGUAGES = st.sampled_from((*known(), UNKNOWN))


@given(TEXTS, LANGUAGES)
def test_sentences_are_trimmed_ordered_and_apart(text: str, code: str) -> None:
    end = 0
    for span in split(text, load(code)):
        words = span.of(text)
        assert words == words.strip() != ""
        assert span.start >= end
        end = span.end


@given(TEXTS, LANGUAGES)
def test_sentences_cover_all_but_white_space(text: str, code: str) -> None:
    spans = split(text, load(code))
    kept = "".join(span.of(text) for span in spans)
    assert "".join(kept.split()) == "".join(text.split())


@given(TEXTS, LANGUAGES)
def test_no_sentence_crosses_a_line(text: str, code: str) -> None:
    assert all("\n" not in span.of(text) for span in split(text, load(code)))


@given(TEXTS, TEXTS, LANGUAGES)
def test_lines_are_split_alone(first: str, second: str, code: str) -> None:
    language = load(code)
    together = [span.of(f"{first}\n{second}") for span in split(f"{first}\n{second}", language)]
    apart = [span.of(text) for text in (first, second) for span in split(text, language)]
    assert together == apart


# "|" stands where a sentence ends; a space follows it in the text, except in Chinese.
EXAMPLES = [
    ("en", "It rained.| We left."),
    ("en", "Mrs. Dale met J. R. Stone at 4.30 p.m. Sunday.| They talked."),
    ("en", "It grew by 2.5 percent.| Nobody minded."),
    ("en", "They moved to the U.S.| The rest stayed."),
    ("en", "“Why now?” Mr. Cole asked.| “We do not know.| Ask them,” she said."),
    ("en", "He waited … and left.| (She had gone.)| It was dark."),
    ("en", "See example.org for more.| It is free."),
    ("en", "Sales rose.[3]| Costs fell."),
    ("bg", "Кметът на гр. Русе пристигна в 9.15 ч.| Той мълча."),
    ("bg", "През 2021 г. Пловдив имаше план.| Днес няма."),
    ("bg", "Дойдоха лекари, учители и др.| Всички чакаха."),
    ("bg", "„Защо?“, попита тя.| „Така.| Няма причина“, каза той."),
    ("ro", "Dna. Ene locuiește pe str. Lungă nr. 4.| Acolo e liniște."),
    ("ro", "Au cheltuit 7 mld. lei.| Restul a rămas."),
    ("ro", "Conform art. 7 alin. (2), termenul e scurt.| Să vedem!"),
    ("ru", "Он родился в 1960 г. в г. Пермь.| Там и живёт."),
    ("ru", "А. Н. Орлов уехал.| «Зачем?» — спросила мать.| Он молчал."),
    ("ru", "Купили соль, муку и т. д.| Потом ушли."),
    ("ru", "Сайт Example.ru молчит.| Ждём."),
    ("uk", "У 2020 р. Львів мав план.| Тепер його нема."),
    ("de", "Am 7. Juli kam Dr. Lenz, z. B. mit dem Zug.| Er blieb."),
    ("de", "Das kostet 3 Mio. Euro.| Wer zahlt?| Niemand."),
    ("es", "La Sra. Vega vive en EE. UU.| ¿Por qué?| Nadie lo sabe."),
    ("fr", "« Pourquoi ? » a demandé M. Petit.| « Parce que. »| Il sourit."),
    ("pl", "Mieszka przy ul. Krótkiej 3.| Ma ok. 40 lat."),
    ("kk", "Қ. Сәтбаев 1899 ж. туған.| Ол ғалым болды."),
    ("tr", "Yarın 5. Kat açılacak.| Kim gelecek?| Bilinmiyor."),
    ("it", "Il dott. Neri abita al n. 5.| È tardi."),
    ("ar", "وصل الوفد أمس.| هل نجح؟| لا أحد يعرف."),
    ("zh", "他来了。|“你是谁？”她问道。|没有人回答！"),
    ("und", "Ega tuli.| Siis läks."),
]


@pytest.mark.parametrize(("code", "marked"), EXAMPLES)
def test_examples(code: str, marked: str) -> None:
    sentences = [sentence.strip() for sentence in marked.split("|")]
    text = marked.replace("|", "")
    assert [span.of(text) for span in split(text, load(code))] == sentences


def test_numbers_of_a_list_stay_with_their_item() -> None:
    text = "1. First of all\n2. Second of all"
    assert [span.of(text) for span in split(text, load("en"))] == text.split("\n")


def test_marks_alone_join_the_sentence_beside_them() -> None:
    text = "... Well then. — ?! It works."
    assert [span.of(text)[:4] for span in split(text, load("en"))] == ["... ", "It w"]


def test_no_text_has_no_sentences() -> None:
    assert split(" \n\t ", load("en")) == ()
