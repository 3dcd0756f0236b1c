"""Reports of one event that newsrooms wrote on their own, in one language or two, collated by the program.

The path is the program's own: read, encode, names, entities, align, account. One half of the cases was there
to develop on; the other is only measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from evals.base import Figure, Result
from evals.counts import Counts, summed
from evals.reports import naive, score
from evals.reports.cases import HALVES, events, files
from evals.reports.score import KINDS
from evals.reports.told import Pair, Places, Told, told

# The half whose figures by kind and language are given, and which the texts about the task describe.
DETAILED = HALVES[-1]
Way = Callable[[Pair], Counts]
# Of each row that holds both reports, the keys that both sides state, and the kinds of difference told.
Kinds = list[tuple[frozenset[str], frozenset[str]]]


class Ways(NamedTuple):
    """One thing counted in two ways: ours, and the naive one."""

    ours: Way
    plain: Way


def run(_data: Path) -> Result:
    """Measure both halves; the figures by kind and language are of the half held out."""
    halves = {half: told(events(half)) for half in reversed(HALVES)}
    figures = [figure for half, made in halves.items() for figure in _half(half, made)]
    detailed = [pair for one in halves[DETAILED] for pair in one.pairs]
    return Result(
        task="reports",
        about=(
            f"{len(detailed)} pairs of own reports of {len(halves[DETAILED])} invented events, each written "
            f"for itself, in twelve languages, {DETAILED}: {sum(len(p.gold) for p in detailed)} pairs of "
            f"sentences that state the same, {sum(len(p.planted) for p in detailed)} planted differences. "
            "Rows are those that two origins share, so reports taken for copies have none; of the right kind "
            "are those said to differ where something was planted. A difference counts where its row and "
            "kind are right; given is among the gold pairs. Apart are reports not taken for copies, and "
            "events with as many origins as reports"
        ),
        baseline=(
            "sentences that share the most numbers and Latin words; figures and capitalised words in one of "
            "them only; for copies the cosine of whole texts, which takes no rows away"
        ),
        peer=None,
        figures=tuple(figures),
        files=tuple(str(file.relative_to(Path(__file__).parents[2])) for file in files()),
    )


ALIGNED = Ways(
    lambda pair: score.pairs(pair.aligned, pair.gold),
    lambda pair: score.pairs(_naive(pair), pair.gold),
)
ROWS = Ways(
    lambda pair: score.rows([_across(row.left, row.right) for row in pair.rows], pair.gold),
    lambda pair: score.rows([frozenset({places}) for places in _naive(pair)], pair.gold),
)


def differing(only: str | None = None) -> Ways:
    """Differences told in the rows of the account, of one kind or all."""
    return Ways(
        lambda pair: score.differences(
            [(_keys(pair, row.left, row.right), row.kinds) for row in pair.rows], pair.planted, only
        ),
        lambda pair: score.differences(_naive_kinds(pair, _naive(pair)), pair.planted, only),
    )


def row_kinds(pair: Pair) -> Counts:
    """Of the rows that are right, those said to differ where something was planted, and nowhere else."""
    across = [row for row in pair.rows if _across(row.left, row.right) & pair.gold]
    planted = {one.key for one in pair.planted}
    right = sum(row.differs == bool(_keys(pair, row.left, row.right) & planted) for row in across)
    return Counts.one_to_one(right, len(across), len(across))


def given(only: str | None = None) -> Ways:
    """Differences told in gold pairs of sentences, were they aligned, of one kind or all."""
    return Ways(
        lambda pair: score.differences(
            [(_keys(pair, {i}, {j}), kinds) for (i, j), kinds in pair.given.items()], pair.planted, only
        ),
        lambda pair: score.differences(_naive_kinds(pair, pair.gold), pair.planted, only),
    )


def _half(half: str, made: Sequence[Told]) -> Iterator[Figure]:
    every = [pair for one in made for pair in one.pairs]
    for name, ways in {"aligned": ALIGNED, "rows": ROWS, "differences": differing()}.items():
        for part in ("precision", "recall", "f1"):
            yield _figure(f"{name} {part}, {half}", every, ways, part)
    yield Figure(name=f"rows of the right kind, {half}", value=summed(map(row_kinds, every)).precision)
    yield _figure(f"differences f1, given, {half}", every, given())
    if half == DETAILED:
        for kind in KINDS:
            yield _figure(f"differences f1 {kind}", every, differing(kind))
            yield _figure(f"differences f1 {kind}, given", every, given(kind))
        yield from _by_language(every)
    yield from _apart(half, made)


def _by_language(every: Sequence[Pair]) -> Iterator[Figure]:
    chosen = {
        "one language": [pair for pair in every if len(set(pair.languages)) == 1],
        "two languages": [pair for pair in every if len(set(pair.languages)) == 2],
    }
    for lang in sorted({lang for pair in every for lang in pair.languages}):
        chosen[f"with {lang}"] = [pair for pair in every if lang in pair.languages]
    for name, some in chosen.items():
        yield _figure(f"aligned f1 {name}", some, ALIGNED)


def _apart(half: str, made: Sequence[Told]) -> Iterator[Figure]:
    pairs = [pair for one in made for pair in one.pairs]
    plain = [[not naive.copied(pair.left.seen, pair.right.seen) for pair in one.pairs] for one in made]
    yield Figure(
        name=f"reports kept apart, {half}",
        value=_share([pair.apart for pair in pairs]),
        baseline=_share([one for event in plain for one in event]),
    )
    yield Figure(
        name=f"origins as many as reports, {half}",
        value=_share([len(one.origins) == len(one.event.reports) for one in made]),
        baseline=_share([all(event) for event in plain]),
    )


def _share(those: Sequence[bool]) -> float:
    return sum(those) / len(those)


def _figure(name: str, some: Sequence[Pair], ways: Ways, part: str = "f1") -> Figure:
    ours, plain = (getattr(summed(map(way, some)), part) for way in ways)
    return Figure(name=name, value=ours, baseline=plain)


def _naive(pair: Pair) -> frozenset[Places]:
    return naive.align(*_texts(pair))


def _texts(pair: Pair) -> tuple[list[str], list[str]]:
    left, right = ([one.text for one in side.report.sentences] for side in (pair.left, pair.right))
    return left, right


def _naive_kinds(pair: Pair, aligned: frozenset[Places]) -> Kinds:
    left, right = _texts(pair)
    return [(_keys(pair, {i}, {j}), naive.kinds(left[i], right[j])) for i, j in aligned]


def _keys(pair: Pair, left: frozenset[int] | set[int], right: frozenset[int] | set[int]) -> frozenset[str]:
    one, other = (
        frozenset[str]().union(*(side.report.sentences[place].keys for place in places))
        for side, places in ((pair.left, left), (pair.right, right))
    )
    return one & other


def _across(left: frozenset[int], right: frozenset[int]) -> frozenset[Places]:
    return frozenset((i, j) for i in left for j in right)
