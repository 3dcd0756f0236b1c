"""Places of a dossier ranked by the words asked for, by meaning, and by both together.

Says how near each place is and in which order they come; what stands there is for searching.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from samestory.search.forms import forms
from samestory.search.held import Held, Mask, Places

Floats = npt.NDArray[np.float32]
# What another form of a word counts beside the one asked for.
OTHER_FORM = 0.8
# Of each ranking at least so many places are looked at.
DEEP = 100
# The constant of reciprocal rank fusion: Cormack, Clarke and Buettcher 2009, "Reciprocal Rank Fusion
# Outperforms Condorcet and Individual Rank Learning Methods" (SIGIR).
FUSION = 60
# Meaning alone finds nothing that is farther; strangers lie near 0.
LEAST_LIKE = 0.2


class Word(NamedTuple):
    """A word asked for: its forms that are in the index by language, and how far it stands at each place.

    ``stands`` is 1 where it stands as asked, OTHER_FORM in another form, 0 elsewhere; ``weight`` is how rare
    it is.
    """

    exact: str
    others: dict[str, frozenset[str]]
    stands: Floats
    weight: float

    def forms(self, lang: str) -> frozenset[str]:
        """The forms that it has in texts of ``lang``."""
        return self.others.get(lang, frozenset()) | {self.exact}


class Ranked(NamedTuple):
    """Places from the best on, with their scores."""

    places: Places
    scores: Floats


def word(asked: str, held: Held, named: Mapping[str, frozenset[str]]) -> Word:
    """Where ``asked``, in the form it is searched by, stands, in any of its forms.

    ``named`` has, by language, how else the name is written that it is part of.
    """
    possible = {lang: forms(asked, lang) for lang in held.langs}
    there = set(held.index.beginning(_beginning({asked}.union(*possible.values())))) - {asked}
    others = {lang: its & there | named.get(lang, frozenset()) for lang, its in possible.items()}
    stands = np.zeros(held.size, np.float32)
    for lang, its in others.items():
        if its:
            places = held.places(its)
            stands[places[held.in_lang(lang)[places]]] = OTHER_FORM
    stands[held.places([asked])] = 1.0
    return Word(asked, others, stands, _rarity(int(np.count_nonzero(stands)), held.size))


def shares(words: Sequence[Word], size: int) -> Floats:
    """How much of ``words`` stands at each place, by how rare each is, in 0..1; float32 (size,)."""
    total = sum(one.weight for one in words)
    found = np.zeros(size, np.float32)
    for one in words:
        found += np.float32(one.weight / total) * one.stands
    return found


def best(scores: Floats, allowed: Mask, least: float, beside: Floats, deep: int) -> Ranked:
    """The ``deep`` places with the highest ``scores`` above ``least``, of those allowed.

    Where scores are equal, those come first that have more of ``beside``, then the earlier ones.
    """
    places = np.flatnonzero(allowed & (scores > least))
    if len(places) > deep:
        border = np.partition(scores[places], -deep)[-deep]
        places = places[scores[places] >= border]
    order = np.lexsort((places, -beside[places], -scores[places]))[:deep]
    return Ranked(places[order], scores[places[order]])


def fused(rankings: Sequence[Ranked]) -> Ranked:
    """One ranking of several by reciprocal ranks, each place weighing what it scores in each."""
    scores: dict[int, float] = {}
    for ranked in rankings:
        for rank, (place, score) in enumerate(zip(ranked.places, ranked.scores, strict=True), 1):
            scores[int(place)] = scores.get(int(place), 0.0) + float(score) / (FUSION + rank)
    order = sorted(scores, key=lambda place: (-scores[place], place))
    return Ranked(np.array(order, np.int64), np.array([scores[place] for place in order], np.float32))


def _beginning(written: Iterable[str]) -> str:
    """What all of ``written`` begin with."""
    first, last = min(written), max(written)
    same = next((at for at, one in enumerate(first) if last[at : at + 1] != one), len(first))
    return first[:same]


def _rarity(places: int, size: int) -> float:
    """The inverse document frequency of BM25, which is never below 0 (Robertson and Zaragoza 2009)."""
    return float(np.log1p((size - places + 0.5) / (places + 0.5)))
