"""Two near articles: do they tell of one happening, or of two that look alike? A second judgement.

What tells occurrences apart is what each counts and when it says that it was. decisions.py judges first,
over all pairs; this one only takes a link away.
"""

from __future__ import annotations

from math import log
from typing import NamedTuple

from samestory.gather import features
from samestory.gather.features import Feature, Pair
from samestory.model import Reason
from samestory.signals import Signals

# Sentences that are each other's nearest and at least so near may state the same; strangers lie near 0.
STATED_ALIKE = 0.3
# A figure of so much or more is as rare as any.
RARE_FIGURE = 100
# What figures_common is where one of the articles has no figures.
NOTHING = 0.5
# More than these days apart count alike.
FAR_APART, MOST_AGAINST = 5, 3.0


class Told(NamedTuple):
    """The log-odds that a near pair is about one happening, and why."""

    log_odds: float
    reasons: tuple[Reason, ...]


def figures_common(pair: Pair) -> float:
    """Which share of the figures of the article with fewer stands in the other, 0 to 1; .5 where it has none.

    In digits or in words; large ones count more, as small ones are in common by chance.
    """
    left, right = (frozenset[float]().union(*side.counted) for side in (pair.left, pair.right))
    return (_rarity(left & right) + 0.5) / (min(_rarity(left), _rarity(right)) + 1.0)


def figures_clash(pair: Pair) -> float:
    """How many pairs of sentences that are each other's nearest give figures, and none in common."""
    near = pair.near
    best, back = near.argmax(axis=1), near.argmax(axis=0)
    clashes = 0
    for left, right in enumerate(best):
        if back[right] == left and near[left, right] >= STATED_ALIKE:
            one, other = _counted(pair.left, left), _counted(pair.right, int(right))
            clashes += bool(one and other and not one & other)
    return float(clashes)


def days_named(pair: Pair) -> float:
    """1 where both articles name a calendar day in common, -1 where each names others, 0 without days."""
    if not pair.left.all_days or not pair.right.all_days:
        return 0.0
    return 1.0 if features.shared_days(pair) else -1.0


def nearness(pair: Pair) -> float:
    """How near each headline and sentence comes to the nearest of the other article, on the mean, -1 to 1."""
    return float(pair.near.max(axis=1).mean() + pair.near.max(axis=0).mean()) / 2


def published_near(pair: Pair) -> float:
    """1 where published on one day, half less for each day between, -3 from six days on; 0 if not known."""
    apart = features.days_apart(pair.left, pair.right)
    if apart is None:
        return 0.0
    return 1.0 - apart / 2 if apart <= FAR_APART else -MOST_AGAINST


# Fitted by training/lookalikes.py; told in happening.md.
INTERCEPT = -2.89
FITTED: tuple[tuple[Feature, float, str], ...] = (
    (figures_common, 4.37, "figures, also those in words, agree {:.2f}, where 0.50 tells nothing"),
    (figures_clash, -0.78, "{:.0f} pairs of like sentences give other figures"),
    (days_named, 0.74, "days named agree (1) or not (-1): {:.0f}"),
    (nearness, 6.92, "each sentence and the nearest of the other are {:.2f} alike"),
    (published_near, 1.22, "publication, from 1 for one day down to -3: {:.1f}"),
    (features.counterparts, -5.01, "much of the likeness, {:.2f}, is what the pile does not share"),
)


def told_apart(pair: Pair) -> Told:
    """Weigh what tells one occurrence from the next of its kind; below zero there are two.

    Zero, with no reasons, where they give no figures and no days that could be compared.
    """
    values = [(feature, weight, says, feature(pair)) for feature, weight, says in FITTED]
    if figures_common(pair) == NOTHING and not days_named(pair):
        return Told(0.0, ())
    log_odds = INTERCEPT + sum(weight * value for _, weight, _, value in values)
    reasons = (
        Reason(name=feature.__name__, value=round(value, 3), says=says.format(value))
        for feature, _, says, value in values
        if value and feature is not features.counterparts
    )
    says = "they look alike, but what they count and when tells of two happenings"
    return Told(log_odds, (Reason(name="look_alike", value=round(log_odds, 3), says=says), *reasons))


def _rarity(figures: frozenset[float]) -> float:
    return sum(min(1.0, log(1.0 + abs(figure)) / log(RARE_FIGURE)) for figure in figures)


def _counted(article: Signals, unit: int) -> frozenset[float]:
    """The figures of a unit; those of all headlines stand together."""
    place = max(0, unit - len(article.headline) + 1)
    return article.counted[place] if place < len(article.counted) else frozenset()
