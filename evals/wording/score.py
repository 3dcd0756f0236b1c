"""Scores competing terms found in the events against those written down; finds nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from evals.counts import Counts
from evals.wording.cases import Event, Term, opposed
from samestory.model import Span

# A found span is at most so many characters longer than the term: a whole sentence names nothing.
ROOM = 30


class Found(NamedTuple):
    """Two terms told to compete: what one report calls a thing, and what another calls it."""

    left: int
    left_span: Span
    right: int
    right_span: Span


class Told(msgspec.Struct, frozen=True):
    """Pairs told and gold pairs met, and clean events kept of those there are.

    A gold pair is two reports that call one thing differently; a clean event is kept where nothing is found.
    """

    pairs: Counts
    kept: int
    clean: int

    @property
    def left_alone(self) -> float:
        """The share of the clean events where nothing is found."""
        return self.kept / max(1, self.clean)


def counted(events: Sequence[Event], found: Sequence[Sequence[Found]]) -> Told:
    """Counts over ``events``; ``found[i]`` is what was found in event ``i``."""
    right = met = gold = 0
    for event, ours in zip(events, found, strict=True):
        pairs = [pair for group in event.groups for pair in opposed(group)]
        right += sum(any(matches(one, pair) for pair in pairs) for one in ours)
        met += sum(any(matches(one, pair) for one in ours) for pair in pairs)
        gold += len(pairs)
    clean = [ours for event, ours in zip(events, found, strict=True) if not event.groups]
    pairs_told = Counts(right, sum(map(len, found)), met, gold)
    return Told(pairs_told, sum(not ours for ours in clean), len(clean))


def matches(one: Found, pair: tuple[Term, Term]) -> bool:
    """Whether each span of ``one`` is on a place of one term of ``pair``, in either order."""
    ends = {one.left: one.left_span, one.right: one.right_span}
    return all(term.report in ends and _on(ends[term.report], term) for term in pair)


def _on(span: Span, term: Term) -> bool:
    """Whether ``span`` shares more than half of the shorter's characters with a place of ``term``."""
    return any(
        _shared(span, place) > _shorter(span, place) / 2 and _close(span, place) for place in term.spans
    )


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _shorter(one: Span, other: Span) -> int:
    return min(one.end - one.start, other.end - other.start)


def _close(span: Span, place: Span) -> bool:
    return span.end - span.start <= place.end - place.start + ROOM
