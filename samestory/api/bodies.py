"""What a program corrects, as the API takes it, and the decisions that it means."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from samestory.api.asked import HEX, Asked
from samestory.corrections import copies, names, stories, threads
from samestory.corrections.rows import Correction
from samestory.dossier.opened import Dossier
from samestory.errors import InputError
from samestory.model import Article, Contents, Decision, Entity, Story, Thread
from samestory.store.view import View

HexId = Annotated[str, Field(pattern=HEX)]
Because = Annotated[str | None, Field(max_length=2_000, description="The reason, to be shown.")]
Words = Annotated[str, Field(min_length=1, max_length=1_000)]


class Join(Asked):
    """Two stories are one."""

    do: Literal["join"]
    story: HexId
    other: HexId
    because: Because = None

    def means(self, dossier: Dossier, by: str) -> Correction:
        """The decisions of the reader ``by``; raises InputError, here and below, where they cannot be."""
        contents = _stories(dossier, self.story, self.other)
        return stories.joined(_story(contents, self.story), _story(contents, self.other), by, self.because)


class Split(Asked):
    """Articles of one story are another than the rest of it."""

    do: Literal["split"]
    articles: Annotated[list[HexId], Field(min_length=1, max_length=1_000)]
    because: Because = None

    def means(self, dossier: Dossier, by: str) -> Correction:
        """As Join."""
        contents = _stories(dossier, self.articles[0])
        away = [_article(contents, one) for one in self.articles]
        return stories.parted(contents, contents.stories[0], away, by, self.because)


class Move(Asked):
    """An article is of this story, and not of the one that holds it."""

    do: Literal["move"]
    article: HexId
    story: HexId
    because: Because = None

    def means(self, dossier: Dossier, by: str) -> Correction:
        """As Join."""
        contents = _stories(dossier, self.article, self.story)
        one, there = _article(contents, self.article), _story(contents, self.story)
        return stories.moved(contents, one, there, by, self.because)


class Follow(Asked):
    """A story is of another's thread, and not of its own; without `other` of a thread of its own."""

    do: Literal["thread"]
    story: HexId
    other: HexId | None = None
    because: Because = None

    def means(self, dossier: Dossier, by: str) -> Correction:
        """As Join."""
        one = _story(_stories(dossier, self.story), self.story)
        there = one if self.other is None else _story(_stories(dossier, self.other), self.other)
        contents, thread = _with_threads(dossier, one, there)
        if self.other is None:
            return threads.parted(contents, thread, [one], by, self.because)
        return threads.moved(contents, one, thread, by, self.because)


class Copy(Asked):
    """Two articles are one text, `source` the one that was there first if known; or independent."""

    do: Literal["copy", "independent"]
    article: HexId
    other: HexId
    source: HexId | None = None
    because: Because = None

    def means(self, dossier: Dossier, by: str) -> Correction:
        """As Join."""
        contents = _stories(dossier, self.article, self.other)
        one, other = _article(contents, self.article), _article(contents, self.other)
        if self.do == "independent":
            return copies.parted(contents, one, other, by, self.because)
        source = None if self.source is None else _article(contents, self.source)
        return copies.joined(contents, one, other, by, self.because, source)


class SameName(Asked):
    """Two names are one."""

    do: Literal["same name"]
    name: HexId
    other: HexId

    def means(self, dossier: Dossier, by: str) -> Correction:
        """As Join."""
        (one, told), (other, further) = _named(dossier, self.name), _named(dossier, self.other)
        return Correction(names.merged(one, other, (*told, *further), by))


class OtherName(Asked):
    """A spelling names another, in every language that writes it so, or in one as `ru:Токаева`."""

    do: Literal["other name"]
    name: HexId
    spelling: Words

    def means(self, dossier: Dossier, by: str) -> Correction:
        """As Join."""
        one, told = _named(dossier, self.name)
        return Correction(names.parted(one, names.find_spellings(one, self.spelling), told, by))


class Rename(Asked):
    """How a name is shown."""

    do: Literal["rename"]
    name: HexId
    shown: Words

    def means(self, dossier: Dossier, by: str) -> Correction:
        """As Join."""
        one, _ = _named(dossier, self.name)
        # All names, which takes long in a large dossier: others must not wait for the view.
        with View.open(dossier.path) as view:
            return Correction(names.renamed(one, self.shown, by, view.entities()))


class Undo(Asked):
    """What readers decided of a story, its thread or its copies, or of a name, is taken back."""

    do: Literal["undo"]
    of: Literal["story", "thread", "copy", "name"]
    id: HexId

    def means(self, dossier: Dossier, by: str) -> Correction:
        """As Join."""
        if self.of == "name":
            one, told = _named(dossier, self.id)
            return Correction((), names.undoable(one, told))
        contents = _stories(dossier, self.id)
        story = contents.stories[0]
        return stories.undoable(contents, stories.quoted(story), story.articles, self.of)


Body = Annotated[
    Join | Split | Move | Follow | Copy | SameName | OtherName | Rename | Undo, Field(discriminator="do")
]


def _stories(dossier: Dossier, *known: str) -> Contents:
    """The stories with these ids, or that hold these articles, without accounts; raises InputError."""
    held = dossier.catalogue()
    found = {one: held.holding(one) for one in known}
    for one, story in found.items():
        if story is None:
            raise InputError(f"no story or article has the id {one!r}; that of a story may have changed")
    return dossier.stories((story.id for story in found.values() if story), whole=False)


def _story(contents: Contents, known: str) -> Story:
    return stories.find_story(contents, known)


def _article(contents: Contents, known: str) -> Article:
    return stories.find_article(contents, known)


def _with_threads(dossier: Dossier, one: Story, there: Story) -> tuple[Contents, Thread]:
    """All stories of the threads of both, and the thread that ``there`` is of."""
    held = dossier.catalogue()
    ids = (*held.threads.get(one.thread, ()), *held.threads.get(there.thread, ()))
    contents = dossier.stories(dict.fromkeys((one.id, there.id, *ids)), whole=False)
    for thread in contents.threads:
        if thread.id == there.thread:
            return contents, thread
    raise InputError(f"no thread has the id {there.thread!r}; it may have changed since it was listed")


def _named(dossier: Dossier, name: str) -> tuple[Entity, tuple[Decision, ...]]:
    contents = dossier.entity(name)
    return contents.entities[0], contents.decisions
