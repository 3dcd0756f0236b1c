"""What is in the reader's language comes first, in every export, and nothing is lost for it."""

from __future__ import annotations

from io import StringIO
from itertools import pairwise

import pytest
from ferry_texts import BG, EN, RO, RU
from lxml import html
from msgspec.structs import replace
from rich.console import Console

from samestory.errors import InputError
from samestory.export import json, printed
from samestory.export.html import report
from samestory.export.index import index
from samestory.export.reader import columns, reader, speaking, title
from samestory.model import Contents


def shown(contents: Contents, lang: str | None) -> str:
    console = Console(file=StringIO(), width=300, force_terminal=False)
    console.print(printed.account(contents, "story-ferry", None, lang))
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


def test_a_language_is_known_by_its_code_whatever_its_country(contents: Contents) -> None:
    assert [reader(contents, one) for one in (None, "ro", "RO", "ro-MD", "ro_RO.UTF-8", "pl")] == [
        None, "ro", "ro", "ro", "ro", "pl",
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["", "xx", "română", "-"])
def test_what_is_no_language_is_refused(contents: Contents, nothing: Contents, code: str) -> None:
    for held in (contents, nothing):
        with pytest.raises(InputError, match="no language has the code"):
            json.listing(held, code)


def test_a_title_is_in_the_readers_language_where_a_headline_is(contents: Contents) -> None:
    story = contents.stories[0]
    titles = {lang: title(story, index(contents, lang)) for lang in (None, "en", "bg", "ru", "pl")}
    assert titles[None] == titles["en"] == titles["pl"] == EN.words(EN.title)
    assert titles["bg"] == BG.words(BG.title)
    assert titles["ru"] == RU.words(RU.title)
    assert title(contents.threads[0], index(contents, "bg")) == titles["bg"]
    assert json.listing(contents, "bg")["stories"][0]["title"] == titles["bg"]
    page = html.document_fromstring(report(contents, "Ferry", lang="bg"))
    assert page.xpath("string(//h3[@id='story-ferry-title']/span[@lang='bg'])") == titles["bg"]
    assert titles["bg"] in shown(contents, "bg").splitlines()[1]


def test_a_title_leads_back_to_its_characters(contents: Contents) -> None:
    for lang, article in ((None, EN), ("bg", BG)):
        told = json.listing(contents, lang)["stories"][0]
        where = told["title_from"]
        assert (where["article"], where["lang"]) == (article.id, article.lang)
        assert article.text[where["start"] : where["end"]] == told["title"] == where["text"]


def test_rows_are_read_from_the_readers_language_on(contents: Contents) -> None:
    story = contents.stories[0]
    row = story.account.rows[0]
    assert speaking(row, index(contents)) == (0, 1, 2)
    assert speaking(row, index(contents, "ru")) == (2, 0, 1)
    text = shown(contents, "ru")
    lines = [line.strip() for line in text[text.index("= all") :].splitlines()[1:4]]
    assert [line[0] for line in lines] == ["C", "A", "B"]
    assert RU.sentences[0].of(RU.text) in lines[0]


def test_a_copy_in_the_readers_language_speaks_for_its_origin_under_its_own_name(contents: Contents) -> None:
    text = shown(contents, "bg")
    first = text[text.index("= all") :].splitlines()[1]
    assert f"A  {BG.sentences[0].of(BG.text)}" in first
    assert "[b2e1bg.txt]" in first
    page = html.document_fromstring(report(contents, "Ferry", lang="bg"))
    (cell,) = page.xpath("//tr[@id='story-ferry-row1']/td[1]")
    assert cell.xpath("p[@class='says']/@lang") == ["bg"]
    assert "b2e1bg.txt" in cell.xpath("string(p[@class='says']/a)")
    assert RO.sentences[0].of(RO.text) in cell.xpath("string(details)")


def test_a_dispute_is_told_in_the_readers_words(contents: Contents) -> None:
    assert "212 (A) ≠ 221 (b2e1bg.txt of A) ≠ 200 (B)" in shown(contents, None)
    assert "221 (A) ≠ 212 (a1f0ro.txt of A) ≠ 200 (B)" in shown(contents, "bg")


def test_columns_turn_and_keep_their_letters(contents: Contents) -> None:
    assert columns(contents.stories[0], index(contents, "ru")) == (2, 0, 1)
    page = html.document_fromstring(report(contents, "Ferry", lang="ru"))
    (table,) = page.xpath("//article[@id='story-story-ferry']//table")
    assert table.xpath("thead//span[@class='tag']/text()") == ["C", "A", "B"]
    for row in table.xpath("tbody/tr"):
        tags = [one.xpath("string(.//span[@class='tag'])") for one in row.xpath("td")]
        assert all(tag in ("", letter) for tag, letter in zip(tags, "CAB", strict=True))
    cards = page.xpath("//article[@id='story-story-ferry']//p[@class='letter']/text()")
    assert cards == ["A", "B", "C"]


def test_with_many_origins_each_row_turns(many: Contents) -> None:
    turned = tuple(replace(one, lang="de") if one.id in ("many2", "many4") else one for one in many.articles)
    page = html.document_fromstring(report(replace(many, articles=turned), "Many", lang="de"))
    rows = page.xpath("//tr[@class='shared']")
    assert rows
    for row in rows:
        assert row.xpath("td//span[@class='tag']/text()") == ["C", "E", "A", "B", "D", "F"]


def test_json_keeps_its_columns_and_says_where_to_begin(contents: Contents) -> None:
    plain, turned = (json.account(contents, "story-ferry", lang=lang) for lang in (None, "bg"))
    assert [one["letter"] for one in turned["origins"]] == ["A", "B", "C"]
    assert turned["origins"] == plain["origins"]
    for before, after in zip(plain["rows"], turned["rows"], strict=True):
        for column, other in zip(before["cells"], after["cells"], strict=True):
            assert sorted(map(str, column)) == sorted(map(str, other))
            assert all(one["lang"] == "bg" or two["lang"] != "bg" for one, two in pairwise(other))
        assert sorted(after["said_by"]) == [place for place, cells in enumerate(after["cells"]) if cells]
    assert json.account(contents, "story-ferry", lang="ru")["rows"][0]["said_by"] == [2, 0, 1]


def test_a_language_nobody_writes_in_changes_nothing(contents: Contents) -> None:
    assert shown(contents, "pl") == shown(contents, None)
    assert report(contents, "Ferry", lang="pl") == report(contents, "Ferry")
    assert json.account(contents, "story-ferry", lang="pl") == json.account(contents, "story-ferry")
