"""Days told by the day of writing, held against each other and against days of the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.collate.dates import clashing_days, may_be_one_day, on_a_day
from samestory.lang import load
from samestory.model import Timed
from samestory.read.published import stated
from samestory.read.times_told import told

WEDNESDAY = "2025-03-12"


def days(lang: str, text: str, written: str = WEDNESDAY) -> tuple[Timed, ...]:
    return tuple(t for t in told(text, load(lang), stated(written, "stated")) if on_a_day(t))


def clash(left: tuple[str, str], right: tuple[str, str], later: int = 0) -> list[tuple[str, str]]:
    """What clashes between two sentences, the second of which was written so many days later."""
    day = str(date.fromisoformat(WEDNESDAY) + timedelta(days=later))
    found = clashing_days(days(*left), days(*right, day))
    return [(one.of(left[1]), other.of(right[1])) for one, other in found]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (
            ("en", "The mill burned down on Monday."),
            ("bg", "Мелницата изгоря във вторник."),
            ("Monday", "вторник"),
        ),
        (
            ("ro", "Moara a ars luni, 10 martie."),
            ("ru", "Мельница сгорела в субботу."),
            ("luni, 10 martie", "субботу"),
        ),
        (
            ("de", "Die Mühle brannte am 5. März ab."),
            ("en", "The mill burned down yesterday."),
            ("5. März", "yesterday"),
        ),
        (
            ("fr", "Le moulin a brûlé samedi soir."),
            ("es", "El molino ardió el domingo por la noche."),
            ("samedi soir", "domingo por la noche"),
        ),
    ],
)
def test_another_day_is_a_clash(
    left: tuple[str, str], right: tuple[str, str], expected: tuple[str, str]
) -> None:
    assert clash(left, right) == [expected]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("en", "The mill burned down on Monday."), ("uk", "Млин згорів 10 березня.")),
        (("en", "The mill burned down on Monday."), ("pl", "Młyn spłonął w poniedziałek wieczorem.")),
        (("en", "The mill burned down on Monday."), ("tr", "Değirmen geçen hafta yandı.")),
        (("en", "The mill burned down at 4:40."), ("it", "Il mulino è bruciato sabato.")),
        (("en", "The mill burned down three days ago."), ("ru", "Мельница сгорела в субботу.")),
    ],
)
def test_what_may_be_one_day_does_not_clash(left: tuple[str, str], right: tuple[str, str]) -> None:
    assert clash(left, right) == []


def test_a_text_taken_over_later_keeps_its_words() -> None:
    yesterday = ("en", "The mill burned down yesterday.")
    assert clash(yesterday, yesterday, later=1) == []
    assert clash(yesterday, yesterday, later=2) == [("yesterday", "yesterday")]
    monday = ("en", "The mill burned down on Monday.")
    assert clash(monday, monday, later=7) == []


def test_days_written_on_both_sides_are_left_to_the_calendar() -> None:
    assert clash(("en", "It burned on 5 March."), ("de", "Es brannte am 6. März.")) == []


@given(st.integers(-400, 400), st.sampled_from(["Monday", "yesterday", "5 March", "tomorrow night"]))
def test_whether_two_may_be_one_day_does_not_hang_on_their_order(later: int, words: str) -> None:
    (one,) = days("en", "It burned on Tuesday.")
    day = str(date.fromisoformat(WEDNESDAY) + timedelta(days=later))
    for other in days("en", f"It burned {words}.", day):
        assert may_be_one_day(one, other) == may_be_one_day(other, one)
        assert may_be_one_day(other, other)
