"""A reader that listens while a test walks its pages in a browser."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from samestory.dossier.opened import Dossier
from samestory.web.app import create
from samestory.web.serving import Serving

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
# What a person sees of the pages, for who wants to look; not kept by git.
SHOTS = Path(__file__).parent.parent.parent / "screenshots"
LONGEST = 60.0
# What folds away is looked at too.
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@contextmanager
def listening(dossier: Path, by: str = "ana") -> Iterator[str]:
    """The address of a reader of ``dossier``, which listens until the end of the block."""
    with Dossier(dossier) as held:
        config = uvicorn.Config(create(held, Serving(by=by)), port=0, log_level="warning")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        end = monotonic() + LONGEST
        while not server.started and monotonic() < end:
            sleep(0.02)
        try:
            yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(LONGEST)


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page: the rule, and the first elements that break it."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {[each['html'][:160] for each in one['nodes'][:3]]}" for one in found]


def kept(page: Page, name: str) -> None:
    """A picture of the whole page, as build output."""
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)
