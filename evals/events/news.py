"""Pairs of actors in news that a reader has judged: told or idle, who acts, root and mood. Facts, no text.

The texts are read from the data sets that the facts point into; no document stands in both halves.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from evals.base import found
from evals.corpora import judged, named, parallel
from evals.events.gold import Acted
from samestory.model import Mood, Root, Span

HERE = Path(__file__).parent
LINES = "ronec/data/valid.json"
# Pairs of two names, and those of which one is a body that has none.
Kind = Literal["names", "bodies"]
FILES: Mapping[Kind, str] = {"names": "news", "bodies": "bodies"}
# What figures call them.
NAMED: Mapping[Kind, str] = {"names": "news", "bodies": "news, bodies"}
# The first of the two acts, the second does, or both do it to one another.
Way = Literal[">", "<", "="]


class Read(NamedTuple):
    """Two actors of a sentence, the first given as source, and what a reader takes for right.

    ``answers`` has each root that is right with who acts then; none where the pair is idle, as is an empty
    ``moods``. ``known`` is False where the reader would not say; such a pair counts neither way.
    """

    told: Acted
    document: str
    known: bool
    answers: tuple[tuple[Root, Way], ...]
    moods: tuple[Mood, ...]

    def ways(self) -> set[Way]:
        """Who may be taken for who acts."""
        return {way for _, way in self.answers}


class _Row(NamedTuple):
    """A line of the facts: where the sentence stands in its document, and the actors in the sentence."""

    set: str
    document: str
    lang: str
    sentence: Span
    first: Span
    second: Span
    answers: str
    moods: str


def file(half: str, kind: Kind) -> Path:
    """The facts of a half."""
    return HERE / f"{FILES[kind]}_{half}.csv"


def pairs(root: Path, half: str, kind: Kind) -> list[Read]:
    """The pairs of a half with their sentences, in the order of their file; raises DataMissing."""
    rows = list(_rows(file(half, kind)))
    texts = {kind: of(root, [row for row in rows if row.set == kind]) for kind, of in SETS.items()}
    return [_read(row, texts[row.set][row.document]) for row in rows]


def _rows(facts: Path) -> Iterator[_Row]:
    with facts.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            sentence, first, second = (_span(row[name]) for name in ("sentence", "first", "second"))
            where = row["set"], row["document"], row["lang"]
            yield _Row(*where, sentence, first, second, row["answer"], row["mood"])


def _read(row: _Row, text: str) -> Read:
    told = Acted(row.sentence.of(text), row.lang, row.first, row.second)
    known = row.answers != "?"
    answers = tuple(_answer(one) for one in row.answers.split()) if known else ()
    return Read(told, f"{row.set}/{row.document}", known, answers, tuple(map(_mood, row.moods.split())))


def _answer(written: str) -> tuple[Root, Way]:
    """``ACCUSE<``: the second accuses the first."""
    return msgspec.convert(written[:-1], Root), msgspec.convert(written[-1], Way)


def _mood(written: str) -> Mood:
    mood: Mood = msgspec.convert(written, Mood)
    return mood


def _span(written: str) -> Span:
    start, end = map(int, written.split("-"))
    return Span(start, end)


def _lines(root: Path, rows: Sequence[_Row]) -> Mapping[str, str]:
    """Translated news by language and line: ``eng/12``, counted from 0."""
    languages = sorted({row.document.split("/")[0] for row in rows})
    news = parallel(root, languages).lines
    return {f"{name}/{number}": line for name in languages for number, line in enumerate(news[name])}


def _named(root: Path, rows: Sequence[_Row]) -> Mapping[str, str]:
    return {one.doc_id: one.text for one in named(root)}


def _judged(root: Path, rows: Sequence[_Row]) -> Mapping[str, str]:
    return {name: text for pair in judged(root) for name, _, text in pair.sides()}


def _sentences(root: Path, rows: Sequence[_Row]) -> Mapping[str, str]:
    """Sentences that are cut into tokens, by their id, as they were written."""
    every: list[dict[str, Any]] = msgspec.json.decode(found(root, LINES)[0].read_bytes())
    return {str(one["id"]): _joined(zip(one["tokens"], one["space_after"], strict=True)) for one in every}


def _joined(tokens: Iterable[tuple[str, bool]]) -> str:
    return "".join(token + " " * spaced for token, spaced in tokens).rstrip()


# How to read the documents of each set.
SETS: Mapping[str, Callable[[Path, Sequence[_Row]], Mapping[str, str]]] = {
    "ntrex": _lines,
    "slavner": _named,
    "semeval": _judged,
    "ronec": _sentences,
}
