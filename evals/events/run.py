"""Roots of events, actors given: two English gold sets, and own cases in seven languages.

The first set trains; each of its sentences is judged by the nets that have not seen it. The second never
trains. Of the own cases one half was there to develop on; the other is only measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from evals.base import Figure, Result, found
from evals.events import naive
from evals.events.cases import HALVES, cases, files
from evals.events.gold import RECORDS, SENTENCES, GoldDeed, fold, records, sentences
from evals.events.score import Scored, scored
from samestory.encode import Encoder
from samestory.encode.neutral import Floats2d, neutral
from samestory.encode.session import Tokens
from samestory.heads.events import FOLDS, ROOTS, Root, chances, trained
from samestory.heads.terms import WordStates

# Macro-F1 of roots and of classes on the test part of the first set, as its authors publish them.
PEERS = {"root F1": 0.824, "quad F1": 0.896}
_TOLD: Mapping[str, Callable[[Scored], float]] = {
    "root F1": lambda score: score.roots,
    "roots right": lambda score: score.right,
    "quad F1": lambda score: score.quads,
}


class Read(NamedTuple):
    """Sentences with their neutral vectors and token states."""

    deeds: Sequence[GoldDeed]
    vectors: Floats2d
    tokens: Sequence[Tokens]

    def roots(self) -> list[Root]:
        """The gold roots."""
        return [one.root for one in self.deeds]


def run(data: Path) -> Result:
    """Measure all sets."""
    encoder = Encoder.open()
    gold, other = read(encoder, sentences(data)), read(encoder, records(data))
    centres = naive.means(gold.vectors, gold.roots())
    figures = list(_figures("unseen gold", gold, unseen(gold), _naive_unseen(gold), PEERS))
    figures += _figures("records", other, told(other), naive.told(other.vectors, centres))
    for half in reversed(HALVES):
        figures += _by_language(half, read(encoder, cases(half)), centres)
    return Result(
        task="events",
        about=(
            "PLOVER roots and their four classes, actors given: 1,050 English gold sentences by nets that "
            "have not seen them, 314 records that train nothing, and 60 own happenings in seven languages"
        ),
        baseline="the root whose gold sentences are nearest by mean sentence vector",
        peer="zero-shot entailment with RoBERTa-large (ZSP), published, on the test part of the set",
        figures=tuple(figures),
        files=tuple(_files(data)),
    )


def read(encoder: Encoder, deeds: Sequence[GoldDeed]) -> Read:
    """The sentences encoded."""
    vectors, tokens = encoder.read([one.text for one in deeds], WordStates())
    return Read(deeds, neutral(vectors), tokens)


def told(given: Read) -> list[Root]:
    """What all nets together say of each sentence."""
    found = (
        chances(t, d.source, d.target, trained()) for d, t in zip(given.deeds, given.tokens, strict=True)
    )
    return [ROOTS[int(one.mean(axis=0).argmax())] for one in found]


def unseen(given: Read) -> list[Root]:
    """What the nets that have not seen a sentence say of it."""
    roots = []
    for one, tokens in zip(given.deeds, given.tokens, strict=True):
        its = chances(tokens, one.source, one.target, trained())[fold(one.text) :: FOLDS]
        roots.append(ROOTS[int(its.mean(axis=0).argmax())])
    return roots


def _naive_unseen(given: Read) -> list[Root]:
    parts, roots = np.array([fold(one.text) for one in given.deeds]), np.array(given.roots())
    found: dict[int, Root] = {}
    for part in range(FOLDS):
        centres = naive.means(given.vectors[parts != part], roots[parts != part].tolist())
        held = np.flatnonzero(parts == part)
        found.update(zip(held.tolist(), naive.told(given.vectors[held], centres), strict=True))
    return [found[place] for place in range(len(roots))]


def _figures(
    name: str,
    given: Read,
    ours: Sequence[Root],
    plain: Sequence[Root],
    peers: Mapping[str, float] | None = None,
) -> Iterator[Figure]:
    both = [scored(given.roots(), one) for one in (ours, plain)]
    for what, value in _TOLD.items():
        peer = (peers or {}).get(what)
        yield Figure(name=f"{what}, {name}", value=value(both[0]), baseline=value(both[1]), peer=peer)


def _by_language(half: str, given: Read, centres: Floats2d) -> Iterator[Figure]:
    """The share of roots that is right, in all languages and in each."""
    ours, plain = told(given), naive.told(given.vectors, centres)
    langs = [one.lang for one in given.deeds]
    for lang in (None, *dict.fromkeys(langs)):
        rows = [row for row, its in enumerate(langs) if lang in (None, its)]
        value, base = (
            scored([given.deeds[row].root for row in rows], [one[row] for row in rows]).right
            for one in (ours, plain)
        )
        name = f"roots right, own cases, {half}" + (f", {lang}" if lang else "")
        yield Figure(name=name, value=value, baseline=base)


def _files(data: Path) -> Iterator[str]:
    for pattern in (SENTENCES, RECORDS):
        yield from (str(file.relative_to(data)) for file in found(data, pattern))
    yield from (str(file.relative_to(Path(__file__).parents[2])) for file in files())
