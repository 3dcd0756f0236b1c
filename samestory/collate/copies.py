"""Who took whose sentences: copy, partial copy or independent for a pair; origins for a story.

Takes the pair's alignment as given; sees no words and no language. Who was first is direction.py.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from samestory.collate.wording import Words, in_common, unevenness
from samestory.model import Aligned, Copy, Origin, Reason
from samestory.signals import Signals

Floats = npt.NDArray[np.float64]

# Logistic weights, printed by training/copies.py, told in copies.md: sentences surely aligned (logarithm),
# the larger share, figures that clash, uneven lengths, runs of words in common, one language.
WEIGHTS = (3.77, 2.52, -3.28, -8.39, 32.11, -7.01)
INTERCEPT = -3.48
# A copy holds most of one side; a partial one has a passage of it.
COPY_SHARE = 0.6


class Side(NamedTuple):
    """One article of a pair: what is seen of it, and its words."""

    seen: Signals
    words: Words


def copy(left: Side, right: Side, pairs: tuple[Aligned, ...]) -> Copy:
    """The verdict on one pair, with shares and reasons; ``source`` is not told here."""
    left_share = len({i for p in pairs for i in p.left}) / max(1, len(left.seen.sentences))
    right_share = len({j for p in pairs for j in p.right}) / max(1, len(right.seen.sentences))
    found = features(left, right, pairs)
    return Copy(
        left=left.seen.id,
        right=right.seen.id,
        verdict=_verdict(probability(found) if pairs else 0.0, max(left_share, right_share)),
        left_share=round(left_share, 3),
        right_share=round(right_share, 3),
        pairs=pairs,
        reasons=_reasons(left, right, pairs) if pairs else (),
    )


def features(left: Side, right: Side, pairs: Sequence[Aligned]) -> Floats:
    """What speaks for a copy, float64 (6,), in the order of WEIGHTS."""
    share = max(
        len({i for p in pairs for i in p.left}) / max(1, len(left.seen.sentences)),
        len({j for p in pairs for j in p.right}) / max(1, len(right.seen.sentences)),
    )
    agree, clash = figures(left.seen, right.seen, pairs)
    wording = in_common(left.words, right.words)
    return np.array(
        (
            np.log1p(sum(p.score for p in pairs)),
            share,
            (clash + 0.5) / (agree + clash + 1),
            unevenness(left.words, right.words, pairs),
            wording or 0.0,
            wording is not None,
        ),
        np.float64,
    )


def probability(found: Floats) -> float:
    """That one holds a passage of the other, 0..1; ``found`` are ``features``."""
    return float(1.0 / (1.0 + np.exp(-(found @ WEIGHTS + INTERCEPT))))


def figures(left: Signals, right: Signals, pairs: Sequence[Aligned]) -> tuple[int, int]:
    """How many aligned pairs with figures have the same on both sides, and how many have not."""
    told = [(_figures(left, p.left), _figures(right, p.right)) for p in pairs]
    return sum(bool(one) and one == other for one, other in told), sum(one != other for one, other in told)


def order(pairs: Sequence[Aligned]) -> float | None:
    """Share of aligned pairs of pairs that stand in the same order in both articles; None under two pairs."""
    before: list[int] = []
    kept = 0
    for pair in sorted(pairs, key=lambda p: p.left):
        kept += bisect_left(before, pair.right[0])
        insort(before, pair.right[0])
    both = len(before) * (len(before) - 1) // 2
    return kept / both if both else None


def origins(articles: Sequence[str], copies: Sequence[Copy]) -> tuple[Origin, ...]:
    """Articles grouped by copying; the fullest-linked article of each group is its witness, and first.

    A group grows by average share, surest pair first, so that two origins that both quote a third text
    do not become one through it.
    """
    share = {frozenset((c.left, c.right)): max(c.left_share, c.right_share) for c in copies}
    sure = [c for c in copies if c.verdict == "copy"]
    home: dict[str, frozenset[str]] = {a: frozenset((a,)) for a in articles}
    for pair in sorted(sure, key=lambda c: (-max(c.left_share, c.right_share), c.left, c.right)):
        here, there = home[pair.left], home[pair.right]
        if here is there:
            continue
        ties = [share.get(frozenset((x, y)), 0.0) for x in here for y in there]
        if sum(ties) / len(ties) >= COPY_SHARE:
            home.update(dict.fromkeys(here | there, here | there))
    groups = {min(group): group for group in home.values()}
    ordered = sorted(groups.values(), key=lambda group: (-len(group), min(group)))
    return tuple(Origin(articles=_witness_first(group, copies)) for group in ordered)


def _verdict(chance: float, share: float) -> Literal["copy", "partial", "independent"]:
    if chance < 0.5:
        return "independent"
    return "copy" if share >= COPY_SHARE else "partial"


def _figures(side: Signals, places: Sequence[int]) -> frozenset[float]:
    return frozenset().union(*(side.numbers[place + 1] for place in places))


def _reasons(left: Side, right: Side, pairs: Sequence[Aligned]) -> tuple[Reason, ...]:
    n, m = len(left.seen.sentences), len(right.seen.sentences)
    agree, clash = figures(left.seen, right.seen, pairs)
    in_order, wording = order(pairs), in_common(left.words, right.words)
    chance = probability(features(left, right, pairs))
    said = [("aligned", float(len(pairs)), f"{len(pairs)} of {n} and {m} sentences have a counterpart")]
    if in_order is not None:
        said.append(("order", in_order, f"{in_order:.0%} of them in the same order"))
    if wording is not None:
        said.append(("wording", wording, f"{wording:.0%} of the runs of three words of one are in the other"))
    if agree + clash:
        says = f"the figures are the same in {agree} of the {agree + clash} that have any"
        said.append(("figures", agree / (agree + clash), says))
    said.append(("copied", chance, f"{chance:.0%} likely that one holds a passage of the other"))
    return tuple(Reason(name=name, value=round(value, 4), says=says) for name, value, says in said)


def _witness_first(group: frozenset[str], copies: Sequence[Copy]) -> tuple[str, ...]:
    """The article that shares most with the others of its group, then the rest by id."""
    weight = dict.fromkeys(group, 0.0)
    for pair in copies:
        if pair.left in group and pair.right in group:
            weight[pair.left] += pair.right_share
            weight[pair.right] += pair.left_share
    return tuple(sorted(group, key=lambda a: (-round(weight[a], 6), a)))
