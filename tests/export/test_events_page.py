"""Events on the report page: every sentence leads to its characters, what disagrees is marked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from acting import contents
from lxml import html
from playwright.sync_api import Page, expect, sync_playwright

from samestory.export import json as exported
from samestory.export.html import report

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
SECTION = "//section[h4[text()='Who did what to whom']]"


@pytest.fixture(scope="module")
def written() -> str:
    return report(contents(), "Acts")


@pytest.fixture(scope="module")
def tree(written: str) -> html.HtmlElement:
    return html.fromstring(written)


def text(one: html.HtmlElement) -> str:
    return " ".join(one.text_content().split())


def test_an_event_says_who_what_when_and_how_widely(tree: html.HtmlElement):
    (oil,) = tree.xpath("//li[@id='event-event-oil']")
    act, extent = oil.xpath("./p")
    assert text(act) == "Ada Venn (Romania, government) accuses =Norvik Lines (business)"
    assert text(extent) == "ACCUSE 12 May 2026, in Corva · told by 2 of 3 origins, 3 reports"
    assert [one.get("datetime") for one in extent.xpath(".//time")] == ["2026-05-12"]
    for link in act.xpath(".//a"):
        assert tree.xpath("//*[@id=$id]", id=link.get("href").removeprefix("#"))


def test_what_one_origin_alone_tells_is_folded_with_its_mood(tree: html.HtmlElement):
    (folded,) = tree.xpath(f"{SECTION}//details[@class='others']")
    assert folded.get("open") is None
    (suit,) = folded.xpath(".//li[@id]")
    assert suit.get("id") == "event-event-suit"
    assert text(suit.xpath("./p")[0]).endswith("possible")


def test_each_sentence_leads_to_where_it_stands(tree: html.HtmlElement):
    found = tree.xpath(f"{SECTION}//ul[@class='tellings']/li")
    assert len(found) == 5
    for one in found:
        (link,) = one.xpath(".//a[@class='at']")
        (sentence,) = tree.xpath("//*[@id=$id]", id=link.get("href").removeprefix("#"))
        assert one.xpath(".//p/span[@dir]")[0].text_content() == sentence.text_content()
        assert len(one.xpath(".//b[@class='party']")) == 2


def test_who_tells_it_otherwise_is_marked_without_colour(tree: html.HtmlElement):
    others = tree.xpath(f"{SECTION}//li[@class='otherwise']")
    assert [text(one.xpath(".//b[@class='elsewhen']")[0]) for one in others] == [
        "denied:",
        "REJECT, the other way round:",
    ]
    assert all(text(one).startswith("≠") for one in others)


def test_text_of_articles_is_no_markup(written: str, tree: html.HtmlElement):
    assert "&lt;b&gt;spills&lt;/b&gt;" in written
    assert not tree.xpath("//b[text()='spills']")


def test_the_account_has_its_events():
    found = exported.account(contents(), "story-oil")["events"]
    assert [one["id"] for one in found] == ["event-oil", "event-suit"]


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
class TestInABrowser:
    @pytest.fixture
    def page(self, written: str, tmp_path: Path) -> Iterator[Page]:
        file = tmp_path / "report.html"
        file.write_text(written, encoding="utf-8")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 320, "height": 740})
            page.goto(file.as_uri())
            yield page

    def test_nothing_scrolls_sideways_and_a_link_opens_the_sentence(self, page: Page):
        page.evaluate("document.querySelectorAll('details.others').forEach((one) => { one.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        link = page.locator(".events .otherwise a.at").first
        target = (link.get_attribute("href") or "").removeprefix("#")
        link.click()
        expect(page.locator(f"[id='{target}']")).to_be_visible()
        expect(page.locator(":target")).to_have_id(target)

    def test_a_link_to_an_event_opens_it(self, page: Page):
        page.evaluate("location.hash = 'event-event-suit'")
        expect(page.locator("[id='event-event-suit']")).to_be_visible()

    def test_without_colour_a_dispute_has_its_sign(self, page: Page):
        page.emulate_media(media="print")
        sign = page.locator(".events .otherwise .not").first
        expect(sign).to_be_visible()
        expect(sign).to_have_text("≠")
