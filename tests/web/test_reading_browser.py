"""Pages of stories, articles and names in a browser: two clicks to a sentence, corrections by keyboard."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest
from browsing import CHROMIUM, OPEN_ALL, kept, listening, violations
from playwright.sync_api import Browser, Page, expect

from samestory import pipeline
from samestory.encode import weights
from samestory.model import Contents, Story

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


@pytest.fixture
def story(pile: Contents) -> Story:
    return max(pile.stories, key=lambda one: len(one.account.rows))


@pytest.fixture
def paths(story: Story, pile: Contents) -> dict[str, str]:
    named = next(one.id for one in pile.entities if len(one.spellings) > 2)
    return {
        "story": f"/stories/{story.id}",
        "thread": f"/threads/{story.thread}",
        "article": f"/articles/{story.articles[1]}",
        "name": f"/names/{named}",
        "join": f"/stories/{story.id}/join",
        "same": f"/names/{named}/same",
    }


@pytest.mark.parametrize("what", ["story", "thread", "article", "name", "join", "same"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_sound_and_fits_a_phone(
    browser: Browser, address: str, paths: dict[str, str], what: str, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    trouble: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + paths[what])
    page.evaluate(OPEN_ALL)
    assert violations(page) == []
    kept(page, f"{what}-{scheme}")
    page.set_viewport_size({"width": 400, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    kept(page, f"{what}-{scheme}-phone")
    page.close()
    assert trouble == []
    assert [one for one in asked if not one.startswith((address, "data:"))] == []


@pytest.mark.parametrize(
    "part", ["#differ", "#account", "#timeline", "#said", "#events", "#called", "#names", "header"]
)
def test_every_claim_is_two_clicks_from_its_sentence_at_most(
    page: Page, address: str, pile: Contents, part: str
) -> None:
    claims = 0
    for story in pile.stories:
        page.goto(f"{address}/stories/{story.id}")
        page.evaluate(OPEN_ALL)
        for one in page.locator(f".synopsis {part}").locator("li, tr:has(td), dd").all():
            hrefs = one.locator("a").evaluate_all("all => all.map((one) => one.href)")
            assert any(_leads(page, href, address) for href in hrefs), (part, one.inner_text())
            claims += 1
    # None of these stories calls one thing by two names.
    assert claims > 0 or part == "#called"


def _leads(page: Page, href: str, address: str) -> bool:
    """Whether ``href`` leads to a sentence or report, or to a place that has a link to one."""
    path, _, place = href.removeprefix(address).partition("#")
    if path.startswith("/articles/"):
        return True
    if path.startswith("/names/"):
        # One click to the name, a second to a sentence that has it.
        told = page.request.get(address + path).text()
        return re.search(r'href="/articles/\w+#\w+-s\d+"', told) is not None
    return page.locator(f"[id='{place}'] a[href^='/articles/']").count() > 0


def test_a_day_of_a_timeline_is_no_day_of_the_front(page: Page, address: str, paths: dict[str, str]) -> None:
    page.goto(address + paths["thread"])
    days = page.locator(".timeline .day")
    assert days.count() > 1
    assert {one.evaluate("one => getComputedStyle(one).borderTopWidth") for one in days.all()} == {"0px"}


def test_a_click_on_a_cell_leads_to_its_sentence(page: Page, address: str, paths: dict[str, str]) -> None:
    page.goto(address + paths["story"])
    page.locator(".collation .says .words").first.click()
    page.wait_for_url("**/articles/**")
    expect(page.locator(".s:target")).to_be_in_viewport()


def test_a_sentence_leads_back_to_its_row(page: Page, address: str, paths: dict[str, str]) -> None:
    page.goto(address + paths["article"])
    page.locator(".body a.row").first.click()
    page.wait_for_url("**/stories/**")
    expect(page.locator("tr:target")).to_be_in_viewport()


def test_a_mark_leads_to_what_it_is_and_back(page: Page, address: str, paths: dict[str, str]) -> None:
    page.goto(address + paths["article"])
    mark = page.locator(".body a.m").first
    mark.focus()
    page.keyboard.press("Enter")
    entry = page.locator(".readout:target")
    expect(entry).to_be_in_viewport()
    entry.locator("a.at").first.click()
    expect(page.locator(".place:target + .m")).to_be_in_viewport()


def test_layers_are_switched_off_without_a_script(
    browser: Browser, address: str, paths: dict[str, str]
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(address + paths["article"])
    page.get_by_label("Names").first.uncheck()
    line = "one => getComputedStyle(one).textDecorationLine"
    # Scripts of the page do not run; those of the test do.
    assert page.locator(".body .m.l-name:not(.l-time)").first.evaluate(line) == "none"
    page.close()


def test_only_rows_that_differ_are_left(page: Page, address: str, paths: dict[str, str]) -> None:
    page.goto(address + paths["story"])
    page.get_by_label("only rows that differ").check()
    assert page.locator("tr.differs:visible").count() > 0
    assert page.locator("tr.shared:visible, tr.alone:visible").count() == 0


@pytest.fixture
def own(encoding: None, pile_dossier: Path, tmp_path: Path) -> Iterator[str]:
    with listening(Path(copy(pile_dossier, tmp_path / "pile.db"))) as found:
        yield found


def test_a_report_is_taken_out_by_keyboard_and_put_back(own: str, page: Page, story: Story) -> None:
    page.goto(f"{own}/stories/{story.id}")
    page.locator(".correct > summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("another affair")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    notice = page.locator(".notice")
    expect(notice).to_contain_text("Left this story", timeout=60_000)
    kept(page, "corrected")
    assert violations(page) == []
    expect(page.locator("#correct")).to_contain_text("another affair")
    notice.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("Taken back", timeout=60_000)
    assert page.url.split("?")[0] == f"{own}/stories/{story.id}"


def test_stories_are_joined_without_a_script(
    own: str, browser: Browser, story: Story, pile: Contents
) -> None:
    other = next(one for one in pile.stories if one.id != story.id)
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{own}/stories/{story.id}")
    page.get_by_role("link", name="Another story is the same").click()
    page.get_by_label("A title, words of it").fill(f"{own}/stories/{other.id}")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("button", name="Same story").click()
    expect(page.locator(".notice")).to_contain_text("are one story now", timeout=60_000)
    page.close()


HOSTILE = (
    "<script>window.hit = 1</script> & \u202egnihtyna\u202c",
    "The ferry of Lorn ran aground near Vasta on Monday, <img src=x onerror='window.hit = 1'> "
    "harbour officials said.",
    "“</span></a><script>window.hit = 1</script>We saw \u2067nothing\u2066,” said Captain Ilo Marn.",
)


@pytest.fixture(scope="module")
def hostile(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A reader of articles that would be markup, turn lines round, and spill over."""
    home = tmp_path_factory.mktemp("hostile")
    title, *sentences = HOSTILE
    for number, tail in enumerate(("", f" {'W' * 1_000_000} was the noise.", " Nobody was hurt in Vasta.")):
        told = {"title": title, "text": " ".join(sentences) + tail, "published": "2024-05-14"}
        told |= {"url": "javascript:window.hit=1", "outlet": "<b>Post</b>"}
        (home / f"{number}.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(weights.CACHE_VARIABLE, str(prepared))
        pipeline.run(home, home / "hostile.db")
    with listening(home / "hostile.db") as found:
        yield found


def test_hostile_text_shows_as_text(hostile: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 400, "height": 800})
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    seen = set[str]()
    waiting = ["/", "/names", "/quotes", "/events", "/failures", "/search?q=ferry&by=words"]
    while waiting:
        path = waiting.pop()
        seen.add(path)
        page.goto(hostile + path)
        page.evaluate(OPEN_ALL)
        assert page.evaluate("window.hit") is None
        assert page.evaluate("document.documentElement.scrollWidth") <= 400, path
        assert page.locator("img, a[href^='javascript:']").count() == 0
        ways = page.locator("main a:not([download])")
        links = ways.evaluate_all("all => all.map((one) => one.getAttribute('href'))")
        rooms = ("/stories/", "/articles/", "/names/")
        waiting += {one.partition("#")[0] for one in links if one.startswith(rooms)} - seen - set(waiting)
    assert trouble == []
    assert any(one.startswith("/articles/") for one in seen)
    page.close()
