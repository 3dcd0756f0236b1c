"""Deeds told alike -> groups: the same actors and root, at times and in moods that do not contradict.

Which groups are one event told otherwise is events_rivals.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from samestory.collate.events_told import Act
from samestory.collate.told_when import Told as Time
from samestory.collate.told_when import agree
from samestory.model import Mood

# What may come, what is to come, what is done: later reports may have it one further.
STAGES: dict[Mood, int] = {"hypothetical": 0, "planned": 1, "stated": 2}


class Group:
    """Deeds told alike, of any number of articles; each article tells them in one mood."""

    def __init__(self) -> None:
        self.acts: list[Act] = []
        self.articles: dict[str, Mood] = {}
        self.origins: set[int] = set()
        self._times: dict[object, Time] = {}
        self._ends: dict[tuple[Mood, date | None], Act] = {}

    def add(self, act: Act) -> None:
        """Take ``act`` in."""
        self.acts.append(act)
        self.articles[act.told.article] = act.deed.mood
        self.origins.add(act.origin)
        self._ends.setdefault((act.deed.mood, act.day), act)
        if act.time is not None:
            self._times.setdefault((act.time.cell, act.time.readings), act.time)

    def holds(self, act: Act) -> bool:
        """Whether nothing in ``act`` speaks against its being one of the group."""
        if self.articles.get(act.told.article, act.deed.mood) != act.deed.mood:
            return False
        if not all(in_step(act, other) for other in self._ends.values()):
            return False
        return act.time is None or all(agree(act.time, other) for other in self._times.values())


def in_step(one: Act, other: Act) -> bool:
    """Whether their moods do not contradict: both say no, or the later report has it as far or further on.

    A report whose day is not known may be the later.
    """
    here, there = STAGES.get(one.deed.mood), STAGES.get(other.deed.mood)
    if here is None or there is None:
        return here is there
    if here == there or one.day is None or other.day is None:
        return True
    return one.day <= other.day if here < there else other.day <= one.day


def groups(acts: Iterable[Act]) -> list[Group]:
    """Every deed in one group: first with those of its row, then these with those of other rows.

    What tells the finest time comes first, so that what tells none joins what is there.
    """
    rows: dict[object, list[Group]] = {}
    for act in sorted(acts, key=_order):
        _placed([act], rows.setdefault((act.row, act.parties, act.deed.root), []))
    alike: dict[object, list[Group]] = {}
    for part in sorted((one for its in rows.values() for one in its), key=lambda one: _order(one.acts[0])):
        _placed(part.acts, alike.setdefault((part.acts[0].parties, part.acts[0].deed.root), []))
    return [group for its in alike.values() for group in its]


def _placed(acts: Sequence[Act], home: list[Group]) -> None:
    """Add ``acts`` to the group that they fit, the one with most of their articles; else as a new one."""
    fit = [group for group in home if all(group.holds(act) for act in acts)]
    if not fit:
        home.append(Group())
        fit = home[-1:]
    articles = {act.told.article for act in acts}
    best = max(fit, key=lambda group: (len(articles & group.articles.keys()), len(group.origins)))
    for act in acts:
        best.add(act)


def _order(act: Act) -> tuple[Sequence[int | float], int, str, int]:
    """The finest time first, then the shortest and surest, then what is furthest on."""
    time, stage = act.time, STAGES.get(act.deed.mood, -1)
    how = (
        (1, 0, 0.0, 0)
        if time is None
        else (0, time.fineness, (time.when.end - time.when.start).total_seconds(), len(time.readings))
    )
    return how, -stage, *act.place
