"""Reports made of translated news in which some sentences are turned into quotes, on one side or on both.

Each side is a list of sentences in its own language; what is quoted, by whom and how it was changed is known.
Deterministic for a seed. Nothing is read or encoded here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Literal, NamedTuple

HERE = Path(__file__).parent
SPEECH = HERE / "speech.toml"
# Documents with fewer lines hold too few rivals.
SHORTEST = 6
# How a line stands left and right, each so often of a hundred. Of copies, and of reports of their own.
PLACES = {
    "copies": {
        "quoted quoted": 38, "quoted plain": 12, "plain quoted": 12, "quoted -": 9, "- quoted": 9,
        "plain plain": 12, "- -": 8,
    },
    "few shared": {
        "quoted quoted": 9, "quoted plain": 4, "plain quoted": 4, "quoted -": 26, "- quoted": 26,
        "plain plain": 3, "plain -": 14, "- plain": 14,
    },
}  # fmt: skip
# What becomes of a quote that both have, on one side of the two.
CHANGES = {"whole": 45, "shortened": 25, "merged": 10, "altered": 20}
SPEAKERS, UNNAMED, LEAST_WORDS = 3, 0.12, 10
_MARKS = re.compile(r"[\"“”„«»‘‚‹›″]|(?<!\w)['’]|['’](?!\w)")
_FIGURE = re.compile(r"(?<![\w.,:/-])\d{1,3}(?![\w:/-]|[.,]\d)")

Kind = Literal["copies", "few shared"]
Half = Literal["develop", "held"]
Change = Literal["whole", "shortened", "merged", "figure", "negated"]
KINDS: tuple[Kind, ...] = ("copies", "few shared")


class Planted(NamedTuple):
    """What stands within marks, the lines it was made of, who says it, and whether the speaker is named."""

    words: str
    lines: tuple[int, ...]
    speaker: str | None
    change: Change = "whole"


class Sentence(NamedTuple):
    """A sentence as written, and the quote in it, if any."""

    text: str
    said: Planted | None = None


class Plot(NamedTuple):
    """Two reports of one document; ``first`` is 0 where the left one was published first, else 1."""

    sides: tuple[tuple[Sentence, ...], tuple[Sentence, ...]]
    first: int


@lru_cache(maxsize=1)
def speech() -> dict[str, dict[str, object]]:
    """How each language puts a quote, by the code of its news."""
    return dict(tomllib.loads(SPEECH.read_text("utf-8"))["langs"])


@lru_cache(maxsize=2)
def speakers(half: Half) -> tuple[dict[str, str], ...]:
    """The speakers of a half, by script."""
    return tuple(tomllib.loads(SPEECH.read_text("utf-8"))["speakers"][half])


def plots(
    documents: Sequence[Sequence[int]],
    texts: tuple[Sequence[str], Sequence[str]],
    pair: tuple[str, str],
    half: Half,
    kind: Kind,
) -> list[Plot]:
    """Two reports of each document that is long enough; ``texts`` are the lines in both languages."""
    rng = Random("-".join((*pair, half, kind)))
    bare = tuple([_bare(line) for line in side] for side in texts)
    maker = _Maker(rng, (bare[0], bare[1]), pair, speakers(half), PLACES[kind])
    return [maker.plot(lines) for lines in documents if len(lines) >= SHORTEST]


class _Maker(NamedTuple):
    rng: Random
    texts: tuple[Sequence[str], Sequence[str]]
    pair: tuple[str, str]
    people: Sequence[dict[str, str]]
    places: dict[str, int]

    def plot(self, lines: Sequence[int]) -> Plot:
        people = self.rng.sample(range(len(self.people)), SPEAKERS)
        sides: tuple[list[Sentence], list[Sentence]] = ([], [])
        first = self.rng.randrange(2)
        over = list(lines)
        while over:
            line = over.pop(0)
            # A headline says once more what the text says.
            place = "plain plain" if line == lines[0] else _drawn(self.rng, self.places)
            if place == "quoted quoted":
                speaker = self.rng.choice(people)
                for side, its in zip(sides, self._both(line, over, speaker, first), strict=True):
                    side.extend(its)
            else:
                self._one_sided(line, place, self.rng.choice(people), sides)
        if self.rng.random() < 0.5:
            self.rng.shuffle(sides[1])
        return Plot((tuple(sides[0]), tuple(sides[1])), first)

    def _one_sided(
        self, line: int, place: str, speaker: int, sides: tuple[list[Sentence], list[Sentence]]
    ) -> None:
        for number, stands in enumerate(place.split()):
            text = self.texts[number][line]
            if stands == "quoted" and len(text.split()) > 1:
                sides[number].append(self._quoted(number, Planted(_stripped(text), (line,), str(speaker))))
            elif stands != "-":
                sides[number].append(Sentence(text))

    def _both(
        self, line: int, over: list[int], speaker: int, first: int
    ) -> tuple[list[Sentence], list[Sentence]]:
        """What both quote, changed on the side that came second."""
        change = _drawn(self.rng, CHANGES)
        who = str(speaker)
        made = [[Planted(_stripped(text[line]), (line,), who)] for text in self.texts]
        second = 1 - first
        if change == "merged" and len(over) > 1:
            return self._merged(line, over, who, second)
        changed = self._changed(change, line, second)
        if changed is not None:
            made[second] = [changed._replace(speaker=who)]
        return tuple([self._quoted(n, one) for one in its] for n, its in enumerate(made))  # type: ignore[return-value]

    def _merged(
        self, line: int, over: list[int], who: str, second: int
    ) -> tuple[list[Sentence], list[Sentence]]:
        """Two lines with one between, which one side quotes apart and the other in one breath."""
        between, other = over.pop(0), over.pop(0)
        sides: list[list[Sentence]] = []
        for number, text in enumerate(self.texts):
            one, two = (_stripped(text[n]) for n in (line, other))
            if number == second:
                said = [self._quoted(number, Planted(f"{one}. {two}", (line, other), who, "merged"))]
                sides.append([*said, Sentence(text[between])])
            else:
                parts = [self._quoted(number, Planted(w, (n,), who)) for w, n in ((one, line), (two, other))]
                sides.append([parts[0], Sentence(text[between]), parts[1]])
        return sides[0], sides[1]

    def _changed(self, change: str, line: int, side: int) -> Planted | None:
        text = _stripped(self.texts[side][line])
        if change == "shortened" and len(text.split()) >= LEAST_WORDS:
            return Planted(_half(text), (line,), None, "shortened")
        if change != "altered":
            return None
        figure = self._other_figure(line, side)
        if figure is not None:
            return Planted(figure, (line,), None, "figure")
        pattern = str(speech()[self.pair[side]]["not"])
        return Planted(pattern.format(q=text), (line,), None, "negated")

    def _other_figure(self, line: int, side: int) -> str | None:
        """The line with a figure of both languages made another one, None where there is none."""
        mine, other = _stripped(self.texts[side][line]), self.texts[1 - side][line]
        shared = {m[0] for m in _FIGURE.finditer(other)}
        places = [m for m in _FIGURE.finditer(mine) if m[0] in shared and int(m[0]) > 2]
        if not places:
            return None
        place = self.rng.choice(places)
        value = int(place[0])
        return f"{mine[: place.start()]}{value + max(2, value // 3)}{mine[place.end() :]}"

    def _quoted(self, side: int, said: Planted) -> Sentence:
        its = speech()[self.pair[side]]
        named = self.rng.random() >= UNNAMED
        patterns = its[self.rng.choice(("behind", "before")) if named else "he"]
        assert isinstance(patterns, list)
        name = self.people[int(said.speaker or 0)][str(its["script"])]
        pattern = self.rng.choice(patterns)
        told = said if named else said._replace(speaker=None)
        return Sentence(pattern.format(q=said.words, s=name), told)


def alike(left: Planted, right: Planted) -> bool:
    """Whether two quotes say the same: a line in common."""
    return not set(left.lines).isdisjoint(right.lines)


def quoted(side: Sequence[Sentence]) -> Iterator[Planted]:
    """The quotes of a side, in order."""
    return (one.said for one in side if one.said is not None)


def _drawn(rng: Random, chances: dict[str, int]) -> str:
    return rng.choices(list(chances), weights=list(chances.values()))[0]


def _bare(line: str) -> str:
    """Without marks of its own, which would open other quotes."""
    return re.sub(r"\s+", " ", _MARKS.sub("", line)).strip()


def _stripped(text: str) -> str:
    return text.rstrip(" .!?…")


def _half(text: str) -> str:
    """The beginning, up to the comma nearest to the middle, or to the middle word."""
    words = text.split()
    middle = len(words) // 2
    commas = [
        n + 1 for n, word in enumerate(words) if word.endswith((",", ";")) and 4 <= n + 1 <= len(words) - 4
    ]
    cut = min(commas, key=lambda n: abs(n - middle), default=middle)
    return " ".join(words[: cut if abs(cut - middle) <= middle // 2 else middle]).rstrip(",;:–— ")
