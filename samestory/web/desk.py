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
from samestory.speech import UNTRANSLATED, Speech, dress, speech, spoken
from samestory.web.chrome import chrome
from samestory.web.serving import Serving
from samestory.web.tongue import tongue

ARTICLE = re.compile(r"([0-9a-f]{32})(-s\d+)?")
ROOMS = {"story": "stories", "thread": "threads", "name": "names"}


class Desk:
    """The dossier and the templates; one for all requests."""

    def __init__(self, dossier: Dossier, serving: Serving) -> None:
        self.dossier, self.serving = dossier, serving
        self._templates = {code: _templates(speech(code)) for code in spoken()}

    def page(self, request: Request, template: str, shown: Mapping[str, object]) -> HTMLResponse:
        """The page that ``template`` makes of what is ``shown``."""
        held, reader = self.dossier.catalogue(), self.reader(request)
        templates = self._templates[speech(reader).code]
        text = templates.get_template(template).render(
            **shown,
            chrome=chrome(request, held, self.dossier.state()),
            dossier=self.dossier.path.stem,
            languages=self.languages(),
            reader=reader,
        )
        return HTMLResponse(text)

    def reader(self, request: Request) -> str:
        """The code of the language that who asks reads: what comes first on a page, and its own words."""
        return tongue(request, self.languages())

    def languages(self) -> tuple[str, ...]:
        """Codes of the languages that can be read in, sorted."""
        return tuple(sorted({one.lang for one in self.dossier.catalogue().articles.values()} | {*spoken()}))

    def style(self) -> str:
        """The style sheet: the report's and, behind it, the reader's own."""
        own = files("samestory.web").joinpath("static/web.css").read_text("utf-8")
        return self._templates[UNTRANSLATED.code].get_template("report.css").render() + own


def _templates(speech: Speech) -> Environment:
    """The templates for who is spoken to in ``speech``."""
    made = Environment(
        loader=ChoiceLoader(
            [PackageLoader("samestory.web", "templates"), PackageLoader("samestory.export", "templates")]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["link"] = link
    made.filters["language"] = speech.language
    made.globals["whole"] = False
    dress(made, speech)
    return made


def link(anchor: str) -> str:
    """Where the reader shows what the report has at ``anchor`` of its page."""
    room, _, known = anchor.partition("-")
    if room in ROOMS:
        return f"/{ROOMS[room]}/{known}"
    told = ARTICLE.fullmatch(anchor)
    if told is not None:
        return f"/articles/{told[1]}#{anchor}" if told[2] else f"/articles/{told[1]}"
    return f"#{anchor}"


def hrefs(entities: Mapping[str, object]) -> dict[str, str]:
    """Anchors of entities, by their ids: each has a page."""
    return {one: f"name-{one}" for one in entities}
