"""What every page is made with: the dossier, the templates, who corrects.

Makes no page; each has its own file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from samestory.dossier.opened import Dossier
from samestory.export.retold import marked
from samestory.model import Contents
from samestory.speech import Speech, dress, speech, spoken
from samestory.web.chrome import chrome
from samestory.web.serving import Serving
from samestory.web.tongue import tongue
from samestory.web.works import Works

ARTICLE = re.compile(r"([0-9a-f]{32})(-s\d+)?")
ROOM = re.compile(r"(story|thread|name)-([0-9a-f]{32})")
ROOMS = {"story": "stories", "thread": "threads", "name": "names"}


class Desk:
    """The dossier and the templates; one for all requests."""

    def __init__(self, dossier: Dossier, serving: Serving) -> None:
        self.dossier, self.serving = dossier, serving
        self.works = Works(dossier)
        self._templates = {code: _templates(code) for code in spoken()}

    def page(self, request: Request, template: str, shown: Mapping[str, object]) -> HTMLResponse:
        """The page that ``template`` makes of what is ``shown``."""
        reader, held = self.reader(request), self.dossier.catalogue()
        said = speech(reader)
        text = (
            self._templates[said.code]
            .get_template(template)
            .render(
                **shown,
                chrome=chrome(request, held, self.dossier.state(), said),
                dossier=self.dossier.path.stem,
                languages=self.languages(),
                reader=reader,
            )
        )
        return HTMLResponse(text)

    def reader(self, request: Request) -> str:
        """The code of the language that who asks reads: what is in it comes first on a page."""
        return tongue(request, self.languages())

    def speech(self, request: Request) -> Speech:
        """What who asks is spoken to in."""
        return speech(self.reader(request))

    def reading(self, request: Request, contents: Contents) -> str | None:
        """The language to show ``contents`` in; None where what the reader reads is in none of it."""
        return self.dossier.reading(self.reader(request), contents)

    def languages(self) -> tuple[str, ...]:
        """Codes of the languages that can be read in: those of our own words and those held, sorted."""
        return tuple(sorted(self.dossier.catalogue().langs.union(spoken())))

    def style(self) -> str:
        """The style sheet: the report's and, behind it, the reader's own."""
        static = files("samestory.web").joinpath("static")
        own = (static.joinpath(name).read_text("utf-8") for name in ("web.css", "reading.css"))
        shared = self._templates[speech(None).code].get_template("report.css").render()
        return "".join((shared, *own))


def _templates(code: str) -> Environment:
    """The templates for who is spoken to in the language ``code``."""
    made = Environment(
        loader=ChoiceLoader(
            [PackageLoader("samestory.web", "templates"), PackageLoader("samestory.export", "templates")]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words = speech(code)
    made.filters["link"] = link
    made.filters["marked"] = lambda values: {name: marked(one, words) for name, one in values.items()}
    made.globals["whole"] = False
    dress(made, words)
    return made


def link(anchor: str) -> str:
    """Where the reader shows what the report has at ``anchor`` of its page.

    What stands on a page of its own may have a place there: "story-…#event-…".
    """
    whole, mark, place = anchor.partition("#")
    room = ROOM.fullmatch(whole)
    if room is not None:
        return f"/{ROOMS[room[1]]}/{room[2]}{mark}{place}"
    told = ARTICLE.fullmatch(anchor)
    if told is not None:
        return f"/articles/{told[1]}#{anchor}" if told[2] else f"/articles/{told[1]}"
    return f"#{anchor}"


def hrefs(entities: Mapping[str, object]) -> dict[str, str]:
    """Anchors of entities, by their ids: each has a page."""
    return {one: f"name-{one}" for one in entities}
