"""Invented words and names in scripts of several languages, and texts that grow, with spans."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from samestory.model import NameType, Span

LATIN = ("bcdfglmnprstvz", "aeiou")
CYRILLIC = ("бвгдзклмнпрстх", "аеиоу")
GREEK = ("βγδζκλμνπρστφχ", "αειου")
SCRIPTS = {
    "bg": CYRILLIC, "ro": LATIN, "ru": CYRILLIC, "en": LATIN, "uk": CYRILLIC, "de": LATIN, "pl": LATIN,
    "el": GREEK,
}  # fmt: skip
LANGUAGES = tuple(SCRIPTS)
VOCABULARY = 8_000
TYPES: tuple[NameType, ...] = ("person", "person", "organisation", "place")


class Named(NamedTuple):
    """One who is named: the type, and how each language writes it."""

    id: str
    type: NameType
    written: dict[str, str]


class Words:
    """The words of each language: a few stand often, most seldom."""

    def __init__(self, rng: Random) -> None:
        self._held = {lang: [_word(rng, lang) for _ in range(VOCABULARY)] for lang in LANGUAGES}
        total, self._weights = 0.0, list[float]()
        for rank in range(VOCABULARY):
            total += 1 / (rank + 3)
            self._weights.append(total)

    def some(self, rng: Random, lang: str, count: int) -> str:
        """So many words, one after the other."""
        return " ".join(rng.choices(self._held[lang], cum_weights=self._weights, k=count))

    def seldom(self, rng: Random, lang: str) -> str:
        """A word that stands in few texts."""
        return rng.choice(self._held[lang][VOCABULARY // 8 :])


class Text:
    """A text as it grows."""

    def __init__(self) -> None:
        self._parts, self.length = list[str](), 0

    def add(self, words: str, after: str = " ") -> Span:
        """Put ``words`` at the end, and ``after`` behind them; gives where ``words`` stand."""
        start = self.length
        self._parts += (words, after)
        self.length += len(words) + len(after)
        return Span(start, start + len(words))

    def __str__(self) -> str:
        return "".join(self._parts)


def named(rng: Random, id_: str) -> Named:
    """Someone: one or two words of the same syllables in every script."""
    type_ = rng.choice(TYPES)
    words = [[(rng.randrange(14), rng.randrange(5)) for _ in range(rng.randint(2, 4))] for _ in range(2)]
    told = words if type_ == "person" else words[:1]
    return Named(
        id_, type_, {lang: " ".join(_spelt(one, lang).capitalize() for one in told) for lang in LANGUAGES}
    )


def _word(rng: Random, lang: str) -> str:
    return _spelt([(rng.randrange(14), rng.randrange(5)) for _ in range(rng.randint(1, 5))], lang)


def _spelt(syllables: list[tuple[int, int]], lang: str) -> str:
    consonants, vowels = SCRIPTS[lang]
    return "".join(consonants[one] + vowels[other] for one, other in syllables)
