"""The pile as features of a pair need it: what is rare in it, and how near to others each sentence is.

One article's share of it depends on its nearest articles and on counts; it judges no pair.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log, sqrt

import msgspec
import numpy as np
from msgspec import structs

from samestory.signals import Floats1d, Floats2d, Signals

Ids = tuple[str, str]
# A name key, the id of an entity, or a figure.
Mark = str | float
# Stands in for the articles not in the pile, so that a small pile does not make every name rare.
UNSEEN_ARTICLES = 20
# Articles that tell how near a sentence comes to others of its kind; where there are fewer, USUAL stands in.
NEAREST = 10
USUAL = 0.3
# So many of the nearest may be of an article's own story; those after them tell what is usual of its subject.
OWN_STORY = 10
# News says what happened first: the fourth sentence counts half as much as the first.
HALVED = 3.0
# Figures below this are too common to tell happenings apart.
SMALL_FIGURE = 13


class Pile(msgspec.Struct, frozen=True):
    """What the features take from the pile, by article id.

    ``usual`` float32 (units,) is how near each unit comes to the articles nearest to its own, ``crowds`` how
    near the article as a whole comes to the next after those. ``marks`` has the weight of each name, entity
    and figure, squares adding up to one. ``counts`` has in how many of the ``articles`` each stands.
    """

    articles: int
    counts: Mapping[Mark, int]
    usual: Mapping[str, Floats1d]
    crowds: Mapping[str, float]
    marks: Mapping[str, Mapping[Mark, float]]

    def rarity(self, mark: Mark) -> float:
        """How much a mark tells apart: a rare one much, one in every article little."""
        return rarity(self.counts.get(mark, 0), self.articles)


EMPTY = Pile(0, {}, {}, {}, {})


def pile(seen: Mapping[str, Signals], near: Iterable[Ids]) -> Pile:
    """The pile of the articles ``seen``, by id; ``near`` are the pairs that are near one another."""
    beside = _neighbours(seen, near)

    def centres(article: str) -> Floats2d:
        return np.array([seen[other].centre for other in beside[article]], np.float32)

    return pile_with(EMPTY, seen, centres)


def pile_with(before: Pile, new: Mapping[str, Signals], beside: Callable[[str], Floats2d]) -> Pile:
    """The pile with articles that it lacks; ``beside`` gives the centres near one of them, float32 (n, d).

    What is rare is counted with the new articles; what was told of the others before is left as it was.
    """
    counts = Counter(before.counts)
    counts.update(mark for one in new.values() for mark in marks(one))
    counted = structs.replace(before, articles=before.articles + len(new), counts=counts)
    return told(counted, new, beside)


def told(counted: Pile, seen: Mapping[str, Signals], beside: Callable[[str], Floats2d]) -> Pile:
    """The pile ``counted`` with what is told of the articles ``seen``, which are counted in it already."""
    counts, articles = counted.counts, counted.articles
    return structs.replace(
        counted,
        usual={**counted.usual, **{i: _usual(s, beside(i)) for i, s in seen.items()}},
        crowds={**counted.crowds, **{i: _crowd(s, beside(i)) for i, s in seen.items()}},
        marks={**counted.marks, **{i: _weighted(marks(s), counts, articles) for i, s in seen.items()}},
    )


def rarity(count: int, articles: int) -> float:
    """How much what stands in ``count`` of the ``articles`` tells apart."""
    return log((articles + UNSEEN_ARTICLES + 1) / (count + 0.5))


def units(article: Signals) -> Floats2d:
    """Headline and sentences: float32 (units, d)."""
    return np.concatenate((article.headline, article.sentences))


def whole(article: Signals) -> Floats1d:
    """The direction of the article, what comes first counting more: float32 (d,), unit length."""
    own = units(article)
    total = decay(len(own)) @ own
    return np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), np.float32)


def decay(count: int) -> Floats1d:
    """How much each of ``count`` units counts, float32 (count,), from 1 on."""
    return np.asarray(1.0 / (1.0 + np.arange(count) / HALVED), np.float32)


def _neighbours(seen: Mapping[str, Signals], near: Iterable[Ids]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {i: [] for i in seen}
    for left, right in near:
        found[left].append(right)
        found[right].append(left)
    return found


def _crowd(article: Signals, centres: Floats2d) -> float:
    near = centres @ whole(article) if len(centres) else np.zeros(0, np.float32)
    next_best = np.sort(near)[::-1][OWN_STORY : OWN_STORY + NEAREST]
    return float((next_best.sum() + USUAL * (NEAREST - len(next_best))) / NEAREST)


def _usual(article: Signals, centres: Floats2d) -> Floats1d:
    own = units(article)
    missing = max(0, NEAREST - len(centres))
    total = np.full(len(own), USUAL * missing, np.float32)
    if len(centres):
        near = own @ centres.T
        total += (near if missing else np.partition(near, -NEAREST, axis=1)[:, -NEAREST:]).sum(axis=1)
    return np.asarray(total / NEAREST, np.float32)


def marks(article: Signals) -> dict[Mark, float]:
    """What the article names, and how much it is about it: early and often counts more."""
    found: dict[Mark, float] = {}
    figures = [[f for f in held if f >= SMALL_FIGURE] for held in article.numbers]
    kinds: tuple[Sequence[Iterable[Mark]], ...] = (article.entities, article.names, figures)
    for held in kinds:
        for place, marks in enumerate(held):
            for mark in marks:
                found[mark] = found.get(mark, 0.0) + 1.0 / (1.0 + place / HALVED)
    return found


def _weighted(bag: Mapping[Mark, float], counts: Mapping[Mark, int], articles: int) -> dict[Mark, float]:
    weights = {mark: log(1.0 + 2.0 * often) * rarity(counts[mark], articles) for mark, often in bag.items()}
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {mark: weight / length for mark, weight in weights.items()} if length else {}
