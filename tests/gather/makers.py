"""Signals made by hand: articles as points in a small space, so that a test says what it means."""

from __future__ import annotations

from datetime import date

import numpy as np

from samestory.signals import Day, Signals

WIDTH = 16


def direction(*weights: float) -> np.ndarray:
    """A unit vector from its first coordinates."""
    vector = np.zeros(WIDTH, np.float32)
    vector[: len(weights)] = weights
    return vector / np.linalg.norm(vector)


def article(name: str, sentences: list[np.ndarray], **known: object) -> Signals:
    """Signals of an article with these sentences; the rest empty unless given."""
    count = len(sentences) + 1
    names = frozenset(known.pop("names", ()))  # type: ignore[call-overload]
    days = frozenset(known.pop("days", ()))  # type: ignore[call-overload]
    return Signals(
        id=name,
        headline=np.zeros((0, WIDTH), np.float32),
        sentences=np.stack(sentences),
        names=(names, *(frozenset() for _ in range(count - 1))),
        numbers=tuple(frozenset() for _ in range(count)),
        days=(days, *(frozenset() for _ in range(count - 1))),
        published=known.pop("published", None),  # type: ignore[arg-type]
        clue=known.pop("clue", None),  # type: ignore[arg-type]
        ordinals=int(known.pop("ordinals", 0)),  # type: ignore[call-overload]
        credits=frozenset(known.pop("credits", ())),  # type: ignore[call-overload]
    )


def day(month: int, number: int, year: int | None = None) -> Day:
    """A calendar day as a text names it."""
    return Day(month=month, day=number, year=year)


JUNE = date(2024, 6, 10)
