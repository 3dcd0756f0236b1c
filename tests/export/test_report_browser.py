"""The page in a real browser: no request, no error, no sideways scroll, links that open what they lead to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from samestory.export.html import report
from samestory.model import Contents

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


@pytest.fixture
def address(named: Contents, tmp_path: Path) -> str:
    file = tmp_path / "report.html"
    file.write_text(report(named, "A_title_without_any_space_" * 6), encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(address)
    yield page
    page.close()


def test_no_request_no_error(browser: Browser, address: str) -> None:
    page = browser.new_page()
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert requests == [address]
    assert errors == []
    # The policy let the style and the script in.
    assert page.locator(".filter").is_visible()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.masthead')).borderBottomStyle") == "double"
    )
    page.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_sideways_scroll_with_all_open(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_sentence_is_one_click_from_its_article(page: Page) -> None:
    page.locator(".collation a.at[href='#d4c3ar-s2']").click()
    sentence = page.locator("#d4c3ar-s2")
    expect(sentence).to_be_visible()
    expect(page.locator(":target")).to_have_id("d4c3ar-s2")
    assert sentence.evaluate("one => getComputedStyle(one).direction") == "rtl"


def test_filter_finds_without_accents_and_says_how_many(page: Page) -> None:
    page.locator(".filter input").fill("pasageri esuat")
    expect(page.locator(".found")).to_have_text("1 of 4 stories, 0 of 7 names")
    assert page.locator("#story-story-ferry").is_visible()
    assert not page.locator("#story-story-refloat").is_visible()
    assert not page.locator("#singles").is_visible()
    assert not page.locator("#names").is_visible()


def test_a_name_is_found_by_any_of_its_spellings(page: Page) -> None:
    page.locator(".filter input").fill("илие дорка")
    expect(page.locator(".found")).to_have_text("1 of 4 stories, 1 of 7 names")
    assert page.locator("#name-e-dorca").is_visible()
    assert not page.locator("#name-e-oleg").is_visible()
    assert not page.locator("#name-e-corva").is_visible()


def test_a_key_name_opens_its_part_and_that_leads_to_the_account(page: Page) -> None:
    page.locator("#story-story-ferry .keys a[href='#name-e-dorca']").click()
    # The page opens the part when it hears of the new address, which is after the click.
    expect(page.locator("#name-e-dorca .where").first).to_be_visible()
    page.locator("#name-e-dorca a[href='#story-ferry-row5']").first.click()
    expect(page.locator(":target")).to_have_id("story-ferry-row5")
    page.locator("#name-e-dorca a[href='#a1f0ro-s3']").click()
    expect(page.locator("#a1f0ro-s3")).to_be_visible()


def test_kinds_can_be_hidden_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("tr.alone").first.is_visible()
    page.locator("input[name='alone']").uncheck()
    assert not page.locator("tr.alone").first.is_visible()
    assert page.locator("tr.differs").first.is_visible()
    assert not page.locator(".filter").is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_readable(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    names = ("paper", "sheet", "faint", "ink", "soft", "link", "alarm", "mark", "mark-ink")
    colours = {
        name: page.evaluate(f"getComputedStyle(document.documentElement).getPropertyValue('--{name}')")
        for name in names
    }
    for text in ("ink", "soft", "link", "alarm"):
        for ground in ("paper", "sheet", "faint"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    assert contrast(colours["mark-ink"], colours["mark"]) >= 4.5
    context.close()


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two hex colours, by WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour.strip()[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
