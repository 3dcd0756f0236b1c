"""Lookups over Contents that every export needs: articles and stories by id, names to show, sources.

Not an export itself, and not a query layer: it only turns what Contents lists into what can be asked by id.
"""

from __future__ import annotations

from itertools import groupby

import msgspec

from samestory.errors import InputError
from samestory.model import Article, Contents, Dated, Entity, Origin, Record, Story, Thread, Version
from samestory.speech import UNTRANSLATED, Speech


class Index(Record, frozen=True, kw_only=True):
    """Contents by id: articles, stories, threads, entities, and the first story each article stands in.

    ``reader`` is the language of who reads, None where that is not told. ``speech`` is what words of ours are
    said in, which need not be the reader's. ``versions`` are, by its last article, those of an address that
    was seen with several texts, the earliest first.
    """

    articles: dict[str, Article]
    stories: dict[str, Story]
    story_of: dict[str, Story]
    files: dict[str, tuple[str, ...]]
    threads: dict[str, Thread]
    entities: dict[str, Entity]
    reader: str | None = None
    speech: Speech = UNTRANSLATED
    versions: dict[str, tuple[Version, ...]] = msgspec.field(default_factory=dict)

    def sources(self, article: str) -> tuple[str, ...]:
        """The files ``article`` was seen at; never empty."""
        return self.files.get(article) or (self.articles[article].source,)

    def name(self, article: str) -> str:
        """What to call ``article`` in a line: the last part of its first file's path."""
        source = self.sources(article)[0]
        return source.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1] or source

    def holding(self, known: str) -> Story | None:
        """The story with this id, or the story that holds the article with this id."""
        return self.stories.get(known) or self.story_of.get(known)

    def languages(self, story: Story) -> tuple[str, ...]:
        """The languages of a story's articles, each once, in order of appearance."""
        return tuple(dict.fromkeys(self.articles[one].lang for one in story.articles))

    def unplaced(self) -> tuple[str, ...]:
        """Articles that stand in no story (a run that was cut short leaves some)."""
        return tuple(one for one in self.articles if one not in self.story_of)


def index(contents: Contents, reader: str | None = None, speech: Speech = UNTRANSLATED) -> Index:
    """The lookups over ``contents``, for who reads the language ``reader`` and is spoken to in ``speech``."""
    story_of: dict[str, Story] = {}
    for story in contents.stories:
        for article in story.articles:
            story_of.setdefault(article, story)
    at_one_address = (tuple(group) for _, group in groupby(contents.versions, key=lambda one: one.source))
    return Index(
        articles={one.id: one for one in contents.articles},
        stories={one.id: one for one in contents.stories},
        story_of=story_of,
        files=contents.files,
        threads={one.id: one for one in contents.threads},
        entities={one.id: one for one in contents.entities},
        reader=reader,
        speech=speech,
        versions={group[-1].article.id: group for group in at_one_address},
    )


def threads(contents: Contents) -> tuple[tuple[Story, ...], ...]:
    """Every story, once, by thread and in the thread's order; one that no thread lists stands alone.

    What one article alone tells comes after all else.
    """
    stories = {one.id: one for one in contents.stories}
    listed = [[stories.pop(one) for one in thread.stories if one in stories] for thread in contents.threads]
    told = (*(tuple(one) for one in listed if one), *((one,) for one in stories.values()))
    return tuple(sorted(told, key=lone))


def lone(thread: tuple[Story, ...]) -> bool:
    """Whether ``thread`` is one story told by one article."""
    return len(thread) == 1 and len(thread[0].articles) == 1


def most_reported(contents: Contents) -> str | None:
    """The id of the story with most independent origins, then most articles; None where several are first.

    None, too, where there are no two stories to compare.
    """
    counts = sorted(((len(one.origins), len(one.articles), one.id) for one in contents.stories), reverse=True)
    if len(counts) < 2 or counts[0][:2] == counts[1][:2]:
        return None
    return counts[0][2]


def find_story(contents: Contents, story_id: str) -> Story:
    """The story with this id, or the only one whose id begins with it.

    Raises InputError where none or several do.
    """
    exact = [one for one in contents.stories if one.id == story_id]
    found = exact or [one for one in contents.stories if story_id and one.id.startswith(story_id)]
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(
            f"{len(found)} stories have an id that begins with {story_id!r}; give more of the id, "
            f"for example {found[0].id!r}"
        )
    raise InputError(
        f"no story has the id {story_id!r} among the {len(contents.stories)} held; "
        "list the stories first and take an id from there"
    )


def letter(origin: int) -> str:
    """The letter an origin is shown under: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    number = origin + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def dated(story: Story, article: str) -> Dated:
    """How the publication time of ``article`` is known; ``unknown`` where the story does not list it."""
    for one in story.dates:
        if one.article == article:
            return one
    return Dated(article=article, when=None, how="unknown")


def origin_of(story: Story) -> dict[str, int]:
    """For each article of ``story`` that has an origin, the number of that origin."""
    return {article: place for place, origin in enumerate(story.origins) for article in origin.articles}


def witness(origin: Origin) -> str:
    """The article an origin is shown by."""
    return origin.articles[0]


def counted(number: int, one: str, many: str) -> str:
    """``number`` with its noun: "1 story", "3 stories"."""
    return f"{number:,} {one if number == 1 else many}"
