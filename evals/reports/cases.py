"""The cases: invented events, each told by two or three newsrooms in words, order and detail of their own.

No report was made from another: facts of an event were listed, and each report written from some of them, in
the manner of its language, with facts that it alone has. People, places, bodies are invented; countries and
capitals are real. The halves share no event. The develop half is there to work on, the held half to measure.

A file holds ``[[event]]`` tables: ``name`` for who reads it, ``differs``, and tables ``[[event.report]]`` of
``lang``, ``outlet``, ``published``, ``title``, ``text``. Each line of a text is a sentence after its keys:

    ab | A sentence that states a and b.
    -  | A sentence that states what no other report does, be it near in subject or background.

Sentences of two reports with a key in common state the same, though one may give another number, date, name,
place, source, or deny it. Such a difference is a line of ``differs``: key, kind, and the reports it stands
between, counted from 1 ("a number 1-2"). What a sentence adds or leaves out is no difference.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

HERE = Path(__file__).parent
HALVES = ("develop", "held")
NO_KEY = "-"


class Sentence(msgspec.Struct, frozen=True):
    """A sentence and the keys of what it states that others may state too."""

    keys: frozenset[str]
    text: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One newsroom's text; ``published`` is an ISO day."""

    lang: str
    outlet: str
    published: str
    title: str
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The body, each sentence a paragraph."""
        return "\n\n".join(sentence.text for sentence in self.sentences)


class Planted(msgspec.Struct, frozen=True):
    """What the reports with these two places, the lesser first, tell otherwise of the statement ``key``."""

    key: str
    kind: str
    reports: tuple[int, int]


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One happening, the reports of it, and where they differ."""

    name: str
    reports: tuple[Report, ...]
    differs: tuple[Planted, ...]


def files() -> list[Path]:
    """The files of both halves."""
    return [HERE / f"{half}.toml" for half in HALVES]


def events(half: str) -> list[Event]:
    """All events of a half."""
    return [_event(one) for one in tomllib.loads((HERE / f"{half}.toml").read_text("utf-8"))["event"]]


def same(left: Report, right: Report) -> frozenset[tuple[int, int]]:
    """The pairs of sentences of two reports that state the same, by their places."""
    return frozenset(
        (i, j)
        for i, one in enumerate(left.sentences)
        for j, other in enumerate(right.sentences)
        if one.keys & other.keys
    )


def _event(given: Mapping[str, Any]) -> Event:
    return Event(
        name=given["name"],
        reports=tuple(map(_report, given["report"])),
        differs=tuple(map(_planted, given.get("differs", ()))),
    )


def _report(given: Mapping[str, str]) -> Report:
    return Report(
        lang=given["lang"],
        outlet=given["outlet"],
        published=str(given["published"]),
        title=given["title"],
        sentences=tuple(map(_sentence, given["text"].strip().splitlines())),
    )


def _sentence(line: str) -> Sentence:
    keys, text = (part.strip() for part in line.split("|", 1))
    return Sentence(frozenset(keys) - {NO_KEY}, text)


def _planted(line: str) -> Planted:
    key, kind, between = line.split()
    one, other = sorted(_places(between.split("-")))
    return Planted(key, kind, (one, other))


def _places(numbers: Sequence[str]) -> list[int]:
    return [int(number) - 1 for number in numbers]
