"""How corrections are carried out and told of: the page of one under way, and taking one back.

What a correction says is in the files beside, correct_….py; no script is needed.
"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from samestory.corrections.rows import Correction
from samestory.errors import InputError
from samestory.web.desk import Desk
from samestory.web.works import Told, Work


def routes(desk: Desk) -> APIRouter:
    """The paths of corrections under way."""
    router = APIRouter()

    @router.get("/works/{work}")
    def under_way(request: Request, work: str) -> Response:
        found = _find(desk, work)
        if found.done and found.error is None:
            return RedirectResponse(_after(found), 303)
        return desk.page(request, "work.html.j2", {"work": found})

    @router.post("/works/{work}/undo")
    def undo(work: str) -> Response:
        found = _find(desk, work)
        told = found.told._replace(beside=None, back=not found.told.back)
        return carried_out(desk, found.undone(), told)

    return router


def carried_out(desk: Desk, correction: Correction, told: Told) -> Response:
    """Begin to carry out ``correction``; leads to where it is seen, or to the page of it under way."""
    work = desk.works.do(correction, told)
    return RedirectResponse(_after(work) if work.done and work.error is None else f"/works/{work.id}", 303)


def notice(desk: Desk, request: Request) -> Work | None:
    """The correction that led to this page; None where none did."""
    work = desk.works.find(request.query_params.get("done", ""))
    return work if work is not None and work.done and work.error is None else None


def given(because: str) -> str | None:
    """The reason a reader gives; None for an empty one."""
    return because.strip() or None


def _find(desk: Desk, work: str) -> Work:
    found = desk.works.find(work)
    if found is None:
        raise InputError(
            f"no correction {work!r} was made since this reader was started; "
            "what was decided stands on the pages of stories and names, and can be taken back there"
        )
    return found


def _after(work: Work) -> str:
    return f"{work.told.where()}?done={work.id}"
