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
from samestory.gather.misdated import misdated, without_their_day
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
        every = {**before.seen, **before.stated, **new}
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
    held, now = judged(held, pairs)
    return held, {*new, *(one for ids in now for one in ids)}


def judged(held: Gathered, pairs: Sequence[Ids]) -> tuple[Gathered, Sequence[Ids]]:
    """``held`` with ``pairs`` of its articles judged, and which were: those of a day lent anew as well."""
    held, moved = _dated(held, pairs)
    around = {(min(one, b), max(one, b)) for one in moved for b in held.beside.get(one, ())}
    judgements, again = dict(held.judged), dict(held.again)
    now = sorted({*pairs, *around})
    for ids in now:
        judgements[ids], told = _judgement(held.pair(ids))
        again.pop(ids, None)
        if told is not None:
            again[ids] = told
    return structs.replace(held, judged=judgements, again=again, beside=_beside(held.beside, pairs)), now


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
    """``held`` with the days that articles of ``pairs`` lend or put in doubt, and whose day that changes."""
    found = misdated(held.seen, pairs, held.pile, held.beside)
    held = structs.replace(
        held,
        doubts={**held.doubts, **found},
        stated={**held.stated, **{i: held.seen[i] for i in found}},
        seen=without_their_day(held.seen, found),
    )
    best = lent(pairs, held.seen, held.pile)
    better = {late: one for late, one in best.items() if one > held.lent.get(late, NOT_LENT)}
    days = with_days(better, held.seen)
    return structs.replace(held, lent={**held.lent, **better}, dated={**held.dated, **days}), sorted(
        {*days, *found}
    )


def _judgement(pair: Pair) -> tuple[Judged, Told | None]:
    """The pair judged, and judged again where it is near enough to join.

    Without reasons where they are not shown, as of most pairs.
    """
    judged = judge(pair)
    kept = judged if shown(judged) else judged._replace(reasons=())
    if judged.apart or judged.log_odds <= JOINING.least:
        return kept, None
    told = told_apart(pair, judged.log_odds)
    return kept, told if told.log_odds < 0 else told._replace(reasons=())


def _beside(before: Mapping[str, tuple[str, ...]], pairs: Sequence[Ids]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for left, right in pairs:
        found.setdefault(left, []).append(right)
        found.setdefault(right, []).append(left)
    return {**before, **{one: (*before.get(one, ()), *added) for one, added in found.items()}}
