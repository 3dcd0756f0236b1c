"""Happenings of several stories made one where they are of one time and their sentences alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import structs
from texts import seen
from told_texts import happenings, written

from samestory.collate.thread_timeline import thread_timeline
from samestory.model import Account, Origin, Story
from samestory.signals import Signals


def story(name: str, *sentences: str) -> Story:
    """A story of one article of these sentences, written later than all that it tells."""
    article = written(f"{name}-1", "en", sentences, date(2026, 12, 1))
    return Story(
        id=name, thread="t", articles=(article.id,), origins=(Origin(articles=(article.id,)),), dates=(),
        account=Account(rows=(), copies=()), timeline=happenings([article]),
    )  # fmt: skip


def meanings(**told: list[int]) -> dict[str, Signals]:
    return {f"{name}-1": seen(f"{name}-1", its) for name, its in told.items()}


def entries(stories: Sequence[Story], seen_of: dict[str, Signals]) -> list[list[tuple[str, int]]]:
    return [[(one.story, one.happening) for one in entry] for entry in thread_timeline(stories, seen_of)]


SIGNED = story("a", "The deal was signed on 3 May 2026.", "A strike began on 9 May 2026.")
LATER = story("b", "Ships came on 20 June 2026.", "They had signed in May 2026.")


def test_what_two_stories_tell_of_one_time_alike_is_one_entry() -> None:
    told = entries([SIGNED, LATER], meanings(a=[1, 2], b=[3, 1]))
    assert told == [[("a", 0), ("b", 0)], [("a", 1)], [("b", 1)]]


def test_of_one_time_and_unalike_are_two() -> None:
    told = entries([SIGNED, LATER], meanings(a=[1, 2], b=[3, 4]))
    assert told == [[("b", 0)], [("a", 0)], [("a", 1)], [("b", 1)]]


def test_alike_and_of_another_time_are_two() -> None:
    apart = story("b", "Ships came on 20 June 2026.", "They had signed in April 2026.")
    assert len(entries([SIGNED, apart], meanings(a=[1, 2], b=[3, 1]))) == 4


def test_a_story_is_once_in_an_entry() -> None:
    twice = story("b", "The deal was signed on 3 May 2026.", "Signing it on 3 May 2026 took an hour.")
    told = entries([SIGNED, twice], meanings(a=[1, 2], b=[1, 1]))
    assert sorted(len({name for name, _ in entry}) for entry in told) == [1, 1, 2]
    assert sorted(map(len, told)) == [1, 1, 2]


def test_a_single_story_is_left_to_its_own_timeline() -> None:
    assert SIGNED.timeline
    assert thread_timeline([SIGNED], meanings(a=[1, 2])) == ()
    assert thread_timeline([SIGNED, structs.replace(LATER, timeline=())], meanings(a=[1, 2])) != ()
