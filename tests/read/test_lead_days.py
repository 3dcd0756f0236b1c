"""The days a lead names; 12 November 2025, when these were written, was a Wednesday."""

from __future__ import annotations

from datetime import date

import pytest

from samestory.model import Article, Document
from samestory.read.article import read
from samestory.read.lead_days import lead_days

WRITTEN = date(2025, 11, 12)


def article(lang: str, text: str) -> Article:
    fields = {"lang": lang, "title": "Pod nou la Corva"}
    return read(Document(id="a", source="a", media_type="text/plain", data=text.encode(), fields=fields))


def days(lang: str, text: str, written: date | None = WRITTEN) -> list[date]:
    return [one.start.date() for one in lead_days(article(lang, text), written)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The minister arrived in Corva on Monday for talks on the bridge."),
        ("ro", "Ministrul a ajuns luni la Corva pentru discuții despre pod."),
        ("ru", "Министр прибыл в понедельник в Корву на переговоры о мосте."),
        ("tr", "Bakan, köprü görüşmeleri için pazartesi günü Korva'ya geldi."),
        ("kk", "Министр дүйсенбіде Корваға көпір туралы келіссөзге келді."),
        ("zh", "部长周一抵达科尔瓦，就大桥问题举行会谈。"),
    ],
)
def test_a_weekday_is_the_last_one_or_the_next(lang: str, text: str) -> None:
    assert days(lang, text) == [date(2025, 11, 10), date(2025, 11, 17)]


def test_the_weekday_of_publication_is_that_day() -> None:
    assert days("en", "The bridge at Corva was closed on Wednesday.")[0] == WRITTEN


def test_dates_and_relative_days_are_placed_and_lead_to_their_characters() -> None:
    told = article("en", "The bridge at Corva was closed yesterday. It had been shut on 3 November before.")
    found = lead_days(told, WRITTEN)
    assert [one.start.date() for one in found] == [date(2025, 11, 11), date(2025, 11, 3)]
    assert [told.words(one.span) for one in found] == ["yesterday", "3 November"]


def test_a_weekday_beside_its_date_is_named_once() -> None:
    assert days("en", "The bridge at Corva was closed on 11 November 2025.") == [date(2025, 11, 11)]


def test_months_are_no_mondays() -> None:
    assert days("ro", "Podul de la Corva a fost închis trei luni, au anunțat autoritățile.") == []


def test_without_a_day_of_writing_only_full_dates_are_placed() -> None:
    text = (
        "The bridge at Corva was closed on Monday. It opened on 3 November 2024, and yesterday all was calm."
    )
    assert days("en", text, None) == [date(2024, 11, 3)]


def test_what_stands_further_down_is_no_lead() -> None:
    text = "The bridge at Corva is closed. Traffic goes round. Nobody was hurt. It was shut on Monday too."
    assert days("en", text) == []
