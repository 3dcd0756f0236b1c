"""The page: words are the articles' own, links resolve, nothing loads, hostile text stays text."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from itertools import pairwise

import msgspec
import pytest
from ferry_texts import HOSTILE
from lxml import html

from samestory.errors import UnreadableDocument
from samestory.export.html import report
from samestory.model import Contents
from samestory.read.html import page as read

Page = html.HtmlElement


@pytest.fixture
def page(contents: Contents) -> Page:
    return html.document_fromstring(report(contents, "Ferry <off> Corva"))


def texts(contents: Contents) -> dict[str, str]:
    return {one.id: one.text for one in contents.articles}


def test_every_cell_is_its_articles_own_sentence(contents: Contents, page: Page) -> None:
    spans = {
        f"#{one.id}-s{number}": span.of(one.text)
        for one in contents.articles
        for number, span in enumerate(one.sentences)
    }
    cells = page.xpath("//p[@class='says']")
    assert len(cells) == 28
    for cell in cells:
        (words,) = cell.xpath("span[@class='words']")
        (link,) = cell.xpath("a[@class='at']")
        assert words.text_content() == spans[link.get("href")]
        assert cell.get("dir") == "auto"
        assert cell.get("lang")


def test_full_texts_hold_every_character_and_offset(contents: Contents, page: Page) -> None:
    for article, text in texts(contents).items():
        (body,) = page.xpath(f"//details[@id='{article}']/div")
        assert body.text_content() == text
        for span in body.xpath(".//*[@data-start]"):
            start, end = int(span.get("data-start")), int(span.get("data-end"))
            assert span.text_content() == text[start:end]


def test_what_differs_is_marked(page: Page) -> None:
    (row,) = page.xpath("//tr[@id='story-ferry-row2']")
    assert [one.text for one in row.xpath(".//mark")] == ["212", "221", "200"]
    assert "differs: number" in row.xpath("th")[0].text_content()
    # The copy that changed the number is not left folded away.
    assert row.xpath("td[1]/details/@open")


def test_each_point_of_dispute_is_told_once(page: Page) -> None:
    listed = page.xpath("//article[@id='story-story-ferry']//ul[@class='differences']/li")
    said = [" ".join(one.text_content().split()) for one in listed]
    assert said == [
        "number, row 2 212 A ≠ 221 Утринна поща of A ≠ 200 B",
        "date, row 3 14.00 A ≠ 16:00 C",
    ]
    points = page.xpath("//tr[@id='story-ferry-row2']/th//span[@class='point']")
    assert [one.text_content() for one in points] == ["212 ≠ 221 ≠ 200"]


def test_contents_keep_threads_whole_and_mark_the_most_reported(page: Page) -> None:
    first, singles, failures = page.xpath("//nav/ol/li")
    links = [first.xpath("./a/@href"), first.xpath("./ol/li/a/@href")]
    assert links == [["#thread-thread-ferry"], ["#story-story-ferry", "#story-story-refloat"]]
    assert "5 reports, 3 independent origins, 12 November 2024 most reported" in " ".join(
        first.text_content().split()
    )
    assert len(page.xpath("//*[@class='most']")) == 1
    assert singles.xpath("a/@href") == ["#singles"]
    assert failures.xpath("a/@href") == ["#failures"]


def test_a_page_names_its_maker_and_is_not_read_as_news(contents: Contents) -> None:
    with pytest.raises(UnreadableDocument, match="a report made by Samestory"):
        read(report(contents, "Ferry off Corva"))


def test_kinds_are_told_in_words_and_signs(page: Page) -> None:
    labels = {" ".join(one.text_content().split()) for one in page.xpath("//tbody//span[@class='kind']")}
    assert {"= all", "≠ differs: number", "≠ differs: date", "· only A", "· only B", "· only C"} == labels


def test_a_copys_own_sentence_names_the_copy(page: Page) -> None:
    (row,) = page.xpath("//tr[@id='story-ferry-row7']")
    assert "The Strait Courier" in row.xpath("string(td[1]/p[@class='whose'])")
    assert "c3d2en.txt" in row.xpath("string(td[1]//a[@class='at'])")


def test_every_fragment_resolves_and_ids_are_unique(contents: Contents, many: Contents, page: Page) -> None:
    for one in (page, html.document_fromstring(report(many, "Many"))):
        ids = one.xpath("//@id")
        assert len(ids) == len(set(ids))
        fragments = [each for each in one.xpath("//@href") if each.startswith("#")]
        assert fragments
        assert {each[1:] for each in fragments} <= set(ids)
        assert set(one.xpath("//@aria-labelledby")) <= set(ids)


def test_nothing_is_asked_of_the_network(contents: Contents, page: Page) -> None:
    assert not page.xpath("//@src | //link | //img | //iframe | //object | //base | //form")
    outside = page.xpath("//*[starts-with(@href, 'http')]")
    assert {one.tag for one in outside} == {"a"}
    assert [one.get("href") for one in outside] == ["https://litoral.example/feribot"]
    assert "url(" not in page.xpath("string(//style)")
    assert "@import" not in page.xpath("string(//style)")


def test_the_policy_allows_only_this_style_and_script(page: Page) -> None:
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(one.strip().split(" ", 1) for one in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for tag in ("style", "script"):
        (inline,) = page.xpath(f"//{tag}")
        digest = b64encode(hashlib.sha256(inline.text.encode()).digest()).decode()
        assert rules[f"{tag}-src"] == f"'sha256-{digest}'"
    assert not page.xpath("//@style | //@*[starts-with(name(), 'on')]")


def test_hostile_text_stays_text(contents: Contents) -> None:
    made = report(contents, "<script>alert(0)</script>")
    page = html.document_fromstring(made)
    assert len(page.xpath("//script")) == 1
    assert "<script>alert" not in made
    assert "javascript:" not in "".join(page.xpath("//@href"))
    assert page.xpath("string(//h1)") == "<script>alert(0)</script>"
    (shown,) = page.xpath("//h3[@id='story-bad-title']")
    assert shown.text_content().strip() == HOSTILE.words(HOSTILE.title)


def test_origins_show_their_copies_shares_and_dates(page: Page) -> None:
    cards = page.xpath("//article[@id='story-story-ferry']//li[starts-with(@class, 'origin')]")
    words = [" ".join(one.text_content().split()) for one in cards]
    assert [one[0] for one in words] == ["A", "B", "C"]
    assert "100% of its sentences stand in a1f0ro.txt; taken from a1f0ro.txt" in words[0]
    assert "it names “Агенция Литорал”" in words[0]
    assert "≈ 12 November 2024 from a counterpart" in words[0]
    assert "from the text" in words[1]
    assert page.xpath("string(//article[@id='story-story-ferry']//p[@class='gist'])").startswith(
        "5 reports, 3 independent origins; 3 reports in 3 languages carry one text; "
        "B and C share 1 sentence; 2 statements differ"
    )


def test_why_and_why_not_are_told(page: Page) -> None:
    (why,) = page.xpath("//article[@id='story-story-ferry']/details[@class='why']")
    said = " ".join(why.text_content().split())
    assert "decided by Maria Ionescu" in said
    assert "one happens at Corva, the other at Laden" in said
    assert "the same ship, two days later" in said
    assert "0.48" not in said


def test_headings_go_down_one_step_at_a_time(page: Page) -> None:
    levels = [int(one.tag[1]) for one in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("rows", [None, 30, 70, 89])
def test_rows_that_tell_less_fold_away(many: Contents, rows: int | None) -> None:
    page = html.document_fromstring(report(many, "Many", rows))
    first, rest = page.xpath("//table[contains(@class, 'collation')]")
    shown = rows or 30
    assert [len(one.xpath("tbody/tr")) for one in (first, rest)] == [shown, 90 - shown]
    assert rest.getparent().tag == "details"
    assert all("flowing" in one.get("class") for one in (first, rest))
    # Sixty of the rows are shared.
    assert len(first.xpath("tbody/tr[@class='shared']")) == min(shown, 60)
    numbers = [[int(one) for one in part.xpath(".//small[@class='number']/text()")] for part in (first, rest)]
    assert all(part == sorted(part) for part in numbers)
    assert sorted(numbers[0] + numbers[1]) == list(range(1, 91))


def test_with_many_origins_a_row_has_those_that_speak_and_names_them(many: Contents) -> None:
    page = html.document_fromstring(report(many, "Many"))
    assert not page.xpath("//table[contains(@class, 'collation')]/thead")
    for row in page.xpath("//table[contains(@class, 'collation')]//tr"):
        cells = row.xpath("td")
        assert len(cells) == (6 if row.get("class") == "shared" else 1)
        assert all(one.xpath("p[@class='whose' and not(@aria-hidden)]/bdi/text()") for one in cells)


def test_an_account_of_no_more_rows_is_not_folded(many: Contents) -> None:
    page = html.document_fromstring(report(many, "Many", 90))
    assert len(page.xpath("//table[contains(@class, 'collation')]")) == 1
    assert not page.xpath("//details[@class='more']")


def test_a_story_told_once_is_not_collated(page: Page) -> None:
    (lone,) = page.xpath("//section[@id='singles']//article[@id='story-story-lone']")
    assert not lone.xpath(".//table")
    assert "182xru.txt" in lone.xpath("string(.//h3)")
    assert "date not known" in lone.text_content()


def test_nothing_held_makes_a_page_that_says_so(nothing: Contents) -> None:
    page = html.document_fromstring(report(nothing, "Empty"))
    assert page.xpath("string(//main/h2)") == "No stories yet"
    assert not page.xpath("//nav | //input")


def test_one_article_makes_a_page_without_tools(contents: Contents) -> None:
    lone = msgspec.structs.replace(contents, stories=contents.stories[2:3], threads=(), failures=())
    page = html.document_fromstring(report(lone, "One"))
    assert len(page.xpath("//article")) == 1
    assert not page.xpath("//nav | //input")


def test_articles_in_no_story_are_shown(contents: Contents) -> None:
    fewer = msgspec.structs.replace(contents, stories=contents.stories[:1], threads=())
    page = html.document_fromstring(report(fewer, "Cut short"))
    assert page.xpath("//section[@id='unplaced']/details/@id") == ["f6a5ro", "071sen", "182xru", "293bad"]


def test_the_same_contents_make_the_same_page(contents: Contents) -> None:
    assert report(contents, "Once") == report(contents, "Once")
