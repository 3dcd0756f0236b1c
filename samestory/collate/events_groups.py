"""Deeds told alike -> groups: the same actors and root, at times and in moods that do not contradict.

What else of one row is one happening is events_aligned.py; which groups are one event told otherwise
events_rivals.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from samestory.collate.events_told import Act
from samestory.collate.told_when import Told as Time
from samestory.collate.told_when import agree
from samestory.model import Mood

# Nothing but actors and root says that deeds of two rows are one happening: these must be read this surely.
SAME_ROOT = 0.36
# What may come, what is to come, what is done: later reports may have it one further.
STAGES: dict[Mood, int] = {"hypothetical": 0, "planned": 1, "stated": 2}


class Group:
    """Deeds told alike, of any number of articles; each article tells them in one mood.

    ``faint`` are deeds of the same whose root is read too unsurely to say that they tell anything else.
    """

    def __init__(self, acts: Iterable[Act] = ()) -> None:
        self.acts: list[Act] = []
        self.faint: list[Act] = []
        self.articles: dict[str, Mood] = {}
        self.origins: set[int] = set()
        self._times: dict[object, Time] = {}
        self._ends: dict[tuple[Mood, date | None], Act] = {}
        for act in acts:
            self.add(act)

    def add(self, act: Act) -> None:
        """Take ``act`` in."""
        self.acts.append(act)
        self.articles[act.told.article] = act.deed.mood
        self.origins.add(act.origin)
        self._ends.setdefault((act.deed.mood, act.day), act)
        if act.time is not None:
            self._times.setdefault((act.time.cell, act.time.readings), act.time)

    @property
    def tellers(self) -> set[str]:
        """The articles of all its deeds."""
        return {*self.articles, *(act.told.article for act in self.faint)}

    @property
    def sure(self) -> float:
        """How sure the root is of the deed whose root is surest."""
        return max(act.deed.sure for act in self.acts)

    @property
    def weight(self) -> tuple[int, int, float, int, tuple[str, int]]:
        """Most origins first, then most articles, then what is read surest, most deeds and the first."""
        sure = sum(act.deed.sure for act in self.acts)
        first = min(act.place for act in self.acts)
        return -len(self.origins), -len(self.articles), -sure, -len(self.acts), first

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


def alike(acts: Iterable[Act]) -> list[Group]:
    """The deeds of a row in groups of the same parties and root.

    What tells the finest time comes first, so that what tells none joins what is there.
    """
    found: dict[object, list[Group]] = {}
    for act in sorted(acts, key=_order):
        its = found.setdefault((act.parties, act.deed.root), [])
        taken = _placed(Group([act]), its)
        if taken not in its:
            its.append(taken)
    return [group for its in found.values() for group in its]


def across(rows: Iterable[Group]) -> list[Group]:
    """Groups of one row each put together with those of other rows that tell the same."""
    home: dict[object, list[Group]] = {}
    for part in sorted(rows, key=lambda one: _order(one.acts[0])):
        keys = {(act.parties, act.deed.root) for act in part.acts}
        known = (one for key in sorted(keys) for one in home.get(key, ()))
        taken = _placed(part, [one for one in known if one.sure * part.sure >= SAME_ROOT])
        for key in keys:
            if taken not in home.setdefault(key, []):
                home[key].append(taken)
    return [*{id(group): group for its in home.values() for group in its}.values()]


def _placed(part: Group, known: Sequence[Group]) -> Group:
    """The group that takes ``part`` in, the one of those it fits with most of its articles; else itself."""
    fit = [group for group in known if all(group.holds(act) for act in part.acts)]
    if not fit:
        return part
    best = max(fit, key=lambda group: (len(part.articles.keys() & group.articles.keys()), len(group.origins)))
    for act in part.acts:
        best.add(act)
    best.faint += part.faint
    return best


def _order(act: Act) -> tuple[Sequence[int | float], int, str, int]:
    """The finest time first, then the shortest and surest, then what is furthest on."""
    time, stage = act.time, STAGES.get(act.deed.mood, -1)
    how = (
        (1, 0, 0.0, 0)
        if time is None
        else (0, time.fineness, (time.when.end - time.when.start).total_seconds(), len(time.readings))
    )
    return how, -stage, *act.place
