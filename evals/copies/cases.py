"""Pairs of reports of which it is known what one took from the other: made of translated news and of topics.

A copy holds a part of a document, and sentences of another on a like subject beside it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from random import Random

import msgspec
import numpy as np

from evals.copies.reports import Report, Taken, mixed
from evals.corpora import NamedDocument

# A copy keeps between these shares of a document's sentences.
LEAST_KEPT, MOST_KEPT = 0.2, 1.0
SHORTEST = 5
# Another document's place among the nearest, of which one is taken at random.
NEAREST = 3
GRAM = 5
# Two documents of a topic in one language with more of the shorter one's word 5-grams in common are reprints
# or share a passage: they say nothing about independent reports.
MOST_IN_COMMON = 0.1
# Others each document of a topic is set beside, of its language and of other ones.
PARTNERS = 3
# Words of a reprint that are changed, least and most.
LEAST_CHANGED, MOST_CHANGED = 0.05, 0.4


class Case(msgspec.Struct, frozen=True):
    """Two reports and whether one is a copy of the other, in part or whole; ``kind`` names its sort."""

    left: Report
    right: Report
    copied: bool
    kind: str

    @property
    def shares(self) -> tuple[float, float]:
        """The share of left's sentences that stand in right, and of right's in left; by their lines."""
        if not self.copied:
            return 0.0, 0.0
        here, there = set(self.left.lines), set(self.right.lines)
        return (
            sum(line in there for line in self.left.lines) / len(self.left.lines),
            sum(line in here for line in self.right.lines) / len(self.right.lines),
        )


def news_cases(
    reports: Mapping[str, Sequence[Report]], pairs: Sequence[tuple[str, str]], seed: str
) -> list[Case]:
    """For each document and each pair of languages a copy, and another document on a like subject."""
    rng = Random(seed)
    near = _near(reports[pairs[0][0]])
    made = []
    for here, there in pairs:
        for number, left in enumerate(reports[here]):
            same, other = reports[there][number], reports[there][int(rng.choice(near[number]))]
            if min(len(left.lines), len(same.lines)) >= SHORTEST:
                made.append(Case(left, _copy(same, other, rng), True, "copies of news"))
                made.append(Case(left, other, False, "news on a like subject"))
    return made


def topic_cases(
    taken: Sequence[NamedDocument], reports: Mapping[str, Report], seed: str
) -> tuple[list[Case], int]:
    """Each document beside others of its topic, some in its language and some in other ones.

    The second value counts the pairs left out because much stands in both, word for word.
    """
    rng = Random(seed)
    held = [d for d in taken if d.doc_id in reports]
    made, dropped = [], 0
    for one in held:
        topic = [d for d in held if d.topic == one.topic and d != one]
        for same in (True, False):
            others = [d for d in topic if (d.lang == one.lang) == same]
            kind = f"one topic, {'one language' if same else 'two languages'}"
            for other in rng.sample(others, min(PARTNERS, len(others))):
                case = Case(reports[one.doc_id], reports[other.doc_id], False, kind)
                reprint = same and in_common(case.left.text, case.right.text) > MOST_IN_COMMON
                dropped += reprint
                made += [] if reprint else [case]
    return made, dropped


def reprint_cases(
    taken: Sequence[NamedDocument], reports: Mapping[str, Report], again: Mapping[str, Report], seed: str
) -> list[Case]:
    """Each document beside its reprint, and beside reprints of others of its topic and language."""
    rng = Random(seed)
    held = [d for d in taken if d.doc_id in reports and d.doc_id in again]
    made = []
    for one in held:
        left = reports[one.doc_id]
        made.append(Case(left, again[one.doc_id], True, "reprints"))
        others = [d for d in held if (d.topic, d.lang) == (one.topic, one.lang) and d != one]
        apart = [d for d in others if in_common(left.text, reports[d.doc_id].text) <= MOST_IN_COMMON]
        for other in rng.sample(apart, min(PARTNERS, len(apart))):
            made.append(Case(left, again[other.doc_id], False, "reprints of others"))
    return made


def reprinted(taken: Sequence[NamedDocument], seed: str) -> list[NamedDocument]:
    """The documents with some words dropped, swapped for others of the same language, or put in."""
    rng = Random(seed)
    words = {lang: [w for d in taken if d.lang == lang for w in d.text.split()] for lang in _langs(taken)}
    made = []
    for one in taken:
        share = rng.uniform(LEAST_CHANGED, MOST_CHANGED)
        lines = [_changed(line.split(), share, words[one.lang], rng) for line in one.text.splitlines()]
        made.append(msgspec.structs.replace(one, text="\n".join(lines)))
    return made


def grams(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of five words in ``text``, in lower case."""
    words = text.casefold().split()
    return frozenset(zip(*(words[i:] for i in range(GRAM)), strict=False))


def in_common(left: str, right: str) -> float:
    """Share of the word 5-grams of the text that has fewer which the other has too."""
    one, other = grams(left), grams(right)
    return len(one & other) / max(1, min(len(one), len(other)))


def _near(reports: Sequence[Report]) -> list[list[int]]:
    """The documents nearest in meaning to each, without itself."""
    centres = np.stack([report.seen.centre for report in reports])
    likeness = centres @ centres.T
    np.fill_diagonal(likeness, -1.0)
    kept = min(NEAREST, len(reports) - 1)
    return [[int(i) for i in row] for row in np.argsort(-likeness, axis=1)[:, :kept]]


def _copy(same: Report, other: Report, rng: Random) -> Report:
    """A part of ``same``, from its start or from all over it, filled up with sentences of ``other``.

    What is of one document stands together, or mixed with the rest in order, or in no order at all.
    """
    length = len(same.lines)
    kept = math.ceil(rng.uniform(LEAST_KEPT, MOST_KEPT) * length)
    places = range(kept) if rng.random() < 0.5 else sorted(rng.sample(range(length), kept))
    others = sorted(rng.sample(range(len(other.lines)), min(length - kept, len(other.lines))))
    parts = [[Taken(same, place) for place in places], [Taken(other, place) for place in others]]
    match rng.choice(("together", "in order", "shuffled")):
        case "together":
            rng.shuffle(parts)
            taken = [one for part in parts for one in part]
        case "in order":
            taken = _in_turn(parts, rng)
        case _:
            taken = [one for part in parts for one in part]
            rng.shuffle(taken)
    return mixed(taken)


def _in_turn(parts: Sequence[Sequence[Taken]], rng: Random) -> list[Taken]:
    """The parts laid into one another, each in its order."""
    turns = [number for number, part in enumerate(parts) for _ in part]
    rng.shuffle(turns)
    left = [iter(part) for part in parts]
    return [next(left[number]) for number in turns]


def _changed(words: Sequence[str], share: float, pile: Sequence[str], rng: Random) -> str:
    made = []
    for word in words:
        if rng.random() >= share:
            made.append(word)
            continue
        match rng.choice(("drop", "swap", "insert")):
            case "swap":
                made.append(rng.choice(pile))
            case "insert":
                made += [rng.choice(pile), word]
    return " ".join(made)


def _langs(taken: Sequence[NamedDocument]) -> set[str]:
    return {d.lang for d in taken}
