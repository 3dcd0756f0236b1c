"""Small dossiers to search in, whose vectors are told by hand: a meaning is one direction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from samestory.encode.neutral import Floats2d
from samestory.model import Account, Article, Dated, Entity, Mention, Origin, Span, Spelling, Story, When
from samestory.store.writer import Batch, Derived, Encoded, Sighting, Writer

MODEL = "told"
WIDTH = 16


class Told:
    """An encoder that was told what texts mean: each meaning is a direction, an unknown text has none."""

    model_id = MODEL

    def __init__(self, meanings: Mapping[str, int]) -> None:
        self._meanings = meanings

    def encode(self, texts: Sequence[str]) -> Floats2d:
        rows = np.zeros((len(texts), WIDTH), np.float32)
        for row, text in enumerate(texts):
            if text in self._meanings:
                rows[row, self._meanings[text]] = 1.0
        return rows


NOTHING = Told({})


def article(name: str, lang: str, *sentences: str, outlet: str | None = None) -> Article:
    """An article of these sentences, the first of them its title."""
    text, spans = "", []
    for one in sentences:
        spans.append(Span(len(text), len(text) + len(one)))
        text += f"{one}\n"
    return Article(
        id=name, document_id=f"d-{name}", source=f"{name}.txt", lang=lang, text=text, outlet=outlet,
        title=spans[0], sentences=tuple(spans[1:]),
    )  # fmt: skip


def batch(articles: Sequence[Article], encoder: Told = NOTHING) -> Batch:
    """What stores ``articles`` as read and seen."""
    return Batch(
        articles=tuple(Encoded(one, encoder.encode(units(one)), MODEL) for one in articles),
        sightings=tuple(Sighting("news", one.source, one.document_id) for one in articles),
    )


def units(one: Article) -> list[str]:
    """What is encoded of an article."""
    return [span.of(one.text) for span in one.units()]


def stored(path: Path, articles: Sequence[Article], encoder: Told = NOTHING) -> Path:
    """A dossier of ``articles`` without stories."""
    with Writer.open(path) as writer:
        writer.add(batch(articles, encoder))
    return path


def story(name: str, origins: Sequence[Sequence[str]], day: int) -> Story:
    """A story of these origins, published on a day of May."""
    start = datetime(2031, 5, day, tzinfo=UTC)
    when = When(start=start, end=start + timedelta(days=1), granularity="day", reason="told")
    members = tuple(one for origin in origins for one in origin)
    return Story(
        id=name, titles=(), thread="t", articles=members, account=Account(rows=(), copies=()),
        origins=tuple(Origin(articles=tuple(origin)) for origin in origins),
        dates=tuple(Dated(article=one, when=when, how="stated") for one in members),
    )  # fmt: skip


def entity(name: str, spellings: Sequence[tuple[str, str]], articles: Sequence[str]) -> Entity:
    """A person written like this, by language, and named in these articles."""
    return Entity(
        id=f"id-{name}", name=name, type="person",
        mentions=tuple(Mention(article=one, name=0) for one in articles),
        spellings=tuple(
            Spelling(key=f"person:{lang}:{written}", lang=lang, written=written, count=1)
            for lang, written in spellings
        ),
    )  # fmt: skip


def derived(path: Path, stories: Sequence[Story], entities: Sequence[Entity] = ()) -> None:
    """Stores what follows from the articles of the dossier at ``path``."""
    groups = Derived(
        stories=tuple(stories), bases=tuple(one.id for one in stories), threads=(),
        entities=tuple(entities), decisions=(),
    )  # fmt: skip
    with Writer.open(path) as writer:
        writer.derive(groups, "state", lambda: True)
