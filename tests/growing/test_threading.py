"""How alike stories are said to be while growing, beside what is said of a whole pile."""

from __future__ import annotations

from datetime import date
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.gather.decisions import Judged
from samestory.gather.threads import Gathered, decisions
from samestory.growing.threading import ALIKE, _Likeness
from samestory.model import Decision

DAY = date(2024, 6, 1)


def said(found: list[Decision]) -> dict[tuple[str, str], float]:
    return {(d.left, d.right): r.value for d in found for r in d.reasons if r.name == ALIKE}


@given(st.lists(st.integers(1, 60), min_size=2, max_size=3), st.integers(1, 60), st.floats(-2.9, 3))
def test_stories_made_one_are_as_alike_to_another_as_in_a_whole_pile(
    sizes: list[int], other: int, odds: float
) -> None:
    parts = {"abc"[n]: [f"{'abc'[n]}{one:02}" for one in range(size)] for n, size in enumerate(sizes)}
    beside = [f"z{one:02}" for one in range(other)]
    pairs = {pair: Judged(odds, odds, False, ()) for its in parts.values() for pair in product(its, beside)}
    before = [Gathered(id_, tuple(its), DAY) for id_, its in (*parts.items(), ("z", beside))]
    whole = [article for its in parts.values() for article in its]
    homes = {article: one.id for one in before for article in one.articles}
    found: Any = SimpleNamespace(
        homes=homes, judged={}, opened={id_: tuple(its) for id_, its in parts.items()}
    )
    changed: Any = {"n": SimpleNamespace(articles=tuple(whole))}
    home = {**homes, **dict.fromkeys(whole, "n")}
    grown = _Likeness(found, changed, list(decisions(before, pairs)), home).between(("n", "z"), {"z": other})
    anew = decisions([Gathered("n", tuple(whole), DAY), Gathered("z", tuple(beside), DAY)], pairs)
    assert grown == pytest.approx(said(list(anew))["n", "z"], abs=2e-3)
