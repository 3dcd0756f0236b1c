"""Reports on invented happenings, with names written in several ways, for tests of dossiers that grow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import numpy as np
from msgspec import structs
from naming import WIDTH, marked

from samestory import pipeline
from samestory.model import Article, When
from samestory.store.writer import Batch, Encoded, Sighting, Writer

MAY = datetime(2024, 5, 14)
# Who acts, in full and for short, and where: two happenings share each.
CAST = (
    ("{person:Ilie Dorca}", "{person:Dorca}", "{place:Corva}"),
    ("{person:Mara Velik}", "{person:Velik}", "{place:Talm}"),
    ("{person:Hanna Brodt}", "{person:Brodt}", "{place:Ostry Port}"),
    ("{person:Pavel Ruse}", "{person:Ruse}", "{place:Lower Mern}"),
)
DEEDS = (
    "opened the bridge",
    "left the council",
    "found the ferry",
    "closed the mill",
    "won the race",
    "sold the inn",
)


def report(happening: int, number: int, chance: Random) -> Encoded:
    """One of any number of reports on a happening, in words and vectors of its own."""
    full, short, place = CAST[happening % len(CAST)]
    deed, toll = DEEDS[happening % len(DEEDS)], 100 + 37 * happening
    day = MAY + timedelta(days=9 * happening + chance.randrange(3))
    sentences = [
        f"{full} {deed} in {place}, report {number} says.",
        f"{short if number % 2 else full} spoke to {toll} people.",
        f"In {place} {toll} heard it, number {number}.",
    ]
    article = marked(f"{happening}-{number}.txt", "en", f"News {number} of {place}", *sentences)
    own = np.random.default_rng(happening).normal(size=(4, WIDTH))
    affair = np.random.default_rng(100 + happening % 3).normal(size=(4, WIDTH))
    words = np.random.default_rng((happening, number)).normal(size=(4, WIDTH))
    vectors = (own + 0.5 * affair + 0.4 * words).astype(np.float32)
    return Encoded(_published(article, day), vectors / np.linalg.norm(vectors, axis=1, keepdims=True), "m1")


def reports(count: int, seed: int) -> list[Encoded]:
    """``count`` reports in an order drawn by lot; the first happenings have the most."""
    chance = Random(seed)
    drawn = [(min(int(chance.expovariate(0.4)), 9), number) for number in range(count)]
    return [report(happening, number, chance) for happening, number in drawn]


def added(dossier: Path, some: Iterable[Encoded]) -> Path:
    """``dossier`` with ``some`` reports more, and what follows from them."""
    with Writer.open(dossier) as writer:
        for one in some:
            seen = Sighting("news", one.article.source, one.article.document_id)
            writer.add(Batch(articles=(one,), sightings=(seen,)))
    pipeline.decide(dossier, ())
    return dossier


def batches(some: Sequence[Encoded], seed: int) -> list[list[Encoded]]:
    """``some`` in batches of up to four."""
    chance, left, found = Random(seed), list(some), []
    while left:
        size = chance.randint(1, 4)
        found.append(left[:size])
        left = left[size:]
    return found


def _published(article: Article, day: datetime) -> Article:
    when = When(start=day, end=day + timedelta(days=1), granularity="day", reason="stated")
    return structs.replace(article, published=when)
