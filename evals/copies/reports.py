"""Reports as collation sees them, whole or mixed of others' sentences. Decides nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from evals.articles import article, seen
from evals.corpora import NamedDocument, Parallel
from evals.vectors import Vectors
from samestory.collate.common_words import words
from samestory.collate.copies import Side
from samestory.model import Article
from samestory.signals import Signals

# ISO 639-1 of the languages of the translated news that are used here.
CODES = {
    "bul": "bg", "ron": "ro", "rus": "ru", "eng": "en", "ukr": "uk", "kaz": "kk", "deu": "de", "spa": "es",
    "tur": "tr", "ita": "it", "pol": "pl", "arb": "ar",
}  # fmt: skip
FEWEST_SENTENCES = 3


class Report(msgspec.Struct, frozen=True):
    """A report: what is seen of it, its language, its sentences' texts, and the line each comes from."""

    seen: Signals
    lang: str
    words: tuple[str, ...]
    lines: tuple[int, ...]

    @property
    def text(self) -> str:
        """All its sentences."""
        return "\n".join(self.words)


def side(one: Report) -> Side:
    """The report as who judges copies takes it."""
    return Side(one.seen, words(one.lang, one.words))


class Taken(NamedTuple):
    """A sentence of a report."""

    report: Report
    place: int


def mixed(taken: Sequence[Taken]) -> Report:
    """A report of these sentences alone, in this order; a headline it has none."""
    first = taken[0].report
    made = msgspec.structs.replace(
        first.seen,
        headline=first.seen.headline[:0],
        sentences=np.stack([report.seen.sentences[place] for report, place in taken]),
        names=(frozenset(), *(report.seen.names[place + 1] for report, place in taken)),
        numbers=(frozenset(), *(report.seen.numbers[place + 1] for report, place in taken)),
        days=(frozenset(), *(report.seen.days[place + 1] for report, place in taken)),
        credits=frozenset(),
    )
    texts = tuple(report.words[place] for report, place in taken)
    return Report(made, first.lang, texts, tuple(report.lines[place] for report, place in taken))


def translated(news: Parallel, parity: int, vectors: Vectors) -> dict[str, list[Report]]:
    """Every document of one half in every language, in the same order; a sentence knows its line."""
    documents = news.half(parity)
    made = {}
    for language, lines in news.lines.items():
        reports = []
        for number, document in enumerate(documents):
            texts = [lines[i] for i in document]
            found = article(f"{number}/{language}", CODES[language], "\n".join(texts))
            assert found is not None
            reports.append((found, _lines(found, texts, document)))
        known = seen((a for a, _ in reports), vectors)
        made[language] = [report(a, known, places) for a, places in reports]
    return made


def documents(taken: Iterable[NamedDocument], vectors: Vectors) -> dict[str, Report]:
    """News texts by their ids; those under three sentences are left out."""
    found = [a for d in taken if (a := article(d.doc_id, d.lang, d.text)) is not None]
    kept = [a for a in found if len(a.sentences) >= FEWEST_SENTENCES]
    known = seen(kept, vectors)
    return {a.source: report(a, known, tuple(range(len(a.sentences)))) for a in kept}


def report(found: Article, known: Mapping[str, Signals], lines: tuple[int, ...]) -> Report:
    """The article ``found``, what is seen of it in ``known`` by source, its sentences from ``lines``."""
    return Report(known[found.source], found.lang, tuple(s.of(found.text) for s in found.sentences), lines)


def _lines(found: Article, texts: Sequence[str], numbers: Sequence[int]) -> tuple[int, ...]:
    """The line each sentence lies in; a line that reading took for page furniture is passed over."""
    starts, taken, cursor = [], [], 0
    for match in re.finditer(r"^.*\S", found.text, re.M):
        here = (i for i in range(cursor, len(texts)) if _plain(texts[i]) == _plain(match[0]))
        cursor = next(here, cursor)
        starts.append(match.start())
        taken.append(numbers[min(cursor, len(numbers) - 1)])
        cursor += 1
    return tuple(taken[bisect_right(starts, span.start) - 1] for span in found.sentences)


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text)[:20]
