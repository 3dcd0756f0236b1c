import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import article, direction

from samestory.gather.alike import RUNGS, STRANGERS, alike
from samestory.gather.features import Pair
from samestory.gather.pile import pile
from samestory.gather.stories import stories
from samestory.signals import Signals

A = [direction(1), direction(0, 1), direction(0, 0, 1)]
B = [direction(0, 0, 0, 1), direction(0, 0, 0, 0, 1)]


def pair(left: Signals, right: Signals) -> Pair:
    return Pair.of(left, right, pile({left.id: left, right.id: right}, [(left.id, right.id)]))


def test_the_same_text_climbs_every_rung_and_strangers_none() -> None:
    assert alike(pair(article("a", A), article("b", A))) == pytest.approx(
        STRANGERS + sum(rung.worth for rung in RUNGS)
    )
    assert alike(pair(article("a", A), article("b", B))) == STRANGERS


def test_what_comes_first_in_common_lies_between() -> None:
    original = article("a", A)
    same, first, other = (alike(pair(original, article("b", one))) for one in (A, [A[0], *B], B))
    assert same > first > other


def test_the_scale_stays_between_zero_and_one() -> None:
    assert STRANGERS >= 0.0
    assert STRANGERS + sum(rung.worth for rung in RUNGS) <= 1.0


@given(st.floats(-2, 2), st.floats(-2, 2))
def test_no_rung_counts_against(one: float, other: float) -> None:
    low, high = sorted((one, other))
    for rung in RUNGS:
        assert rung.worth > 0
        assert 0.0 <= rung.share(low) <= rung.share(high) <= 1.0
        assert (rung.share(rung.low), rung.share(rung.high)) == (0.0, 1.0)


def test_a_decision_tells_how_alike() -> None:
    seen = {name: article(name, A) for name in "ab"}
    (decision,) = stories(seen, ()).decisions
    assert decision.reasons[-1].name == "alike"
    assert decision.reasons[-1].says.startswith("readers would find them 9")
