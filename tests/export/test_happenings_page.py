"""The timeline on the report page: every sentence leads to its characters, what disagrees is marked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page, expect, sync_playwright

from samestory.export.html import report
from samestory.model import Contents

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
SECTION = "//section[h4[text()='What happened when']]"


@pytest.fixture(scope="module")
def written(pile: Contents) -> str:
    return report(pile, "Pile")


@pytest.fixture(scope="module")
def tree(written: str) -> html.HtmlElement:
    return html.fromstring(written)


def text(one: html.HtmlElement) -> str:
    return " ".join(one.text_content().split())


def test_every_story_of_several_reports_and_every_thread_of_several_has_one(tree: html.HtmlElement):
    assert len(tree.xpath(SECTION)) == 4
    (whole,) = tree.xpath("//details[@class='whole'][starts-with(summary, 'What happened')]")
    assert whole.getparent().get("class") == "threadhead"
    stretches = [text(one) for one in whole.xpath(".//h4")]
    assert stretches == ["What was before", "What happened", "Still to come when last reported"]


def test_each_sentence_leads_to_where_it_stands(tree: html.HtmlElement):
    found = tree.xpath(f"{SECTION}//ul[@class='tellings']/li")
    assert len(found) > 40
    for one in found:
        (link,) = one.xpath(".//a[@class='at']")
        (sentence,) = tree.xpath("//*[@id=$id]", id=link.get("href").removeprefix("#"))
        said = one.xpath(".//p/span[@dir]")[0].text_content().strip("…")
        assert said in sentence.text_content()
        (time,) = one.xpath(".//b[@class='time'] | .//mark")
        assert time.text_content() in sentence.text_content()


def test_who_says_otherwise_is_marked_and_says_when(tree: html.HtmlElement):
    others = tree.xpath(f"{SECTION}//li[@class='otherwise']")
    assert {text(one.xpath(".//b[@class='elsewhen']")[0]) for one in others} == {"1 October 2024", "2028"}
    assert {text(one.xpath(".//mark")[0]) for one in others} == {"1 октября", "2028"}
    assert not tree.xpath(f"{SECTION}//li[not(@class='otherwise')]/p[@class='says']//mark")


def test_what_one_alone_says_was_before_is_folded(tree: html.HtmlElement):
    folded = tree.xpath(f"{SECTION}//details[@class='aside']")
    assert len(folded) == 4
    assert all(one.get("open") is None for one in folded)
    assert all(not one.xpath(".//li[@class='otherwise']") for one in folded)


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
        page.evaluate("document.querySelectorAll('.whole, .aside').forEach((one) => { one.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        link = page.locator(".whole .otherwise a.at").first
        target = (link.get_attribute("href") or "").removeprefix("#")
        link.click()
        expect(page.locator(f"[id='{target}']")).to_be_visible()
        expect(page.locator(":target")).to_have_id(target)
