"""Are these two names one person, body, place or thing? Features weighed into log-odds, with the reasons."""

from __future__ import annotations

from typing import Literal, NamedTuple

from samestory.gather import name_features as features
from samestory.gather.name_features import NameFeature, NamePair
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
    (features.initials_of, (0.0, 1.0, 1.9), "the one is made of the other's initials"),
    (features.alias, (1.3, 0.0, 5.8), "the one is given in brackets behind the other"),
    (features.shorter_beside, (0.0, 0.7, 1.1), "the longer stands in {:.0%} of the texts with the shorter"),
    (features.same_figures, (0.0, 0.0, 0.9), "their figures are the same"),
    (features.figures_differ, (-3.0, -3.0, -3.0), "their figures differ"),
    (features.known_apart, (-12.0, -12.0, -12.0), "both are well known, and not the same"),
    (features.one_known, (0.0, -1.0, -1.4), "only one of the two is well known"),
    (features.shared_languages, (-0.9, -1.0, -0.7), "{:.0%} of the mentions are in one language"),
    (features.types_differ, (-2.5, -4.5, -5.0), "they are taken for different kinds of things"),
)
# Two names of one word each say less: only near likeness joins them.
BARE_ALIKE, BARE_WEIGHT = 0.88, 8.0
NEVER = -6.0


class NamesJudged(NamedTuple):
    """A pair of names judged: log-odds that they are one, and why."""

    log_odds: float
    reasons: tuple[Reason, ...]


def judge_names(pair: NamePair) -> NamesJudged:
    """Weigh everything that is known of the pair; a bare name and a fuller one are left to hosts.py."""
    if pair.left.bare or pair.right.bare:
        return _bare(pair)
    kind = _kind(pair)
    total, reasons = INTERCEPT[kind], []
    for feature, weights, says in WEIGHTS:
        weight = weights[KINDS.index(kind)]
        value = feature(pair) if weight else 0.0
        if value:
            total += weight * value
            reasons.append(_reason(feature, value, says))
    return NamesJudged(total, tuple(reasons))


def _bare(pair: NamePair) -> NamesJudged:
    if pair.left.bare != pair.right.bare:
        return NamesJudged(NEVER, ())
    if features.first_name_alone(pair):
        says = "a first name alone joins nobody"
        return NamesJudged(NEVER, (Reason(name="first_name_alone", value=1.0, says=says),))
    value = features.words_alike(pair)
    says = "the one word each has is {:.0%} alike by sound"
    return NamesJudged(BARE_WEIGHT * (value - BARE_ALIKE), (_reason(features.words_alike, value, says),))


def _kind(pair: NamePair) -> Kind:
    types = {pair.left.type, pair.right.type}
    return "person" if "person" in types else "place" if "place" in types else "thing"


def _reason(feature: NameFeature, value: float, says: str) -> Reason:
    return Reason(name=feature.__name__, value=round(value, 3), says=says.format(value))
