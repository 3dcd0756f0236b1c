"""The cases of the lookalikes task are whole, and its baseline and score say what they mean."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from evals.lookalikes import naive
from evals.lookalikes.cases import DATES, HALVES, Case, Text, cases, texts
from evals.lookalikes.score import Shares, shares


def text(name: str, happening: int, published: str | None = None) -> Text:
    return Text(name, happening, "en", published, "The Echo", f"{name} title", f"{name} text")


def case(name: str, left: Text, right: Text) -> Case:
    return Case(name, "visit", "the year", left.happening == right.happening, left, right)


FIRST, AGAIN, LATER = text("a.1", 1, "2024-05-02"), text("a.2", 1), text("a.3", 2)
CASES = [case("a.1+2", FIRST, AGAIN), case("a.1+3", FIRST, LATER), case("a.2+3", AGAIN, LATER)]


@pytest.mark.parametrize("half", HALVES)
def test_a_half_has_enough_of_every_sort(half: str) -> None:
    given = cases(half)
    affairs = {c.id.rpartition(".")[0] for c in given}
    assert len({c.id for c in given}) == len(given)
    assert len({c.id.rpartition(".")[0] for c in given if not c.same}) >= 60
    assert len({c.id.rpartition(".")[0] for c in given if c.same}) >= 60
    assert len(affairs) >= 60
    assert len(frozenset[str]().union(*(c.languages for c in given))) >= 10
    assert sum(len(c.languages) == 2 for c in given) > len(given) / 2
    for same in (True, False):
        counts = {known: sum(c.dates == known for c in given if c.same == same) for known in DATES}
        assert counts["one"] + counts["neither"] >= 0.4 * sum(counts.values())
        assert counts["neither"] >= 0.2 * sum(counts.values())
        assert counts["both"] >= 0.2 * sum(counts.values())


@pytest.mark.parametrize("half", HALVES)
def test_reports_of_one_happening_are_of_one_week(half: str) -> None:
    for one in cases(half):
        days = [date.fromisoformat(t.published) for t in (one.left, one.right) if t.published]
        if one.same and len(days) == 2:
            assert abs((days[0] - days[1]).days) <= 3, one.id


def test_the_halves_share_no_article_and_no_outlet() -> None:
    for part in ("text", "title", "outlet"):
        develop, held = ({getattr(t, part) for t in texts(cases(half))} for half in HALVES)
        assert not develop & held


def test_dates_known() -> None:
    assert [one.dates for one in CASES] == ["one", "one", "neither"]


def test_shares_of_known_verdicts() -> None:
    assert shares(CASES, [True, True, False]) == Shares(0.5, 1.0, 2 / 3)
    assert shares(CASES, [False, False, False]) == Shares(1.0, 0.0, 2 / 3)


def test_naive_joins_what_is_near_and_in_a_pile_by_whole_groups() -> None:
    near = np.array([[1, 0.8, 0.5], [0.8, 1, 0.7], [0.5, 0.7, 1]], np.float32)
    assert naive.alone(CASES, near, 0.65) == [True, False, True]
    # The third is .7 near the second but .6 near the two of them.
    assert naive.in_pile(CASES, near, 0.65) == [True, False, False]
    pile, alone = naive.tuned(CASES, near)
    assert 0.6 <= pile <= 0.8
    assert 0.7 < alone <= 0.8
