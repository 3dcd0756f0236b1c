"""PLOVER's gold standard records of two actors: the text, who acts on whom with country and sector, the root.

In the halves of the actors task; nothing is tuned on the one that is held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from evals.actors.gold import UNSURE, country_of, half_of, sector_of
from evals.base import found
from evals.events.gold import NAMED, RECORDS
from samestory.model import Root, Span

# What stands between the parts of an actor that is written with a gap.
_GAP = re.compile(r"\s*\.\.\.\s*")


class Party(NamedTuple):
    """An actor: every place in the text where it may be named, its country and its sector.

    ``sector`` is not counted where ``unsure``.
    """

    spans: tuple[Span, ...]
    country: str | None
    sector: str | None
    unsure: bool = False


class Coded(NamedTuple):
    """A record: any of ``sources`` acts so on any of ``targets``; of those ``mutual`` either may act."""

    text: str
    root: Root
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    mutual: bool = False


def records(root: Path, half: str) -> list[Coded]:
    """The records of a half that have two actors or more; raises DataMissing."""
    told = msgspec.json.decode(found(root, RECORDS)[0].read_bytes())
    return [
        coded
        for one in told
        if one["event"] != "DOCUMENT" and half_of(one["id"]) == half
        for coded in _coded(one)
    ]


def _coded(record: Mapping[str, Any]) -> Iterator[Coded]:
    sources, targets = (_parties(record, part) for part in ("source", "target"))
    text, root = record["text"], NAMED[record["event"]]
    if sources and targets:
        yield Coded(text, root, sources, targets)
    elif len(sources) > 1:
        yield Coded(text, root, sources, sources, mutual=True)


def _parties(record: Mapping[str, Any], part: str) -> tuple[Party, ...]:
    # Some records have a word where their target should be.
    actors = [one for one in record.get(part) or () if isinstance(one, dict)]
    return tuple(_party(record["text"], one) for one in actors)


def _party(text: str, actor: Mapping[str, Any]) -> Party:
    written = (part for part in _GAP.split(actor["actorText"]) if part)
    spans = tuple(
        Span(*at.span()) for part in written for at in re.finditer(rf"(?<!\w){re.escape(part)}(?!\w)", text)
    )
    told = actor.get("sector")
    return Party(spans, country_of(actor["code"]), sector_of(told and told[:3]), told == UNSURE)
