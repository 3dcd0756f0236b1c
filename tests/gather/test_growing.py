"""A pile that grows: the order within a batch, a batch given again and what is far from it change nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import JUNE, WIDTH, article, direction

from samestory.gather.gathered import NOTHING, Gathered, Stories
from samestory.gather.regions import regrouped
from samestory.gather.stories import gathered, stories
from samestory.model import Decision
from samestory.signals import Signals

NAMES = ("tkv", "ptn", "mskv", "brln")
# What an article tells: its happening, how far its wording lies from it, and its day or None.
TOLD = st.tuples(st.integers(0, 3), st.integers(0, 5), st.none() | st.sampled_from([0, 1, 3, 30, 400]))
PILES = st.lists(TOLD, min_size=1, max_size=12)


def told(name: str, happening: int, turn: int, day: int | None) -> Signals:
    """Three sentences about a happening; two happenings share actors and half of what is said."""
    axes = np.eye(WIDTH, dtype=np.float32)
    about = direction(*(axes[happening] + 0.6 * axes[happening // 2 + 6]))
    sentences = [direction(*(about + 0.7 * axes[9 + (turn + place) % 6])) for place in range(3)]
    published = None if day is None else JUNE + timedelta(days=day)
    return article(name, sentences, names=NAMES[happening // 2 : happening // 2 + 3], published=published)


def pile(given_: Sequence[tuple[int, int, int | None]], first: int = 0) -> dict[str, Signals]:
    return {f"{first + n:02}": told(f"{first + n:02}", *its) for n, its in enumerate(given_)}


def decided(left: str, right: str, verdict: str) -> Decision:
    return Decision(
        kind="story", left=left, right=right, verdict=verdict, score=1.0, made_by="user:eva"  # type: ignore[arg-type]
    )  # fmt: skip


def shuffled(seen: Mapping[str, Signals], order: Sequence[str]) -> dict[str, Signals]:
    return {name: seen[name] for name in order}


def held(seen: Mapping[str, Signals]) -> Gathered:
    """Gathered whole, so that as many articles again may come without its being gathered whole anew."""
    return gathered(seen, ())


def told_of(found: Stories) -> tuple[object, ...]:
    """All that is told of the stories, made once."""
    return found.groups, tuple(found.decisions), dict(found.judged), found.misdated


# Gathering a pile takes a while on a busy machine.
UNHURRIED = settings(max_examples=50)
DECISIONS = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11), st.sampled_from(["same", "different"])).filter(
        lambda d: d[0] != d[1]
    ),
    max_size=3,
)


def made(raw: Sequence[tuple[int, int, str]], seen: Mapping[str, Signals]) -> list[Decision]:
    found = [decided(f"{left:02}", f"{right:02}", verdict) for left, right, verdict in raw]
    return [d for d in found if d.left in seen and d.right in seen]


@given(PILES, st.randoms(use_true_random=False), DECISIONS)
@UNHURRIED
def test_the_order_of_a_pile_changes_nothing(its, chance, raw) -> None:
    seen = pile(its)
    order = sorted(seen)
    chance.shuffle(order)
    assert told_of(stories(shuffled(seen, order), made(raw, seen))) == told_of(stories(seen, made(raw, seen)))


@given(PILES, PILES, st.randoms(use_true_random=False))
@UNHURRIED
def test_the_order_within_a_batch_changes_nothing(its, more, chance) -> None:
    before, batch = held(pile(its)), pile(more, first=len(its))
    order = sorted(batch)
    chance.shuffle(order)
    found = gathered(batch, (), before).stories()
    assert told_of(gathered(shuffled(batch, order), (), before).stories()) == told_of(found)
    assert sorted(one for group in found.groups for one in group) == sorted({*before.seen, *batch})


@given(PILES, PILES)
@UNHURRIED
def test_what_is_held_already_changes_nothing(its, more) -> None:
    once = gathered(pile(more, first=len(its)), (), held(pile(its)))
    assert gathered(pile(more, first=len(its)), (), once) is once
    assert gathered({}, (), once) is once


@given(PILES, PILES, DECISIONS)
@UNHURRIED
def test_groups_formed_where_something_changed_are_those_of_the_whole(its, more, raw) -> None:
    every = {**pile(its), **pile(more, first=len(its))}
    grown = gathered(every, made(raw, every), held(pile(its)))
    whole = regrouped(grown, grown.rows(every), grown.told)
    assert whole.home == grown.home
    assert told_of(whole.stories()) == told_of(grown.stories())


@given(PILES, DECISIONS, DECISIONS)
@UNHURRIED
def test_what_users_decide_later_counts_as_if_decided_before(its, raw, later) -> None:
    seen = pile(its)
    at_once = gathered(seen, made(later, seen)).stories()
    after = gathered(seen, made(later, seen), gathered(seen, made(raw, seen))).stories()
    assert after.groups == at_once.groups
    assert {(d.left, d.right): d for d in after.decisions} == {
        (d.left, d.right): d for d in at_once.decisions
    }


@given(PILES, PILES, DECISIONS)
@UNHURRIED
def test_what_was_gathered_before_stays_as_it_was(its, more, raw) -> None:
    seen = pile(its)
    before = held(seen)
    rows, told = [one.tobytes() for one in before.pairs], told_of(before.stories())
    gathered(pile(more, first=len(its)), made(raw, seen), before)
    gathered({}, made(raw, seen), before)
    assert [one.tobytes() for one in before.pairs] == rows
    assert told_of(before.stories()) == told


@given(PILES, PILES)
@UNHURRIED
def test_a_pile_that_has_more_than_doubled_is_gathered_whole(its, more) -> None:
    batch = pile([*more, *its, (0, 0, None)], first=len(its))
    grown = gathered(batch, (), held(pile(its))).stories()
    assert told_of(grown) == told_of(stories({**pile(its), **batch}, ()))


def test_from_nothing_a_pile_is_gathered_whole() -> None:
    seen = pile([(0, 0, 0), (0, 1, 0), (2, 0, 1)])
    assert told_of(gathered(seen, (), NOTHING).stories()) == told_of(stories(seen, ()))


def test_a_new_report_joins_its_story_and_others_keep_what_was_judged() -> None:
    seen = pile([(0, 0, 0), (0, 0, 1), (2, 0, 0), (2, 0, 0)])
    before = held(seen)
    assert before.stories().groups == (("00", "01"), ("02", "03"))
    after = gathered(pile([(0, 0, 1)], first=4), (), before)
    assert after.stories().groups == (("00", "01", "04"), ("02", "03"))
    rows = [{(d.left, d.right): d for d in one.stories().decisions} for one in (before, after)]
    assert rows[1]["02", "03"] == rows[0]["02", "03"]
    judged = [one.stories().judged for one in (before, after)]
    assert {ids: judged[1][ids] for ids in judged[0]} == dict(judged[0])


def test_a_dated_original_that_comes_later_dates_its_undated_copy() -> None:
    copy, near = told("b", 0, 0, None), told("c", 0, 3, 400)
    before = held({"b": copy, "c": near})
    after = gathered({"a": told("a", 0, 0, 0)}, (), before)
    assert after.with_day("b").published == JUNE
    assert after.stories().judged["b", "c"].apart
    assert ("a", "b") in after.stories().groups


def test_a_decision_holds_while_the_pile_grows() -> None:
    seen = pile([(0, 0, 0), (0, 0, 1), (2, 0, 0)])
    apart = [decided("00", "01", "different"), decided("01", "02", "same")]
    before = gathered(seen, apart)
    assert before.stories().groups == (("00",), ("01", "02"))
    grown = gathered(pile([(0, 0, 1)], first=3), apart, before)
    home = grown.home
    assert home["01"] == home["02"] != home["00"]
    assert gathered({}, (), grown).home["00"] == gathered({}, (), grown).home["01"]
