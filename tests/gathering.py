"""Dossiers of a few invented reports on four affairs, for tests of what readers say belongs together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from samestory import pipeline
from samestory.corrections.rows import Correction
from samestory.ids import content_id
from samestory.model import Article, Contents, Span, Story, When
from samestory.store.view import View
from samestory.store.writer import Batch, Encoded, Sighting, Writer

WIDTH = 384
MAY = datetime(2024, 5, 14, 9)
# Each affair's own sentences; a report has them all, said a little differently.
AFFAIRS = {
    "ferry": ("The ferry is back in Corva.", "Divers had mended its rudder.", "The harbour gave a party."),
    "mayor": ("The mayor has resigned.", "She had lost the council's trust.", "A vote is due in June."),
    "market": ("The night market opens.", "Eighty stalls have a place.", "It closes at two."),
    "bridge": ("The old bridge is shut.", "Its third pier has sunk.", "Lorries go round by Talm."),
}


def report(affair: str, number: int, days: int = 0) -> Encoded:
    """A report of ``affair``, published ``days`` after May the 14th, seen as "ferry-1.txt"."""
    title = f"News of the {affair}, {number}"
    text, spans = "", []
    for part in (title, *(f"{one} ({number})" for one in AFFAIRS[affair])):
        spans.append(Span(len(text), len(text) + len(part)))
        text += f"{part}\n"
    day = MAY + timedelta(days=days)
    article = Article(
        id=content_id("article", text), document_id=f"doc-{affair}-{number}", source=f"{affair}-{number}.txt",
        lang="en", text=text, title=spans[0], sentences=tuple(spans[1:]),
        published=When(start=day, end=day + timedelta(minutes=1), granularity="minute", reason="stated"),
    )  # fmt: skip
    return Encoded(article, _vectors(affair, number), "m1")


def _vectors(affair: str, number: int) -> np.ndarray:
    of_affair = np.random.default_rng(sorted(AFFAIRS).index(affair)).normal(size=(4, WIDTH))
    of_report = np.random.default_rng(100 + 10 * sorted(AFFAIRS).index(affair) + number).normal(
        size=(4, WIDTH)
    )
    vectors = (of_affair + 0.35 * of_report).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


# Stories of three, two, two and three, and the ferry's of the year before.
FEW = (
    *(report("ferry", number) for number in (1, 2, 3)),
    *(report("mayor", number) for number in (1, 2)),
    *(report("bridge", number) for number in (1, 2)),
    *(report("market", number) for number in (1, 2, 3)),
    report("ferry", 7, days=-400),
)
MORE = (report("ferry", 4), report("mayor", 3), report("bridge", 3, days=1), report("ferry", 8, days=-401))


def gathered(dossier: Path, reports: Iterable[Encoded] = FEW) -> Path:
    """``dossier`` with ``reports`` added, all derived."""
    with Writer.open(dossier) as writer:
        for one in reports:
            seen = Sighting("news", one.article.source, one.article.document_id)
            writer.add(Batch(articles=(one,), sightings=(seen,)))
    pipeline.decide(dossier, ())
    return dossier


def contents(dossier: Path) -> Contents:
    """All that ``dossier`` holds."""
    with View.open(dossier) as view:
        return view.contents()


def correct(dossier: Path, correction: Correction) -> Contents:
    """What ``dossier`` holds after ``correction``."""
    pipeline.decide(dossier, correction.made, forgotten=correction.forgotten)
    return contents(dossier)


def files(held: Contents, stories: Sequence[Story] | None = None) -> set[frozenset[str]]:
    """Stories as sets of files, without ".txt"."""
    return {
        frozenset(held.files[one][0].removesuffix(".txt") for one in story.articles)
        for story in (held.stories if stories is None else stories)
    }


def threads(held: Contents) -> set[frozenset[str]]:
    """Threads as sets of their stories' first files in alphabetical order, without ".txt"."""
    first = {one.id: min(next(iter(files(held, [one])))) for one in held.stories}
    return {frozenset(first[one] for one in thread.stories) for thread in held.threads}
