"""Articles -> stories: candidates judged, look-alikes kept out, groups formed. Writes nothing.

A pile is gathered whole, or goes on from what was gathered before: then only what is new is searched and
judged, and only groups that it touches are formed again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import numpy as np
from msgspec import structs

from samestory.gather.candidates import Rows, Space, near, space, space_with
from samestory.gather.decisions import Judged, judge
from samestory.gather.features import Pair
from samestory.gather.gathered import JOINING, NOTHING, Gathered, Ids, Stories
from samestory.gather.happening import Told, told_apart
from samestory.gather.pile import Pile, pile_with
from samestory.gather.readers import Readers, readers
from samestory.gather.regions import regrouped, shown
from samestory.gather.screen import hopeful
from samestory.gather.undated import NOT_LENT, lent, with_days
from samestory.model import Decision
from samestory.signals import Floats2d, Signals

__all__ = ["JOINING", "NOTHING", "Gathered", "Stories", "gathered", "stories"]

# A pile that has grown to more than so many times what was gathered whole is gathered whole again.
GROWN = 2


def stories(seen: Mapping[str, Signals], made: Sequence[Decision]) -> Stories:
    """Group the articles ``seen`` into stories; ``made`` are a user's decisions, which outrank ours."""
    return gathered(seen, made).stories()


def gathered(seen: Mapping[str, Signals], made: Sequence[Decision], before: Gathered = NOTHING) -> Gathered:
    """The articles ``seen`` gathered, together with those of ``before``, whose judgements stand.

    ``made`` are all that users decided so far, the last one last; on articles not held it counts for nothing.
    The order of ``seen`` changes nothing, and articles held before change nothing. A pile that has grown to
    more than GROWN times what was last gathered whole is gathered whole.
    """
    new = {i: seen[i] for i in sorted(seen) if i not in before.seen}
    if len(before.seen) + len(new) > GROWN * before.whole:
        every = {**before.seen, **new}
        before, new = structs.replace(NOTHING, whole=len(every)), dict(sorted(every.items()))
    told = _told({**before.seen, **new}, made)
    if not new and told == before.told:
        return before
    return regrouped(*_judged(before, new), told) if new else regrouped(before, (), told)


def _told(held: Collection[str], made: Sequence[Decision]) -> Readers:
    of_held = (d for d in made if d.kind == "story" and d.left in held and d.right in held)
    return readers([(d.left, d.right, d.verdict == "same") for d in of_held])


def _judged(held: Gathered, new: Mapping[str, Signals]) -> tuple[Gathered, Collection[str]]:
    """``held`` with ``new`` searched for and judged, and the articles of the pairs that were."""
    held, pairs = _searched(held, new)
    held, moved = _dated(held, pairs)
    again = {(min(one, b), max(one, b)) for one in moved for b in held.beside.get(one, ())}
    judged, others = dict(held.judged), dict(held.others)
    now = sorted({*pairs, *again})
    for ids in now:
        judged[ids], told = _judgement(held.pair(ids))
        others.pop(ids, None)
        if told is not None:
            others[ids] = told
    held = structs.replace(held, judged=judged, others=others, beside=_beside(held.beside, pairs))
    return held, {*new, *(one for ids in now for one in ids)}


def _searched(held: Gathered, new: Mapping[str, Signals]) -> tuple[Gathered, list[Ids]]:
    """``held`` with ``new`` in its space and its pile, and the pairs of them that are worth judging."""
    first = len(held.seen)
    wider = space(new) if held.space is None else space_with(held.space, new)
    rows = near(wider, first)
    held = structs.replace(
        held,
        seen={**held.seen, **new},
        space=wider,
        pile=pile_with(held.pile, new, _centres(wider, rows, first)),
    )
    return held, sorted(_hopeful(wider, rows, held.seen, held.pile))


def _centres(wider: Space, rows: Rows, first: int) -> Callable[[str], Floats2d]:
    """The centres of what is near an article of row ``first`` or later, by its id."""
    both = np.concatenate((rows, rows[:, ::-1]))
    both = both[both[:, 0] >= first]
    both = both[np.argsort(both[:, 0], kind="stable")]
    starts = np.searchsorted(both[:, 0], np.arange(first, len(wider.ids) + 1))
    places = {i: place for place, i in enumerate(wider.ids[first:])}

    def centres(article: str) -> Floats2d:
        place = places[article]
        return wider.centres[both[starts[place] : starts[place + 1], 1]]

    return centres


def _hopeful(wider: Space, rows: Rows, seen: Mapping[str, Signals], among: Pile) -> Iterator[Ids]:
    """The pairs of ``rows`` worth judging, those of one later row at once."""
    order = rows[np.argsort(rows[:, 1], kind="stable")]
    later, starts = np.unique(order[:, 1], return_index=True)
    for row, earlier in zip(later.tolist(), np.split(order[:, 0], starts)[1:], strict=True):
        one = wider.ids[row]
        for other in hopeful(seen[one], [seen[wider.ids[i]] for i in earlier.tolist()], among):
            yield min(one, other.id), max(one, other.id)


def _dated(held: Gathered, pairs: Sequence[Ids]) -> tuple[Gathered, list[str]]:
    """``held`` with the days that articles of ``pairs`` lend, and the undated ones whose day that changes."""
    best = lent(pairs, held.seen, held.pile)
    better = {late: one for late, one in best.items() if one > held.lent.get(late, NOT_LENT)}
    days = with_days(better, held.seen)
    return structs.replace(held, lent={**held.lent, **better}, dated={**held.dated, **days}), sorted(days)


def _judgement(pair: Pair) -> tuple[Judged, Told | None]:
    """The pair judged, and what tells it apart where it is near enough to join and yet of two happenings.

    Without reasons where it is not shown, as most pairs are not.
    """
    judged = judge(pair)
    near = not judged.apart and judged.log_odds > JOINING.least
    told = told_apart(pair) if near else None
    kept = judged if shown(judged) else judged._replace(reasons=())
    return kept, told if told is not None and told.log_odds < 0 else None


def _beside(before: Mapping[str, tuple[str, ...]], pairs: Sequence[Ids]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for left, right in pairs:
        found.setdefault(left, []).append(right)
        found.setdefault(right, []).append(left)
    return {**before, **{one: (*before.get(one, ()), *added) for one, added in found.items()}}
