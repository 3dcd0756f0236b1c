"""A window's pairs judged: screened first, then one by one, and again where they are near enough to join.

Pure, and needs nothing outside the window. Times count as the articles state them.
"""

from __future__ import annotations

from math import nan

import numpy as np

from samestory.gather import happening
from samestory.gather.alike import alike
from samestory.gather.decisions import Judged, judged, measured, thousandths, timed, undated, weighed
from samestory.gather.features import Pair, likeness, restated
from samestory.gather.gathered import JOINING
from samestory.gather.misdated import same_text
from samestory.gather.pairs import PAIR, PARTED, Pairs
from samestory.gather.ragged import Rows
from samestory.gather.screen import ROUNDING, hopeful
from samestory.gather.unseen import UNSEEN
from samestory.gather.windows import Window


def judgements(window: Window) -> Pairs:
    """The pairs of the window that are more than a pair that no search found, judged."""
    return judged_all(window, window.pairs[hopeful(window)])


def judged_all(window: Window, pairs: Rows) -> Pairs:
    """These ``pairs`` of the window's sides judged, but for those that are no more than one never found."""
    every, parted = [], []
    for places in pairs.tolist():
        left, right = sorted(places, key=lambda place: window.sides[place].told.id)
        pair = Pair((window.sides[left], window.sides[right]))
        values = measured(pair)
        timeless = weighed(values)
        if timeless <= UNSEEN - ROUNDING:
            continue
        ids = (int(window.rows[left]), int(window.rows[right]))
        its = judged(timeless, timed(pair.left, pair.right))
        again, apart = _again(pair, its)
        told = tuple(map(thousandths, values))
        every.append((*ids, timeless, its.log_odds, again, again, alike(pair), *_lent(pair), told,
                      its.apart, False, same_text(pair)))  # fmt: skip
        if apart is not None:
            parted.append((*ids, apart))
    return Pairs(np.array(every, PAIR), np.array(parted, PARTED))


def _again(pair: Pair, its: Judged) -> tuple[float, tuple[float, ...] | None]:
    """What a second judgement gives, NaN where there is none, and what it rests on where it parts the two."""
    if its.apart or its.log_odds <= JOINING.least:
        return nan, None
    values = happening.told(pair)
    if values is None:
        return its.log_odds, None
    again = happening.weighed(values, its.log_odds)
    return again, values if again < 0 else None


def _lent(pair: Pair) -> tuple[float, float]:
    """The share restated and the likeness where one of the two is undated, else NaN."""
    if undated(pair.left) == undated(pair.right):
        return nan, nan
    return restated(pair), round(likeness(pair), 6)
