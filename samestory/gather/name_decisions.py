"""Are these two names one person, body, place or thing? Features weighed into log-odds, with the reasons."""

from __future__ import annotations

from typing import Literal, NamedTuple

from samestory.gather import name_features as features
from samestory.gather.name_features import NameFeature, NamePair
from samestory.model import Reason

Kind = Literal["person", "place", "thing"]
# Fitted by logistic regression on pairs of gold names, rounded; docs/decisions/0007 tells on which.
INTERCEPT: dict[Kind, float] = {"person": -5.5, "place": -4.6, "thing": -5.2}
WEIGHTS: tuple[tuple[NameFeature, dict[Kind, float], str], ...] = (
    (
        features.words_alike,
        {"person": 3.2, "place": 3.1, "thing": 2.5},
        "{:.0%} of the words are the same by sound",
    ),
    (
        features.every_word,
        {"person": 2.8, "place": 0.9, "thing": 0.9},
        "every word of the shorter is {:.0%} alike",
    ),
    (
        features.same_meaning,
        {"person": 3.9, "place": 3.1, "thing": 4.8},
        "the names are {:.2f} alike in meaning",
    ),
    (
        features.initials_of,
        {"person": 0.0, "place": 1.6, "thing": 1.6},
        "the one is made of the other's initials",
    ),
    (
        features.alias,
        {"person": 4.6, "place": 0.0, "thing": 4.6},
        "the one is given in brackets behind the other",
    ),
    (
        features.shorter_beside,
        {"person": 0.0, "place": 0.8, "thing": 0.8},
        "the longer stands in {:.0%} of the texts with the shorter",
    ),
    (features.figures_differ, {"person": -3.0, "place": -3.0, "thing": -3.0}, "their figures differ"),
    (
        features.known_apart,
        {"person": -12.0, "place": -12.0, "thing": -12.0},
        "both are well known, and not the same",
    ),
    (features.one_language, {"person": -0.5, "place": -0.5, "thing": -0.5}, "both stand in one language"),
    (
        features.types_differ,
        {"person": -3.8, "place": -3.8, "thing": -3.8},
        "they are taken for different kinds of things",
    ),
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
        value = feature(pair)
        if value and weights[kind]:
            total += weights[kind] * value
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
