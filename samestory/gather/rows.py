"""The decisions that tell of a pile's pairs, made one by one when they are asked for, never all held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from samestory.gather import happening
from samestory.gather.alike import told_alike
from samestory.gather.decisions import probability, worded
from samestory.gather.misdated import doubted
from samestory.model import Decision, Reason, Verdict

if TYPE_CHECKING:
    from samestory.gather.gathered import Gathered

# Pairs below this are not worth a row: everyone is unlike everyone.
LEAST_SHOWN = 0.1
# So many pairs are made records of at once.
AT_ONCE = 1 << 12
RIVAL = Reason(
    name="rival", value=1.0, says="the undated one is about as near to another happening of the same affair"
)


class Shown(msgspec.Struct, frozen=True):
    """The decisions on pairs of ``held`` that share a story or are alike enough, in the order of ids."""

    held: Gathered

    def __iter__(self) -> Iterator[Decision]:
        held, every = self.held, self.held.pairs.every
        parted = iter(held.pairs.parted)
        ahead = next(parted, None)
        for start in range(0, len(every), AT_ONCE):
            some = every[start : start + AT_ONCE]
            for its, values in zip(map(_Pair._make, some.tolist()), some["values"].tolist(), strict=True):
                apart = None
                if ahead is not None and (ahead["left"], ahead["right"]) == its[:2]:
                    apart, ahead = ahead["values"].tolist(), next(parted, None)
                row = _row(held, its._replace(values=values), apart)
                if row is not None:
                    yield row


class _Pair(NamedTuple):
    """A pair as PAIR has it."""

    left: int
    right: int
    timeless: float
    odds: float
    again: float
    against: float
    alike: float
    share: float
    likeness: float
    values: list[int]
    apart: bool
    rival: bool
    text: bool


def _row(held: Gathered, its: _Pair, apart: list[float] | None) -> Decision | None:
    """The decision on a pair; None where it does not share a story and is not alike enough."""
    left, right = held.space.ids[its.left], held.space.ids[its.right]
    together = held.home[left] == held.home[right]
    if not together and max(probability(its.odds), probability(its.timeless)) < LEAST_SHOWN:
        return None
    # Of pairs that never came near it would be told of each two of a subject.
    near = together or its.again == its.again
    reasons = (
        *doubted((left, right), held.doubts),
        *_against(its, apart),
        *held.time(left, right).reasons(),
        *worded(its.values),
        *((told_alike(its.alike),) if near else ()),
    )
    verdict: Verdict = "same" if together else "different"
    score = probability(its.odds)
    return Decision(kind="story", left=left, right=right, verdict=verdict, score=score, reasons=reasons)


def _against(its: _Pair, apart: list[float] | None) -> Iterator[Reason]:
    if its.rival:
        yield RIVAL
    if apart is not None and its.against < min(0.0, its.odds):
        yield from happening.reasons(apart, its.again)
