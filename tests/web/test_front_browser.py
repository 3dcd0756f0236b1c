"""The front, search and the lists in a browser: by keyboard, on a phone, in the dark, without a script."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

import pytest
from browsing import CHROMIUM, OPEN_ALL, kept, listening, violations
from playwright.sync_api import Browser, Page, expect

from samestory import pipeline
from samestory.corrections import stories
from samestory.encode import weights
from samestory.store.view import View

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
PATHS = {
    "front": "/",
    "front-filtered": "/?lang=bg&name=Haralin&alone=1",
    "search": "/search?q=Haralin&by=words",
    "names": "/names",
    "quotes": "/quotes",
    "events": "/events",
    "failures": "/failures",
}


@pytest.mark.parametrize("what", PATHS)
def test_every_page_is_for_everybody_and_fits_a_phone(browser: Browser, address: str, what: str) -> None:
    for scheme, width in (("light", 1280), ("dark", 400)):
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})  # type: ignore[arg-type]
        page, said = context.new_page(), list[str]()
        page.on("console", lambda message, said=said: said.append(message.text))
        page.on("pageerror", lambda error, said=said: said.append(str(error)))
        page.goto(address + PATHS[what])
        kept(page, f"{what}-{width}-{scheme}")
        page.evaluate(OPEN_ALL)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert said == []
        context.close()


def test_a_sentence_is_found_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    expect(page.locator("#ask")).to_be_focused()
    page.keyboard.type("Haralin", delay=5)
    page.keyboard.press("Enter")
    expect(page.locator(".results .hits a.at").first).to_be_visible()
    page.locator(".results .hits a.at[href*='-s']").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_be_visible()


def test_results_show_as_one_types_and_their_address_is_kept(page: Page, address: str) -> None:
    page.goto(f"{address}/search?by=words")
    page.locator("#ask").press_sequentially("Haralin", delay=5)
    expect(page.locator(".results .hits mark").first).to_be_visible()
    expect(page).to_have_url(f"{address}/search?q=Haralin&by=words")
    page.reload()
    expect(page.locator(".results .hits mark").first).to_be_visible()


def test_the_key_can_be_switched_off(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".keys-on input").uncheck()
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#ask")).not_to_be_focused()
    page.reload()
    expect(page.locator(".keys-on input")).not_to_be_checked()


def test_stories_are_left_out_by_keyboard_alone_and_a_name_is_suggested(page: Page, address: str) -> None:
    page.goto(address)
    every = page.locator(".entry").count()
    page.locator(".filters > summary").focus()
    page.keyboard.press("Enter")
    page.locator("input[name='name']").focus()
    page.keyboard.type("хара", delay=5)
    expect(page.locator("#named option[value*='Haralin']").first).to_be_attached()
    page.keyboard.press("Control+A")
    page.keyboard.type("Iosif Haralin", delay=2)
    page.keyboard.press("Enter")
    expect(page.locator(".chips")).to_contain_text("Iosif Haralin")
    assert 0 < page.locator(".entry").count() < every
    page.locator(".chips a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".entry")).to_have_count(every)


def test_all_of_it_works_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator(".filters > summary").click()
    page.locator("select[name='lang']").select_option("bg")
    page.locator(".filter-form button").click()
    expect(page.locator(".chips")).to_contain_text("Bulgarian")
    page.locator("#ask").fill("Velmora")
    page.locator(".ask button").click()
    expect(page.locator(".results")).to_be_visible()
    expect(page.locator(".keys-on")).to_be_hidden()
    context.close()


def test_the_head_of_a_column_is_not_broken_within_a_word(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="bg-BG", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/names")
    head = page.locator(".listing thead th.count")
    assert head.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert head.evaluate("one => one.getBoundingClientRect().height < 40")
    context.close()


def test_the_pages_speak_the_language_that_is_chosen(page: Page, address: str) -> None:
    page.goto(f"{address}/?order=origins")
    page.locator("#language").select_option("ro")
    page.locator(".tongue button").click()
    expect(page).to_have_url(f"{address}/?order=origins")
    assert page.evaluate("document.documentElement.lang") == "ro"
    expect(page.locator(".rooms a[aria-current]")).to_have_text("Subiecte")
    assert violations(page) == []
    kept(page, "front-ro")


def test_a_page_hears_of_what_is_written_and_shows_it_when_asked(
    browser: Browser, pile_dossier: Path, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(weights.CACHE_VARIABLE, str(prepared))
    path = Path(copy(pile_dossier, tmp_path / "pile.db"))
    page = browser.new_page()
    with listening(path) as address:
        page.goto(address)
        expect(page.locator(".renew")).to_be_hidden()
        before = page.locator(".entry").count()
        with View.open(path) as view:
            one, other = view.stories()[:2]
        pipeline.decide(path, stories.joined(one, other, "ana").made)
        expect(page.locator(".renew")).to_be_visible(timeout=20_000)
        expect(page.locator(".progress .line")).to_contain_text("updated just now")
        page.locator(".renew").click()
        expect(page.locator(".entry")).to_have_count(before - 1)
        expect(page.locator(".renew")).to_be_hidden()
    page.close()
