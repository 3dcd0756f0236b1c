"""The second judgement: what tells a happening from its look-alike."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import JUNE, article, direction
from msgspec.structs import replace

from samestory.gather import happening
from samestory.gather.features import Pair
from samestory.gather.pile import pile
from samestory.gather.stories import stories
from samestory.signals import Signals

A = [direction(1), direction(0, 1), direction(0, 0, 1)]
# What the first judgement makes of a pair that is near.
NEAR = 2.0
OTHERS = (1003.0, 2003.0, 3003.0, 4003.0)
figures = st.lists(st.integers(3, 5000).map(float), min_size=1, max_size=3)


def counting(name: str, *figures: float, **known: object) -> Signals:
    """A report whose sentences give these figures, one each."""
    counted = (frozenset[float](), *(frozenset({figure}) for figure in figures))
    return replace(article(name, A, **known), counted=counted)


def ranking(name: str, *numbers: int) -> Signals:
    """A report whose sentences hold these ordinals, one each."""
    return replace(article(name, A), ranks=(frozenset[int](), *(frozenset({n}) for n in numbers)))


def pair(left: Signals, right: Signals) -> Pair:
    return Pair.of(left, right, pile({left.id: left, right.id: right}, [(left.id, right.id)]))


def odds(left: Signals, right: Signals) -> float:
    return weighed(pair(left, right))


def weighed(asked: Pair) -> float:
    values = happening.told(asked)
    assert values is not None
    return happening.weighed(values, NEAR)


def test_every_feature_explains_itself() -> None:
    assert all(f.__doc__ and f.__doc__.rstrip().endswith(".") for f, _, _ in happening.FITTED)


def test_figures_in_common_speak_for_one_happening_and_others_against() -> None:
    same = pair(counting("a", 43, 1400, 17), counting("b", 43, 1400, 17))
    other = pair(counting("a", 43, 1400, 17), counting("b", 138, 5700, 75))
    assert (happening.figures_clash(same), happening.figures_alone(same)) == (0.0, 0.0)
    assert happening.figures_clash(other) == 3.0
    assert happening.figures_shared(other) == 0.0
    assert weighed(other) < 0 < weighed(same)


def test_one_toll_that_changed_does_not_part_reports() -> None:
    early, late = counting("a", 14, 1400, 60, published=JUNE), counting("b", 19, 1400, 60, published=JUNE)
    assert odds(early, late) > 0


def test_a_rounded_figure_agrees_and_counts_less() -> None:
    exact, rounded = counting("a", 38_600.0), counting("b", 40_000.0)
    assert 0 < happening.figures_shared(pair(exact, rounded)) < happening.figures_shared(pair(exact, exact))
    assert happening.figures_alone(pair(exact, rounded)) == 0.0
    assert happening.figures_shared(pair(counting("a", 38_612.0), counting("b", 39_713.0))) == 0.0


def test_figures_that_stand_elsewhere_in_the_other_do_not_clash() -> None:
    assert happening.figures_clash(pair(counting("a", 43, 1400), counting("b", 1400, 43))) == 0.0


def test_an_early_and_a_late_toll_do_not_clash() -> None:
    assert happening.figures_clash(pair(counting("a", 17), counting("b", 20))) == 0.0
    assert happening.figures_clash(pair(counting("a", 17), counting("b", 90))) == 1.0


@given(figures, figures)
def test_sides_may_be_changed(one: list[float], other: list[float]) -> None:
    left, right = counting("a", *one), counting("b", *other)
    assert odds(left, right) == pytest.approx(odds(right, left), abs=1e-6)


def test_the_order_in_which_figures_are_held_changes_nothing() -> None:
    # All fall on one place of a set's table, so that it gives them in the order in which it got them.
    orders = list(permutations((3.0, 11.0, 19.0, 27.0)))
    same = {happening.figures_shared(pair(counting("a", *some), counting("b", *some))) for some in orders}
    other = {happening.figures_alone(pair(counting("a", *some), counting("b", *OTHERS))) for some in orders}
    assert len(same) == len(other) == 1


def test_nothing_to_compare_tells_nothing() -> None:
    assert happening.told(pair(article("a", A), article("b", A))) is None


@pytest.mark.parametrize(("other", "found"), [({1, 4}, 1.0), ({4}, -1.0), (set(), 0.0)])
def test_weekdays_agree_or_not(other: set[int], found: float) -> None:
    left, right = (
        replace(article(name, A), weekdays=frozenset(days)) for name, days in (("a", {1}), ("b", other))
    )
    assert happening.weekdays_named(pair(left, right)) == found


def test_the_fourth_round_is_not_the_fifth() -> None:
    fourth, again, fifth = ranking("a", 4), ranking("b", 4), ranking("c", 5)
    assert happening.ordinals_clash(pair(fourth, fifth)) == 1.0
    assert happening.ordinals_aligned(pair(fourth, fifth)) == -1.0
    assert happening.ordinals_clash(pair(fourth, again)) == 0.0
    assert happening.ordinals_aligned(pair(fourth, again)) == 1.0
    assert odds(fourth, fifth) < 0 < odds(fourth, again)


def test_who_looks_back_tells_of_another_time() -> None:
    first, later = article("a", A), replace(article("b", A), repeats=2)
    assert happening.looks_back(pair(first, later)) == 1.0
    assert happening.looks_back(pair(later, replace(later, id="c"))) == 0.0
    assert happening.looks_back(pair(first, ranking("b", 2))) == 0.5
    assert happening.looks_back(pair(first, ranking("b", 1))) == 0.0


def test_look_alikes_stay_out_and_say_why() -> None:
    seen = {one.id: one for one in (counting("a", 43, 1400, 17), counting("b", 138, 5700, 75))}
    found = stories(seen, ())
    assert found.groups == (("a",), ("b",))
    (decision,) = found.decisions
    said = {reason.name for reason in decision.reasons}
    assert {"look_alike", "figures_clash", "figures_alone"} <= said


def test_among_many_reports_only_what_is_sure_parts() -> None:
    reports = [counting(name, 43, 1400, 17, published=JUNE) for name in "abcde"]
    other = counting("f", 138, 5700, 75)
    assert stories({one.id: one for one in (reports[0], other)}, ()).groups == (("a",), ("f",))
    assert stories({one.id: one for one in (*reports, other)}, ()).groups == (("a", "b", "c", "d", "e", "f"),)
