"""Articles of invented words, with names, times, figures, quotes and deeds marked as reading marks them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import get_args

from evals.invented.words import Named, Text, Words
from samestory.ids import content_id
from samestory.model import (
    Article,
    CapitalMention,
    Deed,
    Mood,
    NameMention,
    NumberMention,
    Quote,
    Root,
    Span,
    Timed,
    When,
)

ROOTS: tuple[Root, ...] = get_args(Root)
MOODS: tuple[Mood, ...] = get_args(Mood)
DAY = timedelta(days=1)
# How often a sentence has each of these.
NAMED, SECOND, TIMED, COUNTED, QUOTED, ACTING = 0.75, 0.4, 0.35, 0.5, 0.2, 0.12


class Drafted:
    """An article as it is written, sentence by sentence, by one outlet about one day."""

    def __init__(self, rng: Random, words: Words, lang: str, day: datetime) -> None:
        self._rng, self._words, self._lang, self._day = rng, words, lang, day
        self._text = Text()
        self._sentences = list[Span]()
        self._names, self._whom = list[NameMention](), list[Named]()
        self._times, self._numbers = list[Timed](), list[NumberMention]()
        self._quotes, self._deeds = list[Quote](), list[Deed]()

    def article(self, number: int, cast: Sequence[Named], sentences: int) -> tuple[Article, list[Named]]:
        """The article, with who is named at each of its names."""
        title = self._text.add(self._words.some(self._rng, self._lang, 8).capitalize(), "\n\n")
        for _ in range(sentences):
            self._sentence(cast)
        id_ = content_id("invented", str(number))
        article = Article(
            id=id_,
            document_id=content_id("document", id_),
            source=f"{number:06}.txt",
            lang=self._lang,
            text=str(self._text),
            title=title,
            outlet=f"outlet{self._rng.randrange(120)}.example",
            published=_when(self._day, "invented"),
            sentences=tuple(self._sentences),
            times=tuple(self._times),
            capitals=tuple(CapitalMention(span=one.span, key=f"k{one.span.start}") for one in self._names),
            names=tuple(self._names),
            numbers=tuple(self._numbers),
            quotes=tuple(self._quotes),
            deeds=tuple(self._deeds),
        )
        return article, self._whom

    def _sentence(self, cast: Sequence[Named]) -> None:
        rng, start = self._rng, self._text.length
        first = self._name(cast) if rng.random() < NAMED else None
        self._some(3, 8)
        second = self._name(cast) if first is not None and rng.random() < SECOND else None
        if rng.random() < COUNTED:
            self._number()
        if rng.random() < TIMED:
            self._time()
        if first is not None and rng.random() < QUOTED:
            self._quote(first)
        if first is not None and second is not None and rng.random() < ACTING:
            self._deed(first, second)
        end = self._text.add(self._words.some(rng, self._lang, rng.randint(3, 9)) + ".").end
        self._sentences.append(Span(start, end))

    def _some(self, fewest: int, most: int) -> Span:
        return self._text.add(self._words.some(self._rng, self._lang, self._rng.randint(fewest, most)))

    def _name(self, cast: Sequence[Named]) -> int:
        # The first of a story's cast are named most.
        one = cast[min(int(self._rng.expovariate(0.35)), len(cast) - 1)]
        span = self._text.add(one.written[self._lang])
        self._names.append(NameMention(span=span, type=one.type, score=0.9))
        self._whom.append(one)
        return len(self._names) - 1

    def _number(self) -> None:
        value = self._rng.randrange(2, 900)
        self._numbers.append(NumberMention(span=self._text.add(str(value)), value=value, step=1))

    def _time(self) -> None:
        day = self._day - self._rng.randrange(5) * DAY
        span = self._text.add(f"{day:%d.%m.%Y}")
        when = _when(day, "the text names the day", span)
        self._times.append(Timed(span=span, kind="date", reason=when.reason, when=when))

    def _quote(self, name: int) -> None:
        cue = self._some(1, 1)
        self._text.add("«", "")
        span = self._some(5, 14)
        self._text.add("»")
        self._quotes.append(
            Quote(span=span, kind="direct", cue=cue, name=name, reason="a name beside a verb of saying")
        )

    def _deed(self, source: int, target: int) -> None:
        self._deeds.append(
            Deed(
                sentence=len(self._sentences),
                source=source,
                target=target,
                root=self._rng.choice(ROOTS),
                mood=self._rng.choices(MOODS, (8, 2, 1, 1))[0],
                score=0.8,
            )
        )


def _when(day: datetime, reason: str, span: Span | None = None) -> When:
    return When(start=day, end=day + DAY, granularity="day", reason=reason, span=span)
