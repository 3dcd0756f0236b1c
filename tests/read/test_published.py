"""The day of publication that a text implies, and where it implies none."""

from __future__ import annotations

from datetime import date

import pytest

from samestory.model import DayClue, Document, When
from samestory.read.article import read
from samestory.read.published import stated


def implied(lang: str, text: str) -> date | tuple[int, int] | None:
    """The day that a text without a date implies, as far as it is known."""
    article = read(
        Document(id="a", source="a", media_type="text/plain", data=text.encode(), fields={"lang": lang})
    )
    known: When | DayClue | None = article.published or article.clue
    if isinstance(known, When):
        return known.start.date()
    return None if known is None else (known.month, known.day)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "en",
            "Bridge summit\n\nThe bridge summit of ministers begins tomorrow in Corva.\n"
            "The summit of ministers on the bridge will be held on 11-12 November 2025.",
            date(2025, 11, 10),
        ),
        (
            "bg",
            "Кметът откри моста\n\nДнес, 19 май, кметът откри моста край Корва след дълъг ремонт.",
            (5, 19),
        ),
        (
            "en",
            "Rates\n\nThe council sold its last timber mill today.\n"
            "The council last sold a timber mill on 6 March 2002. It sold none in 2019, and none in 2020.",
            None,
        ),
        ("en", "Deal\n\nThe deal was signed today and enters into force on 1 January 2026.", None),
    ],
)
def test_a_day_is_implied_only_where_two_times_speak_of_one_happening(
    lang: str, text: str, expected: date | tuple[int, int] | None
) -> None:
    assert implied(lang, text) == expected


@pytest.mark.parametrize(
    "iso", ["0001-01-01", "0999-12-31T00:00:00Z", "3000-01-01", "9999-12-31T23:59:59Z", "soon"]
)
def test_what_no_news_can_be_of_is_no_day(iso: str) -> None:
    assert stated(iso, "stated") is None


@pytest.mark.parametrize("iso", ["1000-01-01", "2999-12-31T23:59:59Z"])
def test_other_days_have_room_around_them(iso: str) -> None:
    when = stated(iso, "stated")
    assert when is not None
    assert when.start < when.end
