"""The graph in a real browser: drawn without a script, a line leads to its row, nothing spills over."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from border_dispute import dispute
from playwright.sync_api import Browser, Page, expect, sync_playwright

from samestory.export.html import report

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
STORY = "#story-story-quarrel"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


@pytest.fixture
def address(tmp_path: Path) -> str:
    file = tmp_path / "report.html"
    file.write_text(report(dispute(), "The pass"), encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    # Without motion: a click while the page still glides to its target would land beside what is meant.
    page = browser.new_page(viewport={"width": 1100, "height": 800}, reduced_motion="reduce")
    page.goto(address)
    yield page
    page.close()


def test_a_line_leads_to_its_row_and_that_to_the_sentence(page: Page) -> None:
    page.locator(f"{STORY} .tie.cooperation text").click()
    expect(page.locator(":target")).to_have_id("story-quarrel-graph-2")
    page.locator(":target a.act").click()
    expect(page.locator(":target")).to_have_id("event-act2")
    page.locator("#story-quarrel-graph-2 a.at").click()
    expect(page.locator(":target")).to_have_id("herald-s2")
    expect(page.locator("#herald-s2")).to_be_visible()


def test_a_line_in_a_closed_part_opens_it(page: Page) -> None:
    page.locator("#thread-thread-pass-graph").click()
    page.locator(".whole .tie.both text").click()
    expect(page.locator("#thread-thread-pass-graph-2")).to_be_visible()


def test_labels_lie_in_their_boxes(page: Page) -> None:
    for actor in page.locator(f"{STORY} .node").all():
        box = actor.locator("path").bounding_box()
        assert box is not None
        for label in actor.locator("text").all():
            inside = label.bounding_box()
            assert inside is not None
            assert box["x"] <= inside["x"]
            assert inside["x"] + inside["width"] <= box["x"] + box["width"]
            assert box["y"] <= inside["y"] + 1
            assert inside["y"] + inside["height"] <= box["y"] + box["height"] + 1


def test_signs_are_told_without_colour(page: Page) -> None:
    page.locator("#thread-thread-pass-graph").click()
    styles = {kind: styled(page, kind) for kind in ("cooperation", "conflict", "both", "undone")}
    assert len(set(styles.values())) == 4


def styled(page: Page, kind: str) -> tuple[str, ...]:
    """How a line of one kind is drawn, its colour left out."""
    part = page.locator(f".whole .tie.{kind}").first
    look = "one => [getComputedStyle(one).strokeDasharray, String(getComputedStyle(one).stroke === 'none')]"
    return (*part.locator(".line").evaluate(look), *part.locator(".inner").evaluate(look))


def test_whoever_is_pointed_at_keeps_its_lines(page: Page) -> None:
    page.locator(f"{STORY} .node").filter(has_text="Orsa Union").hover()
    faded = page.locator(f"{STORY} .tie").evaluate_all(
        "ties => ties.map(one => getComputedStyle(one).opacity < 1)"
    )
    assert faded == [True, False, True, True]
    page.locator(f"{STORY} h3").hover()
    assert page.locator(f"{STORY} .looking").count() == 0


def test_it_is_drawn_without_a_script_and_nothing_spills(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 340, "height": 700})
    page = context.new_page()
    page.goto(address)
    drawing = page.locator(f"{STORY} svg.graph")
    assert drawing.is_visible()
    box = drawing.locator(".node path").first.bounding_box()
    assert box is not None
    assert box["height"] > 10
    assert page.locator(f"{STORY} .ties").is_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_page_does_not_scroll_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_request_no_error(browser: Browser, address: str) -> None:
    page = browser.new_page()
    heard: list[str] = []
    page.on("request", lambda request: heard.append(request.url))
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.goto(address)
    page.locator(f"{STORY} .node").first.hover()
    page.wait_for_load_state("networkidle")
    assert heard == [address]
    page.close()
