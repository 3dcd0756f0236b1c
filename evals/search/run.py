"""A search finds what says the asked in another language, and words in another inflection.

One half of the lines and of the own cases was there to develop on; the other is only measured.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from evals.base import Figure, Result
from evals.corpora import Parallel, parallel
from evals.search import lines
from evals.search.made import article, no_meaning, opened, order
from evals.search.naive import Plain
from samestory.encode import Encoder
from samestory.search import Search, Wanted

HERE = Path(__file__).parent
HALVES = ("develop", "held")
LOOKED_AT = 10
Place = tuple[str, int]
Way = Callable[[str, str], list[Place]]


class Ranks(NamedTuple):
    """The rank of what is right for each question, from 1; 0 where it is not among the first ten."""

    each: tuple[int, ...]

    def within(self, most: int) -> float:
        """The share of questions whose right answer is among the first ``most``."""
        return float(np.mean([0 < rank <= most for rank in self.each]))

    def reciprocal(self) -> float:
        """The mean of reciprocal ranks."""
        return float(np.mean([1 / rank if rank else 0.0 for rank in self.each]))


class Case(NamedTuple):
    """Words asked for, a sentence that has them in another form, and one with a word that looks alike."""

    lang: str
    words: str
    right: str
    wrong: str


def run(data: Path) -> Result:
    held = parallel(data, [*lines.LANGUAGES, lines.ASKED])
    figures: list[Figure] = []
    for number, half in enumerate(HALVES):
        figures += [*_lines(held, number, half), *inflected(cases(half), half)]
    return Result(
        task="search",
        about=(
            "English lines and four words of each find their translation among all lines of its language "
            "(NTREX-128, every second document held out), first, among ten, and by mean reciprocal rank; own "
            "cases: words find a sentence that has them in another form, and leave alone one that only looks "
            "alike"
        ),
        baseline="SQLite's full text search, its Unicode tokenizer, any of the words, bm25",
        peer="the same by the first five letters of each word asked for",
        figures=tuple(figures),
        files=(
            *(str(file.relative_to(data)) for file in held.files),
            *(str((HERE / f"{half}.toml").relative_to(HERE.parents[1])) for half in HALVES),
        ),
    )


def cases(half: str) -> list[Case]:
    """Own cases of one half."""
    languages = tomllib.loads((HERE / f"{half}.toml").read_text("utf-8"))
    return [Case(lang, *one) for lang, listed in languages.items() for one in listed]


def _lines(held: Parallel, number: int, half: str) -> Iterator[Figure]:
    encoder = Encoder.open()
    articles = lines.articles(held, number)
    places, plain = lines.places(held, number), Plain(articles)
    with opened(articles, encoder.encode, encoder.model_id) as view:
        search = Search(view, encoder)

        def ours(words: str, lang: str) -> list[Place]:
            return order(search.find(words, Wanted(lang=lang), LOOKED_AT))

        def naive(words: str, lang: str) -> list[Place]:
            return plain.find(words, lang, LOOKED_AT)

        for name, asked in (("whole", lines.whole(held, number)), ("words", lines.telling(held, number))):
            for lang in lines.LANGUAGES.values():
                found = (_ranks(way, asked, lang, places) for way in (ours, naive))
                yield from _figures(f"{name} in {lang}, {half}", *found)


def _ranks(way: Way, asked: Sequence[lines.Question], lang: str, places: dict[Place, int]) -> Ranks:
    found = ([places[one] for one in way(question.words, lang)] for question in asked)
    return Ranks(tuple(_rank(its, question.line) for its, question in zip(found, asked, strict=True)))


def _rank(found: Sequence[int], right: int) -> int:
    return found.index(right) + 1 if right in found else 0


def _figures(name: str, ours: Ranks, naive: Ranks) -> Iterator[Figure]:
    for most in (1, LOOKED_AT):
        label = f"acc@{most}, {name}"
        yield Figure(name=label, value=ours.within(most), baseline=naive.within(most))
    yield Figure(name=f"MRR, {name}", value=ours.reciprocal(), baseline=naive.reciprocal())


def inflected(given: Sequence[Case], half: str) -> Iterator[Figure]:
    """Words found in another form by language, and look-alikes left alone."""
    langs = list(dict.fromkeys(one.lang for one in given))
    articles = [
        article(lang, lang, [text for one in given if one.lang == lang for text in (one.right, one.wrong)])
        for lang in langs
    ]
    plain = Plain(articles)
    with opened(articles, no_meaning, "none") as view:
        search = Search(view)

        def ours(words: str, lang: str) -> list[Place]:
            return order(search.find(words, Wanted(lang=lang), LOOKED_AT, "words"))

        def naive(words: str, lang: str) -> list[Place]:
            return plain.find(words, lang, LOOKED_AT)

        def cut(words: str, lang: str) -> list[Place]:
            return plain.beginning(words, lang, LOOKED_AT)

        told = [judged(given, way) for way in (ours, naive, cut)]
    for lang in langs:
        yield _figure(
            f"other forms first, {lang}, {half}",
            [[right for its, right, _ in one if its == lang] for one in told],
        )
    yield _figure(f"look-alikes left alone, {half}", [[spared for *_, spared in one] for one in told])


def _figure(name: str, told: Sequence[Sequence[bool]]) -> Figure:
    value, baseline, peer = (sum(one) / len(one) for one in told)
    return Figure(name=name, value=value, baseline=baseline, peer=peer)


def judged(given: Sequence[Case], way: Way) -> list[tuple[str, bool, bool]]:
    """For each case its language, whether what is right comes first, and whether the other is not found."""
    told, number = [], dict[str, int]()
    for one in given:
        place = number.get(one.lang, 0)
        number[one.lang] = place + 2
        found = way(one.words, one.lang)
        told.append((one.lang, found[:1] == [(one.lang, place)], (one.lang, place + 1) not in found))
    return told
