"""Groups formed again where something has changed; the rest stays.

Two articles can share a group only along links over what joins at least: what no such links connect is
grouped by itself, with the same result as if all were grouped at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from msgspec import structs

from samestory.gather.decisions import undated
from samestory.gather.gathered import JOINING, Gathered, Mask
from samestory.gather.groups import groups
from samestory.gather.pairs import Array
from samestory.gather.ragged import Ints, Ragged, grouped
from samestory.gather.readers import Readers, weighed
from samestory.gather.undated import rivals

# What an undated article gets for its links to one happening where it is about as near to another.
RIVALLED = -1.25
# An article that the first judgement would join with more than FEW has a whole story to speak for it; there
# the second only takes away, and only what it is surer of by so much, in log-odds.
FEW, SURER = 3, 3.0
# The region of an article that was not asked for.
NONE = -1


def regrouped(held: Gathered, touched: Mask, told: Readers) -> Gathered:
    """``held`` with the groups of all that is connected with articles ``touched``, by row.

    ``told`` is what readers decided; what they decided otherwise before, or not at all, touches its articles
    too. What speaks against links is written into the pairs of ``held``, which must be nobody else's.
    """
    changed = {*held.told.together} ^ {*told.together}, held.told.apart ^ told.apart
    decided = held.rows({one for either in changed for members in either for one in members})
    starts = held.rows(_mates(held, touched | decided)) | touched | decided
    held = structs.replace(held, told=told)
    regions = _regions(held, starts)
    _weigh_up(held, regions != NONE)
    home = dict(held.home)
    for group in _groups(held, regions):
        home.update(dict.fromkeys(group, group))
    return structs.replace(held, home=home)


def _mates(held: Gathered, rows: Mask) -> Iterator[str]:
    """All that share a story with the articles of these rows."""
    for row in np.flatnonzero(rows).tolist():
        yield from held.home.get(held.space.ids[row], ())


def _linked(held: Gathered) -> Ragged:
    """For each article the rows of those that links, or readers, connect with it."""
    pairs, places = held.pairs.every, held.pile.places
    links = pairs["odds"] > JOINING.least
    told = [(places[one], places[other]) for whole in held.told.together for one, other in pairwise(whole)]
    more = np.array(told, np.int32).reshape(-1, 2)
    one = np.concatenate((pairs["left"][links], more[:, 0]))
    other = np.concatenate((pairs["right"][links], more[:, 1]))
    return grouped(np.concatenate((one, other)), np.concatenate((other, one)), len(held.space.ids))


def _regions(held: Gathered, starts: Mask) -> Ints:
    """The number of the region of each article that links connect with ``starts``, by row, or NONE."""
    linked, found = _linked(held), np.full(len(starts), NONE)
    region = found.tolist()
    for start in np.flatnonzero(starts).tolist():
        ahead = [start] if region[start] == NONE else []
        while ahead:
            one = ahead.pop()
            if region[one] == NONE:
                region[one] = start
                ahead += linked.row(one).tolist()
    return np.array(region, np.int64)


def _weigh_up(held: Gathered, within: Mask) -> None:
    """Write in what speaks against links of the articles ``within``: rivals, and second judgements.

    Those are milder beside a whole story.
    """
    pairs = held.pairs.every
    around = within[pairs["left"]] | within[pairs["right"]]
    near = ~pairs["apart"] & (pairs["odds"] > 0)
    count = len(held.space.ids)
    links = np.bincount(pairs["left"][near], minlength=count)
    links += np.bincount(pairs["right"][near], minlength=count)
    many = np.maximum(links[pairs["left"]], links[pairs["right"]]) > FEW
    milder = np.minimum(pairs["odds"], pairs["again"] + SURER)
    pairs["against"][around] = np.where(many, milder, pairs["again"])[around]
    beside = np.zeros(count, np.bool_)
    beside[pairs["left"][around]] = beside[pairs["right"][around]] = True
    kept_out = rivals(_nearness(held, beside), held.with_day, _wholes(held))
    codes = [held.pile.places[one] * count + held.pile.places[other] for one, other in kept_out]
    every = pairs["left"].astype(np.int64) * count + pairs["right"]
    pairs["rival"][around] = np.isin(every, np.array(codes, np.int64))[around]


def _nearness(held: Gathered, within: Mask) -> Iterator[tuple[str, dict[str, float]]]:
    """How near others are to those articles ``within`` that have no day, in log-odds, time left aside."""
    pairs, ids = held.pairs.every, held.space.ids
    rows = [row for row in np.flatnonzero(within).tolist() if undated(held.with_day(ids[row]))]
    open_ = np.zeros(len(ids), np.bool_)
    open_[rows] = True
    places = np.flatnonzero(open_[pairs["left"]] | open_[pairs["right"]])
    left, right = pairs["left"][places], pairs["right"][places]
    others, twice = np.concatenate((right, left)), np.concatenate((places, places))
    around = grouped(np.concatenate((left, right)), np.arange(len(others)), len(ids))
    for row in rows:
        its = around.row(row)
        near = zip(others[its].tolist(), pairs["timeless"][twice[its]].tolist(), strict=True)
        yield ids[row], {ids[other]: odds for other, odds in near}


def _wholes(held: Gathered) -> dict[str, tuple[str, ...]]:
    """All that readers put together with each article that they did."""
    return {article: whole for whole in held.told.together for article in whole}


def _groups(held: Gathered, regions: Ints) -> Iterator[tuple[str, ...]]:
    """The groups of each region."""
    every = held.pairs.every
    inside = regions[every["left"]]
    kept = np.flatnonzero((inside != NONE) & (inside == regions[every["right"]]))
    pairs = grouped(inside[kept], kept, len(regions))
    rows = np.flatnonzero(regions != NONE)
    members = grouped(regions[rows], rows, len(regions))
    for region in np.unique(regions[rows]).tolist():
        its = [held.space.ids[row] for row in members.row(region).tolist()]
        if len(its) == 1:
            yield tuple(its)
        else:
            yield from _grouped(held, sorted(its), pairs.row(region))


def _grouped(held: Gathered, region: list[str], places: Ints) -> tuple[tuple[str, ...], ...]:
    inside, named, pairs = set(region), [*held.named(places)], held.pairs.every[places]
    barred = {ids for ids, apart in zip(named, pairs["apart"].tolist(), strict=True) if apart}
    odds = zip(named, _links(pairs).tolist(), strict=True)
    links = {ids: link for ids, link in odds if ids not in barred}
    told = Readers(
        tuple(whole for whole in held.told.together if whole[0] in inside),
        frozenset(pair for pair in held.told.apart if inside.issuperset(pair)),
    )
    asked = weighed(links, barred, told, JOINING)
    return groups(region, asked.links, forbidden=asked.forbidden, forced=asked.forced, joining=JOINING)


def _links(pairs: Array) -> npt.NDArray[np.float64]:
    """The log-odds of each pair, after all that speaks against it."""
    odds = np.where(np.isnan(pairs["against"]), pairs["odds"], pairs["against"])
    return np.where(pairs["rival"], np.minimum(odds, RIVALLED), odds)
