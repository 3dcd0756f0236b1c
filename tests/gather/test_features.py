from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import JUNE, article, direction

from samestory.gather import features
from samestory.gather.features import Pair, context

A = [direction(1), direction(0, 1), direction(0, 0, 1)]


def pair(left: object, right: object) -> Pair:
    return Pair(left, right, context((left, right)))  # type: ignore[arg-type]


def test_every_feature_explains_itself() -> None:
    named = (features.likeness, features.lead_likeness, features.shared_names, features.restated)
    assert all(f.__doc__ and f.__doc__.endswith(".") for f in named)


def test_restated_counts_the_shorter_articles_sentences() -> None:
    long, short = article("a", A), article("b", A[:2])
    assert features.restated(pair(long, short)) == 1.0
    assert features.restated(pair(short, article("c", [direction(0, 0, 0, 1)]))) == 0.0


def test_a_rare_name_shared_counts_more_than_a_common_one() -> None:
    pile = [article(str(i), A, names=("usual", str(i))) for i in range(30)]
    rare = [article("r", A, names=("usual", "rare")), article("s", A, names=("usual", "rare"))]
    seen = context([*pile, *rare])
    assert features.shared_names(Pair(*rare, seen)) > features.shared_names(Pair(pile[0], pile[1], seen))


def test_no_names_share_nothing() -> None:
    assert features.shared_names(pair(article("a", A), article("b", A))) == 0.0


@pytest.mark.parametrize(
    ("left", "right", "days"),
    [
        ({"published": JUNE}, {"published": date(2024, 6, 12)}, 2.0),
        ({"published": JUNE}, {"clue": (6, 9)}, 1.0),
        ({"clue": (12, 31)}, {"clue": (1, 1)}, 1.0),
        ({"published": date(2024, 1, 1)}, {"clue": (12, 31)}, 1.0),
        ({"published": JUNE}, {}, None),
        ({}, {"clue": (6, 9)}, None),
    ],
)
def test_days_apart(left: dict[str, object], right: dict[str, object], days: float | None) -> None:
    assert features.days_apart(pair(article("a", A, **left), article("b", A, **right))) == days
    assert features.days_apart(pair(article("b", A, **right), article("a", A, **left))) == days


@given(st.lists(st.sampled_from("abcdef"), max_size=6), st.lists(st.sampled_from("abcdef"), max_size=6))
def test_shared_names_is_a_share_and_symmetric(left: list[str], right: list[str]) -> None:
    one, other = article("a", A, names=left), article("b", A, names=right)
    share = features.shared_names(pair(one, other))
    assert 0.0 <= share <= 1.0 + 1e-9
    assert share == pytest.approx(features.shared_names(pair(other, one)))
