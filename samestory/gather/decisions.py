"""Is this pair about one happening? Features weighed into log-odds, with a reason for each that counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import exp, inf
from typing import NamedTuple

from samestory.gather import features
from samestory.gather.features import Feature, Pair
from samestory.gather.stated import Dated, Timed
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
_WEIGHED = (*((feature, weight, inf, says) for feature, weight, says in FITTED), *ADDED)
FEATURES = tuple(feature for feature, _, _, _ in _WEIGHED)
# Stands for a value of nought, of which nothing is said.
NO_REASON = -(1 << 31)
SAME_DAY_BONUS = 1.0
PER_DAY_APART = -0.5
# Reports of one happening stop within days; what comes after three weeks is another step or another year.
MOST_DAYS_APART = 21
ONE_UNDATED = -1.0
SINGLED_OUT = -0.5
MOST_CERTAIN = 6.0
# Reasons that are held once, however many pairs have them.
MOST_WORDED = 1 << 15


class Time(NamedTuple):
    """What the times that two articles state add to the log-odds, and whether they alone rule the pair out.

    ``days`` lie between them; where that is None, ``lacking`` counts those that do not say when they were
    published, and ``singled_out`` tells whether only one tells of a first, second or last time.
    """

    added: float
    apart: bool = False
    days: float | None = None
    lacking: int = 0
    singled_out: bool = False

    def reasons(self) -> Iterator[Reason]:
        """What is said of it."""
        if self.days is not None:
            yield Reason(name="days_apart", value=self.days, says=f"published {between(self.days)}")
            return
        says = "neither says" if self.lacking > 1 else "one of them does not say"
        yield Reason(name="undated", value=float(self.lacking), says=f"{says} when it was published")
        if self.singled_out:
            says = "only one tells of a first, second or last time"
            yield Reason(name="singled_out", value=1.0, says=says)


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
    values, time = measured(pair), timed(pair.left, pair.right)
    reasons = (*time.reasons(), *worded(map(thousandths, values)))
    return judged(weighed(values), time)._replace(reasons=reasons)


def judged(timeless: float, time: Time) -> Judged:
    """A pair judged by its log-odds without time, and by ``time``; its reasons are left out."""
    odds = max(-MOST_CERTAIN, min(MOST_CERTAIN, timeless + time.added))
    return Judged(odds, timeless, time.apart, ())


def measured(pair: Pair) -> tuple[float, ...]:
    """What each feature of FITTED and ADDED gives."""
    return tuple(feature(pair) for feature in FEATURES)


def weighed(values: Sequence[float]) -> float:
    """The log-odds, without time, of a pair of which ``measured`` gives these ``values``."""
    total = INTERCEPT
    for value, (_, weight, most, _) in zip(values, _WEIGHED, strict=True):
        total += weight * min(value, most)
    return total


def thousandths(value: float) -> int:
    """A value as reasons give it, in whole thousandths; NO_REASON for nought."""
    return round(round(value, 3) * 1000) if value else NO_REASON


def worded(values: Iterable[int]) -> tuple[Reason, ...]:
    """The reasons of a pair, from what ``measured`` gives in ``thousandths``."""
    told = zip(values, _WEIGHED, strict=True)
    return tuple(
        _worded(feature.__name__, value / 1000, says)
        for value, (feature, _, _, says) in told
        if value != NO_REASON
    )


def probability(log_odds: float) -> float:
    """The probability that log-odds stand for."""
    return round(1.0 / (1.0 + exp(-log_odds)), 4)


def timed(left: Timed, right: Timed) -> Time:
    """What the times that two articles state make of them."""
    days = features.days_apart(left, right)
    if days is not None:
        return Time(SAME_DAY_BONUS + PER_DAY_APART * max(0.0, days - 1), too_far(days), days)
    if undated(left) == undated(right):
        return Time(0.0, lacking=2)
    singled_out = features.singled_out(left, right)
    return Time(ONE_UNDATED + SINGLED_OUT * singled_out, lacking=1, singled_out=singled_out)


def between(days: float) -> str:
    """How far apart two days are, in words."""
    return {0: "on one day", 1: "one day apart"}.get(int(days), f"{days:.0f} days apart")


def too_far(apart: float | None) -> bool:
    """True where so many days lie between two articles that they cannot be about one happening."""
    return apart is not None and apart > MOST_DAYS_APART


def undated(article: Dated) -> bool:
    """True for an article that neither states nor half-says its day."""
    return article.published is None and article.clue is None


@lru_cache(maxsize=MOST_WORDED)
def _worded(name: str, value: float, says: str) -> Reason:
    """A large pile has many pairs for few reasons: each is held once."""
    below = says == NEARER and value < 0
    return Reason(name=name, value=value, says=FARTHER.format(-value) if below else says.format(value))
