"""What a story or thread is called and what it is about, each with where that is read.

Part of the vocabulary in model.py, which is where all else takes it from.
"""

from __future__ import annotations

from typing import Literal

from samestory.record import Record, Span, When


class Mention(Record, frozen=True, kw_only=True):
    """Where an entity is named: an article, and the place of the name in ``article.names``."""

    article: str
    name: int


class Spot(Record, frozen=True, kw_only=True):
    """Where something is read: an article and, where it stands in its text, the span."""

    article: str
    span: Span | None = None


class Title(Record, frozen=True, kw_only=True):
    """A title in one language, and the headline or sentence it was taken from.

    ``words`` are the characters under ``span``, with … after a sentence that was cut.
    """

    lang: str
    words: str
    article: str
    span: Span


class Key(Record, frozen=True, kw_only=True):
    """An entity that a story is about, and where each article that names it does so first."""

    entity: str
    mentions: tuple[Mention, ...]


class Occasion(Record, frozen=True, kw_only=True):
    """When a story's happening was, and where that is read.

    ``how`` is ``told`` (its leads name the day), ``published`` (the earliest publication) or ``stories``
    (of a thread: from its first story to its last).
    """

    when: When
    how: Literal["told", "published", "stories"]
    spots: tuple[Spot, ...]


class About(Record, frozen=True, kw_only=True):
    """Who and what a story or thread is about, the weightiest first, its place and its time.

    ``place`` is not among the ``keys``; None where no place is named, or no time known.
    """

    keys: tuple[Key, ...] = ()
    place: Key | None = None
    time: Occasion | None = None

    def entities(self) -> tuple[str, ...]:
        """The ids of the key entities, that of the place last."""
        return tuple(one.entity for one in (*self.keys, *(() if self.place is None else (self.place,))))


class Titled(Record, frozen=True, kw_only=True):
    """What has a title and is about something: a story or a thread.

    ``titles`` has the most central headline of all first, then that of each other language; where no article
    has a headline, a first sentence.
    """

    titles: tuple[Title, ...] = ()
    about: About = About()

    def title(self, lang: str | None = None) -> Title | None:
        """The title in ``lang`` where a headline is, else the most central; None where there is none."""
        first = self.titles[0] if self.titles else None
        return next((one for one in self.titles if one.lang == lang), first)
