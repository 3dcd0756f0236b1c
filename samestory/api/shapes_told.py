"""What answers look like: articles, names, quotes, timelines, events, graphs, decisions, what was found.

As in shapes.py, for the description in OpenAPI and for tests.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from samestory.api.shapes import (
    BriefStory,
    Entity,
    Event,
    Mention,
    Paged,
    Published,
    Reason,
    Sentence,
    Shape,
    Spelling,
    StoryName,
    Titled,
    Words,
)
from samestory.model import Granularity, Mood, NameType, Quad, Root, Verdict


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


class Ruling(Shape):
    """What was decided, how surely, by whom and why."""

    verdict: Verdict
    score: float
    made_by: str
    reasons: list[Reason]


class Between(Shape):
    """What was decided of two: by readers, and by the machine."""

    left: str
    right: str
    reader: Ruling | None
    machine: Ruling | None
    overruled: bool


class Why(Shape):
    """What was decided of two articles or stories: that they are one story, that their stories are a thread."""

    stories: list[BriefStory]
    decisions: list[Between]
    threads: list[Between]


class Step(Shape):
    """A story of a thread, and why it follows from the one before."""

    id: str
    title: str
    published: str | None
    reports: int
    independent_origins: int
    days_later: int | None
    common: list[str]
    follows: str | None


class Thread(Titled):
    """Stories that follow from one another, earliest first."""

    stories: list[Step]


class Clue(Words):
    """Words that tell a country or sector."""

    tells: Literal["country", "sector"]
    value: str
    article: str
    file: str
    lang: str


class Post(Shape):
    """What stands beside a name as its post, and how often."""

    lang: str
    text: str
    count: int


class NameDecision(Ruling):
    """What was decided of two spellings."""

    left: str
    right: str


class NameMention(Mention):
    """Where a name stands, with the sentence around it."""

    around: Words


class Name(Entity):
    """One who is named, and what was decided about the spellings.

    `articles` has all; `mentions` those of the first articles alone where `articles_left_out` is not 0.
    """

    mentions: list[NameMention]  # type: ignore[assignment]
    clues: list[Clue]
    posts: list[Post]
    decisions: list[NameDecision]
    articles_left_out: int


class ListedName(Shape):
    """One who is named, without the places; `articles` counts those that name it."""

    id: str
    name: str
    type: NameType
    articles: int
    spellings: list[Spelling]


class Names(Paged):
    """Who is named, those in most articles first."""

    names: list[ListedName]


class Failure(Shape):
    """What was not read, where it stopped and why."""

    file: str
    stage: Literal["ingest", "read", "encode", "gather", "collate"]
    reason: str


class Failures(Paged):
    """What was not read."""

    failures: list[Failure]


class Letters(Shape):
    """Offsets of a word that was found."""

    start: int
    end: int


class Hit(Words):
    """A title (`unit` 0 where there is one), subtitle or sentence that was found, and how well it fits."""

    unit: int
    sentence: int | None
    words: list[Letters]
    share: float
    likeness: float | None
    score: float


class FoundArticle(Shape):
    """An article with what was found in it."""

    id: str
    files: list[str]
    outlet: str | None
    lang: str
    hits: list[Hit]


class FoundStory(Shape):
    """A story with its articles in which something was found; without an `id` where it is in no story yet."""

    id: str | None
    title: str
    origins: int
    articles: list[FoundArticle]


class Found(Shape):
    """What was found, the best first; `holding` counts sentences with all telling words."""

    holding: int
    by: Literal["both", "words", "meaning"]
    stories: list[FoundStory]


class TextName(Words):
    """A name in a text: who it means, None for one that is in no entity."""

    type: NameType
    score: float
    entity: str | None
    name: str | None


class Timed(Words):
    """A time in a text; a date with its place on the calendar or the reason why it has none."""

    kind: Literal["date", "duration", "set"]
    reason: str
    from_: str | None = Field(alias="from")
    until: str | None
    granularity: Granularity | None


class Figure(Words):
    """A figure in a text."""

    value: float
    bound: Literal["over", "under", "about"] | None
    unit: str | None


class TextDeed(Shape):
    """What one actor of a sentence does to another."""

    sentence: int
    source: Words
    target: Words
    root: Root
    quad: Quad
    mood: Mood
    score: float


class Article(Published):
    """An article's text with its marks, and the story it stands in."""

    id: str
    files: list[str]
    lang: str
    title: str | None
    subtitle: str | None
    outlet: str | None
    url: str | None
    credits: list[str]
    story: StoryName | None
    origin: str | None
    text: str
    sentences: list[Sentence]
    names: list[TextName]
    times: list[Timed]
    numbers: list[Figure]
    quotes: list[Quoted]
    deeds: list[TextDeed]


class Problem(Shape):
    """What went wrong, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str


class Overview(Shape):
    """What a dossier holds, in numbers."""

    dossier: str
    articles: int
    stories: int
    threads: int
    names: int
    failures: int
