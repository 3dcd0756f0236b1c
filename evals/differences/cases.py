"""The cases: own sentences about invented happenings, as pairs that say the same or differ in one thing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
HALVES = ("develop", "held")
Text = tuple[str, str]  # language, sentence


class Case(NamedTuple):
    """Two texts of one event; ``kind`` is what was changed in the second, None for nothing."""

    left: Text
    right: Text
    kind: str | None
    published: str | None

    @property
    def languages(self) -> frozenset[str]:
        """The languages of the two texts."""
        return frozenset((self.left[0], self.right[0]))


def files() -> list[Path]:
    """The files of both halves."""
    return [HERE / f"{half}.toml" for half in HALVES]


def cases(half: str) -> list[Case]:
    """All cases of a half: each two clean texts of an event, and each changed one with two clean ones."""
    events = tomllib.loads((HERE / f"{half}.toml").read_text("utf-8"))["event"]
    return [case for event in events for case in _of_event(event)]


def _of_event(event: dict[str, list[list[str]]]) -> Iterator[Case]:
    clean = [(lang, text) for lang, text in event["clean"]]
    published = str(event["published"]) if "published" in event else None
    for left, right in combinations(clean, 2):
        yield Case(left, right, None, published)
    for kind, lang, text in event["changed"]:
        # The first clean text, and one in another language than the changed one's.
        partners = [clean[0], next(c for c in clean[1:] if c[0] not in (lang, clean[0][0]))]
        for partner in partners:
            yield Case(partner, (lang, text), kind, published)
