"""Stories made by hand whose sentences tell times, placed as they are in a real run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from samestory.collate.timeline import timeline
from samestory.lang import load
from samestory.model import Article, Cell, Dated, Happening, Span, Statement, When
from samestory.read.times_told import told

WRITTEN = date(2026, 5, 14)


def day(when: date) -> When:
    """A day as a When."""
    start = datetime(when.year, when.month, when.day)
    return When(start=start, end=start + timedelta(days=1), granularity="day", reason="stated")


def written(name: str, lang: str, sentences: Sequence[str], when: date = WRITTEN) -> Article:
    """An article of these sentences, written on a day, with its times."""
    text, spans = "", []
    for sentence in sentences:
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + "\n"
    return Article(
        id=name, document_id=name, source=name, lang=lang, text=text, sentences=tuple(spans),
        published=day(when), times=told(text, load(lang), day(when)),
    )  # fmt: skip


def dated(article: Article, how: str = "stated") -> Dated:
    """That its day is known so."""
    return Dated(article=article.id, when=article.published, how=how)  # type: ignore[arg-type]


def row(*columns: Sequence[Article], sentence: int = 0) -> Statement:
    """A row in which each article has its sentence of this number; a column an origin."""
    cells = tuple(
        tuple(Cell(article=a.id, sentence=sentence, span=a.sentences[sentence]) for a in column)
        for column in columns
    )
    return Statement(kind="shared", cells=cells)


def happenings(*columns: Sequence[Article], how: str = "stated") -> tuple[Happening, ...]:
    """The timeline of a story with a row for each sentence number, every article in each."""
    articles = [a for column in columns for a in column]
    rows = [row(*columns, sentence=n) for n in range(min(len(a.sentences) for a in articles))]
    return timeline(rows, [dated(a, how) for a in articles], {a.id: a for a in articles})


def in_one_row(
    one: Sequence[tuple[str, str]], *, when: date = WRITTEN, how: str = "stated"
) -> tuple[Happening, ...]:
    """The timeline of a story of one row, an origin for each language and sentence."""
    texts = [written(f"{n}", lang, [sentence], when) for n, (lang, sentence) in enumerate(one)]
    return happenings(*([text] for text in texts), how=how)


def spans(story: Sequence[Happening]) -> list[tuple[str, str, list[int], list[int]]]:
    """Of each happening its first and last day, the origins that tell it and those that say otherwise."""
    return [
        (
            f"{one.when.start:%Y-%m-%d}",
            f"{one.when.end - timedelta(microseconds=1):%Y-%m-%d}",
            [n for n, its in enumerate(one.told) if its],
            [n for n, its in enumerate(one.otherwise) if its],
        )
        for one in story
    ]
