"""Who took whose sentences: copy, partial copy or independent for a pair; origins for a story.

Takes the pair's alignment as given; sees no words and no language.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Literal

from samestory.model import Aligned, Copy, Origin, Reason
from samestory.signals import Signals

# Independent reports of one happening share some statements; a copy shares most of one side's.
COPY_SHARE = 0.6
PARTIAL_SHARE = 0.4
FEWEST_PAIRS = 4


def copy(left: Signals, right: Signals, pairs: tuple[Aligned, ...]) -> Copy:
    """The verdict on one pair, with shares, reasons and, where it can be told, who was first."""
    left_share = len({i for p in pairs for i in p.left}) / max(1, len(left.sentences))
    right_share = len({j for p in pairs for j in p.right}) / max(1, len(right.sentences))
    verdict = _verdict(max(left_share, right_share), len(pairs), len(left.sentences), len(right.sentences))
    source, direction = (None, ()) if verdict == "independent" else _direction(left, right)
    return Copy(
        left=left.id,
        right=right.id,
        verdict=verdict,
        left_share=round(left_share, 3),
        right_share=round(right_share, 3),
        pairs=pairs,
        source=source,
        reasons=(*_reasons(left, right, pairs), *direction),
    )


def order(pairs: Sequence[Aligned]) -> float | None:
    """Share of aligned pairs of pairs that stand in the same order in both articles; None under two pairs."""
    both = list(combinations(sorted(pairs, key=lambda p: p.left), 2))
    if not both:
        return None
    return sum(a.right < b.right for a, b in both) / len(both)


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


def _verdict(share: float, pairs: int, *lengths: int) -> Literal["copy", "partial", "independent"]:
    enough = pairs >= min(FEWEST_PAIRS, *lengths)
    if enough and share >= COPY_SHARE:
        return "copy"
    return "partial" if enough and share >= PARTIAL_SHARE else "independent"


def _reasons(left: Signals, right: Signals, pairs: tuple[Aligned, ...]) -> tuple[Reason, ...]:
    n, m = len(left.sentences), len(right.sentences)
    said = [
        Reason(
            name="aligned",
            value=float(len(pairs)),
            says=f"{len(pairs)} of {n} and {m} sentences have a counterpart",
        )
    ]
    in_order = order(pairs)
    if in_order is not None:
        says = f"{in_order:.0%} of them in the same order"
        said.append(Reason(name="order", value=round(in_order, 3), says=says))
    return tuple(said)


def _direction(left: Signals, right: Signals) -> tuple[str | None, tuple[Reason, ...]]:
    """Earlier publication is first; else the one that credits no agency while the other does."""
    if left.published and right.published and left.published != right.published:
        first = left if left.published < right.published else right
        days = abs((left.published - right.published).days)
        says = f"the source was published {days} {'day' if days == 1 else 'days'} earlier"
        return first.id, (Reason(name="earlier", value=float(days), says=says),)
    shared = sorted(left.credits & right.credits)
    if shared:
        return None, (Reason(name="wire", value=1.0, says=f"both credit {', '.join(shared)}"),)
    credited = sorted(left.credits | right.credits)
    if credited:
        return None, (Reason(name="credit", value=0.5, says=f"{', '.join(credited)} credited"),)
    return None, ()


def _witness_first(group: frozenset[str], copies: Sequence[Copy]) -> tuple[str, ...]:
    """The article that shares most with the others of its group, then the rest by id."""
    weight = dict.fromkeys(group, 0.0)
    for pair in copies:
        if pair.left in group and pair.right in group:
            weight[pair.left] += pair.right_share
            weight[pair.right] += pair.left_share
    return tuple(sorted(group, key=lambda a: (-round(weight[a], 6), a)))
