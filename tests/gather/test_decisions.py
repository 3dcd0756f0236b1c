"""What a decision says of the pair: the same of the same values, whatever was judged before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.gather.decisions import FEATURES, NO_REASON, between, thousandths, worded


def said(counterparts: float) -> str:
    """What is said of the first feature of a pair that has no others."""
    (reason,) = worded((thousandths(counterparts), *(NO_REASON for _ in FEATURES[1:])))
    return reason.says


@given(st.floats(-20, 20))
def test_a_reason_gives_the_value_as_rounded(value: float) -> None:
    told = worded((thousandths(value), *(NO_REASON for _ in FEATURES[1:])))
    assert [reason.value for reason in told] == ([round(value, 3)] if value else [])


def test_a_zero_below_zero_is_worded_as_zero() -> None:
    told = [said(value) for value in (-0.0001, 0.0001)]
    assert told == ["their sentences are 0.00 nearer to one another than is usual in the pile"] * 2


def test_of_nought_nothing_is_said() -> None:
    assert worded(thousandths(value) for value in (0.0, -0.0, 0.0, 0.0, 0.0)) == ()


def test_what_is_below_usual_is_farther() -> None:
    near, far = (said(value) for value in (0.11, -0.11))
    assert near == "their sentences are 0.11 nearer to one another than is usual in the pile"
    assert far == "their sentences are 0.11 farther from one another than is usual in the pile"


@pytest.mark.parametrize(
    ("days", "said"), [(0.0, "on one day"), (1.0, "one day apart"), (42, "42 days apart")]
)
def test_days_between_in_words(days: float, said: str) -> None:
    assert between(days) == said
