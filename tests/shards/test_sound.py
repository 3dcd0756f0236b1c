"""What can be no article is told."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from samestory.model import (
    Article,
    Body,
    Contents,
    DayClue,
    Deed,
    NameMention,
    Quote,
    Span,
    Standing,
    Timed,
    TimeMention,
    When,
)
from samestory.shards.sound import check

TEXT = "Ferry\nAna said on Monday: it sailed."
NAME = NameMention(span=Span(6, 9), type="person")
DAY = When(start=datetime(2024, 5, 6), end=datetime(2024, 5, 7), granularity="day", reason="stated")
ARTICLE = Article(
    id="0a", document_id="0d", source="a.txt", lang="en", text=TEXT, title=Span(0, 5),
    sentences=(Span(6, 35),), names=(NAME,), published=DAY,
)  # fmt: skip
BEYOND = Span(6, 1 << 40)


def timed(when: When | None = None, **part: Any) -> Timed:
    return Timed(
        span=Span(18, 24), kind="date", reason="", when=when, parts=(TimeMention(span=Span(18, 24), **part),)
    )


def deed(**other: Any) -> Deed:
    told: dict[str, Any] = {
        "sentence": 1,
        "source": 0,
        "target": 1,
        "root": "CONSULT",
        "mood": "fact",
        "score": 1.0,
    }
    return Deed(**(told | other))


BODIES = (Body(span=Span(0, 5)),)


def test_what_is_read_is_sound(pile: Contents) -> None:
    for one in pile.articles:
        check(one)
    check(replace(ARTICLE, bodies=BODIES, deeds=(deed(),), times=(timed(DAY, month=5, weekday=0),)))


@pytest.mark.parametrize(
    "spoilt",
    [
        {"sentences": (BEYOND,)},
        {"title": Span(-1, 5)},
        {"byline": Span(9, 6)},
        {"names": (NameMention(span=BEYOND, type="person"),)},
        {"names": (NameMention(span=Span(6, 9), type="person", post=BEYOND),)},
        {"quotes": (Quote(span=Span(6, 9), kind="direct", speaker=BEYOND),)},
        {"quotes": (Quote(span=Span(6, 9), kind="direct", name=1),)},
        {"standings": (Standing(name=1),)},
        {"standings": (Standing(name=-1),)},
        {"deeds": (deed(),)},
        {"deeds": (deed(sentence=2),), "bodies": BODIES},
        {"deeds": (deed(time=0),), "bodies": BODIES},
        {"times": (timed(month=13),)},
        {"times": (timed(year=0),)},
        {"times": (timed(weekday=7),)},
        {"times": (timed(replace(DAY, end=datetime(2024, 5, 7, tzinfo=UTC))),)},
        {"times": (timed(replace(DAY, span=BEYOND)),)},
        {"published": replace(DAY, end=datetime(2023, 1, 1))},
        {"clue": DayClue(month=0, day=3, reason="")},
    ],
)
def test_what_points_to_nothing_is_told(spoilt: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="0a has"):
        check(replace(ARTICLE, **spoilt))
