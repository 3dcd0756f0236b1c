"""Expressions of time in running text: found, placed on the calendar, or told why not."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samestory.lang import known, load
from samestory.model import Timed, When
from samestory.read.published import stated
from samestory.read.times_told import told

THURSDAY = "2026-11-12"


def one(text: str, code: str = "en", written: str | None = THURSDAY) -> Timed:
    found = told(text, load(code), stated(written, "stated") if written else None)
    assert len(found) == 1, found
    return found[0]


def days(when: When | None) -> tuple[str, str] | None:
    return when and (f"{when.start:%m-%d}", f"{when.end:%m-%d}")


def test_a_weekday_lies_behind_and_says_how_it_was_placed() -> None:
    timed = one("Mayor Ada Lorn resigned on Monday.")
    assert timed.when is not None
    assert timed.when.start == datetime(2026, 11, 9)
    assert timed.reason == "the Monday before 2026-11-12, when published"


def test_a_weekday_that_is_tomorrow_lies_ahead_unless_it_is_said_to_be_the_last() -> None:
    assert days(one("Mayor Ada Lorn resigned last Friday.").when) == ("11-06", "11-07")
    assert days(one("The ministers discuss the budget on Friday.").when) == ("11-13", "11-14")
    assert days(one("The ministers discussed the budget on Saturday.").when) == ("11-07", "11-08")


def test_the_small_hours_are_of_the_day_that_they_begin() -> None:
    timed = one("El incendio empezó la madrugada del jueves.", "es")
    assert timed.when is not None
    assert (timed.when.start, timed.when.end) == (datetime(2026, 11, 12, 0), datetime(2026, 11, 12, 6))


def test_a_word_of_the_future_turns_a_weekday_ahead() -> None:
    assert days(one("Mayor Ada Lorn will resign on Monday.").when) == ("11-16", "11-17")


def test_the_future_of_another_sentence_decides_nothing() -> None:
    assert days(one("The mill will close. Nobody came on Monday.").when) == ("11-09", "11-10")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The mayor said on Monday that the mill will close.", "11-09"),
        ("The mill, she said, will close for repairs of the two old wheels on Monday.", "11-16"),
        ("The mill will close, the owner announced Monday.", "11-09"),
        ("The inquiry is expected to be completed Monday.", "11-16"),
        ("The owners have until Monday.", "11-16"),
    ],
)
def test_the_nearest_verb_decides_where_a_weekday_lies(text: str, day: str) -> None:
    when = one(text).when
    assert when is not None
    assert f"{when.start:%m-%d}" == day


def test_what_was_a_year_earlier_is_compared_with_the_quarter() -> None:
    text = "In the third quarter of 2026 it sold 40 mills, up from 30 a year earlier."
    _, earlier = told(text, load("en"), stated(THURSDAY, ""))
    assert earlier.when is not None
    assert earlier.when.start == datetime(2025, 7, 1)
    assert earlier.when.granularity == "quarter"


def test_many_units_without_a_number_are_a_duration() -> None:
    timed = one("For weeks nobody came.")
    assert (timed.kind, timed.count, timed.unit) == ("duration", None, "week")


def test_the_previous_month_is_seen_from_the_date_before_it() -> None:
    _, previous = told(
        "In June 2019 it rained. The previous month was dry.", load("en"), stated(THURSDAY, "")
    )
    assert days(previous.when) == ("05-01", "06-01")


@pytest.mark.parametrize("text", ["It opened in mid-October.", "October sales fell."])
def test_a_month_needs_no_figure(text: str) -> None:
    assert days(one(text).when) == ("10-01", "11-01")


def test_a_phrase_with_a_word_of_time_may_mean_none() -> None:
    assert told("A last-minute deal failed.", load("en"), stated(THURSDAY, "")) == ()


@pytest.mark.parametrize("text", ["the 1996 flood", "the nineteen ninety-six flood"])
def test_a_year_stands_by_itself(text: str) -> None:
    when = one(text).when
    assert when is not None
    assert (when.start.year, when.granularity) == (1996, "year")


def test_the_next_day_is_seen_from_the_date_before_it() -> None:
    first, second = told(
        "He fell ill on 3 March 2024. The next day he died.", load("en"), stated(THURSDAY, "")
    )
    assert first.when is not None
    assert second.when is not None
    assert second.when.start == datetime(2024, 3, 4)
    assert second.reason == "counted from 2024-03-03"


def test_that_day_without_a_date_before_it_has_no_place() -> None:
    timed = one("Nobody worked that day.")
    assert timed.when is None
    assert timed.reason == "no date stands before it"


def test_that_day_is_a_day_that_was_told_so_fine() -> None:
    year, day = told("He moved in 2014. That day it rained.", load("en"), stated(THURSDAY, "stated"))
    assert year.when is not None
    assert (day.when, day.reason) == (None, "the date before it is no day")


def test_without_a_day_of_writing_only_what_is_stated_has_a_place() -> None:
    assert one("The bridge was closed three weeks ago.", written=None).reason == "no day of writing is known"
    assert one("The bridge was closed on 3 March 2024.", written=None).when is not None


def test_a_duration_is_no_date() -> None:
    timed = one("The journey took twenty four hours.")
    assert (timed.kind, timed.count, timed.unit, timed.when) == ("duration", 24, "hour", None)


def test_an_age_is_no_time() -> None:
    assert told("A 44-year-old man was found.", load("en"), None) == ()


@pytest.mark.parametrize(
    ("code", "text", "count", "unit"),
    [
        ("en", "It took two and a half years.", 2.5, "year"),
        ("en", "It took 1 1/2 hours.", 1.5, "hour"),
        ("en", "They waited half an hour.", 0.5, "hour"),
        ("en", "It fell for three consecutive days.", 3, "day"),
        ("ar", "استمر الإغلاق شهرين.", 2, "month"),
        ("ru", "Мост чинили годами.", None, "year"),
    ],
)
def test_how_long_is_counted(code: str, text: str, count: float | None, unit: str) -> None:
    timed = one(text, code)
    assert (timed.kind, timed.count, timed.unit) == ("duration", count, unit)


def test_how_often_is_no_date() -> None:
    timed = one("They meet every Monday.")
    assert (timed.kind, timed.when) == ("set", None)


@pytest.mark.parametrize(
    ("code", "text", "span", "start", "end"),
    [
        ("bg", "Мостът беше затворен миналата седмица.", "миналата седмица", "11-02", "11-09"),
        ("ro", "Podul a fost închis acum trei zile.", "acum trei zile", "11-09", "11-10"),
        ("ru", "Мост закрыли три дня назад.", "три дня назад", "11-09", "11-10"),
        ("uk", "Міст закриють через два дні.", "через два дні", "11-14", "11-15"),
        ("kk", "Көпір үш күн бұрын жабылды.", "үш күн бұрын", "11-09", "11-10"),
        ("ru", "Мост чинили с понедельника по среду.", "понедельника по среду", "11-09", "11-12"),
        ("ro", "Podul va fi deschis luni.", "luni", "11-16", "11-17"),
        ("ro", "Podul a fost inchis saptamana trecuta.", "saptamana trecuta", "11-02", "11-09"),
        ("en", "The strike ran from 28 October to 3 November.", "28 October to 3 November", "10-28", "11-04"),
        ("en", "The strike runs from Tuesday to Friday.", "Tuesday to Friday", "11-10", "11-14"),
        (
            "en",
            "The strike ran from 28 October to 3 November 2026.",
            "28 October to 3 November 2026",
            "10-28",
            "11-04",
        ),
        ("en", "The strike ended on 10/31/2026.", "10/31/2026", "10-31", "11-01"),
        ("en", "The strike ended on 31/10.", "31/10", "10-31", "11-01"),
        ("en", "It opens on Thursday, 19/11.", "Thursday, 19/11", "11-19", "11-20"),
        ("en", "It met on the first Monday of last month.", "first Monday of last month", "10-05", "10-06"),
        ("en", "It closed on the last day of October.", "last day of October", "10-31", "11-01"),
        ("en", "They meet a week from Friday.", "a week from Friday", "11-20", "11-21"),
        ("en", "It closed in the third quarter of 2026.", "third quarter of 2026", "07-01", "10-01"),
    ],
)
def test_what_is_said_in_words_has_its_interval(
    code: str, text: str, span: str, start: str, end: str
) -> None:
    timed = one(text, code)
    assert timed.span.of(text) == span
    assert days(timed.when) == (start, end)


@pytest.mark.parametrize("text", ["15/2", "15 - 2", "2/15", "15 2 2027", "15-Feb-27", "thu 15th"])
def test_what_is_all_of_the_text_may_be_a_date_in_figures(text: str) -> None:
    when = told(text, load("en"), stated(THURSDAY, "stated"), "future")[0].when
    assert when is not None
    assert when.start == (datetime(2027, 4, 15) if "thu" in text else datetime(2027, 2, 15))


@pytest.mark.parametrize("text", ["They won 15-2.", "A share of 3/4 was sold.", "He fell 7/8 Thursday."])
def test_scores_and_shares_are_no_dates(text: str) -> None:
    found = told(text, load("en"), stated(THURSDAY, "stated"))
    assert [one.span.of(text) for one in found] == (["Thursday"] if "Thursday" in text else [])


def test_a_month_that_could_be_a_verb_needs_its_capital() -> None:
    assert told("They may march in may.", load("en"), stated(THURSDAY, "")) == ()


def test_a_clock_time_stands_on_the_day_beside_it() -> None:
    timed = one("The train leaves on 20 November at 9:15 p.m. sharp.")
    assert timed.when is not None
    assert timed.when.start == datetime(2026, 11, 20, 21, 15)
    assert timed.when.granularity == "minute"


def test_a_date_without_its_year_takes_the_one_its_weekday_fits() -> None:
    timed = one("The hall burned down on Monday, 12 November.")
    assert timed.when is not None
    assert timed.when.start == datetime(2029, 11, 12)
    assert timed.reason == "the nearest to 2026-11-12, when published, that is on that weekday"


def test_a_date_far_ahead_lies_behind_unless_it_is_to_come() -> None:
    behind, ahead = one("The hall closed on 3 April."), one("The hall will close on 3 April.")
    assert behind.when is not None
    assert ahead.when is not None
    assert (behind.when.start.year, ahead.when.start.year) == (2026, 2027)


def test_the_first_and_the_last_weekday_of_a_month() -> None:
    assert days(one("They meet on the first Monday of October.").when) == ("10-05", "10-06")
    assert days(one("They met on the last Friday of October.").when) == ("10-30", "10-31")


def test_a_day_the_calendar_lacks_has_no_place() -> None:
    assert one("He was born on 30 February 2024.").when is None


@settings(max_examples=60)
@given(st.sampled_from(known()), st.text(max_size=60), st.booleans())
def test_any_text_is_read_in_order_without_overlap(code: str, text: str, dated: bool) -> None:
    language = load(code)
    times = language.times
    text = " ".join([text, *sorted(times.days)[:1], text, *sorted(times.weekdays)[:1], text])
    found = told(text, language, stated(THURSDAY, "stated") if dated else None)
    assert all(left.span.end <= right.span.start for left, right in pairwise(found))
    assert all(one.when is None or one.when.start < one.when.end for one in found)


def test_runs_of_words_that_may_stand_beside_times_are_passed_over_once():
    # From each of them on, it would take minutes.
    assert told(". " * 200_000, load("en"), None) == ()
