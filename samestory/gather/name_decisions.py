"""Are two names one person, body, place or thing? Features weighed into log-odds, with the reasons."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from samestory.gather import name_features as features
from samestory.gather.name_context import TYPES, NamePairs
from samestory.gather.name_features import NameFeature
from samestory.gather.name_sounds import Bools, Floats, Ints
from samestory.model import Reason

Kind = Literal["person", "place", "thing"]
KINDS: tuple[Kind, ...] = ("person", "place", "thing")
# Most fitted by logistic regression on pairs of gold names, rounded; docs/decisions/0007 tells on which, and
# what was set by judgement. Weights by kind: person, place, thing.
INTERCEPT: dict[Kind, float] = {"person": -7.4, "place": -5.7, "thing": -6.2}
WEIGHTS: tuple[tuple[NameFeature, tuple[float, float, float], str], ...] = (
    (features.words_alike, (3.8, 3.1, 2.5), "{:.0%} of the words are the same by sound"),
    (features.every_word, (2.1, 0.4, 0.6), "every word of the shorter is {:.0%} alike"),
    (features.same_meaning, (6.7, 5.5, 6.2), "the names are {:.2f} alike in meaning"),
    (features.counterpart, (0.0, 0.0, 6.0), "they have one place in the news of different languages"),
    (features.same_use, (3.0, 3.0, 6.0), "what is said in the sentences with them is {:.2f} alike"),
    (features.initials_of, (0.0, 1.0, 1.9), "the one is made of the other's initials"),
    (features.alias, (1.3, 0.0, 5.8), "the one is given in brackets behind the other"),
    (features.shorter_beside, (0.0, 0.7, 1.1), "the longer stands in {:.0%} of the texts with the shorter"),
    (features.same_figures, (0.0, 0.0, 0.9), "their figures are the same"),
    (features.figures_differ, (-3.0, -3.0, -3.0), "their figures differ"),
    (features.known_apart, (-12.0, -12.0, -12.0), "both are well known, and not the same"),
    (features.first_names_differ, (-12.0, 0.0, 0.0), "in one language their first names differ"),
    (features.first_names_unlike, (-7.0, 0.0, 0.0), "their first names are {:.0%} unlike by sound"),
    (features.one_known, (0.0, -1.0, -1.4), "only one of the two is well known"),
    (features.shared_languages, (-0.9, -1.0, -0.7), "{:.0%} of the mentions are in one language"),
    (features.types_differ, (-2.5, -4.5, -5.0), "they are taken for different kinds of things"),
)
# Two names of one word each say less: only near likeness joins them.
BARE_ALIKE, BARE_WEIGHT = 0.88, 8.0
BARE_SAYS = "the one word each has is {:.0%} alike by sound"
NEVER = -6.0
# Of pairs with log-odds below this nobody asks why.
LEAST_TOLD = -2.5
# Pairs judged in one go: what their words take in memory is bounded so.
AT_ONCE = 16384


class NamesJudged(NamedTuple):
    """Pairs of names judged: log-odds that they are one, float64 (pairs,), and of the likelier ones why.

    ``told`` has the places of those over LEAST_TOLD, in order. Of these ``values`` has what was weighed in
    the order of WEIGHTS, float64 (told, weights), 0 where it counts for nothing; ``bare`` are pairs of names
    of one word each, of which only the first was.
    """

    log_odds: Floats
    told: Ints
    values: Floats
    bare: Bools

    def reasons(self, pair: int) -> tuple[Reason, ...]:
        """What speaks for or against the pair at this place; nothing where it is not told."""
        at = int(np.searchsorted(self.told, pair))
        if at == len(self.told) or self.told[at] != pair:
            return ()
        weighed = zip(WEIGHTS, self.values[at].tolist(), strict=True)
        return tuple(
            _reason(feature, value, BARE_SAYS if self.bare[at] else says)
            for (feature, _, says), value in weighed
            if value
        )


def judge_names(pairs: NamePairs) -> NamesJudged:
    """Weigh everything that is known of the pairs; a bare name and a fuller one are left to hosts.py."""
    starts = range(0, max(1, len(pairs.left)), AT_ONCE)
    every = pairs.measured()
    parts = [_judged(every.at(slice(start, start + AT_ONCE)), start) for start in starts]
    return NamesJudged(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _judged(pairs: NamePairs, start: int) -> NamesJudged:
    """Pairs judged, of which the first is at ``start`` among all."""
    left, right = pairs.context.bare[pairs.left], pairs.context.bare[pairs.right]
    log_odds, values = np.full(len(left), NEVER), np.zeros((len(left), len(WEIGHTS)))
    both, neither = np.flatnonzero(left & right), np.flatnonzero(~left & ~right)
    log_odds[neither], values[neither] = _weighed(pairs.at(neither))
    log_odds[both], values[both, 0] = _of_one_word(pairs.at(both))
    told = np.flatnonzero(log_odds > LEAST_TOLD)
    return NamesJudged(log_odds, start + told, values[told], left[told])


def _weighed(pairs: NamePairs) -> tuple[Floats, Floats]:
    kinds = kinds_of(pairs)
    weights = np.array([weights for _, weights, _ in WEIGHTS]).T[kinds]
    values = np.column_stack([feature(pairs) for feature, _, _ in WEIGHTS])
    intercepts = np.array([INTERCEPT[kind] for kind in KINDS])[kinds]
    return intercepts + (values * weights).sum(axis=1), np.where(weights != 0, values, 0.0)


def _of_one_word(pairs: NamePairs) -> tuple[Floats, Floats]:
    """Of names of one word each; a first name alone joins nobody."""
    alike = features.words_alike(pairs)
    log_odds = BARE_WEIGHT * (alike - BARE_ALIKE)
    return np.where(features.first_name_alone(pairs) > 0, NEVER, log_odds), alike


def kinds_of(pairs: NamePairs) -> Ints:
    """Places in KINDS: the first that either name is of, else the last."""
    types = pairs.context.types
    told = (TYPES.index("person"), TYPES.index("place"))
    person, place = ((types[pairs.left] == kind) | (types[pairs.right] == kind) for kind in told)
    return np.where(person, 0, np.where(place, 1, 2))


def _reason(feature: NameFeature, value: float, says: str) -> Reason:
    return Reason(name=feature.__name__, value=round(value, 3), says=says.format(value))
