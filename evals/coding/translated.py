"""Translated news: each document in five languages is five articles of one story, written on one day."""

from __future__ import annotations

import re
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
# Two actors.
Pair = frozenset[str]


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


class _Who(msgspec.Struct, frozen=True):
    """Of a document, who is named alike: how the names of each begin, in all languages."""

    document: str
    names: tuple[tuple[str, ...], ...]


class _Gold(msgspec.Struct, frozen=True):
    one: tuple[_One, ...]
    who: tuple[_Who, ...]


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
    """What each deed tells: its line, and which of the happenings of which the line tells.

    A happening is what the same two do. Where languages have one of the two in common and the line tells no
    more, they tell one happening; of two in one language it is the one most like it.
    """
    gold = _gold()
    classes = {
        line: min(one.lines) for one in gold.one if one.document == document.name for line in one.lines
    }
    names = [its for one in gold.who if one.document == document.name for its in one.names]
    told: dict[int, dict[str, dict[Pair, list[Place]]]] = {}
    for one, _ in document.articles:
        for number, deed in enumerate(one.deeds):
            line = document.lines[one.id][deed.sentence]
            pair = frozenset(_who(one, place, story, names) for place in (deed.source, deed.target))
            by_article = told.setdefault(classes.get(line, line), {})
            by_article.setdefault(one.id, {}).setdefault(pair, []).append((one.id, number))
    return {
        place: (line, number)
        for line, by_article in told.items()
        for pairs, numbers in _numbered(by_article)
        for pair, number in numbers.items()
        for place in pairs[pair]
    }


def _numbered(
    by_article: Mapping[str, Mapping[Pair, list[Place]]],
) -> Iterator[tuple[Mapping[Pair, list[Place]], dict[Pair, int]]]:
    """For each article the numbers of its pairs: those most in common with one of another article first."""
    known: list[list[Pair]] = []
    for _, pairs in sorted(by_article.items(), key=lambda item: (-len(item[1]), item[0])):
        free, numbers = set(range(len(known))), dict[Pair, int]()
        near = ((max(len(pair & one) for one in known[n]), n, pair) for pair in pairs for n in free)
        for common, number, pair in sorted(near, key=lambda one: (-one[0], sorted(one[2]), one[1])):
            if common and number in free and pair not in numbers:
                free.remove(number)
                numbers[pair] = number
                known[number].append(pair)
        for pair in sorted(pairs.keys() - numbers.keys(), key=sorted):
            numbers[pair] = len(known)
            known.append([pair])
        yield pairs, numbers


def _who(one: Article, place: int, story: Coded, names: Sequence[Sequence[str]]) -> str:
    """Who acts at a place: as a reader finds, else as our own way tells them apart."""
    words = one.party(place).of(one.text)
    found = (
        k for k, forms in enumerate(names) if any(re.search(rf"\b{re.escape(form)}", words) for form in forms)
    )
    number = next(found, None)
    return story.key(one.id, place) if number is None else f"read:{number}"


def _gold() -> _Gold:
    return msgspec.toml.decode(ONE.read_bytes(), type=_Gold)


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
