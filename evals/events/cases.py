"""Reads own sentences with their actors in square brackets: [s|who acts] and [t|whom it is done to]."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from evals.events.gold import GoldDeed
from samestory.heads.events import Root
from samestory.model import Span

HERE = Path(__file__).parent
HALVES = ("develop", "held")
_ACTOR = re.compile(r"\[([st])\|([^][|]+)\]")


def files() -> list[Path]:
    """The files of both halves."""
    return [HERE / f"{half}.toml" for half in HALVES]


def cases(half: str) -> list[GoldDeed]:
    """All cases of a half: each happening in every language."""
    told = tomllib.loads((HERE / f"{half}.toml").read_text("utf-8"))["case"]
    return [
        marked(text, lang, case["root"]) for case in told for lang, text in case.items() if lang != "root"
    ]


def marked(written: str, lang: str, root: Root) -> GoldDeed:
    """One sentence without its brackets; raises ValueError where it lacks an actor or has a bracket left."""
    text, actors, end = "", dict[str, Span](), 0
    for actor in _ACTOR.finditer(written):
        text += written[end : actor.start()]
        actors[actor[1]] = Span(len(text), len(text) + len(actor[2]))
        text, end = text + actor[2], actor.end()
    text += written[end:]
    if set(actors) != set("st") or set(text) & set("[|]"):
        raise ValueError(f"write one [s|who acts] and one [t|whom it is done to]: {written}")
    return GoldDeed(text, lang, actors["s"], actors["t"], root)
