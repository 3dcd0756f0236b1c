"""Reads own sentences with their actors in square brackets: [s|who acts] and [t|whom it is done to]."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evals.events.gold import Acted, Gold
from samestory.model import Mood, Root, Span

HERE = Path(__file__).parent
HALVES = ("develop", "held")
_ACTOR = re.compile(r"\[([st])\|([^][|]+)\]")


def files() -> list[Path]:
    """The files of both halves."""
    return sorted(HERE.glob("*.toml"))


def roots(half: str) -> list[Gold[Root]]:
    """Deeds that are stated: thirty in each language."""
    return [Gold(told, case["root"]) for case, told in _cases(half)]


def moods(half: str) -> list[Gold[Mood]]:
    """Deeds that are planned, denied or hypothetical, and those that are stated."""
    stated: list[Gold[Mood]] = [Gold(one.told, "stated") for one in roots(half)]
    return stated + [Gold(told, case["mood"]) for case, told in _cases(f"moods_{half}")]


def turned(half: str) -> list[Acted]:
    """Sentences in which who acts stands behind whom it is done to."""
    return [told for _, told in _cases(f"orders_{half}")]


def idle(half: str) -> list[Acted]:
    """Sentences that tell no deed of the two they name."""
    return [told for _, told in _cases(f"idle_{half}")]


def marked(written: str, lang: str) -> Acted:
    """One sentence without its brackets; raises ValueError where it lacks an actor or has a bracket left."""
    text, actors, end = "", dict[str, Span](), 0
    for actor in _ACTOR.finditer(written):
        text += written[end : actor.start()]
        actors[actor[1]] = Span(len(text), len(text) + len(actor[2]))
        text, end = text + actor[2], actor.end()
    text += written[end:]
    if set(actors) != set("st") or set(text) & set("[|]"):
        raise ValueError(f"write one [s|who acts] and one [t|whom it is done to]: {written}")
    return Acted(text, lang, actors["s"], actors["t"])


def _cases(name: str) -> Iterator[tuple[Mapping[str, Any], Acted]]:
    """Each case of a file with each of its sentences."""
    for case in tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))["case"]:
        for lang, text in case.items():
            if lang not in ("root", "mood"):
                yield case, marked(text, lang)
