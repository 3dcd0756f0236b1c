"""Own stories of two reports whose deeds are known; one of the reports may tell one of them otherwise.

Names, actors and roots are given; who the names mean and which sentences say the same is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, cast

import msgspec
from msgspec import structs

from evals.timeline.translated import written
from samestory.encode import Encoder
from samestory.lang import load
from samestory.model import Article, Deed, DeedTold, Event, Mood, NameMention, NameType, Root, Span
from samestory.read import capitals, numbers, times
from samestory.read.actors import standings
from samestory.signals import Floats2d

HERE = Path(__file__).parent
NEAR = HERE / "near.toml"
HALVES = ("develop", "held")
SIDES = ("left", "right")
KINDS = ("root", "mood", "turned")
MARK = re.compile(r"\{([>+]?)(\w+):([^}]*)\}")


class Line(msgspec.Struct, frozen=True):
    """One happening as both reports tell it."""

    root: Root
    left: str
    right: str
    mood: Mood = "stated"


class Change(msgspec.Struct, frozen=True):
    """What one report tells otherwise of a line; root and mood are the line's where none is given."""

    line: int
    side: str
    text: str
    root: Root | None = None
    mood: Mood | None = None


class Near(msgspec.Struct, frozen=True):
    """What one report of a story tells in the place of a line: the same of another actor."""

    story: int
    line: int
    side: str
    text: str

    @property
    def change(self) -> Change:
        """The line with that text."""
        return Change(self.line, self.side, self.text)


class Story(msgspec.Struct, frozen=True):
    """The languages of two reports, what both tell, and what either may tell otherwise."""

    left: str
    right: str
    line: tuple[Line, ...]
    change: tuple[Change, ...]


class Told(NamedTuple):
    """A sentence with its marks, and what its deed is."""

    text: str
    root: Root
    mood: Mood


def files() -> list[Path]:
    """The files of both halves."""
    return [NEAR, *(HERE / f"{half}.toml" for half in HALVES)]


def stories(half: str) -> tuple[Story, ...]:
    """Those of a half."""
    held = msgspec.toml.decode((HERE / f"{half}.toml").read_bytes(), type=dict[str, tuple[Story, ...]])
    return held["story"]


def near(half: str) -> tuple[Near, ...]:
    """Those of a half's stories."""
    return msgspec.toml.decode(NEAR.read_bytes(), type=dict[str, tuple[Near, ...]])[half]


def kind(change: Change) -> str:
    """What is changed: ``root``, ``mood`` or who acts (``turned``)."""
    return "root" if change.root else "mood" if change.mood else "turned"


def reports(story: Story, change: Change | None = None) -> tuple[Article, Article]:
    """Both reports, one of them changed where a change is given; deed n is that of line n."""
    sides = zip(SIDES, (story.left, story.right), strict=True)
    one, other = (_report(name, lang, list(_told(story, name, change))) for name, lang in sides)
    return one, other


def is_apart(line: int, events: Sequence[Event]) -> bool:
    """Whether both deeds of a line are in an event each."""
    return len([one for one in events if any(its.deed == line for its in _deeds(one))]) == len(SIDES)


def is_found(change: Change, events: Sequence[Event]) -> bool:
    """Whether both deeds of the changed line are in one event, alone, and one of them tells it otherwise."""
    holding = [one for one in events if any(its.deed == change.line for its in _deeds(one))]
    return (
        len(holding) == 1
        and any(holding[0].otherwise)
        and {(its.article, its.deed) for its in _deeds(holding[0])} == {(a, change.line) for a in SIDES}
    )


def encoded(articles: Sequence[Article], encoder: Encoder) -> list[tuple[Article, Floats2d]]:
    """The articles with the vectors of their units."""
    return [(one, encoder.encode([span.of(one.text) for span in one.units()])) for one in articles]


def _deeds(event: Event) -> Iterator[DeedTold]:
    return (its for side in (event.told, event.otherwise) for told in side for its in told)


def _told(story: Story, side: str, change: Change | None) -> Iterator[Told]:
    for number, line in enumerate(story.line):
        if change is not None and (change.line, change.side) == (number, side):
            yield Told(change.text, change.root or line.root, change.mood or line.mood)
        else:
            yield Told(line.left if side == "left" else line.right, line.root, line.mood)


def _report(name: str, lang: str, told: Sequence[Told]) -> Article:
    bare = written(lang, [MARK.sub(r"\3", one.text) for one in told], name=name)
    language = load(lang)
    names: list[NameMention] = []
    deeds = []
    for number, (span, one) in enumerate(zip(bare.sentences, told, strict=True)):
        actors: dict[str, int] = {}
        for mark, mention in _names(one.text, span.start):
            actors[mark] = len(names)
            names.append(mention)
        time = next((n for n, t in enumerate(bare.times) if span.start <= t.span.start < span.end), None)
        deeds.append(
            Deed(sentence=number, source=actors[""], target=actors[">"], root=one.root, mood=one.mood,
                 score=0.9, time=time)
        )  # fmt: skip
    spoken = times.mentions(bare.text, language)
    with_names = structs.replace(bare, names=tuple(names))
    return structs.replace(
        with_names,
        standings=standings(with_names),
        deeds=tuple(deeds),
        capitals=capitals.mentions(bare.text, bare.sentences, language),
        numbers=numbers.mentions(bare.text, language, spoken),
    )


def _names(text: str, start: int) -> Iterator[tuple[str, NameMention]]:
    """Each name with its mark; ``start`` is where the sentence begins in the article."""
    cut = at = 0
    for mark in MARK.finditer(text):
        at += mark.start() - cut
        span = Span(start + at, start + at + len(mark[3]))
        yield mark[1], NameMention(span=span, type=cast(NameType, mark[2]))
        at, cut = at + len(mark[3]), mark.end()
