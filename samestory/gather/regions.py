"""Groups formed again where something has changed, and the decisions that tell of them; the rest stays.

Two articles can share a group only along links over what joins at least: what no such links connect is
grouped by itself, with the same result as if all were grouped at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec import structs

from samestory.gather.alike import told_alike
from samestory.gather.decisions import Judged, judge, probability
from samestory.gather.gathered import JOINING, Gathered, Ids
from samestory.gather.groups import groups
from samestory.gather.happening import Told
from samestory.gather.misdated import doubted
from samestory.gather.readers import Readers, weighed
from samestory.gather.undated import rivals, undated
from samestory.model import Decision, Reason, Verdict

# What an undated article gets for its links to one happening where it is about as near to another.
RIVALLED = -1.25
# Pairs below this are not worth a row: everyone is unlike everyone.
LEAST_SHOWN = 0.1
# An article that the first judgement would join with more than FEW has a whole story to speak for it; there
# the second only takes away, and only what it is surer of by so much, in log-odds.
FEW, SURER = 3, 3.0


class Against(NamedTuple):
    """What speaks against links: rivals, as undated.py has them, and pairs judged twice."""

    rivals: Mapping[Ids, str]
    again: Mapping[Ids, Told]


def shown(judgement: Judged) -> bool:
    """Whether the pair is alike enough for a row, whatever becomes of it."""
    return max(probability(judgement.log_odds), probability(judgement.timeless)) >= LEAST_SHOWN


def regrouped(held: Gathered, touched: Iterable[str], told: Readers) -> Gathered:
    """``held`` with the groups of all that is connected with ``touched``; ``told`` is what readers decided.

    What readers decided otherwise before, or not at all, touches its articles too.
    """
    changed = {*held.told.together} ^ {*told.together}, held.told.apart ^ told.apart
    decided = {one for either in changed for members in either for one in members}
    starts = {member for one in (*touched, *decided) for member in (one, *held.home.get(one, ()))}
    held = structs.replace(held, told=told)
    regions = list(_regions(held, sorted(starts)))
    within = {member for region in regions for member in region}
    rivalled = rivals(_nearness(held, within), held.with_day, _wholes(held))
    against = Against(rivalled, _again(held, within))
    found = [group for region in regions for group in _groups(held, region, against)]
    home = {**held.home, **{member: group for group in found for member in group}}
    rows = dict(held.rows)
    for ids in _around(held, within):
        rows.pop(ids, None)
        row = _row(held, home, ids, against)
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


def _groups(held: Gathered, region: list[str], against: Against) -> tuple[tuple[str, ...], ...]:
    if len(region) == 1:
        return (tuple(region),)
    inside = set(region)
    pairs = sorted({_ids(one, b) for one in region for b in held.beside.get(one, ()) if b in inside})
    barred = {ids for ids in pairs if held.judged[ids].apart}
    links = {ids: _link(held, ids, against) for ids in pairs if ids not in barred}
    told = Readers(
        tuple(whole for whole in held.told.together if whole[0] in inside),
        frozenset(pair for pair in held.told.apart if inside.issuperset(pair)),
    )
    asked = weighed(links, barred, told, JOINING)
    return groups(region, asked.links, forbidden=asked.forbidden, forced=asked.forced, joining=JOINING)


def _link(held: Gathered, ids: Ids, against: Against) -> float:
    odds = against.again[ids].log_odds if ids in against.again else held.judged[ids].log_odds
    return min(odds, RIVALLED) if ids in against.rivals else odds


def _again(held: Gathered, articles: Collection[str]) -> dict[Ids, Told]:
    """The pairs of ``articles`` judged twice, the second judgement milder beside a whole story."""
    links = {one: _links(held, one) for one in articles}
    found = {}
    for ids in _around(held, articles):
        told = held.again.get(ids)
        if told is not None and max(links[one] for one in ids) > FEW:
            told = told._replace(log_odds=min(held.judged[ids].log_odds, told.log_odds + SURER))
        if told is not None:
            found[ids] = told
    return found


def _links(held: Gathered, article: str) -> int:
    """How many others the first judgement would join with the article."""
    beside = (held.judged[_ids(article, other)] for other in held.beside.get(article, ()))
    return sum(not its.apart and its.log_odds > 0 for its in beside)


def _row(held: Gathered, home: Mapping[str, tuple[str, ...]], ids: Ids, against: Against) -> Decision | None:
    """The decision on a pair that shares a story or is alike enough; None for others."""
    judgement, together = held.judged[ids], home[ids[0]] == home[ids[1]]
    if not together and not shown(judgement):
        return None
    pair = held.pair(ids)
    told = (*doubted(ids, held.doubts), *_told(ids, judgement, against))
    # Of pairs that never came near it would be told of each two of a subject.
    alike = (told_alike(pair),) if together or ids in held.again else ()
    reasons = (*told, *(judgement.reasons or judge(pair).reasons), *alike)
    verdict: Verdict = "same" if together else "different"
    score = probability(judgement.log_odds)
    return Decision(kind="story", left=ids[0], right=ids[1], verdict=verdict, score=score, reasons=reasons)


def _told(ids: Ids, judgement: Judged, against: Against) -> tuple[Reason, ...]:
    says = "the undated one is about as near to another happening of the same affair"
    rival = (Reason(name="rival", value=1.0, says=says),) if ids in against.rivals else ()
    again = against.again.get(ids)
    parted = again is not None and again.log_odds < min(0.0, judgement.log_odds)
    return (*rival, *(again.reasons if again is not None and parted else ()))
