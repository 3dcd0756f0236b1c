"""Translated news: each document in five languages is five articles of one story, written on one day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import msgspec
from msgspec import structs

from evals.articles import article
from evals.coding.score import Place
from evals.coding.stories import Coded
from evals.corpora import Parallel, parallel
from evals.language.run import FILES
from evals.timeline.translated import WRITTEN, timed
from samestory.encode import Encoder
from samestory.heads import deeds
from samestory.model import Article, When
from samestory.reading import encoded
from samestory.signals import Floats2d

LANGUAGES = ("bg", "de", "en", "ro", "ru")
# Few deeds are told of news. Those that are told faintly are measured too: they are often none, and the more
# do translations differ in them.
FAINT = 0.1
ONE = Path(__file__).parent / "one.toml"


class Document(NamedTuple):
    """A document's articles with the vectors of their units, and for each by id the line of each sentence."""

    name: str
    articles: Sequence[tuple[Article, Floats2d]]
    lines: Mapping[str, Sequence[int]]

    def above(self, floor: float) -> Document:
        """The document with the deeds surer than ``floor``."""
        kept = [
            (structs.replace(one, deeds=tuple(deed for deed in one.deeds if deed.score > floor)), vectors)
            for one, vectors in self.articles
        ]
        return self._replace(articles=kept)


class _One(msgspec.Struct, frozen=True):
    """Lines of a document that tell one happening, as a reader finds."""

    document: str
    lines: tuple[int, ...]


def texts(data: Path) -> Parallel:
    """The news in the five languages; raises DataMissing."""
    return parallel(data, [_file(lang) for lang in LANGUAGES])


def documents(held: Parallel, parity: int, encoder: Encoder) -> Iterator[Document]:
    """Those of a half, with what is told faintly."""
    for numbers in held.half(parity):
        name = held.documents[numbers[0]]
        lines = {lang: [_plain(held.lines[_file(lang)][n]) for n in numbers] for lang in LANGUAGES}
        made = {lang: _article(f"{name} {lang}", lang, its) for lang, its in lines.items()}
        read = {lang: one for lang, one in made.items() if one is not None}
        with patch.object(deeds, "TOLD", FAINT):
            marked = list(encoded(list(read.values()), encoder))
        yield Document(
            name,
            [(one.article, one.vectors) for one in marked],
            {one.id: lines_of(one, lines[lang]) for lang, one in read.items()},
        )


def happenings(document: Document, story: Coded) -> dict[Place, object]:
    """What each deed tells: its line, and which of the pairs of actors of whom the line tells.

    A line tells of as many pairs as in the language that has most deeds there; those of another language are
    these, first those whose names are known to mean the same.
    """
    classes = {line: min(one.lines) for one in _ones() if one.document == document.name for line in one.lines}
    slots: dict[int, list[set[str]]] = {}
    found: dict[Place, object] = {}
    for one, _ in sorted(document.articles, key=lambda read: -len(read[0].deeds)):
        taken: dict[tuple[int, frozenset[str]], int] = {}
        for number, deed in enumerate(one.deeds):
            line = document.lines[one.id][deed.sentence]
            line = classes.get(line, line)
            pair = frozenset(story.key(one.id, name) for name in (deed.source, deed.target))
            if (line, pair) not in taken:
                used = {slot for (other, _), slot in taken.items() if other == line}
                taken[line, pair] = _slot(slots.setdefault(line, []), pair, used)
            found[one.id, number] = line, taken[line, pair]
    return found


def _slot(slots: list[set[str]], pair: frozenset[str], used: set[int]) -> int:
    """The number of the one not used that has most in common with ``pair``; a new one where all are used."""
    free = [n for n in range(len(slots)) if n not in used]
    if not free:
        slots.append(set())
        free = [len(slots) - 1]
    best = max(free, key=lambda n: len(slots[n] & pair))
    slots[best] |= pair
    return best


def _ones() -> tuple[_One, ...]:
    return msgspec.toml.decode(ONE.read_bytes(), type=dict[str, tuple[_One, ...]])["one"]


def _file(lang: str) -> str:
    return FILES[lang].split(".")[-1]


def _plain(line: str) -> str:
    """As it is read: without widths of spaces and what cannot be seen."""
    return " ".join(line.replace("\u200b", "").split())


def _article(name: str, lang: str, lines: Sequence[str]) -> Article | None:
    made = article(name, lang, "\n\n".join(lines))
    start = datetime(WRITTEN.year, WRITTEN.month, WRITTEN.day)
    written = When(start=start, end=start + timedelta(1), granularity="day", reason="stated")
    return made and timed(structs.replace(made, published=written, clue=None))


def lines_of(one: Article, lines: Sequence[str]) -> list[int]:
    """The number of the line in which each sentence begins."""
    starts, numbers, at = [0], [0], 0
    for number, line in enumerate(lines):
        found = one.text.find(line, at)
        # A line that was changed in reading is not found; its sentences count for the one before.
        if found >= 0:
            at = found
            starts.append(found)
            numbers.append(number)
    return [numbers[bisect_right(starts, span.start) - 1] for span in one.sentences]
