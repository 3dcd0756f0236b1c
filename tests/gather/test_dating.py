from datetime import date, datetime, timedelta

import pytest

from samestory.gather.dating import dates, nearest_year
from samestory.model import Article, Copy, DayClue, Span, When


def when(day: date, span: Span | None = None) -> When:
    start = datetime(day.year, day.month, day.day)
    return When(start=start, end=start + timedelta(days=1), granularity="day", reason="said", span=span)


def article(name: str, **known: object) -> Article:
    return Article(id=name, document_id=name, source=name, lang="und", text="", **known)  # type: ignore[arg-type]


def copy(left: str, right: str, share: float) -> Copy:
    return Copy(left=left, right=right, verdict="copy", left_share=share, right_share=share, pairs=())


STATED = article("stated", published=when(date(2025, 11, 11)))


def test_what_is_stated_and_what_is_read_from_the_text_are_told_apart() -> None:
    inside = article("inside", published=when(date(2025, 11, 10), Span(3, 9)))
    assert [d.how for d in dates([STATED, inside], [])] == ["stated", "inferred"]


def test_a_day_without_its_year_takes_the_year_of_its_story() -> None:
    clue = article("clue", clue=DayClue(month=1, day=2, reason="“tomorrow” said of “3 January”"))
    stated = article("stated", published=when(date(2025, 12, 31)))
    found = dates([stated, clue], [])[1]
    assert found.when is not None
    assert found.when.start.date() == date(2026, 1, 2)
    assert found.how == "inferred"
    assert "2026" in found.when.reason


def test_a_day_without_its_year_stays_unknown_in_a_story_without_dates() -> None:
    clue = article("clue", clue=DayClue(month=1, day=2, reason="evidence"))
    assert dates([clue, article("silent")], [])[0].how == "unknown"


def test_the_undated_take_the_day_of_the_counterpart_they_share_most_with() -> None:
    other = article("other", published=when(date(2025, 11, 1)))
    copies = [copy("silent", "stated", 0.9), copy("other", "silent", 0.4)]
    found = dates([STATED, other, article("silent")], copies)[2]
    assert found.when is not None
    assert (found.when.start.date(), found.how) == (date(2025, 11, 11), "counterpart")
    assert "90%" in found.when.reason


def test_without_a_counterpart_the_undated_take_the_middle_of_their_story() -> None:
    found = dates([STATED, article("silent")], [])[1]
    assert found.when is not None
    assert "story" in found.when.reason


@pytest.mark.parametrize(
    ("month", "day", "anchor", "expected"),
    [
        (12, 31, date(2026, 1, 2), date(2025, 12, 31)),
        (1, 1, date(2025, 12, 30), date(2026, 1, 1)),
        (2, 29, date(2024, 3, 1), date(2024, 2, 29)),
        (2, 29, date(2022, 3, 1), None),
    ],
)
def test_nearest_year(month: int, day: int, anchor: date, expected: date | None) -> None:
    assert nearest_year(month, day, anchor) == expected


def test_a_misdated_copy_has_the_day_of_its_counterpart_beside_its_own() -> None:
    crawled = article("crawled", published=when(date(2028, 3, 3)))
    found = dates([STATED, crawled], [copy("crawled", "stated", 0.9)], {"crawled"})[1]
    assert found.when is not None
    assert (found.when.start.date(), found.how) == (date(2025, 11, 11), "counterpart")
    assert found.doubted == crawled.published
    assert "2028-03-03" in found.when.reason


def test_what_is_doubted_stands_where_nobody_knows_better() -> None:
    crawled = article("crawled", published=when(date(2028, 3, 3)))
    found = dates([crawled, article("silent")], [], {"crawled"})[0]
    assert (found.when, found.how, found.doubted) == (crawled.published, "stated", None)
