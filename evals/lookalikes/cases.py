"""The cases: own articles about invented happenings, in pairs about one happening or about its look-alike.

README.md beside this file tells what the set is and how to score with it. Nothing is measured here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
HALVES = ("develop", "held")
DATES = ("both", "one", "neither")


class Text(NamedTuple):
    """An article as a newsroom published it; ``published`` is None where the article does not come with it.

    ``happening`` tells apart the happenings of its affair.
    """

    id: str
    happening: int
    lang: str
    published: str | None
    outlet: str
    title: str
    text: str


class Case(NamedTuple):
    """Two articles of one affair: about one happening (``same``), or about two that look alike."""

    id: str
    kind: str
    tells: str
    same: bool
    left: Text
    right: Text

    @property
    def dates(self) -> str:
        """Of how many of the two articles the publication day is known: ``both``, ``one`` or ``neither``."""
        return DATES[(self.left.published, self.right.published).count(None)]

    @property
    def languages(self) -> frozenset[str]:
        """The languages of the two articles."""
        return frozenset((self.left.lang, self.right.lang))


def files() -> list[Path]:
    """The files of both halves."""
    return [HERE / f"{half}.toml" for half in HALVES]


def cases(half: str) -> list[Case]:
    """All cases of a half: each two articles of each affair."""
    affairs = tomllib.loads((HERE / f"{half}.toml").read_text("utf-8"))["affair"]
    return [
        Case(
            f"{left.id}+{right.id.rpartition('.')[2]}",
            affair["kind"],
            affair["tells"],
            left.happening == right.happening,
            left,
            right,
        )
        for affair in affairs
        for left, right in combinations(_texts(affair["id"], affair["article"]), 2)
    ]


def texts(given: Sequence[Case]) -> list[Text]:
    """The articles of the cases, each once, in order."""
    return list(dict.fromkeys(text for case in given for text in (case.left, case.right)))


def _texts(affair: str, articles: list[dict[str, str]]) -> list[Text]:
    return [
        Text(
            id=f"{affair}.{number}",
            happening=int(article["happening"]),
            lang=article["lang"],
            published=article.get("published"),
            outlet=article["outlet"],
            title=article["title"],
            text=article["text"],
        )
        for number, article in enumerate(articles, 1)
    ]
