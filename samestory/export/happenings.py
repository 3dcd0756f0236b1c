"""A story's or thread's happenings as shown: in which part of the timeline, who tells them, in which words.

Chooses what is said first and nothing else; the timelines are collate's. How they look is happenings_*.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from samestory.export.dates import earliest
from samestory.export.index import Index, index, letter, threads
from samestory.export.reader import reader
from samestory.export.times import time_words
from samestory.model import Cell, Contents, Happening, Record, Span, Story, Thread, TimeTold
from samestory.speech import message

Part = Literal["before", "happened", "to_come"]
PARTS: dict[Part, str] = {
    "before": message("What was before"),
    "happened": message("What happened"),
    "to_come": message("Still to come when last reported"),
}
# What ended so long before the first report is what was before.
BEFORE = timedelta(30)
# Of a sentence that is not shown whole, so many letters before the words that tell the time, and behind.
AROUND = 40


class Telling(Record, frozen=True, kw_only=True):
    """A sentence of origin ``place`` of a story that tells a time; ``words`` are those that tell it."""

    story: Story
    place: int
    cell: Cell
    words: Span
    when: str

    @property
    def letter(self) -> str:
        """The letter of its origin in its story."""
        return letter(self.place)


class Entry(Record, frozen=True, kw_only=True):
    """A happening of one story, or one that several stories of a thread tell.

    ``tellings`` are those that place it at ``words``, one an origin, first the one to read; ``otherwise``
    those that put it elsewhere. ``happenings`` are those of ``stories``, ``finest`` is the finest of them.
    """

    part: Part
    words: str
    finest: Happening
    stories: tuple[Story, ...]
    happenings: tuple[Happening, ...]
    tellings: tuple[Telling, ...]
    otherwise: tuple[Telling, ...]

    @property
    def telling(self) -> int:
        """How many origins place it there."""
        return len(self.tellings)

    @property
    def origins(self) -> int:
        """How many origins the stories have that tell it."""
        return sum(len(one.origins) for one in self.stories)

    @property
    def several(self) -> bool:
        """Whether more than one origin tells it, there or elsewhere."""
        return self.telling > 1 or bool(self.otherwise)

    @property
    def aside(self) -> bool:
        """Whether it is what one origin alone says was before: no part of what happened."""
        return self.part == "before" and not self.several


class Timeline(Record, frozen=True, kw_only=True):
    """The entries of a thread of several stories, or of one story, in the order of time."""

    stories: tuple[Story, ...]
    entries: tuple[Entry, ...]

    def who(self, telling: Telling) -> str:
        """The letter of the origin that tells; in a thread of several stories after its story's number."""
        number = self.stories.index(telling.story) + 1 if len(self.stories) > 1 else ""
        return f"{number}{telling.letter}"

    def parts(self) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """What each part of it is called, and its entries, of one time the most told first."""
        for part, heading in PARTS.items():
            told = groupby((one for one in self.entries if one.part == part), key=lambda one: one.words)
            entries = [one for _, its in told for one in sorted(its, key=lambda one: -one.telling)]
            if entries:
                yield heading, tuple(entries)


class Shown(Record, frozen=True, kw_only=True):
    """Timelines to show, with the lookups that showing them needs."""

    timelines: tuple[Timeline, ...]
    held: Index


def every(contents: Contents, lang: str | None = None) -> Shown:
    """The timeline of every thread that several articles tell; what is in the language ``lang`` first."""
    held = index(contents, reader(contents, lang))
    told = (one for one in threads(contents) if sum(len(story.articles) for story in one) > 1)
    return Shown(timelines=tuple(thread_timeline(one, held) for one in told), held=held)


def of_story(contents: Contents, story: Story, lang: str | None = None) -> Shown:
    """The timeline of ``story``."""
    held = index(contents, reader(contents, lang))
    return Shown(timelines=(story_timeline(story, held),), held=held)


def of_thread(contents: Contents, thread: Thread, lang: str | None = None) -> Shown:
    """The timeline of ``thread``."""
    held = index(contents, reader(contents, lang))
    stories = [held.stories[one] for one in thread.stories]
    return Shown(timelines=(thread_timeline(stories, held),), held=held)


def story_timeline(story: Story, held: Index) -> Timeline:
    """The timeline of one story."""
    told = ((one,) for one in story.timeline)
    return Timeline(stories=(story,), entries=tuple(_entry((story,), one, (story,), held) for one in told))


def thread_timeline(stories: Sequence[Story], held: Index) -> Timeline:
    """The timeline of a thread's ``stories``; of a single story its own."""
    thread = held.threads.get(stories[0].thread)
    if len(stories) == 1 or thread is None:
        return story_timeline(stories[0], held)
    found = []
    for moments in thread.timeline:
        tellers = tuple(held.stories[one.story] for one in moments)
        told = tuple(story.timeline[one.happening] for story, one in zip(tellers, moments, strict=True))
        found.append(_entry(tellers, told, stories, held))
    return Timeline(stories=tuple(stories), entries=tuple(found))


def around(text: str, words: Span, sentence: Span) -> Span:
    """Of ``sentence`` whole words around those that tell a time."""
    start, end = words.start - AROUND, words.end + AROUND
    if start > sentence.start:
        start = text.find(" ", start, words.start) + 1 or words.start
    if end < sentence.end:
        end = max(text.rfind(" ", words.end, end), words.end)
    return Span(max(start, sentence.start), min(end, sentence.end))


def _entry(tellers: Sequence[Story], told: Sequence[Happening], whole: Sequence[Story], held: Index) -> Entry:
    finest = min(told, key=lambda one: one.when.end - one.when.start)
    pairs = sorted(zip(tellers, told, strict=True), key=lambda pair: _since(pair[0], finest))
    tellings = [one for story, its in pairs for one in _tellings(story, its.told, held)]
    otherwise = [one for story, its in pairs for one in _tellings(story, its.otherwise, held)]
    return Entry(
        part=_part(finest, whole),
        words=time_words(finest.when, held.speech),
        finest=finest,
        stories=tuple(tellers),
        happenings=tuple(told),
        tellings=tuple(sorted(tellings, key=lambda one: not _reads(one.cell, held))),
        otherwise=tuple(otherwise),
    )


def _since(story: Story, happening: Happening) -> timedelta:
    """How long lies between a story's first report and what happened: who was nearest tells it first."""
    first, _ = _reported([story])
    return timedelta.max if first is None else abs(first - happening.when.start.date())


def _tellings(story: Story, told: Sequence[Sequence[TimeTold]], held: Index) -> Iterator[Telling]:
    """One of each origin, in the reader's language or its first; and those that say another time than it."""
    for place, its in enumerate(told):
        shown: list[TimeTold] = []
        for one in sorted(its, key=lambda one: not _reads(one.cell, held)):
            if one.when.span is not None and all(_apart(one, other) for other in shown):
                shown.append(one)
                when = time_words(one.when, held.speech)
                yield Telling(story=story, place=place, cell=one.cell, words=one.when.span, when=when)


def _apart(one: TimeTold, other: TimeTold) -> bool:
    return one.when.end.date() < other.when.start.date() or other.when.end.date() < one.when.start.date()


def _reads(cell: Cell, held: Index) -> bool:
    return held.articles[cell.article].lang == held.reader


def _part(happening: Happening, stories: Sequence[Story]) -> Part:
    first, last = _reported(stories)
    if first is None or last is None:
        return "happened"
    if happening.when.start.date() > last:
        return "to_come"
    return "before" if happening.when.end.date() <= first - BEFORE else "happened"


def _reported(stories: Sequence[Story]) -> tuple[date | None, date | None]:
    """The days of the first report of the stories and of the last."""
    firsts = [one.when.start.date() for story in stories if (one := earliest(story.dates)) and one.when]
    every = [one.when.start.date() for story in stories for one in story.dates if one.when is not None]
    return min(firsts, default=None), max(every, default=None)
