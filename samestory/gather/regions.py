"""Groups formed again where something has changed, and the decisions that tell of them; the rest stays.

Two articles can share a group only along links over what joins at least: what no such links connect is
grouped by itself, with the same result as if all were grouped at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from math import inf

from msgspec import structs

from samestory.gather.decisions import Judged, judge, probability
from samestory.gather.gathered import JOINING, Gathered, Ids, Made
from samestory.gather.groups import groups
from samestory.gather.happening import Told
from samestory.gather.undated import rivals, undated
from samestory.model import Decision, Reason, Verdict

# What an undated article gets for its links to one happening where it is about as near to another.
RIVALLED = -1.25
# Pairs below this are not worth a row: everyone is unlike everyone.
LEAST_SHOWN = 0.1


def shown(judgement: Judged) -> bool:
    """Whether the pair is alike enough for a row, whatever becomes of it."""
    return max(probability(judgement.log_odds), probability(judgement.timeless)) >= LEAST_SHOWN


def regrouped(held: Gathered, touched: Iterable[str], made: frozenset[Made]) -> Gathered:
    """``held`` with the groups of all that is connected with ``touched``; ``made`` is what users decided.

    What users decided otherwise before, or not at all, touches its articles too.
    """
    decided = {one for _, *pair in held.made ^ made for one in pair if one in held.seen}
    starts = {member for one in (*touched, *decided) for member in (one, *held.home.get(one, ()))}
    held = structs.replace(held, made=made)
    regions = list(_regions(held, sorted(starts)))
    within = {member for region in regions for member in region}
    kept_out = rivals(_nearness(held, within), held.with_day)
    found = [group for region in regions for group in _groups(held, region, kept_out)]
    home = {**held.home, **{member: group for group in found for member in group}}
    rows = dict(held.rows)
    for ids in _around(held, within):
        row = _row(held, home, ids, kept_out)
        rows.pop(ids, None)
        if row is not None:
            rows[ids] = row
    return structs.replace(held, home=home, rows=rows)


def _ids(one: str, other: str) -> Ids:
    return (one, other) if one < other else (other, one)


def _around(held: Gathered, within: Collection[str]) -> Iterator[Ids]:
    """The pairs judged of which one at least is ``within``, each once."""
    for one in sorted(within):
        for other in held.beside.get(one, ()):
            if one < other or other not in within:
                yield _ids(one, other)


def _regions(held: Gathered, starts: Iterable[str]) -> Iterator[list[str]]:
    """The articles that links connect with each of ``starts``, each region once and sorted."""
    placed = held.placed()
    forced: dict[str, list[str]] = {}
    for pair in held.told("same"):
        for one, other in (pair, pair[::-1]):
            forced.setdefault(one, []).append(other)
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
                if one in placed or other in placed or held.judged[_ids(one, other)].log_odds > JOINING.least
            ]
            new = {*linked, *forced.get(one, ())} - region
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


def _groups(held: Gathered, region: list[str], kept_out: Mapping[Ids, str]) -> tuple[tuple[str, ...], ...]:
    if len(region) == 1:
        return (tuple(region),)
    inside, placed = set(region), held.placed()
    pairs = {_ids(one, other) for one in region for other in held.beside.get(one, ()) if other in inside}
    parted = {pair for pair in held.told("different") if inside.issuperset(pair)}
    joined = {pair for pair in held.told("same") if inside.issuperset(pair)} - parted
    forbidden = parted | {ids for ids in pairs if held.judged[ids].apart and placed.isdisjoint(ids)}
    links = {ids: _link(held, ids, kept_out, placed) for ids in sorted(pairs - forbidden)}
    return groups(region, links, forbidden=forbidden, forced=joined, joining=JOINING)


def _link(held: Gathered, ids: Ids, kept_out: Mapping[Ids, str], placed: frozenset[str]) -> float:
    odds = held.judged[ids].log_odds
    # What speaks against an article that a user placed no longer keeps others from it either.
    if not placed.isdisjoint(ids):
        return max(odds, 0.0)
    against = held.others[ids].log_odds if ids in held.others else inf
    return min(odds, RIVALLED if ids in kept_out else inf, against)


def _row(
    held: Gathered, home: Mapping[str, tuple[str, ...]], ids: Ids, kept_out: Mapping[Ids, str]
) -> Decision | None:
    """The decision on a pair that shares a story or is alike enough; None for others."""
    judgement, together = held.judged[ids], home[ids[0]] == home[ids[1]]
    if not together and not shown(judgement):
        return None
    reasons = judgement.reasons or judge(held.pair(ids)).reasons
    against = _against(ids in kept_out, held.others.get(ids))
    verdict: Verdict = "same" if together else "different"
    return Decision(
        kind="story",
        left=ids[0],
        right=ids[1],
        verdict=verdict,
        score=probability(judgement.log_odds),
        reasons=(*against, *reasons) if against else reasons,
    )


def _against(rivalled: bool, told: Told | None) -> tuple[Reason, ...]:
    says = "the undated one is about as near to another happening of the same affair"
    rival = (Reason(name="rival", value=1.0, says=says),) if rivalled else ()
    return (*rival, *(() if told is None else told.reasons))
