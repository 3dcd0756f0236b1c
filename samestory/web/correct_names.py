"""Corrections of who is who: forms on a name's page, and a choice of names."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from samestory.corrections import names as told
from samestory.corrections.rows import Correction
from samestory.dossier.opened import Dossier
from samestory.export.words import reason_words
from samestory.model import Decision, Entity
from samestory.store.portions import SpeltHead
from samestory.store.view import View
from samestory.web.candidates import Candidate, names_meant
from samestory.web.correct import carried_out
from samestory.web.correct_stories import Chosen
from samestory.web.desk import Desk
from samestory.web.works import Told


def routes(desk: Desk) -> APIRouter:
    """The paths that correct names."""
    router = APIRouter()

    @router.get("/names/{name}/same")
    def choose(request: Request, name: str, said: str = "") -> Response:
        one, decisions = _held(desk.dossier, name)
        shown = {"name": one, "said": said, "candidates": _candidates(desk.dossier, one, decisions, said)}
        return desk.page(request, "choose_name.html.j2", shown)

    @router.post("/names/{name}/same")
    def same(name: str, other: Chosen) -> Response:
        one, decisions = _held(desk.dossier, name)
        another, further = _held(desk.dossier, _by_spelling(desk.dossier, other) or other)
        made = told.merged(one, another, (*decisions, *further), desk.serving.by)
        words = f"“{one.name}” and “{another.name}” are one now."
        return carried_out(desk, Correction(made), _told(desk.dossier, words, one))

    @router.post("/names/{name}/part")
    def part(name: str, spelling: Annotated[list[str], Form()]) -> Response:
        one, decisions = _held(desk.dossier, name)
        away = [found for each in spelling for found in told.find_spellings(one, each)]
        made = told.parted(one, away, decisions, desk.serving.by)
        gone = ", ".join(dict.fromkeys(f"“{each.written}”" for each in away))
        stays = [each.key for each in one.spellings if each not in away]
        where = _told(desk.dossier, f"{gone} names another than “{one.name}” now.", one, stays)
        return carried_out(desk, Correction(made), where)

    @router.post("/names/{name}/rename")
    def rename(name: str, shown: Annotated[str, Form()]) -> Response:
        one, _ = _held(desk.dossier, name)
        with View.open(desk.dossier.path) as view:
            # All of them, which takes long in a large dossier: others must not wait for this view.
            every = view.entities()
        made = told.renamed(one, shown, desk.serving.by, every)
        words = f"“{one.name}” is shown as “{' '.join(shown.split())}” now."
        return carried_out(desk, Correction(made), _told(desk.dossier, words, one))

    @router.post("/names/{name}/undo")
    def undo(name: str) -> Response:
        one, decisions = _held(desk.dossier, name)
        made = Correction((), told.undoable(one, decisions))
        words = f"What readers decided of “{one.name}” is taken back."
        return carried_out(desk, made, _told(desk.dossier, words, one))

    return router


def _held(dossier: Dossier, name: str) -> tuple[Entity, tuple[Decision, ...]]:
    contents = dossier.entity(name)
    return contents.entities[0], contents.decisions


def _told(dossier: Dossier, words: str, one: Entity, keys: list[str] | None = None) -> Told:
    """``words``, and the way to who then has the first of ``keys``, all spellings where None is given."""
    articles = [each.article for each in one.mentions]
    wanted = keys or [each.key for each in one.spellings]
    return Told(words, lambda: _path(dossier, wanted, articles))


def _path(dossier: Dossier, keys: list[str], articles: list[str]) -> str:
    named = dossier.catalogue().named_in(articles)
    with dossier.view() as view:
        found = view.portions().entities(named)
    having = {each.key: one.id for one in found for each in one.spellings}
    return next((f"/names/{having[key]}" for key in keys if key in having), "/")


def _by_spelling(dossier: Dossier, key: str) -> str | None:
    return next((one.id for one in _spelt(dossier) if any(each.key == key for each in one.spellings)), None)


def _spelt(dossier: Dossier) -> list[SpeltHead]:
    with View.open(dossier.path) as view:
        return view.portions().spelt()


def _candidates(dossier: Dossier, one: Entity, decisions: tuple[Decision, ...], said: str) -> list[Candidate]:
    held, spelt = dossier.catalogue(), _spelt(dossier)
    own = {each.key for each in one.spellings}
    homes = {each.key: other.id for other in spelt for each in other.spellings}
    why: dict[str, str] = {}
    for each in sorted(decisions, key=lambda each: -each.score):
        other = homes.get(each.right if each.left in own else each.left)
        if each.kind == "entity" and other is not None:
            why.setdefault(other, reason_words(each))
    forms = {each.id: [every.written for every in each.spellings] for each in spelt}
    found = names_meant(held, said, forms) if said else [held.entities[id_] for id_ in why]
    return [
        Candidate(
            id=each.id, title=each.name, lang=None, why=why.get(each.id, ""),
            facts=f"{each.type} · {', '.join(dict.fromkeys(forms.get(each.id, [])))[:160]}",
        )
        for each in found
        if each.id != one.id
    ]  # fmt: skip
