"""Reports on invented happenings, with names written in several ways, for tests of dossiers that grow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import numpy as np
import pytest
from msgspec import structs
from naming import WIDTH, marked

from samestory import pipeline
from samestory.encode import weights
from samestory.model import Article, When
from samestory.signals import Floats2d
from samestory.store.grounds import Bounds, Growth
from samestory.store.view import View
from samestory.store.writer import Batch, Encoded, Sighting, Writer

# Whatever comes is taken in by itself.
ALWAYS = Bounds(fewest=1, share=100.0, most=1000)
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
    toll = 100 + 37 * happening
    article = _article(happening, number, toll, toll)
    day = MAY + timedelta(days=9 * happening + chance.randrange(3))
    return _encoded(_published(article, day), _vectors(happening, number, 0.5, 0.4))


def yearly(number: int, years: int) -> Encoded:
    """A report on what happens every year, so many years after the first time."""
    day = MAY + timedelta(days=365 * years)
    return _encoded(_published(_article(3, number, 211, 211), day), _vectors(3, number, 0.0, 0.4))


def reports(count: int, seed: int) -> list[Encoded]:
    """``count`` reports in an order drawn by lot; the first happenings have the most."""
    chance = Random(seed)
    drawn = [(min(int(chance.expovariate(0.4)), 9), number) for number in range(count)]
    return [report(happening, number, chance) for happening, number in drawn]


def strewn(count: int, seed: int) -> list[Encoded]:
    """As ``reports``, but told in all manners, of less certain days and figures: stories come apart again."""
    chance, found = Random(seed), []
    for number in range(count):
        happening = min(int(chance.expovariate(0.3)), 14)
        own, toll = chance.choice([0.5, 1.5, 2.5, 3.5]), 100 + 37 * happening
        said = toll if chance.random() < 0.7 else chance.randrange(500)
        article = _article(happening, number, toll, said)
        if chance.random() < 0.75:
            article = _published(article, MAY + timedelta(days=9 * (happening // 3) + chance.randrange(12)))
        found.append(_encoded(article, _vectors(happening, number, 0.9, own)))
    return found


def added(dossier: Path, some: Iterable[Encoded]) -> Path:
    """``dossier`` with ``some`` reports more, and what follows from them."""
    with Writer.open(dossier) as writer:
        for one in some:
            seen = Sighting("news", one.article.source, one.article.document_id)
            writer.add(Batch(articles=(one,), sightings=(seen,)))
    pipeline.decide(dossier, ())
    return dossier


def made_with(prepared: Path, dossier: Path, some: Iterable[Encoded]) -> Path:
    """A dossier of them that takes in by itself whatever comes, made with the weights ``prepared``."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(weights.CACHE_VARIABLE, str(prepared))
        patched.setattr(pipeline, "BOUNDS", ALWAYS)
        return added(dossier, some)


def copied(dossier: Path, where: Path) -> Path:
    """A copy of ``dossier``, at ``where``."""
    where.write_bytes(dossier.read_bytes())
    return where


def growth(dossier: Path) -> Growth:
    """How it has grown since all was derived."""
    with View.open(dossier) as view:
        its = view.held().growth()
    assert its is not None
    return its


def derived_whole(dossier: Path) -> Path:
    """``dossier`` with all derived again."""
    with Writer.open(dossier) as writer:
        writer.ungrow()
    pipeline.decide(dossier, ())
    assert (growth(dossier).since, growth(dossier).decided) == (0, 0)
    return dossier


def batches(some: Sequence[Encoded], seed: int) -> list[list[Encoded]]:
    """``some`` in batches of up to four."""
    chance, left, found = Random(seed), list(some), []
    while left:
        size = chance.randint(1, 4)
        found.append(left[:size])
        left = left[size:]
    return found


def _article(happening: int, number: int, toll: int, said: int) -> Article:
    full, short, place = CAST[happening % len(CAST)]
    sentences = [
        f"{full} {DEEDS[happening % len(DEEDS)]} in {place}, report {number} says.",
        f"{short if number % 2 else full} spoke to {toll} people.",
        f"In {place} {said} heard it, number {number}.",
    ]
    return marked(f"{happening}-{number}.txt", "en", f"News {number} of {place}", *sentences)


def _vectors(happening: int, number: int, affair: float, own: float) -> Floats2d:
    """What all reports on a happening have in common, those on its affair, and this one has alone."""
    seeds = ((happening, 1.0), (100 + happening % 3, affair), ((happening, number), own))
    rows = sum(share * np.random.default_rng(seed).normal(size=(4, WIDTH)) for seed, share in seeds)
    return np.asarray(rows, np.float32)


def _encoded(article: Article, vectors: Floats2d) -> Encoded:
    return Encoded(article, vectors / np.linalg.norm(vectors, axis=1, keepdims=True), "m1")


def _published(article: Article, day: datetime) -> Article:
    when = When(start=day, end=day + timedelta(days=1), granularity="day", reason="stated")
    return structs.replace(article, published=when)
