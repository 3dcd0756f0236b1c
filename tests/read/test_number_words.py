"""Numbers in words, and what stands beside a number."""

from __future__ import annotations

import pytest

from samestory.lang import load
from samestory.model import NumberMention
from samestory.read.numbers import mentions


def one(lang: str, text: str) -> NumberMention:
    (found,) = mentions(text, load(lang), ())
    return found


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "twenty-five goats", 25),
        ("ro", "treizeci și două de capre", 32),
        ("ru", "двести пять коз", 205),
        ("en", "three million crowns", 3e6),
        ("tr", "on dört keçi", 14),
        ("kk", "жиырма бір ешкі", 21),
    ],
)
def test_words_of_one_number_are_added(lang: str, text: str, value: float) -> None:
    found = one(lang, text)
    assert (found.value, found.worded) == (value, True)


@pytest.mark.parametrize(
    "digits",
    ["9" * 31, "9" * 400, "1" + "0" * 400, ",".join(["999"] * 110), "9" * 305 + " million", "-" + "9" * 320],
)
def test_what_has_more_digits_than_anything_counted_is_no_number(digits: str) -> None:
    assert mentions(f"They counted {digits} stars.", load("en"), ()) == ()


def test_thirty_digits_are_a_number() -> None:
    assert one("en", f"They counted {'9' * 30} stars.").value == 1e30


def test_numbers_side_by_side_are_two() -> None:
    assert [n.value for n in mentions("twelve of twenty goats", load("en"), ())] == [12, 20]


@pytest.mark.parametrize(
    ("lang", "text", "bound", "unit", "step"),
    [
        ("en", "more than 300 goats", "over", None, 100),
        ("tr", "230'dan fazla keçi", "over", None, 10),
        ("de", "etwa 3,5 Prozent", "about", "%", 0.1),
        ("en", "almost 1.2 million", "under", None, 1e5),
    ],
)
def test_what_stands_beside(lang: str, text: str, bound: str, unit: str | None, step: float) -> None:
    found = one(lang, text)
    assert (found.bound, found.unit) == (bound, unit)
    assert found.step == pytest.approx(step)
