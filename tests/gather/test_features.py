from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import JUNE, article, direction
from msgspec.structs import replace

from samestory.gather import features
from samestory.gather.alike import RUNGS
from samestory.gather.decisions import ADDED, FITTED
from samestory.gather.features import Pair
from samestory.gather.pile import pile
from samestory.signals import Signals

A = [direction(1), direction(0, 1), direction(0, 0, 1)]
B = [direction(0, 0, 0, 1), direction(0, 0, 0, 0, 1)]


def pair(left: Signals, right: Signals, *others: Signals) -> Pair:
    seen = {one.id: one for one in (left, right, *others)}
    ids = sorted(seen)
    return Pair.of(left, right, pile(seen, [(a, b) for a in ids for b in ids if a < b]))


def figures(one: Signals, *values: float) -> Signals:
    return replace(one, numbers=(frozenset(values), *one.numbers[1:]))


def test_every_feature_explains_itself() -> None:
    weighed = [*(one[0] for one in (*RUNGS, *FITTED, *ADDED)), features.restated]
    assert all(f.__doc__ and f.__doc__.rstrip().endswith(".") for f in weighed)


def test_restated_counts_the_shorter_articles_sentences() -> None:
    long, short = article("a", A), article("b", A[:2])
    assert features.restated(pair(long, short)) == 1.0
    assert features.restated(pair(short, article("c", [direction(0, 0, 0, 1)]))) == 0.0


def test_counterparts_are_near_in_what_comes_first() -> None:
    original = article("a", A)
    first, last = article("b", [A[0], *B]), article("c", [*B, A[0]])
    found = [features.counterparts(pair(original, one)) for one in (article("d", A), first, last)]
    assert found == sorted(found, reverse=True)
    assert found[0] > found[1] > found[2]


def test_what_all_articles_say_is_no_counterpart() -> None:
    left, right = article("a", A), article("b", A)
    usual = [article(f"o{number:02}", A) for number in range(12)]
    assert features.counterparts(pair(left, right, *usual)) < features.counterparts(pair(left, right)) - 0.3


def test_wholes_are_nearer_where_what_comes_first_is_one() -> None:
    original = article("a", A)
    first, last = article("b", [A[0], *B]), article("c", [*B, A[0]])
    found = [features.wholes(pair(original, one)) for one in (article("d", A), first, last, article("e", B))]
    assert found == sorted(found, reverse=True)
    assert found[0] > found[1] > found[2] > found[3]


def test_a_story_of_ten_does_not_crowd_itself() -> None:
    left, right = article("a", A), article("b", A)
    own = [article(f"o{number:02}", A) for number in range(8)]
    subject = [article(f"s{number:02}", A) for number in range(20)]
    assert features.wholes(pair(left, right, *own)) == pytest.approx(features.wholes(pair(left, right)))
    assert features.wholes(pair(left, right, *own, *subject)) < features.wholes(pair(left, right)) - 0.3


def test_a_first_sentence_may_stand_anywhere_in_the_other() -> None:
    assert features.first_sentences(pair(article("a", A), article("b", [*B, A[0]]))) == pytest.approx(1.0)
    assert features.first_sentences(pair(article("a", A), article("b", B))) == pytest.approx(0.0)


def test_a_rare_name_shared_counts_more_than_a_common_one() -> None:
    others = [article(str(i), A, names=("usual", f"own{i}")) for i in range(30)]
    rare = [article("r", A, names=("usual", "rare")), article("s", A, names=("usual", "rare"))]
    common = [article("t", A, names=("usual", "some")), article("u", A, names=("usual", "other"))]
    of_rare, of_common = (features.shared_marks(pair(*two, *others)) for two in (rare, common))
    assert of_rare > 0.9
    assert of_common < 0.5


def test_entities_are_shared_where_their_spellings_differ() -> None:
    left, right = article("a", A, names=("tkv",)), article("b", A, names=("tokav",))
    assert features.shared_marks(pair(left, right)) == 0.0
    who = (frozenset({"entity-1"}),)
    assert features.shared_marks(pair(replace(left, entities=who), replace(right, entities=who))) > 0.3


def test_no_names_share_nothing() -> None:
    assert features.shared_marks(pair(article("a", A), article("b", A))) == 0.0


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [((), (4.0,), 0.5), ((4.0,), (4.0,), 0.75), ((4.0,), (5.0, 6.0), 0.25), ((4.0, 5.0), (4.0, 6.0), 0.5)],
)
def test_figures_agree_or_clash(left: tuple[float, ...], right: tuple[float, ...], agree: float) -> None:
    two = figures(article("a", A), *left), figures(article("b", A), *right)
    assert features.figures_agree(pair(*two)) == agree


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
    assert features.days_apart(article("a", A, **left), article("b", A, **right)) == days
    assert features.days_apart(article("b", A, **right), article("a", A, **left)) == days


@given(st.lists(st.sampled_from("abcdef"), max_size=6), st.lists(st.sampled_from("abcdef"), max_size=6))
def test_shared_marks_are_a_share_and_symmetric(left: list[str], right: list[str]) -> None:
    one, other = article("a", A, names=left), article("b", A, names=right)
    share = features.shared_marks(pair(one, other))
    assert 0.0 <= share <= 1.0 + 1e-9
    assert share == pytest.approx(features.shared_marks(pair(other, one)))


@given(st.permutations(range(4)))
def test_features_do_not_depend_on_which_is_left(order: list[int]) -> None:
    articles = [article(name, A[: 2 + number % 2], names=(name, "all")) for number, name in enumerate("abcd")]
    left, right, *others = (articles[place] for place in order)
    for feature in (*(rung.feature for rung in RUNGS), *(feature for feature, _, _ in FITTED)):
        one, other = feature(pair(left, right, *others)), feature(pair(right, left, *others))
        assert one == pytest.approx(other, abs=1e-6)
