"""Coded events against gold records: what is right, and what is found. Knows nothing of who codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from evals.counts import Counts
from evals.records.gold import Coded, Party
from samestory.model import Root, Span


class Told(NamedTuple):
    """An event as a coder tells it of a text."""

    root: Root
    source: Party
    target: Party


Rule = Callable[[Told, Coded], bool]


def same_root(told: Told, coded: Coded) -> bool:
    """The root alone."""
    return told.root == coded.root


def same_source(told: Told, coded: Coded) -> bool:
    """Root and who acts."""
    return same_root(told, coded) and any(_same(told.source, one) for one in coded.sources)


def same_both(told: Told, coded: Coded) -> bool:
    """Root, who acts and whom it is done to."""
    return same_root(told, coded) and same_actors(told, coded)


def same_actors(told: Told, coded: Coded) -> bool:
    """Who acts and whom it is done to, whatever the root."""
    return next(_pairs(told, coded, _same), None) is not None


def counted(told: Sequence[Sequence[Told]], gold: Sequence[Coded], rule: Rule) -> Counts:
    """Events told that are right by ``rule`` of their own record, and records that one is right of."""
    pairs = [[rule(one, coded) for one in its] for its, coded in zip(told, gold, strict=True)]
    return Counts(
        right=sum(map(sum, pairs)), given=sum(map(len, pairs)), met=sum(map(any, pairs)), wanted=len(gold)
    )


def codes(told: Sequence[Sequence[Told]], gold: Sequence[Coded], place: int) -> Counts:
    """Countries (``place`` 0) or sectors (1) of the actors of events that are named where gold has them."""
    counts = [
        _code(ours, its, place)
        for events, coded in zip(told, gold, strict=True)
        for one in events
        for pair in [next(_pairs(one, coded, meet), None)]
        if pair is not None
        for ours, its in zip((one.source, one.target), pair, strict=True)
        if not (place and its.unsure)
    ]
    return Counts.one_to_one(*(sum(column) for column in zip(*counts, strict=True))) if counts else Counts()


def named(names: Sequence[Sequence[Span]], gold: Sequence[Coded]) -> list[bool]:
    """Whether both actors of each record hold a name found; ``names`` are those of its text."""
    return [
        any(
            _holds(its, source) and _holds(its, target)
            for source in coded.sources
            for target in coded.targets
            if source is not target
        )
        for its, coded in zip(names, gold, strict=True)
    ]


def meet(one: Party, other: Party) -> bool:
    """True where both are named at the same characters."""
    return any(a.start < b.end and b.start < a.end for a in one.spans for b in other.spans)


def _same(one: Party, other: Party) -> bool:
    """Named at the same characters, or of the same country and sector."""
    sectors = other.unsure or one.sector == other.sector
    return meet(one, other) or (one.country is not None and one.country == other.country and sectors)


def _pairs(told: Told, coded: Coded, same: Callable[[Party, Party], bool]) -> Iterator[tuple[Party, Party]]:
    """Two actors of a record that are those of ``told``."""
    for source in coded.sources:
        for target in coded.targets:
            if source is not target and same(told.source, source) and same(told.target, target):
                yield source, target


def _code(ours: Party, its: Party, place: int) -> tuple[int, int, int]:
    """Whether a code is right, given and wanted."""
    given, wanted = ((one.country, one.sector)[place] for one in (ours, its))
    return wanted is not None and given == wanted, given is not None, wanted is not None


def _holds(names: Sequence[Span], actor: Party) -> bool:
    return meet(Party(tuple(names), None, None), actor)
