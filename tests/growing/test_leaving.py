"""Articles that leave a dossier by themselves, as a page that has another text: what is left is sound."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Literal

import pytest
from affairs import ALWAYS, added, copied, derived_whole, growth, made_with, report, strewn
from hypothesis import given, settings
from hypothesis import strategies as st
from soundness import faults

from evals.stories.score import b_cubed
from samestory import pipeline
from samestory.growing.around import Around
from samestory.growing.leaving import left
from samestory.model import Actor, Article, Clue, Contents, Decision, Entity, Mention, Spelling, Spot
from samestory.store.view import View
from samestory.store.writer import FileStamp, Writer

pytestmark = pytest.mark.usefixtures("encoding")


@pytest.fixture(autouse=True)
def bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "BOUNDS", ALWAYS)


@pytest.fixture(scope="module")
def made(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier of reports told in all manners; only to be copied."""
    return made_with(prepared, tmp_path_factory.mktemp("made") / "made.db", strewn(24, 9))


def contents(dossier: Path) -> Contents:
    with View.open(dossier) as view:
        return view.contents()


def take(dossier: Path, articles: Iterable[Article]) -> None:
    """Have ``articles`` stand no more, which is not derived yet."""
    with Writer.open(dossier) as writer:
        for one in articles:
            writer.finish_file(FileStamp("news", one.source, 0, 0), ())


def homes(held: Contents) -> dict[str, str]:
    return {article: story.id for story in held.stories for article in story.articles}


@settings(max_examples=6)
@given(data=st.data())
def test_what_is_left_is_sound_and_near_to_the_whole(
    made: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
):
    work = tmp_path_factory.mktemp("example")
    dossier = copied(made, work / "part.db")
    for since in (3, 6):
        articles = data.draw(st.permutations(contents(dossier).articles))[:3]
        take(dossier, articles)
        pipeline.decide(dossier, ())
        assert growth(dossier).since == since
        assert faults(dossier) == []
        assert homes(contents(dossier)).keys().isdisjoint(one.id for one in articles)
    groups = [story.articles for story in contents(dossier).stories]
    whole = derived_whole(copied(dossier, work / "whole.db"))
    assert b_cubed(groups, homes(contents(whole))).f1 > 0.9


def test_a_page_with_another_text_is_one_out_and_one_in(made: Path, tmp_path: Path):
    dossier = copied(made, tmp_path / "copy.db")
    before = contents(dossier)
    old = before.stories[0].articles[0]
    take(dossier, [one for one in before.articles if one.id == old])
    held = contents(added(dossier, [report(2, 50, Random(1))]))
    assert growth(dossier).since == 2
    assert faults(dossier) == []
    assert old not in homes(held)
    untouched = {one.id: one.account for one in before.stories if one.id in {s.id for s in held.stories}}
    assert len(untouched) > 3
    assert untouched == {one.id: one.account for one in held.stories if one.id in untouched}


@pytest.mark.parametrize("named_by", [{"place:en:Corva"}, {"place:en:Corva", "place:en:Talm"}])
def test_a_name_taken_back_is_gone_though_what_was_named_has_left(
    made: Path, tmp_path: Path, named_by: set[str]
):
    dossier = copied(made, tmp_path / "copy.db")
    pipeline.decide(dossier, [reader("entity", "place:en:Corva", "place:en:Talm")])
    shown = [reader("name", key, "Another") for key in sorted(named_by)]
    pipeline.decide(dossier, shown)
    take(dossier, [one for one in contents(dossier).articles if "Corva" in one.text])
    pipeline.decide(dossier, ())
    steps: dict[str, tuple[int, int]] = {}
    pipeline.forget(dossier, shown, lambda step, done, all_: steps.update({step: (done, all_)}))
    assert steps == {"gather": (1, 1)}
    assert growth(dossier).decided == 2
    (its,) = (one for one in contents(dossier).entities if "Talm" in {each.written for each in one.spellings})
    assert (its.name, len(its.spellings)) == ("Talm", 1)
    with View.open(dossier) as view:
        assert view.held().called() == {}


def reader(kind: Literal["entity", "name"], left: str, right: str) -> Decision:
    return Decision(kind=kind, left=left, right=right, verdict="same", score=1.0, made_by="user:ana")


def test_names_lose_what_stood_there_alone(made: Path):
    with View.open(made) as view:
        around = Around(view)
        gone, other = sorted(homes(view.contents()))[:2]
        around.bring([gone])
        (id_, *_), (one, *_) = around.whom[gone], around.spellings(gone)
        places = [(gone, its) for its, whom in enumerate(around.whom[gone]) if whom == id_]
        other_spelling = Spelling(key="k", lang="en", written="Else", count=1)
        known = Entity(
            id=id_ or "", name=one.written, type="person",
            mentions=(*(Mention(article=at, name=its) for at, its in places), Mention(article=other, name=0)),
            spellings=tuple(
                Spelling(key=each.key, lang=each.lang, written=each.written, count=count)
                for each, count in ((one, len(places)), (other_spelling, 1))
            ),
            actor=Actor(
                country="BGR", sector="GOV",
                clues=tuple(
                    Clue(tells=tells, value=value, spot=Spot(article=at, span=None))
                    for at, tells, value in ((gone, "country", "BGR"), (other, "sector", "GOV"))
                ),
            ),
        )  # fmt: skip
        found = {its.id: its for its in left(around, [gone], {known.id: known}, ()).entities}[known.id]
    assert (found.name, [its.written for its in found.spellings]) == ("Else", ["Else"])
    assert [at.article for at in found.mentions] == [other]
    assert (found.actor.country, found.actor.sector, len(found.actor.clues)) == (None, "GOV", 1)
