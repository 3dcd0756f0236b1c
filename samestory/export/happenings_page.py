"""Timelines as parts of the report page: times, who tells them, and the ways to their sentences.

What is shown first is chosen in happenings.py; how it looks is the template's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from samestory.export.dates import FORMS, iso
from samestory.export.happenings import Entry, Telling, Timeline, around, story_timeline, thread_timeline
from samestory.export.happenings_parts import EntryPart, StretchPart, TellingPart, TimelinePart
from samestory.export.index import Index
from samestory.export.marked import pieces
from samestory.model import Story
from samestory.speech import Speech


def story_part(story: Story, held: Index) -> TimelinePart:
    """The timeline of one story."""
    return _timeline(f"{story.id}-timeline", story_timeline(story, held), held)


def whole_part(stories: Sequence[Story], held: Index) -> TimelinePart:
    """The timeline of a thread; without entries where it has one story, whose own has them."""
    told = thread_timeline(stories, held)
    return _timeline(
        f"thread-{stories[0].thread}-timeline",
        told if len(stories) > 1 else Timeline(stories=told.stories, entries=()),
        held,
    )


def _timeline(anchor: str, told: Timeline, held: Index) -> TimelinePart:
    return TimelinePart(
        id=anchor,
        stretches=tuple(
            StretchPart(
                heading=held.speech.say(heading),
                entries=_entries((one for one in entries if not one.aside), told, held),
                aside=_entries((one for one in entries if one.aside), told, held),
            )
            for heading, entries in told.parts()
        ),
    )


def _entries(entries: Iterable[Entry], told: Timeline, held: Index) -> tuple[EntryPart, ...]:
    return tuple(
        EntryPart(
            words=one.words,
            time=iso(one.finest.when) if one.finest.when.granularity in FORMS else None,
            many=_many(one, held.speech) if one.several else "",
            tellings=tuple(_telling(each, told, held, whole=not n) for n, each in enumerate(one.tellings)),
            otherwise=tuple(_telling(each, told, held, whole=False) for each in one.otherwise),
        )
        for one in entries
    )


def _many(one: Entry, speech: Speech) -> str:
    """How many of the origins that could tell it do."""
    return speech.plural("{told} of {n} origin", "{told} of {n} origins", one.origins, told=one.telling)


def _telling(one: Telling, told: Timeline, held: Index, *, whole: bool) -> TellingPart:
    article, sentence = held.articles[one.cell.article], one.cell.span
    shown = sentence if whole else around(article.text, one.words, sentence)
    return TellingPart(
        letter=told.who(one),
        name=article.outlet or held.name(article.id),
        lang=article.lang,
        number=one.cell.sentence + 1,
        href=f"{article.id}-s{one.cell.sentence}",
        when=one.when,
        pieces=pieces(article.text, shown, [one.words]),
        cut=(shown.start > sentence.start, shown.end < sentence.end),
    )
