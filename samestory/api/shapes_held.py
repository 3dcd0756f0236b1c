"""What answers look like: articles, names, threads, decisions, failures, what was found, what went wrong.

As in shapes.py, for the description in OpenAPI and for tests.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from samestory.api.shapes import (
    BriefStory,
    Entity,
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
from samestory.api.shapes_told import Quoted
from samestory.model import Granularity, Mood, NameType, Quad, Root, Verdict


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
    """What was decided of two articles or stories: whether they are one, and their stories a thread."""

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
    author: str | None
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


class Decided(Shape):
    """A decision: of articles, or for kinds `entity` and `name` of spellings."""

    kind: Literal["story", "thread", "copy", "entity", "name"]
    left: str
    right: str
    verdict: Verdict
    made_by: str


class Work(Shape):
    """A correction: whether it is done, why it failed, else how far it is, and what it decides."""

    id: str
    done: bool
    error: str | None
    step: str
    part: int
    whole: int
    made: list[Decided]
    taken_back: list[Decided]
