"""Two near articles: do they tell of one happening, or of two that look alike? A second judgement.

decisions.py judges first, over all pairs; this one judges again where they are near enough to join, by what
tells one occurrence from the next: what each counts, when it says that it was, and whether it looks back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum, log

from samestory.gather import features
from samestory.gather.features import Feature, Pair
from samestory.gather.figures import agree, factor
from samestory.model import Reason
from samestory.signals import Signals

# Sentences that are each other's nearest and at least so near may state the same; strangers lie near 0.
STATED_ALIKE = 0.3
# A figure of so much or more is as rare as any.
RARE_FIGURE = 100
_MOST_RARE = log(RARE_FIGURE)
# Tolls rise: figures that differ by less than this factor may be an early and a late one.
FAR_OFF = 1.3
MOST_FIGURES = 3.0
# More than these days apart count alike.
FAR_APART, MOST_AGAINST = 5, 3.0
# Which occurrence it is stands in the headline (first place), or in the first two sentences.
HEADLINE_AND_FIRST, OPENING = 2, 3
# A first time looks back at nothing, and what is counted far up is an edition.
AGAIN = range(2, 5)
ENOUGH_REPEATS = 2
MOST_CERTAIN = 6.0
# Copies are nearer still, which tells nothing against them.
MOST_OF_KIND = 0.5


def figures_shared(pair: Pair) -> float:
    """How many figures of one article stand in the other, 0 to 3: the fewer of both ways, digits or words.

    Large ones count more, as small ones are in common by chance; one that agrees as rounded counts less.
    """
    left, right = (side.counted for side in pair.sides)
    return min(MOST_FIGURES, _found(left, right), _found(right, left))


def figures_alone(pair: Pair) -> float:
    """How many figures each article has that the other lacks, 0 to 3: of the one that has fewer such."""
    return min(MOST_FIGURES, *(fsum(map(_rarity, lacking)) for lacking in pair.lacking))


def figures_clash(pair: Pair) -> float:
    """How many pairs of sentences that are each other's nearest give figures far from one another.

    Figures that the other article has elsewhere do not count, nor those that differ by less than 1.3 times.
    """
    if not all(pair.lacking):
        return 0.0
    (left, right), clashes = pair.lacking, 0
    for one, other in _counterparts(pair):
        here, there = pair.sides[0].counted_by_unit[one], pair.sides[1].counted_by_unit[other]
        apart = [factor(a, b) for a in here & left for b in there & right]
        clashes += bool(apart) and min(apart) > FAR_OFF and not any(agree(a, b) for a in here for b in there)
    return float(clashes)


def published_near(pair: Pair) -> float:
    """1 where published on one day, half less for each day between, -3 from six days on; 0 if not known."""
    apart = features.days_apart(pair.left, pair.right)
    if apart is None:
        return 0.0
    return 1.0 - apart / 2 if apart <= FAR_APART else -MOST_AGAINST


def weekdays_named(pair: Pair) -> float:
    """1 where both articles name a weekday in common, -1 where each names others, 0 where one names none."""
    left, right = pair.left.weekdays, pair.right.weekdays
    if not left or not right:
        return 0.0
    return 1.0 if left & right else -1.0


def ordinals_clash(pair: Pair) -> float:
    """1 where both open with an ordinal ("the fourth round") and have none in common there, else 0."""
    left, right = (frozenset[int]().union(*side.ranks[:OPENING]) for side in (pair.left, pair.right))
    return float(bool(left and right and not left & right))


def ordinals_aligned(pair: Pair) -> float:
    """1 where sentences that are each other's nearest count alike, -1 where they count otherwise, else 0."""
    if not any(pair.left.ranks) or not any(pair.right.ranks):
        return 0.0
    found = 0
    for one, other in _counterparts(pair):
        here, there = pair.sides[0].ranks_by_unit[one], pair.sides[1].ranks_by_unit[other]
        if here and there:
            found += 1 if here & there else -1
    return float(max(-1, min(1, found)))


def looks_back(pair: Pair) -> float:
    """How much more one article than the other opens by looking back at a like happening, 0 to 1.

    "Again", "a year after", "last year" and second to fourth times, in the headline or the first sentences.
    """
    left, right = (min(ENOUGH_REPEATS, _back(side)) for side in (pair.left, pair.right))
    return abs(left - right) / ENOUGH_REPEATS


def alike_in_kind(pair: Pair) -> float:
    """How much nearer than usual in the pile their sentences are without restating one another, at most .5.

    Speaks against: when all else is weighed, what is left of the likeness is that of the kind. The share of
    sentences that stand in the other almost word for word is taken off.
    """
    return min(MOST_OF_KIND, features.counterparts(pair)) * (1.0 - features.restated(pair))


# Fitted by training/lookalikes.py; told in happening.md. BEFORE weighs what decisions.py made of the pair.
INTERCEPT, BEFORE = -0.13, 0.46
FITTED: tuple[tuple[Feature, float, str], ...] = (
    (figures_shared, 0.94, "figures in common, also in words and rounded, come to {:.1f}"),
    (figures_alone, -0.73, "figures that each has and the other lacks come to {:.1f}"),
    (figures_clash, -0.34, "{:.0f} pairs of like sentences give figures far from one another"),
    (published_near, 1.69, "publication, from 1 for one day down to -3: {:.1f}"),
    (weekdays_named, 1.13, "weekdays named agree (1) or not (-1): {:.0f}"),
    (ordinals_clash, -1.8, "they open with different ordinals"),
    (ordinals_aligned, 1.63, "ordinals in like sentences agree (1) or not (-1): {:.0f}"),
    (looks_back, -2.32, "only one opens by looking back at a like happening before, by {:.1f}"),
    (alike_in_kind, -3.85, "much of the likeness, {:.2f}, is what the pile does not share"),
)


def told(pair: Pair) -> tuple[float, ...] | None:
    """What each feature of FITTED gives; None where the articles give nothing that could be compared."""
    return tuple(feature(pair) for feature, _, _ in FITTED) if _speaks(pair) else None


def weighed(values: Sequence[float], before: float) -> float:
    """Log-odds from what ``told`` gives and from those of the first judgement."""
    log_odds = INTERCEPT + BEFORE * min(before, MOST_CERTAIN)
    return log_odds + sum(weight * value for (_, weight, _), value in zip(FITTED, values, strict=True))


def reasons(values: Sequence[float], log_odds: float) -> tuple[Reason, ...]:
    """What is said of a pair that looks alike and is two; ``values`` are those that ``told`` gives."""
    says = "they look alike, but what they count and when tells of two happenings"
    look_alike = Reason(name="look_alike", value=round(log_odds, 3), says=says)
    return look_alike, *(
        Reason(name=feature.__name__, value=round(value, 3), says=says.format(value))
        for (feature, _, says), value in zip(FITTED, values, strict=True)
        if value and feature is not alike_in_kind
    )


def _speaks(pair: Pair) -> bool:
    """True where both give figures, or times or order tell something."""
    if all(side.counted for side in pair.sides):
        return True
    return any(one(pair) for one in (weekdays_named, ordinals_clash, ordinals_aligned, looks_back))


def _found(figures: frozenset[float], other: frozenset[float]) -> float:
    """How many of ``figures`` stand in ``other``, large ones counting more."""
    # Exact, as the order of a set hangs on how it was made.
    return fsum(
        _rarity(one) * (1.0 if one in other else max((agree(one, its) for its in other), default=0.0))
        for one in figures
    )


def _rarity(figure: float) -> float:
    return min(1.0, log(1.0 + abs(figure)) / _MOST_RARE)


def _counterparts(pair: Pair) -> Iterator[tuple[int, int]]:
    """Units that are each other's nearest and near enough to state the same."""
    return ((one, other) for one, other, likeness in pair.nearest if likeness >= STATED_ALIKE)


def _back(article: Signals) -> int:
    opening = article.ranks[:HEADLINE_AND_FIRST]
    return article.repeats + sum(number in AGAIN for held in opening for number in held)
