"""Articles and signals made by hand for collation: sentences are points, texts are plain."""

from __future__ import annotations

from datetime import date

import numpy as np

from samestory.model import Article, NumberMention, Span, Timed, TimeMention
from samestory.signals import Signals

WIDTH = 32


def point(number: int, blur: float = 0.0) -> np.ndarray:
    """The meaning ``number``; ``blur`` moves it off, as a translation does."""
    vector = np.zeros(WIDTH, np.float32)
    vector[number] = 1.0
    vector[WIDTH - 1 - number] = blur
    return vector / np.linalg.norm(vector)


def seen(name: str, meanings: list[int], *, blur: float = 0.0, **known: object) -> Signals:
    """An article that states these meanings in this order."""
    count = len(meanings) + 1
    return Signals(
        id=name,
        headline=np.zeros((0, WIDTH), np.float32),
        sentences=np.stack([point(m, blur) for m in meanings]),
        names=tuple(frozenset() for _ in range(count)),
        numbers=tuple(frozenset() for _ in range(count)),
        days=tuple(frozenset() for _ in range(count)),
        published=known.get("published"),  # type: ignore[arg-type]
        clue=None,
        ordinals=0,
        credits=frozenset(known.get("credits", ())),  # type: ignore[call-overload]
    )


def stated(mention: TimeMention) -> Timed:
    """An expression of time that is this date as written, placed nowhere."""
    return Timed(span=mention.span, kind="date", reason="not placed", parts=(mention,))


def article(name: str, sentences: list[str]) -> Article:
    """An article of these sentences; its figures are read, dates look like "3/9"."""
    text, spans, numbers, times = "", [], [], []
    for sentence in sentences:
        start = len(text)
        spans.append(Span(start, start + len(sentence)))
        place = start
        for word in sentence.split(" "):
            span = Span(place, place + len(word))
            if "/" in word:
                day, month = word.split("/")
                times.append(stated(TimeMention(span=span, day=int(day), month=int(month))))
            elif word.replace(".", "", 1).isdigit():
                numbers.append(NumberMention(span=span, value=float(word)))
            place += len(word) + 1
        text += sentence + "\n"
    return Article(
        id=name, document_id=name, source=name, lang="und", text=text,
        sentences=tuple(spans), numbers=tuple(numbers), times=tuple(times),
    )  # fmt: skip


EARLY, LATE = date(2024, 5, 14), date(2024, 5, 16)
