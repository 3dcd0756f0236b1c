"""What answers look like: quotes, timelines, events and graphs.

As in shapes.py, for the description in OpenAPI and for tests.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from samestory.api.shapes import (
    Event,
    Paged,
    Sentence,
    Shape,
    StoryName,
    Words,
)
from samestory.model import Granularity, Mood, NameType, Quad, Root


class StoryEvents(StoryName):
    """A story and its events."""

    thread: str
    events: list[Event]


class Events(Shape):
    """The events of stories; those without any are left out."""

    stories: list[StoryEvents]


class PagedEvents(Paged):
    """The events of the stories of one page; `total` counts stories."""

    stories: list[StoryEvents]


class Voice(Shape):
    """Who says it; `entity` is None where the words name nobody known."""

    entity: str | None
    name: str | None


class Quoted(Words):
    """A quote in an article, and where its speaker and audience stand."""

    kind: Literal["direct", "partial", "reported"]
    cue: Words | None
    speaker: Words | None
    name: Words | None
    audience: Words | None
    reason: str


class QuoteWording(Shape):
    """How one article quotes it, and what became of it there."""

    article: str
    file: str
    outlet: str | None
    lang: str
    origin: str
    how: Literal["whole", "shortened", "merged", "altered"]
    speaker: Voice
    quotes: list[Quoted]


class Utterance(Shape):
    """What one speaker said once, in every wording that articles quote."""

    id: str
    speaker: Voice
    audience: str | None
    origins: int
    languages: list[str]
    known_first: bool
    wordings: list[QuoteWording]


class StoryQuotes(StoryName):
    """A story and what is said in it."""

    utterances: list[Utterance]


class Quotes(Shape):
    """What is said in stories; those without quotes are left out."""

    stories: list[StoryQuotes]


class PagedQuotes(Paged):
    """What is said in the stories of one page; `total` counts stories."""

    stories: list[StoryQuotes]


class TimeRead(Shape):
    """A time, why it is believed, and the words it is read from."""

    start: str
    end: str
    granularity: Granularity
    reason: str
    read_from: Words | None


class TimeTold(Shape):
    """A sentence that tells a time."""

    origin: str
    article: str
    file: str
    lang: str
    sentence: Sentence
    time: TimeRead


class Moment(Shape):
    """A happening as one story tells it; `row` is the place of its statement in the account."""

    story: str
    row: int
    origins: int
    of: int
    told: list[TimeTold]
    otherwise: list[TimeTold]


class Happening(Shape):
    """What was at one time, from `start` up to `end`, the latter not included."""

    start: str
    end: str
    granularity: Granularity
    words: str
    part: Literal["before", "happened", "to_come"]
    moments: list[Moment]


class Timeline(Shape):
    """The happenings of a story, or of the stories of a thread, in order."""

    thread: str
    stories: list[StoryName]
    happenings: list[Happening]


class Timelines(Shape):
    """Timelines of what was asked for."""

    timelines: list[Timeline]


class Node(Shape):
    """An actor; the `id` is its entity's, or of a body its country and sector."""

    id: str
    name: str
    type: NameType | Literal["body"]
    country: str | None
    sector: str | None
    weight: int


class ActSource(Shape):
    """A sentence that tells an event of an edge."""

    origin: str
    article: str
    file: str
    lang: str
    sentence: Sentence


class Act(Shape):
    """An event of an edge, and every sentence that tells it so."""

    id: str
    story: str
    root: Root
    class_: Quad = Field(alias="class")
    mood: Mood
    origins: int
    otherwise: int
    when: str | None
    told: list[ActSource]


class Edge(Shape):
    """What one actor does to another, weighed by independent origins; `sign` is 1 for cooperation, -1."""

    source: str
    target: str
    weight: int
    sign: Literal[-1, 0, 1]
    classes: dict[str, int]
    roots: dict[Root, int]
    undone: dict[Mood, int]
    first: str | None
    last: str | None
    events: list[Act]


class Graph(Shape):
    """Who acts on whom in stories."""

    stories: list[StoryName]
    nodes: list[Node]
    edges: list[Edge]
