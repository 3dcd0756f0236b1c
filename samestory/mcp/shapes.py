"""What an assistant is told, and the sentences that it is read from: shorter than the API's answers."""

from __future__ import annotations

from typing import Literal

from samestory.api.shapes import Shape
from samestory.model import DifferenceKind, RowKind


class Sentence(Shape):
    """A sentence of an article: where it stands, and its words.

    `sentence` is its number from 0, None for a title. `start` and `end` are code points of the article's
    text, half-open. `resource` is the article, to be read whole.
    """

    origin: str | None
    article: str
    file: str
    lang: str
    sentence: int | None
    start: int
    end: int
    text: str
    resource: str


class ListedStory(Shape):
    """A story: its id, what it is called, when it was first reported, by how many."""

    id: str
    title: str
    first: str | None
    reports: int
    independent_origins: int
    languages: list[str]
    named: list[str]
    title_read_from: Sentence | None
    resource: str


class Stories(Shape):
    """Stories of one page of `pages`."""

    page: int
    pages: int
    total: int
    stories: list[ListedStory]


class Origin(Shape):
    """Articles that are copies of one another, by their letter: one independent source."""

    letter: str
    files: list[str]
    outlets: list[str]


class Difference(Shape):
    """Where two sentences of a row differ, and in what."""

    kind: DifferenceKind
    left: Sentence
    right: Sentence


class Row(Shape):
    """One thing stated: `shared` by several origins, told otherwise (`differs`), or `alone` by one."""

    kind: RowKind
    origins: list[str]
    sentences: list[Sentence]
    differences: list[Difference]


class Account(Shape):
    """A story collated: what each independent origin states, row by row."""

    id: str
    title: str
    reports: int
    independent_origins: int
    origins: list[Origin]
    rows: list[Row]
    rows_left_out: int


class Quote(Shape):
    """What somebody said, who says so, and every wording of it with where it stands."""

    story: str
    speaker: str | None
    origins: int
    wordings: list[Sentence]


class Quotes(Shape):
    """What is said in stories."""

    quotes: list[Quote]


class Happening(Shape):
    """What was at one time, from `start` up to `end`; who tells it, and who puts it at another time."""

    start: str
    end: str
    when: str
    told: list[Sentence]
    otherwise: list[Sentence]


class Timeline(Shape):
    """What happened when."""

    story: str
    happenings: list[Happening]


class Found(Shape):
    """Sentences found, the best first, each with its story; `by` tells how."""

    by: Literal["both", "words", "meaning"]
    sentences: list[FoundSentence]


class FoundSentence(Sentence):
    """A sentence found, and the story it is of, None where it is in no story yet."""

    story: str | None
    title: str
