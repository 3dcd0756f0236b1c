"""A story as files to save: its account as JSON, its rows as a table, and a report that stands alone."""

from __future__ import annotations

import json as text
from urllib.parse import quote

from fastapi import APIRouter, Response
from msgspec import structs

from samestory.export import json, rows_csv
from samestory.export.html import report
from samestory.model import Contents, Thread
from samestory.web.desk import Desk


def routes(desk: Desk) -> APIRouter:
    """The paths of files of stories."""
    router = APIRouter()

    @router.get("/stories/{story}/story.json")
    def account(story: str) -> Response:
        told = json.account(desk.dossier.story(story), story)
        return _file(text.dumps(told, ensure_ascii=False, indent=2), "application/json", f"{story[:8]}.json")

    @router.get("/stories/{story}/rows.csv")
    def rows(story: str) -> Response:
        return _file(rows_csv.table(desk.dossier.story(story), story), "text/csv", f"{story[:8]}.csv")

    @router.get("/stories/{story}/report.html")
    def page(story: str) -> Response:
        alone = _alone(desk.dossier.story(story))
        head = alone.stories[0].title()
        name = desk.dossier.path.stem if head is None else head.words
        return _file(report(alone, name), "text/html", f"{story[:8]}.html")

    return router


def _alone(contents: Contents) -> Contents:
    """``contents`` with its first story alone, as no other is whole."""
    one = contents.stories[0]
    thread = Thread(id=one.thread, titles=one.titles, about=one.about, stories=(one.id,))
    return structs.replace(contents, stories=(one,), threads=(thread,))


def _file(said: str, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    # Half a character, as a broken text may have, has no bytes.
    return Response(said.encode("utf-8", "replace"), media_type=f"{kind}; charset=utf-8", headers=headers)
