from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from samestory.gather.occasion import occasion, overall
from samestory.model import Article, Dated, Occasion, Origin, Span, When


def when(day: date, span: Span | None = None) -> When:
    start = datetime(day.year, day.month, day.day)
    return When(start=start, end=start + timedelta(days=1), granularity="day", reason="said", span=span)


TENTH, ELEVENTH, TWELFTH = (date(2025, 11, n) for n in (10, 11, 12))


def told(*published: date | None, **said: Sequence[date]) -> Occasion | None:
    """The occasion of articles a, b, c, ..., each its own origin, published so; ``said`` by their leads."""
    names = "abcdef"[: len(published)]
    articles = {
        one: Article(id=one, document_id=one, source=one, lang="und", text="", sentences=()) for one in names
    }
    dates = [
        Dated(
            article=one, when=None if day is None else when(day), how="unknown" if day is None else "stated"
        )
        for one, day in zip(names, published, strict=True)
    ]

    def lead_days(article: Article, _: date | None) -> list[When]:
        return [when(day, Span(n, n + 1)) for n, day in enumerate(said.get(article.id, ()))]

    return occasion([Origin(articles=(one,)) for one in names], dates, articles, lead_days)


def test_the_day_that_several_leads_name_is_the_day() -> None:
    found = told(ELEVENTH, TWELFTH, TWELFTH, a=[TENTH], b=[TENTH], c=[ELEVENTH])
    assert found is not None
    assert (found.how, found.when.start.date()) == ("told", TENTH)
    assert [one.article for one in found.spots] == ["a", "b"]
    assert "2 of 3" in found.when.reason


def test_one_lead_of_several_is_not_enough_and_the_earliest_publication_stands() -> None:
    found = told(TWELFTH, ELEVENTH, None, a=[TENTH])
    assert found is not None
    assert (found.how, found.when.start.date()) == ("published", ELEVENTH)
    assert [one.article for one in found.spots] == ["b"]


def test_the_only_report_is_believed() -> None:
    found = told(ELEVENTH, a=[TENTH])
    assert found is not None
    assert found.how == "told"


def test_what_was_long_before_is_not_the_day() -> None:
    long_ago = date(2022, 11, 10)
    found = told(ELEVENTH, ELEVENTH, a=[long_ago], b=[long_ago])
    assert found is not None
    assert found.how == "published"


def test_what_has_happened_comes_before_what_is_to_come() -> None:
    found = told(ELEVENTH, ELEVENTH, a=[TWELFTH, ELEVENTH], b=[ELEVENTH, TWELFTH])
    assert found is not None
    assert found.when.start.date() == ELEVENTH


def test_without_any_time_none_is_told() -> None:
    assert told(None, None) is None
    assert overall([None, None]) is None


def test_a_thread_reaches_from_its_first_story_to_its_last() -> None:
    found = overall([told(TWELFTH), None, told(TENTH)])
    assert found is not None
    assert (found.when.start.date(), found.when.end.date()) == (TENTH, TWELFTH + timedelta(days=1))
    assert found.how == "stories"
