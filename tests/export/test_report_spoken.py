"""The report in other languages: nothing of ours is left in English, and what is stored so is marked."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from lxml import html
from rich.console import Console
from spoken import bare, known, latin, ours

from samestory.export import printed
from samestory.export.html import report
from samestory.export.reasons import reason_parts
from samestory.export.retold import marked, retold
from samestory.model import Contents, Failure, Reason
from samestory.speech import UNTRANSLATED, Speech, speech, spoken


@pytest.mark.parametrize("code", ["bg", "ru"])
def test_nothing_of_the_examples_report_is_left_in_another_language(pile: Contents, code: str) -> None:
    page = html.document_fromstring(report(pile, "Pile", lang=code))
    names = known(pile)
    said = ours(page, code)
    assert len(said) > 500
    assert [one for one in said if latin(one, ["Pile", *names])] == []


@pytest.mark.parametrize("code", ["bg", "ru"])
def test_nothing_of_a_made_up_report_either(
    named: Contents, many: Contents, nothing: Contents, code: str
) -> None:
    for contents in (named, many, nothing):
        page = html.document_fromstring(report(contents, "X", lang=code))
        assert [one for one in ours(page, code) if latin(one, known(contents))] == []


def test_romanian_has_none_of_the_english_words(pile: Contents) -> None:
    foreign = r"\b(?:the|of|and|in all|not|origins?|stories|reports?|row|other|which|from|May|sentences?)\b"
    names = known(pile)
    said = ours(html.document_fromstring(report(pile, "Pile", lang="ro")), "ro")
    assert [one for one in said if re.search(foreign, bare(one, names))] == []


def test_each_language_has_its_words(contents: Contents) -> None:
    told = {}
    for code in spoken():
        page = html.document_fromstring(report(contents, "Ferry", lang=code))
        (gist,) = page.xpath("//article[@id='story-story-ferry']//p[@class='gist']/text()")
        told[page.get("lang")] = gist.split(";")[0]
    assert told == {
        "bg": "5 публикации, 3 независими източника",
        "en": "5 reports, 3 independent origins",
        "ro": "5 relatări, 3 surse independente",
        "ru": "5 публикаций, 3 независимых источника",
    }


def test_a_language_without_messages_is_read_first_and_spoken_of_in_english(contents: Contents) -> None:
    page = html.document_fromstring(report(contents, "Ferry", lang="ar"))
    assert page.get("lang") == "en"
    assert "5 reports, 3 independent origins" in page.text_content()
    (first, *_) = page.xpath("//table//thead//bdi/text()")
    assert first == "بريد الميناء"


def test_days_and_languages_are_in_the_language(contents: Contents) -> None:
    page = html.document_fromstring(report(contents, "Ferry", lang="ro"))
    assert {"12 noiembrie 2024", "≈ 12 noiembrie 2024"} <= set(page.xpath("//time/text()"))
    assert "română · bulgară · engleză · arabă · rusă" in page.text_content()
    assert "November" not in " ".join(page.xpath("//time/text()"))


def test_printed_text_stays_as_it_is_pasted(contents: Contents) -> None:
    with StringIO() as written:
        Console(file=written, width=200).print(printed.summary(contents, lang="bg"))
        told = written.getvalue()
    assert "5 reports, 3 independent origins" in told
    assert "независими" not in told


def test_every_reason_of_the_examples_is_told_again(pile: Contents) -> None:
    bg = speech("bg")
    reasons = [
        *(reason.says for one in pile.decisions for reason in one.reasons),
        *(reason.says for story in pile.stories for one in story.account.copies for reason in one.reasons),
        *(one.when.reason for story in pile.stories for one in story.dates if one.when),
        *(one.about.time.when.reason for one in (*pile.stories, *pile.threads) if one.about.time),
        *(one.reason for article in pile.articles for one in (*article.times, *article.quotes) if one.reason),
        *(one.when.reason for story in pile.stories for one in story.timeline),
    ]
    assert len(reasons) > 100
    for says in reasons:
        told = retold(says, bg)
        assert told is not None, says
        assert told != says, says


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ("published 21 days apart", "опубликованы с разницей в 21 день"),
        ("published 1049 days apart", "опубликованы с разницей в 1\xa0049 дней"),
        ("85% of them in the same order", "85\xa0% из них в том же порядке"),
        (
            "“tomorrow” said of “5 May”; the year 2024 from its story",
            "«tomorrow» сказано о «5 May»; год (2024) взят из остальных публикаций сюжета",
        ),
        ("moved from “A and B” to “C”", "перенесено из «A and B» в «C»"),
        ("Interfax credited", "ссылка на: Interfax"),
        ("2024-05-16, when published is a Thursday", "16 мая 2024\u202fг. (день публикации) — четверг"),
        (
            "the night before that day: the Monday before 2024-05-16; moved to where others tell the same",
            "ночь перед этим днём: понедельник перед 16 мая 2024\u202fг.; "
            "перенесено туда, куда это относят и другие",
        ),
        ("does not say which quarter", "не сказано, что именно: квартал"),
    ],
)  # fmt: skip
def test_reasons_are_told_again_with_their_values(says: str, told: str) -> None:
    assert retold(says, speech("ru")) == told


def test_what_is_worded_as_no_message_stays_and_says_its_language() -> None:
    unknown = Reason(name="new", value=1.0, says="weighed by the moon")
    own = Reason(name="because", value=1.0, says="published on one day")
    told = reason_parts((unknown, own), Speech("ro"))
    assert [(one.words, one.lang) for one in told] == [
        ("weighed by the moon", "en"),
        # A reader's own words are nobody's to translate.
        ("published on one day", None),
    ]
    assert [one.lang for one in reason_parts((unknown,), UNTRANSLATED)] == [None]
    assert retold("published on one day; weighed by the moon", Speech("ro")) is None


def test_why_a_file_was_not_read_says_its_language() -> None:
    failed = Contents(
        articles=(), files={}, stories=(), threads=(), decisions=(),
        failures=(Failure(source="a.txt", stage="ingest", reason="the file is empty"),),
    )  # fmt: skip
    page = html.document_fromstring(report(failed, "None", lang="bg"))
    assert page.xpath("//table[@class='failures']//td/text()") == ["приемане"]
    assert page.xpath("//table[@class='failures']//span[@lang='en']/text()") == ["the file is empty"]


def test_a_title_in_what_was_decided_is_quoted_as_each_language_quotes() -> None:
    said = [marked("“Ferry”, “Port”", speech(one)) for one in spoken()]
    assert said == ["„Ferry“, „Port“", "“Ferry”, “Port”", "„Ferry”, „Port”", "«Ferry», «Port»"]
    assert "«Ferry» и «Port»" in str(retold("“Ferry” and “Port” joined", speech("ru")))
