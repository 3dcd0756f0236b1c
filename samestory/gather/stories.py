"""Articles -> stories: candidates judged, look-alikes kept out, groups formed. Writes nothing.

A pile is gathered whole, or goes on from what was gathered before: then only what is new is searched and
judged, and only groups that it touches are formed again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from math import nan

import numpy as np
import numpy.typing as npt
from msgspec import structs

from samestory.gather.candidates import laid_out, near, space_with
from samestory.gather.decisions import judged, undated
from samestory.gather.gathered import JOINING, NOTHING, Gathered, Stories
from samestory.gather.judging import judged_all, judgements
from samestory.gather.misdated import misdated
from samestory.gather.overview import overview
from samestory.gather.pairs import Pairs
from samestory.gather.pile import pile_with
from samestory.gather.ragged import Ragged, Rows, grouped
from samestory.gather.readers import Readers, readers
from samestory.gather.regions import regrouped
from samestory.gather.undated import Lent, lent, with_days
from samestory.gather.windows import Frame, Window, cut, framed, opened
from samestory.model import Decision
from samestory.signals import Floats2d, Signals

__all__ = ["JOINING", "NOTHING", "Gathered", "Judging", "Stories", "gathered", "stories"]

Mask = npt.NDArray[np.bool_]
# Gives the ``judgements`` of windows that are opened elsewhere, in order.
Judging = Callable[[Iterable[Frame]], Iterable[Pairs]]
# Fewer windows are judged sooner here than elsewhere.
FEW_WINDOWS = 3
# A pile that has grown to more than so many times what was gathered whole is gathered whole again.
GROWN = 2


def stories(seen: Mapping[str, Signals], made: Sequence[Decision]) -> Stories:
    """Group the articles ``seen`` into stories; ``made`` are a user's decisions, which outrank ours.

    Articles are looked up a few times each, those near one another together; none is kept.
    """
    return gathered(seen, made).stories()


def gathered(
    seen: Mapping[str, Signals],
    made: Sequence[Decision],
    before: Gathered = NOTHING,
    elsewhere: Judging | None = None,
) -> Gathered:
    """The articles ``seen`` gathered, together with those of ``before``, whose judgements stand.

    ``made`` are all that users decided so far, the last one last; on articles not held it counts for nothing.
    The order of ``seen`` changes nothing, and articles held before change nothing. A pile that has grown to
    more than GROWN times what was last gathered whole is gathered whole; the windows of such, where there are
    some, are judged ``elsewhere``.
    """
    new = sorted(one for one in seen if one not in before.pile.places)
    every = {**before.seen, **{one: seen[one] for one in new}} if before.seen else seen
    if len(before.pile.places) + len(new) > GROWN * before.whole:
        new = sorted(every)
        before = structs.replace(NOTHING, whole=len(new))
    told = _told({*before.pile.places, *new}, made)
    if not new and told == before.told:
        return before
    before = structs.replace(before, seen=every)
    if not new:
        return regrouped(structs.replace(before, pairs=before.pairs.copied()), before.rows(()), told)
    return regrouped(*_judged(before, new, elsewhere), told)


def _told(held: Collection[str], made: Sequence[Decision]) -> Readers:
    of_held = (d for d in made if d.kind == "story" and d.left in held and d.right in held)
    return readers([(d.left, d.right, d.verdict == "same") for d in of_held])


def _judged(held: Gathered, new: Sequence[str], elsewhere: Judging | None) -> tuple[Gathered, Mask]:
    """``held`` with the articles ``new`` searched for and judged, and which articles that touches, by row."""
    first = len(held.space.ids)
    held, rows = _searched(held, new)
    if first:
        # Each new article with all that is near it, those near one another in turn.
        rows = rows[np.lexsort((rows[:, 1], held.space.cells[rows[:, 1]])), ::-1]
    held = _with(held, rows, judgements, None if first else elsewhere)
    held, doubted = _doubted(held, first)
    held, dated = _dated(held, first)
    touched = held.rows({*new, *doubted, *dated})
    pairs = held.pairs.every
    near = touched[pairs["left"]] | touched[pairs["right"]]
    touched[pairs["left"][near]] = touched[pairs["right"][near]] = True
    return held, touched


def judged_of(held: Gathered, near: Rows, known: Rows) -> Gathered:
    """``held``, of which no pair is judged, with pairs of its rows: those ``near`` where they are worth it.

    Pairs ``known`` to be are judged as well; rows are (m, 2), in order, the lesser first.
    """
    held = _with(held, near, judgements)
    held = _with(held, known, _all_judged)
    held, _ = _doubted(held, 0)
    held, _ = _dated(held, 0)
    return held


def _searched(held: Gathered, new: Sequence[str]) -> tuple[Gathered, Rows]:
    """``held`` with ``new`` in its space and its pile, and the pairs of rows that are near."""
    first = len(held.space.ids)
    found, numbers = overview(new, held.seen, held.pile.numbers)
    if first:
        wider = space_with(held.space, found)
    else:
        found, wider = laid_out(found)
    held = structs.replace(held, space=wider)
    rows = near(wider, first)
    beside = _centres(held, rows, first)
    return structs.replace(held, pile=pile_with(held.pile, found, numbers, held.seen, beside)), rows


def _centres(held: Gathered, rows: Rows, first: int) -> Callable[[int], Floats2d]:
    """The centres of what is near an article of row ``first`` or later, by its row from there on.

    In an order that follows from ids alone, as sums depend on it: greater ones first.
    """
    ranks, count = held.space.ranks, len(held.space.ids)
    # The pairs stand in order.
    after = Ragged(rows[:, 1], np.searchsorted(rows[:, 0], np.arange(count + 1)))
    before = grouped(rows[:, 1], rows[:, 0], count)

    def centres(row: int) -> Floats2d:
        others = np.concatenate((after.row(first + row), before.row(first + row)))
        its = ranks[others]
        order = np.lexsort((its, its < ranks[first + row]))
        return np.asarray(held.space.centres[others[order]])

    return centres


def _with(
    held: Gathered, rows: Rows, judging: Callable[[Window], Pairs], elsewhere: Judging | None = None
) -> Gathered:
    """``held`` with the pairs of ``rows`` judged, window by window; ``elsewhere`` where they are some.

    Its pairs are nobody else's then, to be written into.
    """
    parts = list(cut(rows, held.space.lengths))
    found: Iterable[Pairs]
    if elsewhere is None or len(parts) <= FEW_WINDOWS:
        found = (judging(_opened(held, some)) for some in parts)
    else:
        found = elsewhere(framed(some, held.space.ids, held.pile) for some in parts)
    return structs.replace(held, pairs=held.pairs.replaced(found, held.space.ranks))


def _opened(held: Gathered, rows: Rows) -> Window:
    """The window of the pairs of ``rows``."""
    return opened(rows, lambda row: held.side(held.space.ids[row]))


def _all_judged(window: Window) -> Pairs:
    return judged_all(window, window.pairs)


def _doubted(held: Gathered, first: int) -> tuple[Gathered, Collection[str]]:
    """``held`` with the articles whose day pairs of row ``first`` or later put in doubt, judged again."""
    alike = [*held.named(np.flatnonzero(held.pairs.every["text"] & _is_fresh(held, first)))]
    if not alike:
        return held, ()
    beside = held.beside(one for pair in alike for one in pair)
    found = misdated(alike, held.side, beside)
    held = structs.replace(held, doubts={**held.doubts, **found})
    return _judged_again(held, held.around(found)), found


def _judged_again(held: Gathered, which: Mask) -> Gathered:
    """``held`` with ``which`` of its pairs judged again; they are written where they were."""
    pairs = held.pairs.every
    rows = np.stack((pairs["left"][which], pairs["right"][which]), axis=1)
    rows = rows[np.lexsort((rows[:, 1], rows[:, 0]))]
    found = (_all_judged(_opened(held, some)) for some in cut(rows, held.space.lengths))
    return structs.replace(held, pairs=held.pairs.judged_again(found, held.space.ranks))


def _dated(held: Gathered, first: int) -> tuple[Gathered, Collection[str]]:
    """``held`` with the days that pairs of row ``first`` or later lend, and whose day that changes."""
    better = lent(_lending(held, first), held.lent)
    days = with_days(better, held.stated)
    held = structs.replace(held, lent={**held.lent, **better}, dated={**held.dated, **days})
    return _timed(held, held.around(held.dated) & (held.around(days) | _is_fresh(held, first))), days


def _is_fresh(held: Gathered, first: int) -> Mask:
    """Which pairs have an article of row ``first`` or later."""
    pairs = held.pairs.every
    return np.asarray(np.maximum(pairs["left"], pairs["right"]) >= first)


def _lending(held: Gathered, first: int) -> Iterator[tuple[str, Lent]]:
    """Of new pairs of an undated and a dated article, the one with what it has of the other."""
    pairs = held.pairs.every
    places = np.flatnonzero(~np.isnan(pairs["share"]) & _is_fresh(held, first))
    told = (pairs[name][places] for name in ("share", "likeness"))
    for ids, share, likeness in zip(held.named(places), *told, strict=True):
        late, sure = ids if undated(held.stated(ids[0])) else ids[::-1]
        yield late, Lent(float(share), float(likeness), sure)


def _timed(held: Gathered, which: Mask) -> Gathered:
    """``held`` with ``which`` of its pairs, of articles lent a day, kept apart where that is far.

    They are written where they were.
    """
    pairs, again = held.pairs.every, np.zeros(len(which), np.bool_)
    places = np.flatnonzero(which)
    for place, ids in zip(places, held.named(places), strict=True):
        time = held.time(*ids)
        if time.apart:
            its = judged(float(pairs["timeless"][place]), time)
            pairs["odds"][place], pairs["apart"][place] = its.log_odds, True
            pairs["again"][place] = nan
        else:
            again[place] = pairs["apart"][place]
    return _judged_again(held, again) if again.any() else held
