"""The paths of the API that correct: decisions of a reader, carried out one by one, told of until done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, NamedTuple, Protocol

from fastapi import APIRouter, Body, Path, Response
from starlette.exceptions import HTTPException

from samestory.api import bodies
from samestory.api.problems import told
from samestory.api.routes import Json
from samestory.api.shapes_held import Work as WorkShape
from samestory.corrections.rows import Correction
from samestory.dossier.opened import Dossier
from samestory.model import Decision


class Work(Protocol):
    """A correction under way, done, or failed."""

    id: str
    correction: Correction
    step: str
    part: int
    whole: int

    @property
    def done(self) -> bool:
        """Whether it has ended."""

    @property
    def error(self) -> str | None:
        """Why it was not done."""


class Works(NamedTuple):
    """Who corrects, how a correction is begun, and how one begun is found by its id."""

    by: str
    do: Callable[[Correction], Work]
    find: Callable[[str], Work | None]


def correcting(dossier: Dossier, works: Works) -> APIRouter:
    """The paths that correct ``dossier``."""
    router = APIRouter(default_response_class=Json)
    answers: dict[int | str, dict[str, Any]] = {
        200: {"model": WorkShape, "description": "Done"},
        202: {"model": WorkShape, "description": "Under way; ask again at its Location"},
        **told(400, 403, 422, 503),
    }

    @router.post("/corrections", summary="Correct a story, a thread, a copy or a name", responses=answers)
    def correct(said: Annotated[bodies.Body, Body()]) -> Response:
        work = works.do(said.means(dossier, works.by))
        if work.done and work.error is not None:
            raise HTTPException(400, work.error)
        return Json(_values(work), 200 if work.done else 202, {"Location": f"/api/corrections/{work.id}"})

    @router.get(
        "/corrections/{work}",
        summary="How far a correction is",
        responses={200: {"model": WorkShape}, **told(404, 422, 503)},
    )
    def far(work: Annotated[str, Path(pattern="^[0-9a-f]{16}$")]) -> Response:
        found = works.find(work)
        if found is None:
            raise HTTPException(404, f"no correction {work!r} was made since this reader was started")
        return Json(_values(found))

    return router


def _values(work: Work) -> dict[str, Any]:
    made, forgotten = work.correction
    return {
        "id": work.id,
        "done": work.done,
        "error": work.error,
        "step": work.step,
        "part": work.part,
        "whole": work.whole,
        "made": [_decision(one) for one in made],
        "taken_back": [_decision(one) for one in forgotten],
    }


def _decision(one: Decision) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "left": one.left,
        "right": one.right,
        "verdict": one.verdict,
        "made_by": one.made_by,
    }
