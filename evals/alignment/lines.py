"""Gold texts with all that aligning sees of them: vectors, figures, days, and whom the names mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec
import numpy as np
from msgspec.structs import replace

from evals.alignment.copies import Side, Unit, joinable
from samestory.encode import Encoder
from samestory.encode.neutral import neutral
from samestory.gather.entities import entities
from samestory.gather.name_context import Texts
from samestory.gather.spellings import spellings
from samestory.gather.written import written
from samestory.heads.names import NameTagger, names
from samestory.lang import load
from samestory.model import Article, Span
from samestory.read import numbers, times
from samestory.read.forms import forms
from samestory.read.language import detect
from samestory.read.times_told import told
from samestory.signals import Day, Floats2d, Signals, entities_by_sentence, signals
from samestory.store.vectors import kept

Value = TypeVar("Value")


class Line(msgspec.Struct, frozen=True):
    """A sentence as aligning sees it; ``vector`` is float32 (1, d)."""

    text: str
    vector: Floats2d
    numbers: frozenset[float]
    days: frozenset[Day]
    entities: frozenset[str]


Lines = Mapping[Unit, Line]


class Reader(msgspec.Struct, frozen=True):
    """The encoder and the tagger that read for it."""

    encoder: Encoder
    tagger: NameTagger

    @classmethod
    def open(cls) -> Reader:
        """Both, with the weights that are at hand."""
        return cls(Encoder.open(), NameTagger.open())

    def seen(self, articles: Sequence[Article]) -> dict[str, Signals]:
        """The articles as collate sees them, by source, their names made one across all of them."""
        texts = [span.of(a.text) for a in articles for span in a.units()]
        rows, tokens = self.encoder.read(texts, self.tagger)
        vectors, told, start = {}, {}, 0
        for one in articles:
            end = start + len(one.units())
            found = names(one.text, one.units(), tokens[start:end], self.tagger.transitions)
            told[one.source] = replace(one, id=one.source, names=found)
            vectors[one.source] = neutral(kept(rows[start:end]))
            start = end
        plain = {i: signals(a, vectors[i]) for i, a in told.items()}
        who = self._who(told, plain)
        return {i: replace(s, entities=entities_by_sentence(told[i], who[i])) for i, s in plain.items()}

    def lines(
        self, texts: Mapping[str, Sequence[str]], documents: Sequence[Sequence[int]]
    ) -> dict[str, Lines]:
        """By language, the lines of these documents and the neighbours among them that may be joined."""
        whole = {language: detect("\n".join(lines)) for language, lines in texts.items()}
        articles = [
            _article(f"{language}/{lines[0]}", code, [texts[language][n] for n in lines])
            for language, code in whole.items()
            for lines in documents
        ]
        seen = self.seen(articles)
        return {
            language: dict(
                self._units(texts[language], documents, [seen[f"{language}/{d[0]}"] for d in documents])
            )
            for language in texts
        }

    def _units(
        self, texts: Sequence[str], documents: Sequence[Sequence[int]], seen: Sequence[Signals]
    ) -> Iterator[tuple[Unit, Line]]:
        single = {
            (number,): _line(texts[number], its, place)
            for lines, its in zip(documents, seen, strict=True)
            for place, number in enumerate(lines)
        }
        yield from single.items()
        pairs = [pair for lines in documents for pair in joinable(lines)]
        written = [" ".join(texts[number] for number in pair) for pair in pairs]
        rows = neutral(self.encoder.encode(written))
        for place, (pair, text) in enumerate(zip(pairs, written, strict=True)):
            one, other = (single[(number,)] for number in pair)
            yield pair, Line(text, rows[place : place + 1], *_both(one, other))

    def _who(
        self, articles: Mapping[str, Article], plain: Mapping[str, Signals]
    ) -> Mapping[str, tuple[str | None, ...]]:
        names = written(articles[i] for i in sorted(articles))
        spelt = spellings(names, forms)
        said = list(dict.fromkeys(one.spelling.written for one in spelt))
        meant = dict(zip(said, neutral(self.encoder.encode(said)), strict=True)) if said else {}
        where = Texts(names, plain, {one.key: meant[one.spelling.written] for one in spelt})
        found = entities(where, spelt, ())
        return {i: found.who(i) for i in articles}


def report(side: Side, lines: Lines) -> Signals:
    """The units of ``side`` as one article."""
    units = [lines[unit] for unit in side]
    return Signals(
        id="",
        headline=units[0].vector[:0],
        sentences=np.concatenate([unit.vector for unit in units]),
        names=_by_sentence([frozenset[str]()] * len(units)),
        numbers=_by_sentence([unit.numbers for unit in units]),
        days=_by_sentence([unit.days for unit in units]),
        entities=_by_sentence([unit.entities for unit in units]),
        published=None,
        clue=None,
        ordinals=0,
        credits=frozenset(),
    )


def _article(source: str, lang: str, sentences: Iterable[str]) -> Article:
    text, spans = "", []
    for sentence in sentences:
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + "\n"
    language = load(lang)
    spoken = times.mentions(text, language)
    figures = numbers.mentions(text, language, spoken)
    return Article(
        id=source, document_id=source, source=source, lang=lang, text=text, sentences=tuple(spans),
        times=told(text, language, None), numbers=figures,
    )  # fmt: skip


def _line(text: str, seen: Signals, place: int) -> Line:
    vector, after = seen.sentences[place : place + 1], place + 1
    return Line(text, vector, seen.numbers[after], seen.days[after], seen.entities[after])


def _both(one: Line, other: Line) -> tuple[frozenset[float], frozenset[Day], frozenset[str]]:
    return one.numbers | other.numbers, one.days | other.days, one.entities | other.entities


def _by_sentence(held: Sequence[frozenset[Value]]) -> tuple[frozenset[Value], ...]:
    return (frozenset(), *held)
