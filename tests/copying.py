"""A dossier of one invented story told by several reports, of which some took their text from others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from gathering import WIDTH, gathered

from samestory.ids import content_id
from samestory.model import Article, Contents, Decision, Span, When
from samestory.store.writer import Encoded

NOON = datetime(2024, 5, 14, 12)
WHO = ("The pilot", "A diver", "The harbour master", "One passenger", "The crew", "A fisherman", "The mayor")
DID = ("saw", "repaired", "described", "left", "paid for")
WHAT = ("the broken rudder.", "two lifeboats.", "the empty pier.")


def sentence(number: int) -> str:
    """What the ``number``-th thing told of the ferry is in words, no two alike."""
    return f"{WHO[number % 7]} {DID[number % 5]} {WHAT[number % 3]}"


def told(name: str, things: Sequence[int], hours: int | None = 0) -> Encoded:
    """A report seen as "a.txt" that tells these things, published ``hours`` after noon; undated for None."""
    text, spans = "", []
    for part in (f"The ferry, by {name}", *map(sentence, things)):
        spans.append(Span(len(text), len(text) + len(part)))
        text += f"{part}\n"
    start = NOON + timedelta(hours=hours or 0)
    when = When(start=start, end=start + timedelta(minutes=1), granularity="minute", reason="stated")
    article = Article(
        id=content_id("article", text), document_id=f"doc-{name}", source=f"{name}.txt", lang="en", text=text,
        title=spans[0], sentences=tuple(spans[1:]), published=None if hours is None else when,
    )  # fmt: skip
    return Encoded(article, _vectors(name, things), "m1")


def _vectors(name: str, things: Sequence[int]) -> np.ndarray:
    affair = np.random.default_rng(1).normal(size=WIDTH)
    rows = [affair, *(0.6 * affair + np.random.default_rng(10 + one).normal(size=WIDTH) for one in things)]
    own = np.random.default_rng(1000 + ord(name)).normal(size=(len(rows), WIDTH))
    vectors = (np.stack(rows) + 0.2 * own).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


# Three with one text, of which the second is undated; two with another; two of their own.
ALL = (
    told("a", range(8)),
    told("b", range(8), None),
    told("c", (*range(7), 30)),
    told("d", range(10, 18)),
    told("e", (*range(10, 17), 31)),
    told("f", (0, *range(20, 26)), hours=48),
    told("g", (*range(40, 46), 10)),
)
LATER = (told("h", (*range(7), 32)), told("i", (50, 51, 52, 53, 0)), told("j", (*range(10, 17), 33)))


def stored(dossier: Path, reports: Sequence[Encoded] = ALL) -> Path:
    """``dossier`` with ``reports`` added, all derived."""
    return gathered(dossier, reports)


def origins(held: Contents) -> set[str]:
    """The origins of the only story: "abc" for a.txt, b.txt and c.txt."""
    (story,) = held.stories
    return {"".join(sorted(held.files[one][0][0] for one in origin.articles)) for origin in story.origins}


def said(held: Contents) -> list[Decision]:
    """What readers decided."""
    return [one for one in held.decisions if one.made_by != "machine"]
