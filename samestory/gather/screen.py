"""Which of the pairs that are near are worth judging one by one, with all that decides and reasons.

It adds up the features of decisions.py for one article and many others at once. It judges nothing: a pair
left out counts as one that no search brought up.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from samestory.gather import features
from samestory.gather.decisions import ADDED, FITTED, INTERCEPT
from samestory.gather.features import Feature, Pair
from samestory.gather.groups import UNSEEN
from samestory.gather.pile import Pile, decay, units
from samestory.signals import Floats1d, Signals

# Sums over many articles at once differ in their last digits from those of one pair.
ROUNDING = 1e-3
# The features found for many articles at once, which cost most one by one.
AT_ONCE: tuple[Feature, ...] = (features.counterparts, features.first_sentences)
ONE_BY_ONE = tuple((feature, weight) for feature, weight, _ in FITTED if feature not in AT_ONCE)


def hopeful(article: Signals, others: Sequence[Signals], among: Pile) -> list[Signals]:
    """Those of ``others`` that ``judge`` gives, time left aside, more than a pair that no search found."""
    if not others:
        return []
    alike = (INTERCEPT + _told_alike(article, others, among)).tolist()
    named = (_named_alike(_pair(article, other, among)) for other in others)
    odds = zip(others, alike, named, strict=True)
    return [other for other, one, two in odds if one + two > UNSEEN - ROUNDING]


def _told_alike(article: Signals, others: Sequence[Signals], among: Pile) -> Floats1d:
    """What the features AT_ONCE add to the log-odds of ``article`` with each of ``others``."""
    theirs = [part for other in others for part in (other.headline, other.sentences)]
    near = units(article) @ np.concatenate(theirs).T
    usual = [among.usual[other.id] for other in others]
    lengths = np.array([len(one) for one in usual])
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    lead = 2.0 * near - among.usual[article.id][:, None] - np.concatenate(usual)[None, :]
    weight = decay(int(lengths.max()))
    each = np.concatenate([weight[:length] for length in lengths])
    back = np.add.reduceat(lead.max(axis=0) * each, starts) / np.cumsum(weight)[lengths - 1]
    own = decay(len(near))
    forth = own @ np.maximum.reduceat(lead, starts, axis=1) / own.sum()
    first = np.maximum(np.maximum.reduceat(near[0], starts), near[:, starts].max(axis=0))
    one, two = (weight for feature, weight, _ in FITTED if feature in AT_ONCE)
    return np.asarray(one * (forth + back) / 2 + two * first, np.float32)


def _pair(one: Signals, other: Signals, among: Pile) -> Pair:
    """The two in the order of their ids, in which they are judged."""
    return Pair(one, other, among) if one.id < other.id else Pair(other, one, among)


def _named_alike(pair: Pair) -> float:
    total = 0.0
    for feature, weight in ONE_BY_ONE:
        total += weight * feature(pair)
    for feature, weight, most, _ in ADDED:
        total += weight * min(feature(pair), most)
    return total
