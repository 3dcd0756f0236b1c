"""What a decision says of the pair: the same of the same values, whatever was judged before."""

from __future__ import annotations

import pytest

from samestory.gather.decisions import NEARER, _reason, between
from samestory.gather.features import counterparts


def test_a_zero_below_zero_is_worded_as_zero() -> None:
    told = [_reason(counterparts, value, "{:.2f} nearer").says for value in (-0.0001, 0.0, -0.0, 0.0001)]
    assert told == ["0.00 nearer"] * 4


def test_what_is_below_usual_is_farther() -> None:
    near, far = (_reason(counterparts, value, NEARER).says for value in (0.11, -0.11))
    assert near == "their sentences are 0.11 nearer to one another than is usual in the pile"
    assert far == "their sentences are 0.11 farther from one another than is usual in the pile"


@pytest.mark.parametrize(
    ("days", "said"), [(0.0, "on one day"), (1.0, "one day apart"), (42, "42 days apart")]
)
def test_days_between_in_words(days: float, said: str) -> None:
    assert between(days) == said
