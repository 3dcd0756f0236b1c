"""What readers say of who copied whom, through the pipeline: it holds now and after later runs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from itertools import combinations, permutations, product
from pathlib import Path

import pytest
from copying import ALL, LATER, origins, said, stored, told
from dossiers import tables
from gathering import contents, correct
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samestory import pipeline
from samestory.corrections import copies, stories
from samestory.corrections.rows import Correction
from samestory.corrections.stories import find_article, find_story
from samestory.errors import InputError
from samestory.export.gist import gist
from samestory.export.index import index
from samestory.export.why import overruled
from samestory.model import Contents, Copy, Dated, Decision

NAMES = "abcdefg"
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["join", "take", "part", "undo", "undo two"]),
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
    ),
    min_size=1,
    max_size=5,
)


@pytest.fixture(scope="module")
def all_told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of ALL; only for copying."""
    return stored(tmp_path_factory.mktemp("copies") / "all.db")


@pytest.fixture
def dossier(all_told: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(all_told, tmp_path / "a.db"))


def step(held: Contents, what: str, name: str, other: str, by: str = "ana") -> Correction:
    """One correction as a reader would make it."""
    one, another = find_article(held, f"{name}.txt"), find_article(held, f"{other}.txt")
    match what:
        case "join":
            return copies.joined(held, one, another, by)
        case "take":
            return copies.joined(held, one, another, by, source=one)
        case "part":
            return copies.parted(held, one, another, by, "they were there")
        case "undo":
            return copies.undoable(held, one)
        case _:
            return copies.undoable(held, one, another)


def after(dossier: Path, what: str, name: str, other: str, by: str = "ana") -> Contents:
    return correct(dossier, step(contents(dossier), what, name, other, by))


def copy_of(held: Contents, name: str, other: str) -> Copy:
    ids = {find_article(held, f"{one}.txt").id for one in (name, other)}
    (found,) = [one for one in held.stories[0].account.copies if {one.left, one.right} == ids]
    return found


def date_of(held: Contents, name: str) -> Dated:
    article = find_article(held, f"{name}.txt").id
    return next(one for one in held.stories[0].dates if one.article == article)


def kept_to(held: Contents) -> bool:
    """Whether all that readers said holds, of origins and of each pair."""
    (story,) = held.stories
    home = {article: number for number, one in enumerate(story.origins) for article in one.articles}
    pairs = {frozenset((one.left, one.right)): one for one in story.account.copies}
    made = [one for one in said(held) if not overruled(one, index(held))]
    return all(
        (home[one.left] == home[one.right]) == (one.verdict != "different")
        and pairs[frozenset((one.left, one.right))].made_by == one.made_by
        and (pairs[frozenset((one.left, one.right))].verdict == "independent") == (one.verdict == "different")
        and (one.verdict != "copy" or pairs[frozenset((one.left, one.right))].source == one.left)
        for one in made
    )


def followed(dossier: Path, steps: list[tuple[str, str, str]]) -> Iterator[Contents]:
    for what, name, other in steps:
        try:
            made = step(contents(dossier), what, name, other)
        except InputError:
            continue
        yield correct(dossier, made)


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(STEPS, st.permutations(LATER))
def test_whatever_readers_say_is_kept_to(all_told: Path, steps, later):  # type: ignore[no-untyped-def]
    with tempfile.TemporaryDirectory() as home:
        dossier = Path(shutil.copy(all_told, Path(home) / "a.db"))
        for held in followed(dossier, steps):
            assert kept_to(held)
            # The last word is never overruled.
            assert not any(overruled(one, index(held)) for one in said(held)[-1:])
        # Reports that come later leave it standing, in whatever order.
        other = Path(shutil.copy(dossier, Path(home) / "b.db"))
        for path, reports in ((dossier, later), (other, later[::-1])):
            assert said(contents(stored(path, reports))) == said(contents(path))
            assert kept_to(contents(path))
        assert contents(dossier).stories == contents(other).stories
        # Taken back, all is as the machine has it.
        pipeline.forget(other, said(contents(other)))
        assert contents(other).stories == contents(stored(Path(home) / "c.db", (*ALL, *LATER))).stories


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(["join", "take", "part"]),
    st.sampled_from(list(permutations(NAMES, 2))),
    st.sampled_from(["undo", "undo two"]),
)
def test_what_is_taken_back_leaves_nothing_behind(all_told: Path, what, two, undo):  # type: ignore[no-untyped-def]
    with tempfile.TemporaryDirectory() as home:
        dossier = Path(shutil.copy(all_told, Path(home) / "a.db"))
        before = tables(dossier)
        after(dossier, what, *two)
        assert tables(dossier)["stories"] != before["stories"]
        after(dossier, undo, *two)
        assert tables(dossier) == before


@st.composite
def agreeing(draw: st.DrawFn) -> list[tuple[str, str, str]]:
    """Corrections of which no two contradict: what is of one of some groups is one text, all else is not."""
    group = dict(zip(NAMES, draw(st.lists(st.integers(0, 3), min_size=7, max_size=7)), strict=True))
    pairs = draw(st.sets(st.sampled_from(list(combinations(NAMES, 2))), min_size=2, max_size=5))
    same = st.sampled_from(["join", "take"])
    return [
        (draw(same) if group[one] == group[other] else "part", one, other) for one, other in sorted(pairs)
    ]


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(agreeing(), st.randoms())
def test_the_order_of_what_does_not_contradict_changes_nothing(all_told: Path, steps, chance):  # type: ignore[no-untyped-def]
    with tempfile.TemporaryDirectory() as home:
        found = []
        for number, made in enumerate((steps, chance.sample(steps, len(steps)))):
            dossier = Path(shutil.copy(all_told, Path(home) / f"{number}.db"))
            *_, held = followed(dossier, made)
            assert not any(overruled(one, index(held)) for one in said(held))
            rows = tables(dossier)
            found.append([rows[name] for name in ("stories", "decisions", "threads", "entities")])
        assert found[0] == found[1]


class TestParted:
    def test_no_origin_holds_what_a_reader_parted_and_others_go_to_the_nearer(self, dossier: Path):
        assert origins(contents(dossier)) == {"abc", "de", "f", "g"}
        assert origins(after(dossier, "part", "a", "c")) == {"ab", "c", "de", "f", "g"}

    def test_what_copies_the_one_is_independent_of_the_other_too(self, dossier: Path):
        assert copy_of(contents(dossier), "b", "c").verdict == "copy"
        held = after(dossier, "part", "a", "c")
        own = ["they were there", "a.txt and c.txt are independent reports"]
        for name, says in (("a", own), ("b", ["of other texts of the two origins", *own])):
            found = copy_of(held, name, "c")
            assert (found.verdict, found.made_by, found.source) == ("independent", "user:ana", None)
            # Behind what the reader says stand the machine's reasons.
            told = [one.says for one in found.reasons[: len(says) + 1]]
            assert told == ["decided by ana", *says]
            assert found.reasons[len(told)].name == "aligned"

    def test_rows_and_what_is_said_of_the_story_follow(self, dossier: Path):
        def shared(held: Contents) -> int:
            return sum(row.kind == "shared" for row in held.stories[0].account.rows)

        before = contents(dossier)
        held = after(dossier, "part", "a", "c")
        # Of seven sentences that one origin told f.txt had one already; now two origins tell them.
        assert shared(held) - shared(before) == 6
        assert "4 independent" in gist(before.stories[0], index(before))
        assert "5 independent" in gist(held.stories[0], index(held))

    def test_a_date_is_not_lent_by_an_independent_report(self, dossier: Path):
        known = date_of(contents(dossier), "b")
        assert known.when is not None
        assert "from its counterpart" in known.when.reason
        after(dossier, "part", "a", "b")
        known = date_of(after(dossier, "part", "b", "c"), "b")
        assert known.when is not None
        assert known.when.reason == "about this day, from its story"

    def test_the_basis_of_the_story_changes_with_it_and_with_its_words(self, dossier: Path):
        def basis() -> object:
            return tables(dossier)["stories"][0][4]

        seen = [basis()]
        held = contents(dossier)
        one, other = find_article(held, "a.txt"), find_article(held, "c.txt")
        for because, by in ((None, "ana"), ("she told me", "ana"), ("she told me", "bo")):
            held = correct(dossier, copies.parted(held, one, other, by, because))
            told = [one.says for one in copy_of(held, "a", "c").reasons[:2]]
            assert told == [f"decided by {by}", because or "a.txt and c.txt are independent reports"]
            seen.append(basis())
        assert len(set(seen)) == 4


class TestJoined:
    def test_each_brings_its_company(self, dossier: Path):
        assert origins(after(dossier, "join", "c", "e")) == {"abcde", "f", "g"}

    def test_one_that_shares_nothing_drives_nobody_out(self, dossier: Path):
        held = after(dossier, "join", "a", "g")
        assert origins(held) == {"abcg", "de", "f"}
        found = copy_of(held, "a", "g")
        assert (found.verdict, found.left_share, found.made_by) == ("copy", 0.0, "user:ana")

    def test_later_copies_of_either_join_them(self, dossier: Path):
        after(dossier, "join", "a", "f")
        assert origins(contents(stored(dossier, LATER))) == {"abcfh", "dej", "g", "i"}

    def test_what_is_parted_keeps_its_company_out(self, dossier: Path):
        after(dossier, "part", "a", "d")
        held = after(dossier, "join", "b", "e")
        assert origins(held) == {"abce", "d", "f", "g"}
        assert copy_of(held, "d", "e").verdict == "independent"

    def test_who_was_first_is_the_witness(self, dossier: Path):
        for first, taker in ("de", "ed"):
            held = after(dossier, "take", first, taker)
            source = find_article(held, f"{first}.txt").id
            assert copy_of(held, "d", "e").source == source
            assert source in [one.articles[0] for one in held.stories[0].origins]

    def test_the_machines_word_on_who_was_first_does_not_count(self, dossier: Path):
        before = copy_of(contents(dossier), "a", "f")
        assert before.source == find_article(contents(dossier), "a.txt").id
        assert "earlier" in {one.name for one in before.reasons}
        held = after(dossier, "take", "f", "a")
        found = copy_of(held, "a", "f")
        assert found.source == find_article(held, "f.txt").id
        assert "earlier" not in {one.name for one in found.reasons}
        # Where the reader does not tell it is the machine's again.
        assert copy_of(after(dossier, "join", "a", "f"), "a", "f").source == before.source

    def test_a_date_is_lent_by_what_is_one_text(self, dossier: Path):
        after(dossier, "part", "a", "b")
        after(dossier, "part", "b", "c")
        known = date_of(after(dossier, "join", "b", "f"), "b")
        assert known.when is not None
        assert known.when.start.day == 16

    def test_nothing_else_moves(self, dossier: Path):
        before = contents(dossier)
        held = after(dossier, "join", "a", "f")
        assert [one.articles for one in held.stories] == [one.articles for one in before.stories]
        assert [one for one in held.decisions if one.made_by == "machine"] == list(before.decisions)


def test_the_last_word_of_several_readers_counts(dossier: Path):
    for what, name, other, by in (
        ("join", "a", "f", "ana"), ("join", "f", "g", "bo"), ("part", "a", "g", "eva"),
    ):  # fmt: skip
        held = after(dossier, what, name, other, by)
    assert origins(held) == {"abc", "fg", "de"}
    # What was overruled is kept, and known as such.
    assert [one.made_by for one in said(held) if overruled(one, index(held))] == ["user:ana"]
    assert copy_of(held, "a", "f").made_by == "user:eva"


def test_a_decision_counts_while_both_are_of_one_story(dossier: Path):
    after(dossier, "join", "a", "f")
    held = contents(dossier)
    away = find_article(held, "f.txt")
    parted = correct(dossier, stories.parted(held, find_story(held, "a.txt"), [away], "ana"))
    assert len(parted.stories) == 2
    told = [one for one in said(parted) if one.kind == "copy"]
    assert [overruled(one, index(parted)) for one in told] == [True]
    again = correct(dossier, stories.joined(*parted.stories, "ana"))
    assert "abcf" in origins(again)


def test_two_of_two_stories_cannot_be_judged(dossier: Path):
    held = contents(dossier)
    away = find_article(held, "f.txt")
    held = correct(dossier, stories.parted(held, find_story(held, "a.txt"), [away], "ana"))
    for what in ("join", "part"):
        with pytest.raises(InputError, match="`samestory stories join`"):
            step(held, what, "a", "f")


@pytest.mark.parametrize(("told", "says"), [
    (("join", "a", "a"), "one article"),
    (("part", "a", "a"), "one article"),
    (("undo", "a", "b"), "a.txt copied, so there is nothing"),
    (("undo two", "a", "b"), "a.txt and b.txt copied, so there is nothing"),
])  # fmt: skip
def test_what_cannot_be_decided_is_said(dossier: Path, told: tuple[str, str, str], says: str):
    with pytest.raises(InputError, match=says):
        step(contents(dossier), *told)


def test_the_source_is_one_of_the_two(dossier: Path):
    held = contents(dossier)
    one, other, third = (find_article(held, f"{name}.txt") for name in "abc")
    with pytest.raises(InputError, match=r"c.txt is none of a.txt and b.txt"):
        copies.joined(held, one, other, "ana", source=third)


def test_a_decision_on_one_article_and_itself_counts_for_nothing(dossier: Path):
    before = contents(dossier).stories
    one = find_article(contents(dossier), "a.txt").id
    odd = [
        Decision(kind="copy", left=left, right=right, verdict="same", score=1.0, made_by="user:ana")
        for left, right in product((one,), (one, "gone"))
    ]
    pipeline.decide(dossier, odd)
    assert contents(dossier).stories == before


def test_an_article_without_sentences_can_be_decided_of(dossier: Path):
    stored(dossier, [told("k", ())])
    assert "k" in origins(contents(dossier))
    held = after(dossier, "take", "k", "a")
    assert "abck" in origins(held)
    found = copy_of(held, "a", "k")
    assert (found.pairs, found.source) == ((), find_article(held, "k.txt").id)
    assert origins(after(dossier, "part", "k", "a")) == {"abc", "de", "f", "g", "k"}
