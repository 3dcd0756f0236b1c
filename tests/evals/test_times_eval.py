"""The cases of the times task are whole, and its values, matching and baseline say what they mean."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from evals.times import naive, score
from evals.times.gold import HALVES, Marked, cases
from evals.times.values import Meaning, of_interval, of_value
from samestory.model import Span


def test_both_halves_have_enough_cases_a_language_and_share_none() -> None:
    halves = [cases(half) for half in HALVES]
    for half in halves:
        assert min(Counter(one.lang for one in half).values()) >= 15
        assert all(meaning is not None for one in half for _, meaning in one.times)
    assert not {one.text for one in halves[0]} & {one.text for one in halves[1]}


def test_values_name_intervals() -> None:
    assert of_value("2026-W46") == of_interval(datetime(2026, 11, 9), "week")
    assert of_value("2026-Q4") == of_interval(datetime(2026, 10, 1), "quarter")
    assert of_value("199") == of_interval(datetime(1990, 1, 1), "decade")
    assert of_value("2026-11-09/2026-11-11") == of_interval(
        datetime(2026, 11, 9), "day", datetime(2026, 11, 12)
    )
    assert of_value("PT6H") == Meaning(fineness="hour", count=6)
    assert of_value("2026-XX") is None
    assert of_value("2026-02-30") is None


def test_a_value_counts_only_where_its_span_overlaps_and_its_meaning_is_equal() -> None:
    year = of_value("2024")
    marked = Marked("en", "in the year 2024", "2026-11-12", ((Span(3, 16), year),))
    assert score.values(marked, [(Span(12, 16), year)]).f1 == 1
    assert score.spans(marked, [(Span(12, 16), None)]).f1 == 1
    assert score.values(marked, [(Span(12, 16), of_value("2025"))]).f1 == 0
    assert score.spans(marked, [(Span(0, 2), year)]).f1 == 0


def test_naive_sees_figures_alone() -> None:
    assert [span for span, _ in naive.told("on 9.11.2026, on Monday and in 2024")] == [
        Span(3, 12),
        Span(31, 35),
    ]
