"""A thread as a timeline: its stories in order, and why each follows from the one before.

Only reads dates and decisions; what is one thread was decided in gather/threads.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from samestory.export.about import names
from samestory.export.dates import earliest
from samestory.export.index import Index
from samestory.export.reasons import ReasonPart, reason_parts
from samestory.export.why import Why, by_user
from samestory.export.words import maker
from samestory.model import Decision, Reason, Record, Story
from samestory.speech import Speech

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
    return "; ".join(one.words for one in ties(step, held))


def ties(step: Step, held: Index) -> tuple[ReasonPart, ...]:
    """Each thing that ties a step to the one before."""
    speech = held.speech
    said = [_later(step.days, speech)]
    if step.common:
        said.append(speech.say("both are about {names}", names=names(step.common, held)))
    if step.decision is None or step.decision.verdict != "related":
        said.append(speech.say("what joins the two are other stories of the thread"))
    elif by_user(step.decision):
        said.append(speech.say("put together by {who}", who=maker(step.decision)))
    return (*(ReasonPart(words=one, lang=None) for one in said), *reason_parts(_because(step), speech))


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


def _because(step: Step) -> tuple[Reason, ...]:
    """The reasons that the machine gave, but for those that are told in other words."""
    decided = step.decision
    if decided is None or decided.verdict != "related" or by_user(decided):
        return ()
    return tuple(one for one in decided.reasons if one.name not in TOLD)


def _later(days: int | None, speech: Speech) -> str:
    if days is None:
        return speech.say("its day is not known")
    return speech.plural("{n} day later", "{n} days later", days) if days else speech.say("the same day")
