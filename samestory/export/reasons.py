"""Reasons of decisions as the report page shows them: in the language of who is spoken to, else as stored.

Adds nothing to a reason; its words were written where the decision was made.
"""

from __future__ import annotations

from collections.abc import Sequence

from samestory.export.retold import retold
from samestory.export.why import by_user
from samestory.model import Decision, Failure, Reason, Record, Stage
from samestory.speech import SOURCE, Speech, message

BECAUSE = "because"
# Where what was not read stopped.
STAGES: dict[Stage, str] = {
    "ingest": message("ingest"),
    "read": message("read"),
    "encode": message("encode"),
    "gather": message("gather"),
    "collate": message("collate"),
}


class ReasonPart(Record, frozen=True, kw_only=True):
    """A reason in words; ``lang`` is the language they are in where it is not the page's."""

    words: str
    lang: str | None


class FailurePart(Record, frozen=True, kw_only=True):
    """What was not read: where it came from, where it stopped, and why."""

    source: str
    stage: str
    reason: ReasonPart


def reason_parts(reasons: Sequence[Reason], speech: Speech) -> tuple[ReasonPart, ...]:
    """Each of ``reasons`` as it is said in ``speech``."""
    # Why a reader decided so is told in the reader's own words, whatever their language.
    return tuple(
        ReasonPart(words=one.says, lang=None) if one.name == BECAUSE else stored(one.says, speech)
        for one in reasons
    )


def decided_words(decision: Decision, speech: Speech) -> str:
    """Who decided it; empty for the machine, unless it gives no reason."""
    if by_user(decision):
        return speech.say("decided by {who}", who=decision.made_by.removeprefix("user:"))
    return "" if decision.reasons else speech.say("no reason recorded")


def failure_part(one: Failure, speech: Speech) -> FailurePart:
    """What was not read, as it is said in ``speech``."""
    return FailurePart(
        source=one.source, stage=speech.say(STAGES[one.stage]), reason=stored(one.reason, speech)
    )


def stored(words: str, speech: Speech) -> ReasonPart:
    """Words that a dossier holds: told again in ``speech`` where they are known, else as they are."""
    if not speech.translated:
        return ReasonPart(words=words, lang=None)
    told = retold(words, speech)
    return ReasonPart(words=words, lang=SOURCE) if told is None else ReasonPart(words=told, lang=None)
