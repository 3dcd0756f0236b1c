"""What happenings of the look-alikes to develop on are about, written down by hand, with their texts.

Nothing is measured here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from evals.lookalikes.cases import HERE, Text, cases, texts

EXPECTED = Path(__file__).parent / "expected.toml"
TEXTS = HERE / "develop.toml"
# Affairs up to this one were there to choose by.
LAST_CHOSEN_BY = 15


class Happening(NamedTuple):
    """A happening with its day and the beginnings of names that its place and its key entities may have."""

    id: str
    day: date
    place: tuple[str, ...]
    about: tuple[str, ...]
    texts: tuple[Text, ...]

    @property
    def half(self) -> str:
        """``chosen by`` or ``rest``."""
        number = int(self.id.removeprefix("develop-").partition(".")[0])
        return "chosen by" if number <= LAST_CHOSEN_BY else "rest"


def every() -> list[Text]:
    """All texts of the half, those of happenings not asked about among them: they are the pile."""
    return texts(cases("develop"))


def happenings(pile: Iterable[Text]) -> list[Happening]:
    """The happenings asked about, each with its texts from ``pile``."""
    by_id: dict[str, list[Text]] = {}
    for text in pile:
        by_id.setdefault(f"{text.id.partition('.')[0]}.{text.happening}", []).append(text)
    given = tomllib.loads(EXPECTED.read_text("utf-8"))["happening"]
    return [
        Happening(one["id"], one["day"], tuple(one["place"]), tuple(one["about"]), tuple(by_id[one["id"]]))
        for one in given
    ]


def means(written: Iterable[str], beginnings: Iterable[str]) -> bool:
    """Whether any form ``written``, or a word of it, begins as one that was asked for, whatever its case."""
    asked = tuple(one.casefold() for one in beginnings)
    parts = (part for one in written for part in (one, *one.split()))
    return any(part.casefold().startswith(asked) for part in parts)
