"""What a reader asks of a search, and what it finds: stories, in these articles, in these sentences."""

from __future__ import annotations

from datetime import date
from typing import Literal

from samestory.model import Record, Span, Title

By = Literal["both", "words", "meaning"]


class Wanted(Record, frozen=True, kw_only=True):
    """Where to look: every part that is given leaves out what does not fit it.

    ``lang`` is a code, whose country does not count; ``since`` and ``until`` are days of publication, both
    included, as the story has them; ``entity`` is an id or a name of whom the article names; ``origins`` the
    fewest independent ones the story has.
    """

    lang: str | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    entity: str | None = None
    origins: int = 0


class Hit(Record, frozen=True, kw_only=True):
    """A title, subtitle or sentence found: its place among ``article.units()``, and its characters.

    ``sentence`` is its place among ``article.sentences``, None for a title or subtitle.
    ``words`` are the telling words in it that were asked for, in any form, in order. ``share`` is how much
    of what was asked stands there, by how rare each word is, in 0..1; ``likeness`` how near the meaning is,
    0 for strangers, None where meaning was not asked for. ``score`` ranks both together and means nothing
    else.
    """

    unit: int
    sentence: int | None
    span: Span
    words: tuple[Span, ...]
    share: float
    likeness: float | None
    score: float


class FoundArticle(Record, frozen=True, kw_only=True):
    """An article with what was found in it, the best first."""

    article: str
    lang: str
    outlet: str | None
    text: str
    hits: tuple[Hit, ...]


class FoundStory(Record, frozen=True, kw_only=True):
    """A story with its articles in which something was found, the best first.

    ``story`` is None for an article that no story holds yet.
    """

    story: str | None
    titles: tuple[Title, ...]
    origins: int
    articles: tuple[FoundArticle, ...]

    def title(self) -> str:
        """The most central of its titles; empty where it has none."""
        return self.titles[0].words.strip() if self.titles else ""


class Found(Record, frozen=True, kw_only=True):
    """Stories by their best hit, and how many sentences hold all telling words asked for, in some form."""

    stories: tuple[FoundStory, ...]
    holding: int
