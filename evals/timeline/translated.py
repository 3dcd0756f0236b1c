"""Translated news as stories of two reports: every line a row, so that both tell the same times.

Any disagreement found in them is false. So it is in pairs of own sentences that say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec
from msgspec.structs import replace

from evals.corpora import Parallel, parallel
from evals.differences.cases import cases
from evals.language.run import FILES
from samestory.collate.differences import differences
from samestory.collate.timeline import timeline
from samestory.lang import load
from samestory.model import Article, Cell, Dated, Happening, Span, Statement, When
from samestory.read.times_told import told

# Of all news one day, as nothing tells theirs; it is of the autumn of 2018.
WRITTEN = date(2018, 11, 14)
ENGLISH = "en"


class Both(msgspec.Struct, frozen=True):
    """Two articles, each sentence of the one beside the sentence of the other that says the same."""

    left: Article
    right: Article

    def sides(self) -> tuple[Article, Article]:
        """Both."""
        return self.left, self.right

    def timeline(self) -> tuple[Happening, ...]:
        """Their timeline, a row for each sentence and a column for each article."""
        held = {one.id: one for one in self.sides()}
        rows = []
        for number in range(len(self.left.sentences)):
            cells = [_cell(one, number) for one in self.sides()]
            found = differences(cells, held)
            rows.append(Statement(kind="shared", cells=tuple((one,) for one in cells), differences=found))
        dates = [Dated(article=one.id, when=one.published, how="stated") for one in self.sides()]
        return timeline(rows, dates, held)

    def timed(self, number: int) -> bool:
        """Whether both sentences of this number tell a time that can be placed."""
        return all(_tells(one, number) for one in self.sides())

    def sentences(self, number: int) -> tuple[str, str]:
        """The two sentences of this number."""
        one, other = (article.sentences[number].of(article.text) for article in self.sides())
        return one, other


def pairs(data: Path, parity: int) -> Iterator[Both]:
    """Every document of a half, English beside each language that has words for time; raises DataMissing."""
    news = texts(data)
    for document in news.half(parity):
        english = written(ENGLISH, [news.lines[FILES[ENGLISH].split(".")[-1]][n] for n in document])
        for lang, name in FILES.items():
            if lang != ENGLISH and load(lang).times.units:
                yield Both(english, written(lang, [news.lines[name.split(".")[-1]][n] for n in document]))


def texts(data: Path) -> Parallel:
    """The news in every language that is known; raises DataMissing."""
    return parallel(data, [name.split(".")[-1] for name in FILES.values()])


def paraphrases(half: str, kind: str | None) -> Iterator[Both]:
    """Pairs of own sentences that say the same; of a kind, those of which one was changed in it."""
    for one in cases(half):
        if one.kind == kind and one.published is not None:
            day = date.fromisoformat(one.published)
            left, right = (
                written(lang, [words], day, name)
                for name, (lang, words) in zip("ab", (one.left, one.right), strict=True)
            )
            yield Both(left, right)


def written(lang: str, lines: Sequence[str], day: date = WRITTEN, name: str | None = None) -> Article:
    """An article of these sentences with its times."""
    text, spans = "", []
    for line in lines:
        spans.append(Span(len(text), len(text) + len(line)))
        text += line + "\n"
    start = datetime(day.year, day.month, day.day)
    when = When(start=start, end=start + timedelta(1), granularity="day", reason="stated")
    known = name or lang
    return timed(
        Article(
            id=known, document_id=known, source=known, lang=lang, text=text, published=when,
            sentences=tuple(spans),
        )
    )  # fmt: skip


def timed(article: Article) -> Article:
    """The article with the times of its text."""
    return replace(article, times=told(article.text, load(article.lang), article.published))


def _cell(article: Article, number: int) -> Cell:
    return Cell(article=article.id, sentence=number, span=article.sentences[number])


def _tells(article: Article, number: int) -> bool:
    span = article.sentences[number]
    return any(one.when is not None and span.start <= one.span.start < span.end for one in article.times)
