import pytest
from makers import JUNE, article, day, direction
from msgspec.structs import replace

from samestory.gather import happening
from samestory.gather.features import Pair
from samestory.gather.pile import pile
from samestory.gather.stories import stories
from samestory.signals import Signals

A = [direction(1), direction(0, 1), direction(0, 0, 1)]


def counting(name: str, *figures: float, **known: object) -> Signals:
    """A report whose sentences give these figures, one each."""
    counted = (frozenset[float](), *(frozenset({figure}) for figure in figures))
    return replace(article(name, A, **known), counted=counted)


def pair(left: Signals, right: Signals) -> Pair:
    return Pair(left, right, pile({left.id: left, right.id: right}, [(left.id, right.id)]))


def test_every_feature_explains_itself() -> None:
    assert all(f.__doc__ and f.__doc__.rstrip().endswith(".") for f, _, _ in happening.FITTED)


def test_figures_in_common_speak_for_one_happening_and_others_against() -> None:
    same = pair(counting("a", 43, 1400, 17), counting("b", 43, 1400, 17))
    other = pair(counting("a", 43, 1400, 17), counting("b", 38, 1700, 25))
    assert happening.figures_clash(same) == 0.0
    assert happening.figures_clash(other) == 3.0
    assert happening.told_apart(other).log_odds < 0 < happening.told_apart(same).log_odds


def test_one_toll_that_changed_does_not_part_reports() -> None:
    early, late = counting("a", 14, 1400, 60, published=JUNE), counting("b", 19, 1400, 60, published=JUNE)
    assert happening.told_apart(pair(early, late)).log_odds > 0


def test_nothing_to_compare_tells_nothing() -> None:
    assert happening.told_apart(pair(article("a", A), article("b", A))) == happening.Told(0.0, ())


@pytest.mark.parametrize(("other", "found"), [((5, 18), 1.0), ((5, 17), -1.0)])
def test_days_agree_or_not(other: tuple[int, int], found: float) -> None:
    named = pair(article("a", A, days=(day(5, 18),)), article("b", A, days=(day(*other),)))
    assert happening.days_named(named) == found


def test_look_alikes_stay_out_and_say_why() -> None:
    seen = {one.id: one for one in (counting("a", 43, 1400, 17), counting("b", 38, 1700, 25))}
    found = stories(seen, ())
    assert found.groups == (("a",), ("b",))
    assert "look_alike" in [reason.name for reason in found.decisions[0].reasons]
