from __future__ import annotations

from datetime import date

import pytest
from makers import JUNE, day, direction
from makers import article as seen_article
from msgspec.structs import replace

from samestory.gather.features import Pair
from samestory.gather.misdated import misdated, one_text, same_text
from samestory.gather.pile import pile
from samestory.gather.stories import gathered
from samestory.signals import Day, Signals

YEARS_ON = date(2027, 9, 1)
POINTS = [direction(*([0.0] * place), 1.0) for place in range(10)]


def article(
    name: str, published: date | None, figures: list[set[float]], days: tuple[Day, ...] = (), shift: int = 0
) -> Signals:
    """A sentence for each set of figures, the first naming the days; ``shift`` tells of other things."""
    made = seen_article(name, POINTS[shift : shift + len(figures)], published=published)
    held = (frozenset[float](), *map(frozenset, figures))
    named = (frozenset[Day](), frozenset(days), *(frozenset[Day]() for _ in figures[1:]))
    return replace(made, counted=held, numbers=held, days=named)


FIGURES: list[set[float]] = [{85.0}, {9.0}, set(), {3.4e6}, set()]


def one(left: Signals, right: Signals) -> bool:
    seen = {s.id: s for s in (left, right)}
    return one_text(Pair.of(left, right, pile(seen, [])))


def found(*articles: Signals) -> dict[str, str]:
    seen = {s.id: s for s in articles}
    near = [(a, b) for a in sorted(seen) for b in sorted(seen) if a < b]
    among = pile(seen, near)
    alike = [(a, b) for a, b in near if same_text(Pair.of(seen[a], seen[b], among))]
    doubts = misdated(
        alike, lambda one: among.side(seen[one]), {one: sorted(seen.keys() - {one}) for one in seen}
    )
    return {article: doubt.other for article, doubt in doubts.items()}


def test_one_text_has_nearly_all_sentences_and_every_figure() -> None:
    given = article("a", JUNE, FIGURES)
    assert one(given, article("b", YEARS_ON, FIGURES))
    # Another figure, a text half of which stands elsewhere, and one without figures.
    assert not one(given, article("b", YEARS_ON, [{86.0}, *FIGURES[1:]]))
    assert not one(given, article("b", YEARS_ON, FIGURES, shift=3))
    bare: list[set[float]] = [set() for _ in FIGURES]
    assert not one(article("a", JUNE, bare), article("b", YEARS_ON, bare))


def test_days_named_must_agree() -> None:
    given = article("a", JUNE, FIGURES, (day(6, 9),))
    assert one(given, article("b", YEARS_ON, FIGURES, (day(6, 9),)))
    assert not one(given, article("b", YEARS_ON, FIGURES, (day(8, 30),)))


@pytest.mark.parametrize("named", [(day(6, 9),), (day(6, 9, 2024),)])
def test_the_day_that_the_text_names_tells_who_is_wrong(named: tuple[Day, ...]) -> None:
    right, wrong = article("a", JUNE, FIGURES, named), article("b", YEARS_ON, FIGURES, named)
    assert found(right, wrong) == {"b": "a"}
    assert found(replace(right, published=date(2019, 1, 1)), replace(wrong, published=JUNE)) == {"a": "b"}


def test_a_text_that_fits_both_days_comes_back_each_year() -> None:
    named = (day(6, 9),)
    assert found(article("a", JUNE, FIGURES, named), article("b", date(2025, 6, 11), FIGURES, named)) == {}


def test_where_the_text_names_no_day_the_earlier_is_right_unless_others_stand_beside_the_later() -> None:
    early, late = article("a", JUNE, FIGURES), article("b", YEARS_ON, FIGURES)
    assert found(early, late) == {"b": "a"}
    report = article("c", YEARS_ON, [{85.0}, {9.0}, {3.4e6}])
    assert found(early, late, report) == {"a": "b"}


def test_within_three_weeks_or_undated_nothing_is_doubted() -> None:
    given = article("a", JUNE, FIGURES)
    assert found(given, article("b", date(2024, 6, 20), FIGURES)) == {}
    assert found(given, article("b", None, FIGURES)) == {}


def test_who_is_doubted_states_no_day() -> None:
    held = gathered({"a": article("a", JUNE, FIGURES), "b": article("b", YEARS_ON, FIGURES)}, ())
    assert [held.article(one).published for one in "ab"] == [JUNE, None]
    assert [held.stated(one).published for one in "ab"] == [JUNE, None]


def test_a_day_is_doubted_whichever_of_the_two_comes_first() -> None:
    right, wrong = article("a", JUNE, FIGURES, (day(6, 9),)), article("b", YEARS_ON, FIGURES, (day(6, 9),))
    for first, then in ((right, wrong), (wrong, right)):
        held = gathered({then.id: then}, (), gathered({first.id: first}, ()))
        assert held.stories().misdated == {"b"}
        assert (
            held.stories().groups == gathered({"a": right, "b": wrong}, ()).stories().groups == (("a", "b"),)
        )
        # Gathered whole again, as when a pile has grown, it is doubted still.
        more = {f"other{n}": article(f"other{n}", JUNE, FIGURES, shift=5) for n in range(3)}
        assert gathered(more, (), held).stories().misdated == {"b"}
