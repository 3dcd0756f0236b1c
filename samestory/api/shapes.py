"""What answers look like: stories, accounts, and the parts that all answers are made of.

For the description in OpenAPI, and for tests to hold answers to; the answers themselves are export's.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from samestory.model import DifferenceKind, Granularity, Mood, NameType, Quad, Root, RowKind


class Shape(BaseModel):
    """An object with these members and no others."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Words(Shape):
    """Characters of an article's text: code points from `start` up to `end`, the latter not included."""

    text: str
    start: int
    end: int


class Place(Shape):
    """Where something is read; without offsets where it is not read in the text."""

    article: str
    file: str
    lang: str
    text: str | None
    start: int | None
    end: int | None


class Reason(Shape):
    """A piece of evidence: its name, its value, and what it says."""

    name: str
    value: float
    says: str


class Key(Shape):
    """One whom a story is about, and where each article that names it does so first."""

    id: str
    name: str
    type: NameType
    first_named: list[Place]


class Occasion(Shape):
    """When it was, in ISO 8601 as fine as it is known, and how that is known."""

    start: str | None
    last: str | None
    how: Literal["told", "published", "stories"]
    reason: str
    read_from: list[Place]


class About(Shape):
    """Whom and what it is about, where and when it was."""

    entities: list[Key]
    place: Key | None
    time: Occasion | None


class Titled(Shape):
    """What has a title, with where the title stands."""

    id: str
    title: str
    title_from: Place | None
    about: About


class Counted(Titled):
    """A story with how many report it, and how many of them independently."""

    thread: str
    reports: int
    independent_origins: int


class Published(Shape):
    """When an article was published and how that is known; `published_doubted` is what it states itself."""

    published: str | None
    published_how: Literal["stated", "inferred", "counterpart", "unknown"]
    published_doubted: str | None
    published_reason: str | None


class ListedArticle(Published):
    """An article of a listed story, once for each file it was seen at."""

    file: str
    lang: str
    title: str | None


class ListedStory(Counted):
    """A story without its account; `origins` are lists of files."""

    articles: list[ListedArticle]
    origins: list[list[str]]


class Paged(Shape):
    """Which page it is, of how many, and how many there are in all."""

    page: int
    pages: int
    total: int


class Stories(Paged):
    """Stories, page by page."""

    stories: list[ListedStory]


class BriefStory(Shape):
    """A story, the day of its first report, and how many reports it has."""

    id: str
    title: str
    first: str | None
    reports: int


class StoryName(Shape):
    """A story and what it is called."""

    id: str
    title: str


class AccountArticle(Shape):
    """An article of an account."""

    id: str
    files: list[str]
    lang: str
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    credits: list[str]


class AccountDate(Published):
    """When an article of an account was published."""

    article: str
    file: str


class Origin(Shape):
    """Articles that are copies of one another; the witness is the one shown."""

    letter: str
    witness: str
    articles: list[str]
    files: list[str]


class Cell(Words):
    """A sentence of an article, by its number from 0."""

    article: str
    file: str
    lang: str
    sentence: int


class Difference(Shape):
    """Where two sentences of a row differ, and in what."""

    kind: DifferenceKind
    left: Cell
    right: Cell


class Row(Shape):
    """One thing stated: `cells` has a list for each origin, `said_by` the numbers of origins that state it.

    `texts` groups those of them that carry one text.
    """

    kind: RowKind
    said_by: list[int]
    texts: list[list[int]]
    cells: list[list[Cell]]
    differences: list[Difference]


class Term(Shape):
    """What one article calls a thing, and where."""

    article: str
    file: str
    outlet: str | None
    lang: str
    written: str
    places: list[Words]


class Side(Shape):
    """Terms that call a thing alike."""

    terms: list[Term]


class Wording(Shape):
    """One thing that articles call by competing terms."""

    sides: list[Side]


class CopySide(Shape):
    """One of two articles, and how much of it stands in the other, in 0..1."""

    article: str
    file: str
    share: float


class Stretch(Words):
    """One sentence, or two neighbours."""

    sentences: list[int]


class Pair(Shape):
    """Sentences of two articles that state the same."""

    left: Stretch
    right: Stretch
    score: float


class Copy(Shape):
    """How much two articles have in common, and which was there first where that can be told."""

    verdict: Literal["copy", "partial", "independent"]
    left: CopySide
    right: CopySide
    source: str | None
    source_file: str | None
    made_by: str
    pairs: list[Pair]
    reasons: list[Reason]


class ReadFrom(Words):
    """Words of an article, and which article."""

    article: str
    file: str


class Party(Shape):
    """Who takes part, or where it was: the entity, None for one without a name, and the words read."""

    entity: str | None
    name: str
    type: NameType | Literal["body"]
    read_from: ReadFrom


class Actor(Party):
    """Who acts or is acted on, with codes of country and sector where they are known."""

    country: str | None
    sector: str | None


class Sentence(Words):
    """A sentence by its number from 0."""

    number: int


class EventWhen(Shape):
    """When an event was: from `start` up to `end`, the latter not included."""

    start: str
    end: str
    granularity: Granularity
    words: str


class EventTelling(Shape):
    """A sentence that tells an event; `turned` where it has source and target the other way round.

    `score` in 0..1 is how sure it is that anything is told of the two, `sure` how sure the root is.
    """

    origin: str
    article: str
    file: str
    lang: str
    root: Root
    mood: Mood
    score: float
    sure: float
    turned: bool
    sentence: Sentence
    source: Words
    target: Words
    time: Words | None
    place: Words | None


class Event(Shape):
    """Who did what to whom, coded as PLOVER has it, with the sentences that tell it so and otherwise."""

    id: str
    root: Root
    quad: Quad
    mood: Mood
    source: Actor
    target: Actor
    when: EventWhen | None
    place: Party | None
    origins: int
    of: int
    reports: int
    told: list[EventTelling]
    otherwise: list[EventTelling]


class Spelling(Shape):
    """A form in which a name is written in one language, and how often."""

    lang: str
    written: str
    count: int


class Mention(Words):
    """Where a name stands; `sentence` is None in a title or subtitle."""

    article: str
    file: str
    lang: str
    sentence: int | None
    score: float
    post: Words | None


class Entity(Shape):
    """One who is named, in every spelling, with every place where it is."""

    id: str
    name: str
    type: NameType
    country: str | None
    sector: str | None
    articles: list[str]
    spellings: list[Spelling]
    mentions: list[Mention]


class Account(Counted):
    """A story collated: what each origin states, what all state, where they differ.

    `rows_left_out` counts the rows that were not asked for.
    """

    articles: list[AccountArticle]
    dates: list[AccountDate]
    origins: list[Origin]
    rows: list[Row]
    rows_left_out: int
    wordings: list[Wording]
    copies: list[Copy]
    events: list[Event]
    entities: list[Entity]
