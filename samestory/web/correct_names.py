"""Corrections of who is who: forms on a name's page, and a choice of names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from samestory.corrections import names as told
from samestory.corrections.rows import Correction
from samestory.dossier.opened import Dossier
from samestory.export.named import TYPES
from samestory.export.reasons import reason_parts
from samestory.model import Decision, Entity
from samestory.speech import message
from samestory.store.portions import NamedHead
from samestory.store.view import View
from samestory.web.candidates import Candidate, names_meant
from samestory.web.correct import carried_out
from samestory.web.correct_stories import Chosen
from samestory.web.desk import Desk
from samestory.web.works import Told

# Letters of its spellings that tell one name from another.
SPELT = 160


def routes(desk: Desk) -> APIRouter:
    """The paths that correct names."""
    router = APIRouter()

    @router.get("/names/{name}/same")
    def choose(request: Request, name: str, said: str = "") -> Response:
        one, decisions = _held(desk.dossier, name)
        shown = {"name": one, "said": said, "candidates": _candidates(desk, request, said, one, decisions)}
        return desk.page(request, "choose_name.html.j2", shown)

    @router.post("/names/{name}/same")
    def same(name: str, other: Chosen) -> Response:
        one, decisions = _held(desk.dossier, name)
        another, further = _held(desk.dossier, _by_spelling(desk.dossier, other) or other)
        made = told.merged(one, another, (*decisions, *further), desk.serving.by)
        words = message("“{name}” and “{other}” are one now.")
        told_as = _told(desk.dossier, words, {"name": one.name, "other": another.name}, one)
        return carried_out(desk, Correction(made), told_as)

    @router.post("/names/{name}/part")
    def part(name: str, spelling: Annotated[list[str], Form()]) -> Response:
        one, decisions = _held(desk.dossier, name)
        away = [found for each in spelling for found in told.find_spellings(one, each)]
        made = told.parted(one, away, decisions, desk.serving.by)
        gone = {"name": one.name, "spellings": ", ".join(dict.fromkeys(f"“{each.written}”" for each in away))}
        stays = [each.key for each in one.spellings if each not in away]
        where = _told(desk.dossier, message("{spellings} names another than “{name}” now."), gone, one, stays)
        return carried_out(desk, Correction(made), where)

    @router.post("/names/{name}/rename")
    def rename(name: str, shown: Annotated[str, Form()]) -> Response:
        one, _ = _held(desk.dossier, name)
        with View.open(desk.dossier.path) as view:
            # All of them, which takes long in a large dossier: others must not wait for this view.
            every = view.entities()
        made = told.renamed(one, shown, desk.serving.by, every)
        words = message("“{name}” is shown as “{other}” now.")
        told_as = _told(desk.dossier, words, {"name": one.name, "other": " ".join(shown.split())}, one)
        return carried_out(desk, Correction(made), told_as)

    @router.post("/names/{name}/undo")
    def undo(name: str) -> Response:
        one, decisions = _held(desk.dossier, name)
        made = Correction((), told.undoable(one, decisions))
        words = message("What readers decided of “{name}” is taken back.")
        return carried_out(desk, made, _told(desk.dossier, words, {"name": one.name}, one))

    return router


def _held(dossier: Dossier, name: str) -> tuple[Entity, tuple[Decision, ...]]:
    contents = dossier.entity(name)
    return contents.entities[0], contents.decisions


def _told(
    dossier: Dossier, words: str, values: dict[str, str], one: Entity, keys: list[str] | None = None
) -> Told:
    """``words``, and the way to who then has the first of ``keys``, all spellings where None is given."""
    articles = [each.article for each in one.mentions]
    wanted = keys or [each.key for each in one.spellings]
    return Told(words, values, lambda: _path(dossier, wanted, articles))


def _path(dossier: Dossier, keys: list[str], articles: list[str]) -> str:
    named = dossier.catalogue().named_in(articles)
    with dossier.view() as view:
        found = view.portions().entities(named)
    having = {each.key: one.id for one in found for each in one.spellings}
    return next((f"/names/{having[key]}" for key in keys if key in having), "/")


def _by_spelling(dossier: Dossier, key: str) -> str | None:
    held = dossier.catalogue().entities.values()
    return next((one.id for one in held if any(each.key == key for each in one.spellings)), None)


def _candidates(
    desk: Desk, request: Request, said: str, one: Entity, decisions: tuple[Decision, ...]
) -> list[Candidate]:
    """Whom ``said`` may mean; where nothing is said, those whose spellings were compared with ``one``'s."""
    held, speech = desk.dossier.catalogue(), desk.speech(request)
    compared = _compared(held.entities.values(), one, decisions)
    why = {id_: reason_parts(each.reasons, speech) for id_, each in compared.items()}
    found = names_meant(held, said) if said else [held.entities[id_] for id_ in why]
    return [
        Candidate(
            id=each.id,
            title=each.name,
            lang=None,
            why=why.get(each.id, ()),
            facts=f"{speech.say(TYPES[each.type][0])} · {_spelt(each)}",
        )
        for each in found
        if each.id != one.id
    ]


def _spelt(one: NamedHead) -> str:
    return ", ".join(dict.fromkeys(each.written for each in one.spellings))[:SPELT]


def _compared(
    named: Iterable[NamedHead], one: Entity, decisions: tuple[Decision, ...]
) -> dict[str, Decision]:
    """The surest decision on a spelling of ``one`` and one of another, by the other's id, in their order."""
    own = {each.key for each in one.spellings}
    homes = {each.key: other.id for other in named for each in other.spellings}
    found: dict[str, Decision] = {}
    for each in sorted((each for each in decisions if each.kind == "entity"), key=lambda each: -each.score):
        other = homes.get(each.right if each.left in own else each.left)
        if other is not None and other != one.id:
            found.setdefault(other, each)
    return found
