"""Articles -> stories: candidates judged, look-alikes kept out, groups formed. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import NamedTuple

import msgspec
import numpy as np

from samestory.gather.candidates import candidates
from samestory.gather.decisions import Judged, judge, probability, too_far
from samestory.gather.features import Pair, days_apart, likeness, restated
from samestory.gather.groups import Joining, groups
from samestory.gather.happening import Told, told_apart
from samestory.gather.pile import Pile, pile
from samestory.gather.readers import Readers, readers, weighed
from samestory.model import Decision, Reason, Verdict
from samestory.signals import Signals

Ids = tuple[str, str]
# An article of unknown date must be this much nearer to one happening than to others, in log-odds; else its
# links to both are no more than RIVALLED.
CLEAR_LEAD = 1.5
RIVALLED = -1.25
# From this share of restated sentences on, an undated article is as old as the one it shares them with.
RESTATED_ENOUGH = 0.4
# Pairs below this are not worth a row: everyone is unlike everyone.
LEAST_SHOWN = 0.1
# A story holds reports on several sides of a happening, so that what joins it need not be like them all; what
# keeps twin stories apart is that each is closer within.
JOINING = Joining(least=-1.2, drop=3.0)


class Stories(NamedTuple):
    """Groups of article ids, and the decisions behind them."""

    groups: tuple[tuple[str, ...], ...]
    decisions: tuple[Decision, ...]
    judged: dict[Ids, Judged]


def stories(seen: Mapping[str, Signals], made: Sequence[Decision]) -> Stories:
    """Group the articles ``seen`` into stories; ``made`` are a user's decisions, which outrank ours."""
    if not seen:
        return Stories((), (), {})
    near = _near(seen)
    among = pile(seen, near)
    dated = _lent_dates(seen, near, among)
    judged = {ids: judge(_pair(ids, seen, dated, among)) for ids in near}
    told = readers(_pairs(seen, made))
    rivals = _rivals(dated, judged, told)
    others = _others(seen, judged, among)
    barred = {ids for ids, j in judged.items() if j.apart}
    links = {
        ids: min(
            j.log_odds, RIVALLED if ids in rivals else inf, others[ids].log_odds if ids in others else inf
        )
        for ids, j in judged.items()
        if not j.apart
    }
    asked = weighed(links, barred, told, JOINING)
    grouped = groups(
        sorted(seen), asked.links, forbidden=asked.forbidden, forced=asked.forced, joining=JOINING
    )
    return Stories(grouped, _decisions(judged, _kept_out(rivals, others), grouped), judged)


def _lent_dates(seen: Mapping[str, Signals], near: Sequence[Ids], among: Pile) -> dict[str, Signals]:
    """The articles, undated ones with the day of the dated one whose sentences they restate most."""
    best: dict[str, tuple[float, float, str]] = {}
    for left, right in near:
        if _undated(seen[left]) == _undated(seen[right]):
            continue
        late, sure = (left, right) if _undated(seen[left]) else (right, left)
        pair = Pair(seen[late], seen[sure], among)
        nearest = (restated(pair), round(likeness(pair), 6), sure)
        best[late] = max(best.get(late, (0.0, 0.0, "")), nearest)
    lent = {late: seen[sure] for late, (share, _, sure) in best.items() if share >= RESTATED_ENOUGH}
    return {
        i: msgspec.structs.replace(s, published=lent[i].published, clue=lent[i].clue) if i in lent else s
        for i, s in seen.items()
    }


def _pair(ids: Ids, seen: Mapping[str, Signals], dated: Mapping[str, Signals], among: Pile) -> Pair:
    """A pair to judge: a day that was lent keeps an article out of what is far, and brings nothing near."""
    sides = seen if not too_far(days_apart(*(dated[i] for i in ids))) else dated
    return Pair(sides[ids[0]], sides[ids[1]], among)


def _near(seen: Mapping[str, Signals]) -> list[Ids]:
    ids = sorted(seen)
    return candidates(ids, np.stack([seen[i].centre for i in ids]))


def _pairs(seen: Mapping[str, Signals], made: Sequence[Decision]) -> list[tuple[str, str, bool]]:
    """What a user decided of articles ``seen``; of others it counts for nothing."""
    told = (d for d in made if d.kind == "story" and d.left in seen and d.right in seen)
    return [(d.left, d.right, d.verdict == "same") for d in told]


def _rivals(dated: Mapping[str, Signals], judged: Mapping[Ids, Judged], told: Readers) -> dict[Ids, str]:
    """Pairs that do not link as the undated side is about as near to another happening: that one's article.

    Two happenings of one affair share actors, places and action. Where time cannot tell them apart, an
    article must be clearly nearer to one to join it. What readers put together is one happening.
    """
    near = _neighbours(judged)
    happening = {article: whole for whole in told.together for article in whole}
    kept_out: dict[Ids, str] = {}
    for article, others in near.items():
        if not _undated(dated[article]):
            continue
        for other, odds in others.items():
            rival = _rival(other, odds, others, dated, happening)
            if rival is not None:
                kept_out[min(article, other), max(article, other)] = rival
    return kept_out


def _others(seen: Mapping[str, Signals], judged: Mapping[Ids, Judged], among: Pile) -> dict[Ids, Told]:
    """Pairs that are near enough to join and yet tell of two happenings that look alike."""
    near = (ids for ids, j in judged.items() if not j.apart and j.log_odds > JOINING.least)
    found = {(a, b): told_apart(Pair(seen[a], seen[b], among)) for a, b in near}
    return {ids: told for ids, told in found.items() if told.log_odds < 0}


def _undated(article: Signals) -> bool:
    return article.published is None and article.clue is None


def _rival(
    other: str,
    odds: float,
    others: Mapping[str, float],
    dated: Mapping[str, Signals],
    happening: Mapping[str, Sequence[str]],
) -> str | None:
    """An article of a happening known to be another than ``other``'s, and about as near."""
    for third, its_odds in sorted(others.items(), key=lambda item: (-item[1], item[0])):
        if its_odds < odds - CLEAR_LEAD:
            return None
        is_one = third == other or third in happening.get(other, ())
        if not is_one and too_far(days_apart(dated[other], dated[third])):
            return third
    return None


def _neighbours(judged: Mapping[Ids, Judged]) -> dict[str, dict[str, float]]:
    near: dict[str, dict[str, float]] = {}
    for (left, right), judgement in judged.items():
        near.setdefault(left, {})[right] = judgement.timeless
        near.setdefault(right, {})[left] = judgement.timeless
    return near


def _decisions(
    judged: Mapping[Ids, Judged],
    kept_out: Mapping[Ids, tuple[Reason, ...]],
    grouped: Sequence[Sequence[str]],
) -> tuple[Decision, ...]:
    home = {member: number for number, group in enumerate(grouped) for member in group}
    rows = []
    for (left, right), judgement in judged.items():
        together = home[left] == home[right]
        score = probability(judgement.log_odds)
        alike = probability(judgement.timeless)
        if together or max(score, alike) >= LEAST_SHOWN:
            reasons = (*kept_out.get((left, right), ()), *judgement.reasons)
            rows.append(_row((left, right), "same" if together else "different", score, reasons))
    return tuple(rows)


def _row(ids: Ids, verdict: Verdict, score: float, reasons: tuple[Reason, ...]) -> Decision:
    return Decision(kind="story", left=ids[0], right=ids[1], verdict=verdict, score=score, reasons=reasons)


def _kept_out(rivals: Iterable[Ids], others: Mapping[Ids, Told]) -> dict[Ids, tuple[Reason, ...]]:
    says = "the undated one is about as near to another happening of the same affair"
    rival = (Reason(name="rival", value=1.0, says=says),)
    found = {ids: told.reasons for ids, told in others.items()}
    return found | {ids: (*rival, *found.get(ids, ())) for ids in rivals}
