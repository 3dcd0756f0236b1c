"""Planted reports as the program reads them: articles with names and accounts; quotes given or found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from evals.articles import article
from evals.utterances.planted import Planted, Plot, Sentence, speech
from samestory.collate.account import Collated, account
from samestory.encode import Encoder
from samestory.encode.neutral import neutral
from samestory.encode.session import Tokens
from samestory.gather.entities import entities
from samestory.gather.name_context import Texts
from samestory.gather.spellings import spellings
from samestory.gather.written import written
from samestory.heads.names import NameTagger, names
from samestory.model import Article, Quote, Span, When
from samestory.read.forms import forms
from samestory.read.quotes import quotes
from samestory.signals import Floats2d, Named, Signals, entities_by_sentence, signals
from samestory.store.vectors import kept

DAY = datetime(2026, 11, 10)


class Report(NamedTuple):
    """An article, the quotes planted in it in the order of the text, and where they stand."""

    article: Article
    planted: tuple[Planted, ...]
    places: tuple[Span, ...]


class Read(NamedTuple):
    """A plot as the program sees it: both reports, whom their names mean, and their account."""

    reports: tuple[Report, Report]
    first: int
    seen: dict[str, Signals]
    who: Named
    collated: Collated

    def articles(self, *, found: bool) -> dict[str, Article]:
        """Both articles; their quotes are those that are ``found``, else those planted."""
        return {
            one.article.id: replace(one.article, quotes=quotes(one.article) if found else tuple(_given(one)))
            for one in self.reports
        }


class Reader(NamedTuple):
    """The encoder and the tagger that read for it."""

    encoder: Encoder
    tagger: NameTagger

    def read(self, plots: Sequence[Plot], pair: tuple[str, str]) -> list[Read]:
        """Plots as the program sees them, each a story of its own; one that holds no text is left out."""
        made = [(plot, _reports(plot, pair)) for plot in plots]
        told = [(plot, reports) for plot, reports in made if reports is not None]
        units = [
            span.of(one.article.text) for _, pair in told for one in pair for span in one.article.units()
        ]
        rows, tokens = self.encoder.read(units, self.tagger)
        found, start = [], 0
        for plot, reports in told:
            end = start + sum(len(one.article.units()) for one in reports)
            found.append(self._read(plot, reports, rows[start:end], tokens[start:end]))
            start = end
        return found

    def _read(
        self, plot: Plot, reports: tuple[Report, Report], rows: Floats2d, tokens: Sequence[Tokens]
    ) -> Read:
        made, vectors, start = [], {}, 0
        for one in reports:
            end = start + len(one.article.units())
            its = names(one.article.text, one.article.units(), tokens[start:end], self.tagger.transitions)
            made.append(one._replace(article=replace(one.article, names=its)))
            vectors[one.article.id] = neutral(kept(rows[start:end]))
            start = end
        articles = {one.article.id: one.article for one in made}
        plain = {i: signals(a, vectors[i]) for i, a in articles.items()}
        who = _who(articles, plain, self.encoder)
        seen = {i: replace(s, entities=entities_by_sentence(articles[i], who[i])) for i, s in plain.items()}
        return Read((made[0], made[1]), plot.first, seen, who, account(list(articles), articles, seen, who))


def _who(articles: dict[str, Article], plain: dict[str, Signals], encoder: Encoder) -> Named:
    held = written(articles[i] for i in sorted(articles))
    spelt = spellings(held, forms)
    said = list(dict.fromkeys(one.spelling.written for one in spelt))
    rows = neutral(encoder.encode(said)) if said else np.zeros((0, 1), np.float32)
    meant: dict[str, Floats2d] = dict(zip(said, rows, strict=True))
    where = Texts(held, plain, {one.key: meant[one.spelling.written] for one in spelt})
    found = entities(where, spelt, ())
    return {i: found.who(i) for i in articles}


def _reports(plot: Plot, pair: tuple[str, str]) -> tuple[Report, Report] | None:
    left, right = (_report(str(n), pair[n], plot.sides[n], n != plot.first) for n in (0, 1))
    return None if left is None or right is None else (left, right)


def _report(name: str, language: str, side: Sequence[Sentence], late: bool) -> Report | None:
    text = "\n".join(one.text for one in side)
    made = article(name, str(speech()[language]["code"]), text)
    if made is None:
        return None
    start = DAY + timedelta(days=int(late))
    when = When(start=start, end=start + timedelta(days=1), granularity="day", reason="planted")
    held = list(_held(made.text, side))
    planted, places = tuple(p for p, _ in held), tuple(s for _, s in held)
    return Report(replace(made, published=when, id=f"{name}-{language}"), planted, places)


def _held(text: str, side: Sequence[Sentence]) -> Iterator[tuple[Planted, Span]]:
    end = 0
    for one in side:
        if one.said is not None and (start := text.find(one.said.words, end)) >= 0:
            end = start + len(one.said.words)
            yield one.said, Span(start, end)


def _given(report: Report) -> Iterator[Quote]:
    """The planted quotes, said by the name that stands nearest to them outside of all quotes of its line."""
    article = report.article
    for planted, span in zip(report.planted, report.places, strict=True):
        line = Span(article.text.rfind("\n", 0, span.start) + 1, _line_end(article.text, span.end))
        outside = [
            number
            for number, name in enumerate(article.names)
            if line.start <= name.span.start < line.end and not span.start <= name.span.start < span.end
        ]
        named = outside[0] if outside and planted.speaker is not None else None
        yield Quote(span=span, kind="direct", name=named, cue=Span(line.start, line.start))


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
