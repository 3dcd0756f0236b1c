"""What readers decided since a dossier was derived -> what that changes in it. Writes nothing.

Stories, copies, threads and shown names come out as if all were derived again. Who is who is linked over all
names, and left to derivation.py.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from msgspec import structs

from samestory.growing.around import Around
from samestory.growing.differing import before, differing, ends
from samestory.growing.gathering import Counts
from samestory.growing.leaving import left
from samestory.growing.making import Making, Steps
from samestory.growing.naming import renamed, rows_named
from samestory.growing.regrouping import regrouped_again, rows_again
from samestory.growing.rethreading import threaded_anew
from samestory.store.grounds import Change, Said
from samestory.store.view import View

# Where stories of more articles than this change, all is derived again.
MOST = 1000


def corrected(view: View, said: Sequence[Said], steps: Steps, gone: Collection[str] = ()) -> Change | None:
    """What is otherwise than when readers had ``said`` so, now that they told what ``steps`` have.

    The articles ``gone`` stand no more.

    None where all must be derived: where spellings were put together or told apart, where a name was given to
    a spelling of several entities, where too much changes, or the order of threads has no room left.
    """
    around, changed = Around(view), differing(said, steps.told)
    names = renamed(around, {one[1] for one in changed if one[0] == "name"}, steps.told)
    if names is None or ends(changed, "entity"):
        return None
    around.heads |= names.heads()
    around.bring(gone)
    counts = Counts(around, gone=sorted(gone))
    found: Change | None = Change()
    if gone or any(ends(changed, kind) for kind in ("story", "copy", "thread")):
        found = _regrouped(around, said, changed, _By(steps, counts, gone))
    if found is None:
        return None
    # Those on stories that changed come after, and count.
    decisions = (*rows_named(around, names, found.gone), *found.decisions)
    called = around.held.called() if names.called is None else names.called
    its = left(around, gone, {one.id: one for one in names.entities}, called)
    return structs.replace(
        found,
        left=tuple(sorted(gone)),
        entities=its.entities,
        nameless=its.nameless,
        unspelled=its.unspelled,
        called={one: name for one, name in called.items() if one not in its.nameless},
        decisions=decisions,
        withdrawn=(*found.withdrawn, *its.withdrawn),
        marks=counts.added,
    )


class _By(NamedTuple):
    """What things are worked out again by: the steps, what is counted, and articles that are gone."""

    steps: Steps
    counts: Counts
    gone: Collection[str]


def _regrouped(around: Around, said: Sequence[Said], changed: Collection[Said], by: _By) -> Change | None:
    """What decisions on articles, and articles that are gone, change: stories, their accounts and threads."""
    steps, counts, gone = by
    found = regrouped_again(around, before(said), steps.told, gone)
    home = found.pile.home
    asked = {*found.come.values(), *(home[one] for one in ends(changed, "copy") if one in home)}
    if sum(map(len, asked)) > MOST:
        return None
    around.bring(article for its in asked for article in its)
    making = Making(around, len(home), counts, steps)
    held = {*found.homes.values()} - found.come.keys()
    made = making.stories(sorted(asked), found.pile.doubts.keys(), held)
    threading = threaded_anew(around, found, made.stories, ends(changed, "thread"), steps.told)
    its = threading and making.change(made, threading, found.gone)
    if its is None:
        return None
    news, none = rows_again(around, found)
    return structs.replace(its, decisions=(*its.decisions, *news), withdrawn=tuple(none))
