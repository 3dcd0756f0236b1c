"""Who took whose sentences: copy, partial copy or independent for a pair; origins for a story.

Takes the pair's alignment as given; sees no words and no language. Who was first is direction.py.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from samestory.collate.align import sure
from samestory.collate.common_words import Words, in_common, unevenness
from samestory.collate.decided import UNDECIDED, Decided
from samestory.model import Aligned, Copy, Decision, Origin, Reason
from samestory.signals import Signals

Floats = npt.NDArray[np.float64]

# Logistic weights, printed by training/copies.py, told in copies.md: sentences surely aligned (logarithm),
# their likeness, figures that clash, uneven lengths, runs of words in common, one language.
WEIGHTS = (3.76, 5.25, -2.26, -8.83, 30.37, -6.31)
INTERCEPT = -7.03
# From here on a chance is only said to be more than .99.
SURE = 0.99
# A copy holds most of one side; a partial one has a passage of it.
COPY_SHARE = 0.6


class Side(NamedTuple):
    """One article of a pair: what is seen of it, and its words."""

    seen: Signals
    words: Words


class Evidence(NamedTuple):
    """What speaks for a copy or against it.

    ``sure`` is the sum of the scores of what is aligned; ``left`` and ``right`` are the shares of each side's
    sentences that are aligned; ``likeness`` is theirs on average, higher in translations than in retellings;
    ``agree`` and ``clash`` count aligned pairs whose figures are the same on both sides and are not;
    ``unevenness`` and ``wording`` are those of common_words.py.
    """

    sure: float
    left: float
    right: float
    likeness: float
    agree: int
    clash: int
    unevenness: float
    wording: float | None


def copy(left: Side, right: Side, pairs: tuple[Aligned, ...], told: Decision | None = None) -> Copy:
    """The verdict on one pair, with shares and reasons; ``source`` is not told here.

    Verdict and shares rest on what is surely aligned, but a verdict that a reader ``told`` stands. A copy
    keeps no other pairs: beside what it took, likeness to the rest of its source says little.
    """
    surely = sure(pairs)
    found = evidence(left, right, surely)
    chance = probability(features(found)) if surely else 0.0
    verdict = _verdict(chance, max(found.left, found.right)) if told is None else _told(told)
    kept = pairs if verdict == "independent" else surely
    return Copy(
        left=left.seen.id,
        right=right.seen.id,
        verdict=verdict,
        left_share=round(found.left, 3),
        right_share=round(found.right, 3),
        pairs=kept,
        reasons=_reasons((len(left.seen.sentences), len(right.seen.sentences)), kept, found, chance),
    )


def evidence(left: Side, right: Side, pairs: Sequence[Aligned]) -> Evidence:
    """All that is weighed; ``pairs`` are the sentences of ``left`` and ``right`` that are surely aligned."""
    figures = [(_figures(left.seen, p.left), _figures(right.seen, p.right)) for p in pairs]
    return Evidence(
        sure=sum(p.score for p in pairs),
        left=len({i for p in pairs for i in p.left}) / max(1, len(left.seen.sentences)),
        right=len({j for p in pairs for j in p.right}) / max(1, len(right.seen.sentences)),
        likeness=_likeness(left.seen, right.seen, pairs),
        agree=sum(bool(one) and one == other for one, other in figures),
        clash=sum(one != other for one, other in figures),
        unevenness=unevenness(left.words, right.words, pairs),
        wording=in_common(left.words, right.words) if pairs else None,
    )


def features(found: Evidence) -> Floats:
    """The evidence as WEIGHTS takes it, float64 (6,)."""
    return np.array(
        (
            np.log1p(found.sure),
            found.likeness,
            (found.clash + 0.5) / (found.agree + found.clash + 1),
            found.unevenness,
            found.wording or 0.0,
            found.wording is not None,
        ),
        np.float64,
    )


def probability(found: Floats) -> float:
    """That one holds a passage of the other, 0..1; ``found`` are ``features``."""
    return float(1.0 / (1.0 + np.exp(-(found @ WEIGHTS + INTERCEPT))))


def order(pairs: Sequence[Aligned]) -> float | None:
    """Share of aligned pairs of pairs that stand in the same order in both articles; None under two pairs."""
    before: list[int] = []
    kept = 0
    for pair in sorted(pairs, key=lambda p: p.left):
        kept += bisect_left(before, pair.right[0])
        insort(before, pair.right[0])
    both = len(before) * (len(before) - 1) // 2
    return kept / both if both else None


def origins(
    articles: Sequence[str], copies: Sequence[Copy], decided: Decided = UNDECIDED
) -> tuple[Origin, ...]:
    """Articles grouped by copying; the fullest-linked article of each group is its witness, and first.

    A group grows by average share, surest pair first, so that two origins that both quote a third text
    do not become one through it. No group holds two articles that readers parted. What they put together
    falls into parts that group by themselves, each of which keeps its company and brings it in.
    """
    share = {frozenset((c.left, c.right)): max(c.left_share, c.right_share) for c in copies}
    part: dict[str, frozenset[str]] = {a: frozenset((a,)) for a in articles}
    home = part | {a: frozenset(whole) for whole in decided.together for a in whole}
    sure = [c for c in copies if c.verdict == "copy"]
    for pair in sorted(sure, key=lambda c: (-max(c.left_share, c.right_share), c.left, c.right)):
        here, there = part[pair.left], part[pair.right]
        if here is there or not _grown_by(here, there, share):
            continue
        one, other = home[pair.left], home[pair.right]
        if one is other or decided.parting(one, other) is None:
            part.update(dict.fromkeys(here | there, here | there))
            home.update(dict.fromkeys(one | other, one | other))
    weight = _weights(copies, home)
    groups = {min(group): group for group in home.values()}
    ordered = sorted(groups.values(), key=lambda group: (-len(group), min(group)))
    # The article that shares most with the others of its group, then the rest by id.
    return tuple(
        Origin(articles=tuple(sorted(group, key=lambda a: (-round(weight[a], 6), a)))) for group in ordered
    )


def _grown_by(here: frozenset[str], there: frozenset[str], share: Mapping[frozenset[str], float]) -> bool:
    """Whether two groups share enough on average; two articles that were not compared say nothing."""
    known = (share.get(frozenset((x, y))) for x in here for y in there)
    ties = [one for one in known if one is not None]
    return sum(ties) / len(ties) >= COPY_SHARE


def _told(told: Decision) -> Literal["copy", "independent"]:
    return "independent" if told.verdict == "different" else "copy"


def _verdict(chance: float, share: float) -> Literal["copy", "partial", "independent"]:
    if chance < 0.5:
        return "independent"
    return "copy" if share >= COPY_SHARE else "partial"


def _likeness(left: Signals, right: Signals, pairs: Sequence[Aligned]) -> float:
    """Mean cosine of every two sentences that are aligned; 0 where none are."""
    places = [place for pair in pairs for place in product(pair.left, pair.right)]
    if not places:
        return 0.0
    rows, columns = map(list, zip(*places, strict=True))
    return float(np.einsum("ij,ij->i", left.sentences[rows], right.sentences[columns]).mean())


def _figures(side: Signals, places: Sequence[int]) -> frozenset[float]:
    return frozenset().union(*(side.numbers[place + 1] for place in places))


def _reasons(
    lengths: tuple[int, int], pairs: Sequence[Aligned], found: Evidence, chance: float
) -> tuple[Reason, ...]:
    n, m = lengths
    said = [("aligned", float(len(pairs)), f"{len(pairs)} of {n} and {m} sentences have a counterpart")]
    in_order, told = order(pairs), found.agree + found.clash
    if in_order is not None:
        said.append(("order", in_order, f"{in_order:.0%} of them in the same order"))
    if found.wording is not None:
        says = f"{found.wording:.0%} of the runs of three words of one are in the other"
        said.append(("wording", found.wording, says))
    if told:
        says = f"the figures are the same in {found.agree} of the {told} that have any"
        said.append(("figures", found.agree / told, says))
    # No pair of texts makes it certain.
    sure = "more than 99%" if chance > SURE else f"{chance:.0%}"
    said.append(("copied", chance, f"{sure} likely that one took from the other, or both from a third"))
    return tuple(Reason(name=name, value=round(value, 4), says=says) for name, value, says in said)


def _weights(copies: Sequence[Copy], home: Mapping[str, frozenset[str]]) -> dict[str, float]:
    """How much of the others of its group stands in each article."""
    weight = dict.fromkeys(home, 0.0)
    for pair in copies:
        if home[pair.left] is home[pair.right]:
            weight[pair.left] += pair.right_share
            weight[pair.right] += pair.left_share
    return weight
