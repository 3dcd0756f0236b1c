"""A thread as a timeline: its stories in order, and why each follows from the one before.

Only reads dates and decisions; what is one thread was decided in gather/threads.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from samestory.export.about import names
from samestory.export.dates import earliest
from samestory.export.index import Index, counted
from samestory.export.why import Why, by_user
from samestory.export.words import maker
from samestory.model import Decision, Record, Story

# Reasons of a decision on a thread that a step tells in its own words.
TOLD = ("days_apart", "same_names")


class Step(Record, frozen=True, kw_only=True):
    """A story of a thread, and what ties it to the one before; nothing does where it ``opens`` the thread.

    ``days`` lie between their first reports, None where one is not dated. ``common`` are the key entities of
    both, by id. ``decision`` is None where the two were never compared.
    """

    story: Story
    opens: bool
    days: int | None = None
    common: tuple[str, ...] = ()
    decision: Decision | None = None


def steps(stories: Sequence[Story], why: Mapping[str, Why]) -> tuple[Step, ...]:
    """A step for each of a thread's ``stories``, in their order."""
    followed = pairwise(stories)
    return (*(Step(story=one, opens=True) for one in stories[:1]), *(_step(*two, why) for two in followed))


def follows(step: Step, held: Index) -> str:
    """Why a step follows: "45 days later; both are about Ana Roth; their reports are alike enough"."""
    said = [_later(step.days)]
    if step.common:
        said.append(f"both are about {names(step.common, held)}")
    if step.decision is None or step.decision.verdict != "related":
        said.append("what joins the two are other stories of the thread")
    elif by_user(step.decision):
        said.append(f"put together by {maker(step.decision)}")
    else:
        said += [one.says for one in step.decision.reasons if one.name not in TOLD]
    return "; ".join(one for one in said if one)


def _step(before: Story, story: Story, why: Mapping[str, Why]) -> Step:
    first, then = _day(before), _day(story)
    beside = (one.decision for one in why[story.id].threaded if one.story.id == before.id)
    about = before.about.entities()
    return Step(
        story=story,
        opens=False,
        days=None if first is None or then is None else (then - first).days,
        common=tuple(one for one in story.about.entities() if one in about),
        decision=next(beside, None),
    )


def _day(story: Story) -> date | None:
    first = earliest(story.dates)
    return None if first is None or first.when is None else first.when.start.date()


def _later(days: int | None) -> str:
    if days is None:
        return "its day is not known"
    return "the same day" if days == 0 else f"{counted(days, 'day', 'days')} later"
