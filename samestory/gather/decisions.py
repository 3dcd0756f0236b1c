"""Is this pair about one happening? Features weighed into log-odds, with a reason for each that counts."""

from __future__ import annotations

from functools import lru_cache
from math import exp
from typing import NamedTuple

from samestory.gather import features
from samestory.gather.features import Feature, Pair
from samestory.model import Reason

# Fitted by logistic regression on news pairs judged for similarity and on documents of twin events by
# training/stories.py; told in decisions.md.
INTERCEPT = -6.07
NEARER = "their sentences are {:.2f} nearer to one another than is usual in the pile"
FARTHER = "their sentences are {:.2f} farther from one another than is usual in the pile"
FITTED: tuple[tuple[Feature, float, str], ...] = (
    (
        features.counterparts,
        3.46,
        NEARER,
    ),
    (features.first_sentences, 6.89, "one's first sentence and one of the other are {:.2f} alike"),
    (features.shared_marks, 4.36, "names and figures are {:.0%} the same, rare ones counting more"),
    (features.figures_agree, 2.69, "figures agree {:.2f}, where 0.50 tells nothing"),
)
# Set by judgement, as all below: too few of the gold articles are dated.
ADDED: tuple[tuple[Feature, float, float, str], ...] = (
    (features.shared_days, 0.3, 2.0, "{:.0f} calendar days are named in both"),
)
SAME_DAY_BONUS = 1.0
PER_DAY_APART = -0.5
# Reports of one happening stop within days; what comes after three weeks is another step or another year.
MOST_DAYS_APART = 21
ONE_UNDATED = -1.0
SINGLED_OUT = -0.5
MOST_CERTAIN = 6.0
# Reasons that are held once, however many pairs have them.
MOST_WORDED = 1 << 15


class Judged(NamedTuple):
    """A pair judged: log-odds that it is one happening, those without time, and why.

    ``apart`` is true where time alone rules the pair out.
    """

    log_odds: float
    timeless: float
    apart: bool
    reasons: tuple[Reason, ...]


def judge(pair: Pair) -> Judged:
    """Weigh everything that is known of the pair."""
    timeless, reasons = _likeness(pair)
    added, time_reasons, apart = _time(pair)
    odds = max(-MOST_CERTAIN, min(MOST_CERTAIN, timeless + added))
    return Judged(odds, timeless, apart, (*time_reasons, *reasons))


def probability(log_odds: float) -> float:
    """The probability that log-odds stand for."""
    return round(1.0 / (1.0 + exp(-log_odds)), 4)


def _likeness(pair: Pair) -> tuple[float, list[Reason]]:
    total, reasons = INTERCEPT, []
    for feature, weight, says in FITTED:
        value = feature(pair)
        total += weight * value
        if value:
            reasons.append(_reason(feature, value, says))
    for feature, weight, most, says in ADDED:
        value = feature(pair)
        total += weight * min(value, most)
        if value:
            reasons.append(_reason(feature, value, says))
    return total, reasons


def _time(pair: Pair) -> tuple[float, list[Reason], bool]:
    apart = features.days_apart(pair.left, pair.right)
    if apart is not None:
        reason = Reason(name="days_apart", value=apart, says=f"published {between(apart)}")
        return SAME_DAY_BONUS + PER_DAY_APART * max(0.0, apart - 1), [reason], too_far(apart)
    if undated(pair.left.published, pair.left.clue) == undated(pair.right.published, pair.right.clue):
        return 0.0, [Reason(name="undated", value=2.0, says="neither says when it was published")], False
    reasons = [Reason(name="undated", value=1.0, says="one of them does not say when it was published")]
    total = ONE_UNDATED
    if features.singled_out(pair):
        total += SINGLED_OUT
        says = "only one tells of a first, second or last time"
        reasons.append(Reason(name="singled_out", value=1.0, says=says))
    return total, reasons, False


def between(days: float) -> str:
    """How far apart two days are, in words."""
    return {0: "on one day", 1: "one day apart"}.get(int(days), f"{days:.0f} days apart")


def too_far(apart: float | None) -> bool:
    """True where so many days lie between two articles that they cannot be about one happening."""
    return apart is not None and apart > MOST_DAYS_APART


def undated(published: object, clue: object) -> bool:
    """True for an article that neither states nor half-says its day."""
    return published is None and clue is None


def _reason(feature: Feature, value: float, says: str) -> Reason:
    # A zero below zero is the same key as zero, and would be worded as whichever came first.
    return _worded(feature.__name__, round(value, 3) + 0.0, says)


@lru_cache(maxsize=MOST_WORDED)
def _worded(name: str, value: float, says: str) -> Reason:
    """A large pile has many pairs for few reasons: each is held once."""
    below = says == NEARER and value < 0
    return Reason(name=name, value=value, says=FARTHER.format(-value) if below else says.format(value))
