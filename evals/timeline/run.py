"""Timelines: disagreements that are none in translations, planted ones found, and happenings made one.

In translated news every disagreement is false, until a day, weekday or year is changed on one side. The half
of the documents and of the own sentences that is held out is only measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from evals.base import Figure, Result
from evals.counts import Counts
from evals.differences import cases as changed
from evals.timeline import naive, threads
from evals.timeline.planted import KINDS, Planted, planted
from evals.timeline.translated import Both, pairs, paraphrases, texts
from samestory.collate.thread_timeline import ALIKE
from samestory.encode import Encoder
from samestory.model import Happening

HALVES = ("develop", "held")


def run(data: Path) -> Result:
    """Measure both halves; raises DataMissing."""
    news = texts(data).files
    figures = [
        figure
        for parity, half in enumerate(HALVES)
        for figure in (*_translations(list(pairs(data, parity)), half), *_own(half), *_threads(half))
    ]
    own = (*threads.files(), *changed.files())
    return Result(
        task="timeline",
        about=(
            "translated news, English beside fifteen languages: share of rows with times in both whose times "
            "are rightly not said to disagree, share of times matched, and of changed days, weekdays and "
            "years those found; own sentences: the same in paraphrases, and whether two tell one happening"
        ),
        baseline="days and years in figures; for happenings a long word that both share",
        peer=None,
        figures=tuple(figures),
        files=tuple(str(file.relative_to(data)) for file in news)
        + tuple(str(file.relative_to(Path(__file__).parents[2])) for file in own),
    )


def _translations(news: Sequence[Both], half: str) -> list[Figure]:
    told = [(both, both.timeline()) for both in news]
    changes = [one for both in news for one in planted(both)]
    found = [is_found(one) for one in changes]
    plain = [naive.disagree(*one.both.sentences(one.number)) for one in changes]
    by_kind = [
        Figure(
            name=f"planted found, {kind}, {half}",
            value=_share(one for one, change in zip(found, changes, strict=True) if change.kind == kind),
            baseline=_share(one for one, change in zip(plain, changes, strict=True) if change.kind == kind),
        )
        for kind in KINDS
    ]
    return [
        _peace(told, f"translations, {half}"),
        Figure(name=f"times matched, translations, {half}", value=_share(matched(told))),
        Figure(name=f"planted found, {half}", value=_share(found), baseline=_share(plain)),
        *by_kind,
    ]


def _own(half: str) -> list[Figure]:
    clean = [(both, both.timeline()) for both in paraphrases(half, None)]
    dates = list(paraphrases(half, "date"))
    return [
        _peace(clean, f"paraphrases, {half}"),
        Figure(
            name=f"changed dates found, paraphrases, {half}",
            value=_share(bool(disagreeing(both.timeline())) for both in dates),
            baseline=_share(naive.disagree(*both.sentences(0)) for both in dates),
        ),
    ]


def _peace(told: Sequence[tuple[Both, Sequence[Happening]]], name: str) -> Figure:
    """Of the rows with times on both sides, the share in which no disagreement is found: there is none."""
    rows = [(both, n) for both, _ in told for n in range(len(both.left.sentences)) if both.timed(n)]
    wrong = sum(len(disagreeing(its)) for _, its in told)
    plain = _share(not naive.disagree(*both.sentences(n)) for both, n in rows)
    return Figure(name=f"no false disagreement, {name}", value=1 - wrong / len(rows), baseline=plain)


def _threads(half: str) -> list[Figure]:
    given = threads.pairs(half)
    alike = [one >= ALIKE for one in threads.likeness(given, Encoder.open())]
    ours, plain = threads.counts(given, alike), threads.counts(given, [threads.naive(one) for one in given])
    measures: tuple[tuple[str, Callable[[Counts], float]], ...] = (
        ("precision", lambda counts: counts.precision),
        ("recall", lambda counts: counts.recall),
        ("F1", lambda counts: counts.f1),
    )
    return [
        Figure(name=f"one happening, {name}, {half}", value=measure(ours), baseline=measure(plain))
        for name, measure in measures
    ]


def disagreeing(told: Iterable[Happening]) -> set[int]:
    """The rows in which a time is put elsewhere by someone."""
    return {one.row for one in told if any(one.otherwise)}


def matched(told: Iterable[tuple[Both, Sequence[Happening]]]) -> list[bool]:
    """Of every time told in rows with times on both sides, whether both tell it."""
    return [
        all(one.told)
        for both, its in told
        for one in its
        if both.timed(one.row)
        for side in (*one.told, *one.otherwise)
        if side
    ]


def is_found(change: Planted) -> bool:
    """Whether the changed words are one side of a disagreement."""
    told = [
        one
        for happening in change.both.timeline()
        if happening.row == change.number and any(happening.otherwise)
        for side in (*happening.told, *happening.otherwise)
        for one in side
    ]
    return any(
        one.cell.article == change.article
        and one.when.span is not None
        and one.when.span.start <= change.span.start < one.when.span.end
        for one in told
    )


def _share(given: Iterable[bool]) -> float:
    listed = list(given)
    return sum(listed) / len(listed) if listed else 0.0
