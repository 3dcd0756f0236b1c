"""Pages read: text F1, title and day, beside the tools ours is built on, alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from evals.base import Figure, Result, found
from evals.pages import gold, naive, own
from evals.pages.gold import Case
from evals.pages.score import f1, same, same_people, without
from evals.pages.told import Told, ours, tools

# In the order of a figure: value, baseline, peer.
WAYS: tuple[Callable[[str, str], Told], ...] = (ours, naive.told, tools)
# A language of the stored pages is shown from so many pages on.
FEWEST = 5


class Scores(NamedTuple):
    """One page read in one way: F1 of its text, and whether title, day and authors are right."""

    text: float
    title: float
    day: float
    authors: float


class Measured(NamedTuple):
    """A page and its scores, one for each way."""

    case: Case
    scores: tuple[Scores, ...]


def run(data: Path) -> Result:
    """Measure the stored pages under ``data`` and the own ones; raises DataMissing."""
    stored = [measured(case) for case in gold.stored(data)]
    written = [measured(case) for case in own.cases()]
    return Result(
        task="pages",
        about=(
            f"articles of {len(stored)} stored pages with what their publishers' own parsers read (halves by "
            f"publisher), and of {len(written)} own pages with much furniture: F1 of runs of four words of "
            "the text, the mean over the pages; share of pages with the right title, the right day and, of "
            "those whose authors are known, with all of them and no other"
        ),
        baseline="all paragraphs of the page, its window's name, the first day in figures of its source",
        peer="trafilatura as it comes, without comments; for the day htmldate as it comes",
        figures=(*_stored(stored), *_own(written)),
        files=(
            *(str(file.relative_to(data)) for file in found(data, gold.STORED)),
            *(str(file.relative_to(own.HERE.parents[2])) for file in own.files()),
        ),
    )


def measured(case: Case) -> Measured:
    """What each way reads of a page, held against what is to be read."""
    html = case.html()
    return Measured(case, tuple(_scores(case, way(html, case.url)) for way in WAYS))


def _scores(case: Case, told: Told) -> Scores:
    wanted = without(case.text, case.title)
    return Scores(
        text=f1(without(told.text, case.title, told.title), wanted),
        title=same(told.title, case.title),
        day=told.day == case.day,
        authors=same_people(told.authors, case.authors),
    )


def _stored(pages: Sequence[Measured]) -> Iterator[Figure]:
    for half in gold.HALVES:
        here = [page for page in pages if page.case.half == half]
        yield from _figures(f"stored, {half}", here)
        signed = [page for page in here if page.case.authors]
        if signed:
            yield _figure(f"authors right, stored, {half}", signed, Scores._fields.index("authors"))
    for lang in sorted({page.case.lang for page in pages}):
        spoken = [page for page in pages if page.case.lang == lang]
        if len(spoken) >= FEWEST:
            yield from _figures(f"stored {lang}", spoken)


def _own(pages: Sequence[Measured]) -> Iterator[Figure]:
    for half in gold.HALVES:
        here = [page for page in pages if page.case.half == half]
        yield from _figures(f"own, {half}", here)
        for lang in own.LANGS:
            yield from _figures(f"own {lang}, {half}", [page for page in here if page.case.lang == lang])


def _figures(name: str, pages: Sequence[Measured]) -> Iterator[Figure]:
    if not pages:
        return
    for place, what in enumerate(("text F1", "title right", "day right")):
        yield _figure(f"{what}, {name}", pages, place)


def _figure(name: str, pages: Sequence[Measured], place: int) -> Figure:
    value, plain, peer = (
        sum(page.scores[way][place] for page in pages) / len(pages) for way in range(len(WAYS))
    )
    return Figure(name=name, value=value, baseline=plain, peer=peer)
