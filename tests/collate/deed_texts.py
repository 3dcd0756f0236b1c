"""Stories made by hand whose articles tell deeds: who is named, what is done and when stand in the sentences.

In a sentence "[Ana Rusu] met [Ion Vela]" both are names; "[Rusu=Ana Rusu]" shows the first and means the
second, "[?Русу]" is a name of which nobody knows whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from msgspec import structs
from told_texts import WRITTEN, dated, written

from samestory.collate.events import events
from samestory.collate.quote_first import Told
from samestory.collate.timeline import timeline
from samestory.model import (
    Article,
    Cell,
    Deed,
    DeedTold,
    Event,
    Mood,
    NameMention,
    Origin,
    Root,
    Span,
    Statement,
)

MARK = re.compile(r"\[(\?)?([^]=]*)(?:=([^]]*))?\]")


class Line(NamedTuple):
    """A sentence of the row ``row`` in which its first name does ``root`` to its second, or the reverse."""

    text: str
    root: Root = "CONSULT"
    mood: Mood = "stated"
    row: int = 0
    turned: bool = False
    score: float = 0.9
    sure: float = 1.0


class Report(NamedTuple):
    """An article with its deeds, whom its names mean, and the row of each sentence."""

    article: Article
    who: tuple[str | None, ...]
    rows: tuple[int, ...]


def report(name: str, *lines: Line, lang: str = "en", when: date = WRITTEN) -> Report:
    """An article of these sentences, written on a day, with its times and a deed for each sentence."""
    article = written(name, lang, [MARK.sub(r"\2", one.text) for one in lines], when)
    names: list[NameMention] = []
    who: list[str | None] = []
    deeds = []
    for number, line in enumerate(lines):
        pair = (len(names), len(names) + 1)
        start, cut, length = article.sentences[number].start, 0, 0
        for mark in MARK.finditer(line.text):
            length += mark.start() - cut
            names.append(NameMention(span=Span(start + length, start + length + len(mark[2])), type="person"))
            who.append(None if mark[1] else mark[3] or mark[2])
            length, cut = length + len(mark[2]), mark.end()
        source, target = reversed(pair) if line.turned else pair
        at = article.sentences[number]
        time = next((n for n, one in enumerate(article.times) if at.start <= one.span.start < at.end), None)
        place = pair[1] + 1 if len(names) > pair[1] + 1 else None
        deeds.append(
            Deed(sentence=number, source=source, target=target, root=line.root, mood=line.mood,
                 score=line.score, sure=line.sure, time=time, place=place)
        )  # fmt: skip
    made = structs.replace(article, names=tuple(names), deeds=tuple(deeds))
    return Report(made, tuple(who), tuple(one.row for one in lines))


def coded(*columns: Sequence[Report]) -> tuple[Event, ...]:
    """The events of a story with an origin for each of ``columns``."""
    every = [one for column in columns for one in column]
    held = {one.article.id: one.article for one in every}
    rows = [_row(number, columns) for number in sorted({row for one in every for row in one.rows})]
    dates = [dated(one) for one in held.values()]
    origins = [Origin(articles=tuple(one.article.id for one in column)) for column in columns]
    told = timeline(rows, dates, held)
    return events(Told(held, origins, (), dates), rows, told, {one.article.id: one.who for one in every})


def shown(told: Iterable[Event]) -> list[tuple[str, str, list[str], list[str]]]:
    """Of each event its root, its mood, and the deeds that tell it and otherwise, as "a0"."""
    return [(one.root, one.mood, places(one.told), places(one.otherwise)) for one in told]


def places(told: Iterable[Sequence[DeedTold]]) -> list[str]:
    """The deeds of all origins, as "a0"."""
    return [f"{one.article}{one.deed}" for its in told for one in its]


def _row(number: int, columns: Sequence[Sequence[Report]]) -> Statement:
    cells = tuple(tuple(cell for one in column for cell in _cells(number, one)) for column in columns)
    return Statement(kind="shared", cells=cells)


def _cells(number: int, one: Report) -> Iterable[Cell]:
    its = [n for n, row in enumerate(one.rows) if row == number]
    if its:
        first, last = (one.article.sentences[n] for n in (its[0], its[-1]))
        yield Cell(article=one.article.id, sentence=its[0], span=Span(first.start, last.end), count=len(its))
