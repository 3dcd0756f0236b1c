"""A dossier that takes in a few articles by themselves: sound after each batch, near to one derived whole."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from random import Random

import pytest
from affairs import ALWAYS, added, batches, report, reports, strewn
from dossiers import findings, tables
from soundness import faults

from evals.stories.score import b_cubed
from samestory import pipeline
from samestory.encode import weights
from samestory.growing import grown, making
from samestory.model import Contents, Decision
from samestory.store.grounds import Bounds, Change
from samestory.store.view import View
from samestory.store.writer import FileStamp, Writer

pytestmark = pytest.mark.usefixtures("encoding")

HALF = 16


@pytest.fixture(autouse=True)
def bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "BOUNDS", ALWAYS)


def contents(dossier: Path) -> Contents:
    with View.open(dossier) as view:
        return view.contents()


def since(dossier: Path) -> int | None:
    """How many came in by themselves."""
    with View.open(dossier) as view:
        growth = view.held().growth()
    return None if growth is None else growth.since


def homes(held: Contents) -> dict[str, str]:
    return {article: story.id for story in held.stories for article in story.articles}


def meant(held: Contents) -> dict[str, str]:
    """The entity of each name, by where it stands."""
    return {f"{at.article}/{at.name}": one.id for one in held.entities for at in one.mentions}


@pytest.mark.parametrize(("seed", "at_once"), [(1, 100), (2, 2)])
def test_batches_in_any_order_leave_it_sound_and_near_to_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, at_once: int
):
    monkeypatch.setattr(pipeline, "AT_ONCE", at_once)
    some = reports(2 * HALF, seed)
    dossier = added(tmp_path / "grown.db", some[:HALF])
    assert faults(dossier) == []
    for batch in batches(some[HALF:], seed):
        assert faults(added(dossier, batch)) == []
    assert since(dossier) == HALF
    whole, held = contents(added(tmp_path / "whole.db", some)), contents(dossier)
    groups = [story.articles for story in held.stories]
    assert b_cubed(groups, homes(whole)).f1 > 0.9
    named = [[f"{at.article}/{at.name}" for at in one.mentions] for one in held.entities]
    assert b_cubed(named, meant(whole)).f1 > 0.9


def test_what_comes_apart_again_is_told_so(tmp_path: Path):
    some = strewn(24, 26)
    dossier = added(tmp_path / "grown.db", some[:20])
    before = {tuple(story.articles) for story in contents(dossier).stories}
    assert faults(added(added(dossier, some[20:22]), some[22:])) == []
    stories = [set(story.articles) for story in contents(dossier).stories]
    assert not all(any(its.issuperset(was) for its in stories) for was in before)
    assert since(dossier) == 4


@pytest.fixture(scope="module")
def made(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier of two reports on each of four happenings; only to be copied."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(weights.CACHE_VARIABLE, str(prepared))
        patched.setattr(pipeline, "BOUNDS", ALWAYS)
        chance = Random(5)
        some = [report(happening, number, chance) for happening in range(4) for number in range(2)]
        return added(tmp_path_factory.mktemp("made") / "made.db", some)


@pytest.fixture
def dossier(made: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "copy.db"
    copy.write_bytes(made.read_bytes())
    return copy


def test_what_is_not_near_keeps_its_rows(dossier: Path):
    before = contents(dossier)
    held = contents(added(dossier, [report(2, 7, Random(1))]))
    assert since(dossier) == 1
    changed = {one.id for one in held.stories} - {one.id for one in before.stories}
    (story,) = (one for one in held.stories if one.id in changed)
    assert len(story.articles) == 3
    kept = {one.id: one.account for one in held.stories if one.id not in changed}
    assert kept == {one.id: one.account for one in before.stories if one.id in kept}
    assert {one.id for one in before.entities} <= {one.id for one in held.entities}


def test_a_known_name_keeps_its_entity_and_a_surname_goes_to_who_stands_beside_it(dossier: Path):
    before = {one.name: one.id for one in contents(dossier).entities}
    held = contents(added(dossier, [report(1, 9, Random(2))]))
    velik = next(one for one in held.entities if one.name == "Mara Velik")
    assert velik.id == before["Mara Velik"]
    assert {one.written for one in velik.spellings} == {"Mara Velik", "Velik"}
    assert faults(dossier) == []


def test_derived_whole_it_is_as_if_all_had_come_at_once(dossier: Path, tmp_path: Path):
    added(dossier, [report(0, 9, Random(3)), report(8, 9, Random(3))])
    assert since(dossier) == 2
    with Writer.open(dossier) as writer:
        writer.ungrow()
    pipeline.decide(dossier, ())
    again = findings(dossier)
    assert since(dossier) == 0
    chance = Random(5)
    some = [report(happening, number, chance) for happening in range(4) for number in range(2)]
    whole = added(tmp_path / "whole.db", [*some, report(0, 9, Random(3)), report(8, 9, Random(3))])
    assert again == findings(whole)


def test_what_readers_decided_holds_while_it_grows(dossier: Path):
    first, second = (one.articles[0] for one in contents(dossier).stories[:2])
    decided = Decision(kind="story", left=first, right=second, verdict="same", score=1.0, made_by="user:ana")
    pipeline.decide(dossier, [decided])
    assert since(dossier) == 0
    added(dossier, [report(happening, 6, Random(4)) for happening in range(4)])
    held = contents(dossier)
    assert since(dossier) == 4
    assert homes(held)[first] == homes(held)[second]
    assert faults(dossier) == []


def test_what_readers_told_apart_no_text_brings_together(dossier: Path):
    keys = {one.written: one.key for entity in contents(dossier).entities for one in entity.spellings}
    decided = Decision(
        kind="entity", left=keys["Velik"], right=keys["Mara Velik"], verdict="different", score=1.0,
        made_by="user:ana",
    )  # fmt: skip
    pipeline.decide(dossier, [decided])
    held = contents(added(dossier, [report(1, 9, Random(2))]))
    assert since(dossier) == 1
    (velik,) = (one for one in held.entities if keys["Velik"] in {its.key for its in one.spellings})
    assert {one.written for one in velik.spellings} == {"Velik"}
    assert faults(dossier) == []


def test_two_runs_that_take_in_the_same_are_as_one(
    dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(pipeline, "AT_ONCE", 2)
    some, chance = [dossier, tmp_path / "one.db"], Random(7)
    some[1].write_bytes(dossier.read_bytes())
    more = [report(happening, 9, chance) for happening in range(4)]
    added(some[1], more)
    change, others = grown.change, iter([None])

    def meanwhile(view: View, new: Collection[str], steps: making.Steps) -> Change | None:
        found = change(view, new, steps)
        for _ in others:
            with monkeypatch.context() as other:
                other.setattr(grown, "change", first_alone)
                with pytest.raises(KeyboardInterrupt):
                    pipeline.decide(dossier, ())
        return found

    def first_alone(view: View, new: Collection[str], steps: making.Steps) -> Change | None:
        growth = view.held().growth()
        if growth is not None and growth.since:
            raise KeyboardInterrupt
        return change(view, new, steps)

    monkeypatch.setattr(grown, "change", meanwhile)
    added(dossier, more)
    assert since(dossier) == 4
    assert findings(some[0]) == findings(some[1])


def test_a_decision_on_an_article_that_comes_later_has_all_derived(dossier: Path):
    late, first = report(3, 5, Random(6)), contents(dossier).stories[0].articles[0]
    decided = Decision(
        kind="story", left=first, right=late.article.id, verdict="same", score=1.0, made_by="user:ana"
    )
    pipeline.decide(dossier, [decided])
    held = contents(added(dossier, [late]))
    assert since(dossier) == 0
    assert homes(held)[first] == homes(held)[late.article.id]


def test_what_a_run_kept_that_was_cut_off_does_not_stay(dossier: Path):
    with Writer.open(dossier) as writer:
        writer.keep([("basis", contents(dossier).stories[0])])
    assert since(added(dossier, [report(2, 5, Random(9))])) == 1
    assert tables(dossier)["collated"] == []


def test_too_many_articles_that_are_gone_have_all_derived(dossier: Path, monkeypatch: pytest.MonkeyPatch):
    gone = contents(dossier).articles[:2]
    with Writer.open(dossier) as writer:
        for one in gone:
            writer.finish_file(FileStamp("news", one.source, 0, 0), ())
    monkeypatch.setattr(pipeline, "BOUNDS", Bounds(fewest=1, share=1.0, most=2))
    held = contents(added(dossier, [report(3, 4, Random(6))]))
    assert since(dossier) == 0
    assert homes(held).keys().isdisjoint(one.id for one in gone)
    assert faults(dossier) == []


@pytest.mark.parametrize("few", [Bounds(), Bounds(fewest=1, share=0.5, most=3)])
def test_beyond_the_bounds_all_is_derived(dossier: Path, monkeypatch: pytest.MonkeyPatch, few: Bounds):
    monkeypatch.setattr(pipeline, "BOUNDS", few)
    added(dossier, [report(happening, 3, Random(7)) for happening in range(4)])
    assert since(dossier) == (0 if few.fewest == 1 else None)
    assert faults(dossier) == []
