"""Times in words, and in which part of a timeline a happening is shown."""

from __future__ import annotations

from datetime import datetime

import pytest

from samestory.export.happenings import every
from samestory.export.times import time_words
from samestory.model import Contents, Granularity, When


def when(start: str, end: str, granularity: Granularity) -> When:
    first, last = map(datetime.fromisoformat, (start, end))
    return When(start=first, end=last, granularity=granularity, reason="stated")


@pytest.mark.parametrize(
    ("start", "end", "granularity", "words"),
    [
        ("2024-05-16T03:42", "2024-05-16T03:43", "minute", "16 May 2024, 03:42"),
        ("2024-05-16T15:00", "2024-05-16T16:00", "hour", "16 May 2024, about 15:00"),
        ("2024-05-15T21:00", "2024-05-16T06:00", "part", "15–16 May 2024, 21:00–06:00"),
        ("2024-05-16T18:00", "2024-05-17T00:00", "part", "16 May 2024, 18:00–00:00"),
        ("2024-05-16", "2024-05-17", "day", "16 May 2024"),
        ("2024-05-14", "2024-05-16", "day", "14–15 May 2024"),
        ("2024-05-31", "2024-06-02", "day", "31 May – 1 June 2024"),
        ("2023-12-31", "2024-01-02", "day", "31 December 2023 – 1 January 2024"),
        ("2024-04-08", "2024-04-15", "week", "week of 8 April 2024"),
        ("2024-04-08", "2024-04-22", "week", "8–21 April 2024"),
        ("2024-04-13", "2024-04-15", "weekend", "weekend of 13–14 April 2024"),
        ("2024-04-01", "2024-05-01", "month", "April 2024"),
        ("2024-12-01", "2025-03-01", "season", "December 2024 – February 2025"),
        ("2024-01-01", "2024-07-01", "half", "January – June 2024"),
        ("2027-01-01", "2028-01-01", "year", "2027"),
        ("2019-01-01", "2024-01-01", "year", "2019–2023"),
    ],
)
def test_a_time_is_no_finer_than_it_is_told(start: str, end: str, granularity: Granularity, words: str):
    assert time_words(when(start, end, granularity)) == words


def test_parts_follow_the_days_of_reports(pile: Contents):
    (ferry,) = (one for one in every(pile).timelines if "2014" in [entry.words for entry in one.entries])
    parts = {entry.words: entry.part for entry in ferry.entries}
    assert parts["2014"] == "before"
    assert parts["19 May 2021"] == "happened"
    assert [heading for heading, _ in ferry.parts()] == [
        "What was before",
        "What happened",
        "Still to come when last reported",
    ]


def test_what_one_alone_says_was_before_stands_aside(pile: Contents):
    asides = [entry for one in every(pile).timelines for entry in one.entries if entry.aside]
    assert len(asides) > 5
    assert all(entry.telling == 1 and entry.finest.when.end.year < 2025 for entry in asides)


def test_of_one_time_the_most_told_comes_first(pile: Contents):
    for one in every(pile).timelines:
        for _, entries in one.parts():
            told: dict[str, list[int]] = {}
            for entry in entries:
                told.setdefault(entry.words, []).append(entry.telling)
            assert all(its == sorted(its, reverse=True) for its in told.values())


def test_the_story_reported_nearest_to_what_happened_tells_it_first(pile: Contents):
    (thread,) = (one for one in every(pile).timelines if len(one.stories) == 2)
    (signing,) = (one for one in thread.entries if len(one.stories) == 2)
    assert signing.words == "14 May 2024"
    assert [thread.who(one) for one in signing.tellings] == ["2A", "2B", "2E", "1A", "1B"]
