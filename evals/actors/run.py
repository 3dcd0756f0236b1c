"""Whose and what actors are, told by the words at their names, against what coders and we wrote down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from evals.actors import agreement, gold, naive
from evals.actors.gold import Case
from evals.base import Figure, Result, found
from evals.corpora import NAMED
from evals.counts import Counts
from samestory.lang import load
from samestory.read.actors import Mentioned, told
from samestory.read.posts import post

Said = tuple[str | None, str | None]


def run(data: Path) -> Result:
    """Measure PLOVER's records and own sentences, each in halves, and the names of petrarch2."""
    figures: list[Figure] = []
    own_files = [gold.HERE / f"{half}.toml" for half in gold.HALVES]
    for half in gold.HALVES:
        figures += _figures(f"PLOVER, {half}", gold.records(data, half))
        own = gold.cases(half)
        figures += _figures(f"own, {half}", own)
        for lang in sorted({case.lang for case in own}):
            figures += _figures(f"own {lang}, {half}", [case for case in own if case.lang == lang])
        figures += _agreement(data, half)
    figures += _figures("bodies of petrarch2", gold.bodies(data))
    figures += _figures("states of petrarch2", gold.states(data))[:2]
    files = [*found(data, gold.RECORDS), *found(data, gold.NAMES), *found(data, NAMED)]
    return Result(
        task="actors",
        about=(
            "country and sector of actors by words at their names: in PLOVER's gold records (half held by "
            "a hash of the id), in own sentences with names given; of names alone from petrarch2: bodies of "
            "one code, and words for states, their people and places (nothing held); in news (SlavNER), the "
            "share of entities told of, and where texts of two languages tell, the share that agrees"
        ),
        baseline="the territory whose name stands in the actor's words; GOV for all",
        peer=None,
        figures=tuple(figures),
        files=tuple(str(file.relative_to(data)) for file in files)
        + tuple(str(file.relative_to(gold.HERE.parents[1])) for file in own_files),
    )


def ours(case: Case) -> Said:
    """What the program tells of an actor."""
    language = load(case.lang)
    beside = post(case.text, case.span, language) if case.type == "person" else None
    said = told(case.text, Mentioned(case.span, case.type, beside), language)
    return said.country, said.sector


def counted(cases: Sequence[Case], said: Sequence[Said], place: int) -> Counts:
    """Countries (``place`` 0) or sectors (1) told and rightly told; what is told of nothing is wrong."""
    pairs = [
        ((case.country, case.sector)[place], one[place])
        for case, one in zip(cases, said, strict=True)
        if not (place and case.unsure)
    ]
    right = sum(wanted is not None and wanted == given for wanted, given in pairs)
    return Counts.one_to_one(
        right, sum(given is not None for _, given in pairs), sum(wanted is not None for wanted, _ in pairs)
    )


def _agreement(data: Path, half: str) -> list[Figure]:
    given = agreement.entities(data, half)
    figures = []
    for place, what in enumerate(("country", "sector")):
        value, plain = (agreement.shares(given, tell, place) for tell in (agreement.ours, naive.of_entity))
        for measure, one, other in zip(("agrees", "told"), value, plain, strict=True):
            name = f"{what} {measure}, news, {half}"
            figures.append(Figure(name=name, value=one, baseline=other))
    return figures


def _figures(name: str, cases: Sequence[Case]) -> list[Figure]:
    said_ours, said_plain = [ours(case) for case in cases], [naive.told(case) for case in cases]
    measures: tuple[tuple[str, Callable[[Counts], float]], ...] = (
        ("precision", lambda counts: counts.precision),
        ("recall", lambda counts: counts.recall),
    )
    figures = []
    for place, what in enumerate(("country", "sector")):
        value, plain = counted(cases, said_ours, place), counted(cases, said_plain, place)
        figures += [
            Figure(name=f"{what} {measure}, {name}", value=of(value), baseline=of(plain))
            for measure, of in measures
        ]
    return figures
