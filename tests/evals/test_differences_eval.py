"""The cases of the differences task are whole, and its baseline and count say what they mean."""

from __future__ import annotations

from evals.differences import naive
from evals.differences.cases import HALVES, cases
from evals.differences.run import SAME_KIND


def test_both_halves_have_planted_changes_and_clean_pairs_and_share_none() -> None:
    sentences = []
    for half in HALVES:
        given = cases(half)
        assert sum(c.kind is None for c in given) >= 120
        assert sum(c.kind is not None for c in given) >= 120
        assert len(frozenset[str]().union(*(c.languages for c in given))) >= 10
        sentences.append({text for c in given for text in (c.left, c.right)})
    assert not sentences[0] & sentences[1]
    assert set(SAME_KIND.values()) == {"name"}


def test_naive_sees_figures_and_capitals() -> None:
    assert naive.kinds("We met Ada 12 times", "We met Ada 13 times") == {"number"}
    assert naive.kinds("We met Ada", "We met Piet") == {"name"}
    assert naive.kinds("We met Ada", "Then we met Ada") == frozenset()
