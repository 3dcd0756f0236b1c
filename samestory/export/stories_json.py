"""Threads, and why two articles or stories are one or not, as plain JSON values.

Writes nothing and encodes nothing; whoever calls turns the values into text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samestory.export.between import Pair, between
from samestory.export.dates import earliest, iso
from samestory.export.index import Index, index, threads
from samestory.export.reader import reader, title
from samestory.model import Contents, Decision, Story


def timeline(contents: Contents, lang: str | None = None) -> dict[str, Any]:
    """Every thread: its ``id`` and ``stories``, earliest first.

    Each has ``id``, ``title``, ``first`` and ``reports``; ``first`` is the day it is first reported, in ISO
    8601 as fine as it is known, or None.
    """
    held = index(contents, reader(contents, lang))
    return {
        "threads": [
            {"id": one[0].thread, "stories": [_story(story, held) for story in one]}
            for one in threads(contents)
        ]
    }


def why(contents: Contents, lefts: Sequence[str], rights: Sequence[str]) -> dict[str, Any]:
    """What was decided of the articles ``lefts`` and ``rights`` and of the stories they are in.

    ``stories`` are those they are in, as in ``timeline``. ``decisions`` has of each pair of articles, and
    ``threads`` of their stories, ``left``, ``right``, and what the ``reader`` and the ``machine`` decided:
    ``verdict``, ``score``, ``made_by``, ``reasons``, or None; ``overruled`` tells whether readers said
    otherwise later.
    """
    held = index(contents)
    found = between(contents, held, lefts, rights)
    homes = {one.id: one for each in (*lefts, *rights) if (one := held.story_of.get(each)) is not None}
    return {
        "stories": [_story(one, held) for one in homes.values()],
        "decisions": [_pair(one) for one in found.stories],
        "threads": [_pair(one) for one in found.threads],
    }


def _story(story: Story, held: Index) -> dict[str, Any]:
    first = earliest(story.dates)
    return {
        "id": story.id,
        "title": title(story, held),
        "first": None if first is None else iso(first.when),
        "reports": len(story.articles),
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "left": pair.left,
        "right": pair.right,
        "reader": None if pair.reader is None else _decision(pair.reader),
        "machine": None if pair.machine is None else _decision(pair.machine),
        "overruled": pair.overruled,
    }


def _decision(one: Decision) -> dict[str, Any]:
    return {
        "verdict": one.verdict,
        "score": one.score,
        "made_by": one.made_by,
        "reasons": [{"name": each.name, "value": each.value, "says": each.says} for each in one.reasons],
    }
