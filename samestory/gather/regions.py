"""Groups formed again where something has changed, and the decisions that tell of them; the rest stays.

Two articles can share a group only along links over what joins at least: what no such links connect is
grouped by itself, with the same result as if all were grouped at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import inf

from msgspec import structs

from samestory.gather.decisions import Judged, judge, probability
from samestory.gather.gathered import JOINING, Gathered, Ids
from samestory.gather.groups import groups
from samestory.gather.happening import Told
from samestory.gather.readers import Readers, weighed
from samestory.gather.undated import rivals, undated
from samestory.model import Decision, Reason, Verdict

# What an undated article gets for its links to one happening where it is about as near to another.
RIVALLED = -1.25
# Pairs below this are not worth a row: everyone is unlike everyone.
LEAST_SHOWN = 0.1


def shown(judgement: Judged) -> bool:
    """Whether the pair is alike enough for a row, whatever becomes of it."""
    return max(probability(judgement.log_odds), probability(judgement.timeless)) >= LEAST_SHOWN


def regrouped(held: Gathered, touched: Iterable[str], told: Readers) -> Gathered:
    """``held`` with the groups of all that is connected with ``touched``; ``told`` is what readers decided.

    What readers decided otherwise before, or not at all, touches its articles too.
    """
    before, now = ({*its.together, *its.apart} for its in (held.told, told))
    decided = {one for members in before ^ now for one in members}
    starts = {member for one in (*touched, *decided) for member in (one, *held.home.get(one, ()))}
    held = structs.replace(held, told=told)
    regions = list(_regions(held, sorted(starts)))
    within = {member for region in regions for member in region}
    kept_out = rivals(_nearness(held, within), held.with_day, _wholes(held))
    found = [group for region in regions for group in _groups(held, region, kept_out)]
    home = {**held.home, **{member: group for group in found for member in group}}
    rows = {ids: row for ids, row in held.rows.items() if within.isdisjoint(ids)}
    around = sorted({_ids(one, other) for one in within for other in held.beside.get(one, ())})
    return structs.replace(held, home=home, rows=rows | _rows(held, home, around, kept_out))


def _ids(one: str, other: str) -> Ids:
    return (one, other) if one < other else (other, one)


def _regions(held: Gathered, starts: Iterable[str]) -> Iterator[list[str]]:
    """The articles that links connect with each of ``starts``, each region once and sorted."""
    wholes = _wholes(held)
    reached: set[str] = set()
    for start in starts:
        if start in reached:
            continue
        region, ahead = {start}, [start]
        while ahead:
            one = ahead.pop()
            linked = [
                other
                for other in held.beside.get(one, ())
                if held.judged[_ids(one, other)].log_odds > JOINING.least
            ]
            new = {*linked, *wholes.get(one, ())} - region
            region |= new
            ahead += new
        reached |= region
        yield sorted(region)


def _nearness(held: Gathered, articles: Iterable[str]) -> dict[str, dict[str, float]]:
    """How near others are to those of ``articles`` that have no day, in log-odds, time left aside."""
    return {
        one: {other: held.judged[_ids(one, other)].timeless for other in held.beside.get(one, ())}
        for one in articles
        if undated(held.with_day(one))
    }


def _wholes(held: Gathered) -> dict[str, tuple[str, ...]]:
    """All that readers put together with each article that they did."""
    return {article: whole for whole in held.told.together for article in whole}


def _groups(held: Gathered, region: list[str], kept_out: Mapping[Ids, str]) -> tuple[tuple[str, ...], ...]:
    if len(region) == 1:
        return (tuple(region),)
    inside = set(region)
    pairs = sorted({_ids(one, b) for one in region for b in held.beside.get(one, ()) if b in inside})
    barred = {ids for ids in pairs if held.judged[ids].apart}
    links = {ids: _link(held, ids, kept_out) for ids in pairs if ids not in barred}
    told = Readers(
        tuple(whole for whole in held.told.together if whole[0] in inside),
        frozenset(pair for pair in held.told.apart if inside.issuperset(pair)),
    )
    asked = weighed(links, barred, told, JOINING)
    return groups(region, asked.links, forbidden=asked.forbidden, forced=asked.forced, joining=JOINING)


def _link(held: Gathered, ids: Ids, kept_out: Mapping[Ids, str]) -> float:
    against = held.others[ids].log_odds if ids in held.others else inf
    return min(held.judged[ids].log_odds, RIVALLED if ids in kept_out else inf, against)


def _rows(
    held: Gathered, home: Mapping[str, tuple[str, ...]], pairs: Iterable[Ids], kept_out: Mapping[Ids, str]
) -> dict[Ids, Decision]:
    """The decisions on ``pairs``, for those that share a story or are alike enough."""
    rows = {}
    for ids in pairs:
        judgement, together = held.judged[ids], home[ids[0]] == home[ids[1]]
        if together or shown(judgement):
            reasons = judgement.reasons or judge(held.pair(ids)).reasons
            against = _against(ids in kept_out, held.others.get(ids))
            verdict: Verdict = "same" if together else "different"
            score = probability(judgement.log_odds)
            rows[ids] = Decision(
                kind="story", left=ids[0], right=ids[1], verdict=verdict, score=score,
                reasons=(*against, *reasons) if against else reasons,
            )  # fmt: skip
    return rows


def _against(rivalled: bool, told: Told | None) -> tuple[Reason, ...]:
    says = "the undated one is about as near to another happening of the same affair"
    rival = (Reason(name="rival", value=1.0, says=says),) if rivalled else ()
    return (*rival, *(() if told is None else told.reasons))
