"""A thread's happenings in the order of time: those of its stories, what several tell made one.

Takes stories collated; what is one thread was decided in gather/threads.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from samestory.collate.told_when import in_order, inside
from samestory.model import Happening, Moment, Story
from samestory.signals import Floats1d, Signals

# Sentences of two stories that tell one happening are at least so alike (see decision 17).
ALIKE = 0.52
Entry = tuple[Moment, ...]


class _Entry(NamedTuple):
    """A happening of one of the stories, by its place in their order; ``meaning`` is float32 (d,), a unit."""

    story: int
    moment: Moment
    happening: Happening
    meaning: Floats1d


def thread_timeline(stories: Sequence[Story], seen: Mapping[str, Signals]) -> tuple[Entry, ...]:
    """The entries of a thread's ``stories``, by start, then the finer first; no story is twice in one.

    Two happenings are one where the time of one is, or lies inside, that of the other, and their sentences
    are alike; the likest first. Empty for a single story, whose own timeline has it all.
    """
    if len(stories) < 2:
        return ()
    told = [
        _Entry(place, Moment(story=story.id, happening=number), one, _meaning(one, seen))
        for place, story in enumerate(stories)
        for number, one in enumerate(story.timeline)
    ]
    home: dict[Moment, tuple[_Entry, ...]] = {one.moment: (one,) for one in told}
    for _, one, other in sorted(_alike(told), key=lambda pair: -pair[0]):
        here, there = home[one.moment], home[other.moment]
        if {each.story for each in here}.isdisjoint(each.story for each in there):
            joined = tuple(sorted((*here, *there), key=lambda each: each.story))
            home.update(dict.fromkeys((each.moment for each in joined), joined))
    groups = {group[0].moment: group for group in home.values()}.values()
    placed = sorted(
        groups, key=lambda group: min((*in_order(one.happening.when), one.story) for one in group)
    )
    return tuple(tuple(one.moment for one in group) for group in placed)


def _alike(told: Sequence[_Entry]) -> Iterator[tuple[float, _Entry, _Entry]]:
    meanings = np.stack([one.meaning for one in told]) if told else np.zeros((0, 0), np.float32)
    for place, one in enumerate(told):
        near = meanings[place + 1 :] @ one.meaning
        for further in np.flatnonzero(near >= ALIKE):
            other = told[place + 1 + int(further)]
            if one.story != other.story and inside(one.happening.when, other.happening.when):
                yield float(near[further]), one, other


def _meaning(happening: Happening, seen: Mapping[str, Signals]) -> Floats1d:
    """The mean direction of the sentences that tell it."""
    cells = [one.cell for told in happening.told for one in told]
    rows = [seen[c.article].sentences[c.sentence : c.sentence + c.count].mean(axis=0) for c in cells]
    mean: Floats1d = np.asarray(rows, dtype=np.float32).mean(axis=0)
    return mean / max(float(np.linalg.norm(mean)), 1e-9)
