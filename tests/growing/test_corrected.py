"""Readers' decisions taken in by themselves: all is as if derived whole, and undone it is as before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations, product
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from affairs import ALWAYS, added, copied, derived_whole, growth, made_with, report, reports, strewn, yearly
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from soundness import faults

from samestory import pipeline
from samestory.corrections.names import renamed
from samestory.growing import corrected, placing, rethreading
from samestory.growing.around import Around
from samestory.growing.making import Steps
from samestory.model import Contents, Decision
from samestory.store.grounds import Change, Said
from samestory.store.view import View
from samestory.store.writer import Writer

pytestmark = pytest.mark.usefixtures("encoding")

VERDICTS = {
    "story": ("same", "different"),
    "copy": ("same", "copy", "different"),
    "thread": ("related", "different"),
}


@pytest.fixture(autouse=True)
def bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "BOUNDS", ALWAYS)


@pytest.fixture(scope="module")
def made(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier of reports told in all manners; only to be copied."""
    return made_with(prepared, tmp_path_factory.mktemp("made") / "made.db", strewn(26, 7))


@pytest.fixture
def dossier(made: Path, tmp_path: Path) -> Path:
    return copied(made, tmp_path / "copy.db")


class Found(NamedTuple):
    """All that a dossier tells, and what each account follows from."""

    contents: Contents
    bases: list[str]
    called: dict[str, str]


def found(dossier: Path) -> Found:
    with View.open(dossier) as view:
        held, contents = view.held(), view.contents()
        return Found(contents, [held.basis(one.id) for one in contents.stories], held.called())


def of_pair(kind: str, left: str, right: str, verdict: str) -> Decision:
    return Decision(kind=kind, left=left, right=right, verdict=verdict, score=1.0, made_by="user:ana")  # type: ignore[arg-type]


@st.composite
def decided(draw: st.DrawFn, held: Contents) -> list[Decision]:
    """What readers may decide in one go of a dossier."""
    made: list[Decision] = []
    for kind in draw(st.lists(st.sampled_from([*VERDICTS, "story", "name"]), min_size=1, max_size=4)):
        if kind == "name":
            entity = draw(st.sampled_from(held.entities))
            made += renamed(entity, draw(st.sampled_from(["One", "Two", "Three"])), "ana", held.entities)
            continue
        among = [one.id for one in held.articles]
        if kind == "copy":
            among = list(draw(st.sampled_from([s for s in held.stories if len(s.articles) > 1])).articles)
        left, right = draw(st.lists(st.sampled_from(among), min_size=2, max_size=2, unique=True))
        made.append(of_pair(kind, left, right, draw(st.sampled_from(VERDICTS[kind]))))
    return list({(one.kind, *sorted((one.left, one.right))): one for one in made}.values())


@settings(max_examples=8)
@given(data=st.data())
def test_a_part_derived_is_as_the_whole_and_undone_it_is_as_before(
    made: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
):
    work = tmp_path_factory.mktemp("example")
    dossier, first = copied(made, work / "part.db"), found(made)
    for _ in range(2):
        before = found(dossier).contents
        told = [one for one in before.decisions if one.made_by != "machine"]
        back = data.draw(st.lists(st.sampled_from(told), max_size=2)) if told else []
        pipeline.decide(dossier, data.draw(decided(before)), forgotten=back)
    # What is said a second time changes nothing.
    parts = growth(dossier).decided
    assert parts in (1, 2)
    assert faults(dossier) == []
    assert found(dossier) == found(derived_whole(copied(dossier, work / "whole.db")))
    held = found(dossier).contents.decisions
    pipeline.forget(dossier, [one for one in held if one.made_by != "machine"])
    assert growth(dossier).decided == parts + 1
    assert found(dossier) == first


def test_threads_made_again_stand_where_their_origins_put_them(made: Path):
    with View.open(made) as view:
        held = view.contents()
        before = {thread: place for place, thread in view.held().thread_places()}
        for its, counts in product(combinations(held.threads, 2), product(range(1, 7), repeat=2)):
            stories = {one.id: one for one in held.stories}
            for thread, count in zip(its, counts, strict=True):
                first = stories[thread.stories[0]]
                stories[first.id] = structs.replace(first, origins=first.origins[:1] * count)
            moved = placing.places(Around(view), its, stories, ())
            assert moved is not None
            ordered = sorted(held.threads, key=lambda one: {**before, **moved}[one.id])
            origins = [sum(len(stories[story].origins) for story in one.stories) for one in ordered]
            assert origins == sorted(origins, reverse=True)


def join(dossier: Path) -> list[Decision]:
    """That the two largest stories are one."""
    one, other = sorted(found(dossier).contents.stories, key=lambda one: (-len(one.articles), one.id))[:2]
    return [of_pair("story", left, right, "same") for left in one.articles for right in other.articles]


def home(dossier: Path, article: str) -> Sequence[str]:
    return next(one.articles for one in found(dossier).contents.stories if article in one.articles)


def test_another_reader_who_decides_meanwhile_is_heard_too(
    dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    theirs, name = join(dossier), found(dossier).contents.entities[0]
    work, others = corrected.corrected, iter([renamed(name, "Another", "bo")])

    def meanwhile(view: View, said: Sequence[Said], steps: Steps, gone: Collection[str]) -> Change | None:
        its = work(view, said, steps, gone)
        for their in others:
            pipeline.decide(dossier, their)
        return its

    monkeypatch.setattr(corrected, "corrected", meanwhile)
    pipeline.decide(dossier, theirs)
    assert found(dossier).contents.entities[0].name == "Another"
    assert theirs[0].right in home(dossier, theirs[0].left)
    assert found(dossier) == found(derived_whole(copied(dossier, tmp_path / "whole.db")))


def test_cut_off_in_the_middle_the_next_run_ends_it(dossier: Path, monkeypatch: pytest.MonkeyPatch):
    theirs, before = join(dossier), found(dossier)
    with monkeypatch.context() as cut:
        cut.setattr("samestory.store.groups.grounds.move", _cut_off)
        with pytest.raises(KeyboardInterrupt):
            pipeline.decide(dossier, theirs)
    assert found(dossier).contents.stories == before.contents.stories
    pipeline.decide(dossier, ())
    assert growth(dossier).decided == 1
    assert theirs[0].right in home(dossier, theirs[0].left)
    assert faults(dossier) == []


def _cut_off(*_: object) -> None:
    raise KeyboardInterrupt


def test_decided_of_a_dossier_that_has_grown_it_holds_and_is_sound(dossier: Path):
    added(dossier, [report(happening, 40, Random(3)) for happening in range(2)])
    assert (growth(dossier).since, growth(dossier).decided) == (2, 0)
    theirs = join(dossier)
    with Writer.open(dossier) as writer:
        writer.decide(*theirs)
    added(dossier, [report(happening, 41, Random(4)) for happening in range(2)])
    assert (growth(dossier).since, growth(dossier).decided) == (4, 1)
    assert theirs[0].right in home(dossier, theirs[0].left)
    assert faults(dossier) == []


def test_what_another_pair_says_of_when_it_was_is_kept(prepared: Path, tmp_path: Path):
    """An article that had no pair when all was derived has one with what came later."""
    dossier, last = tmp_path / "a.db", yearly(1, -1)
    this = [yearly(2, 0), yearly(3, 0)]
    for some in ([last], reports(5, 3), this):
        added(dossier, some)

    def told() -> set[str]:
        with View.open(dossier) as view:
            rows = [one for one in view.contents().decisions if last.article.id in (one.left, one.right)]
        return {why.says for one in rows for why in one.reasons if why.name in ("days_apart", "undated")}

    before = told()
    assert "published 365 days apart" in before
    other = next(one.article.id for one in reports(5, 3))
    pipeline.decide(dossier, [of_pair("story", this[0].article.id, other, "same")])
    assert growth(dossier).decided == 1
    assert told() == before
    derived_whole(dossier)
    assert told() == before


def test_who_is_who_has_all_derived(dossier: Path):
    keys = [one.spellings[0].key for one in found(dossier).contents.entities[:2]]
    pipeline.decide(dossier, [of_pair("entity", keys[0], keys[1], "same")])
    assert growth(dossier).decided == 0
    assert len({one.id for one in named(dossier, keys)}) == 1


def named(dossier: Path, keys: Iterable[str]) -> list[object]:
    asked = {*keys}
    its = found(dossier).contents.entities
    return [one for one in its if asked & {each.key for each in one.spellings}]


@pytest.mark.parametrize("module", [corrected, rethreading])
def test_too_much_has_all_derived(dossier: Path, monkeypatch: pytest.MonkeyPatch, module: object):
    monkeypatch.setattr(module, "MOST", 1)
    theirs = join(dossier)
    pipeline.decide(dossier, theirs)
    assert growth(dossier).decided == 0
    assert theirs[0].right in home(dossier, theirs[0].left)


def test_what_an_older_samestory_derived_is_derived_whole_once(dossier: Path):
    with Writer.open(dossier) as writer:
        writer._database.do("DELETE FROM meta WHERE key = 'said'")
    theirs = join(dossier)
    pipeline.decide(dossier, theirs)
    assert growth(dossier).decided == 0
    pipeline.forget(dossier, theirs)
    assert growth(dossier).decided == 1
