"""New articles and the stories near them gathered again; every other story stays as it is.

The pairs that were judged before are those of the decisions held; what a pair is weighed by is counted in the
whole dossier.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from msgspec import structs

from samestory.gather import candidates
from samestory.gather.decisions import Judged
from samestory.gather.gathered import JOINING, Gathered, Ids
from samestory.gather.kept import portions
from samestory.gather.overview import Mark, Overview, overview
from samestory.gather.pile import EMPTY, Pile, pile_with
from samestory.gather.ragged import Ints, Rows
from samestory.gather.readers import Readers, readers
from samestory.gather.regions import RIVALLED, regrouped
from samestory.gather.rows import RIVAL
from samestory.gather.stories import judged_of
from samestory.growing.around import Around
from samestory.growing.nearby import Space
from samestory.model import Decision, Verdict
from samestory.signals import Floats2d


class Open(NamedTuple):
    """What was gathered again: stories held before, the groups in their place, and how pairs were judged.

    ``opened`` has the articles of each story by its id, ``homes`` the stories of all articles held before
    that pairs of ``judged`` name. ``decisions`` are those that are new, or otherwise than before. ``kept``
    are portions of the judgements.
    """

    opened: Mapping[str, tuple[str, ...]]
    groups: tuple[tuple[str, ...], ...]
    misdated: frozenset[str]
    homes: Mapping[str, str]
    judged: Mapping[Ids, Judged]
    decisions: tuple[Decision, ...]
    kept: tuple[bytes, ...]


class Counts:
    """In how many articles of a dossier marks stand, with those ``new`` and without those ``gone``.

    ``added`` is how many more that are than are held.
    """

    def __init__(self, around: Around, new: Sequence[str] = (), gone: Sequence[str] = ()) -> None:
        self._held = around.held
        self._found: dict[Mark, int] = {}
        self.added: dict[Mark, int] = {}
        for articles, sign in ((new, 1), (gone, -1)):
            if articles:
                found, numbers = overview(sorted(articles), around.seen, {})
                times = (sign * _times(found, len(numbers))).tolist()
                self.added |= zip(numbers, times, strict=True)

    def of(self, asked: Iterable[Mark]) -> Mapping[Mark, int]:
        """The counts of all that was ``asked`` for so far."""
        lacking = set(asked) - self._found.keys()
        known = self._held.marks(lacking)
        self._found.update({mark: known.get(mark, 0) + self.added.get(mark, 0) for mark in lacking})
        return self._found


class Place(NamedTuple):
    """Where new articles are gathered: what is around them, where all lie, and what is counted in all."""

    around: Around
    space: Space
    counts: Counts


def gathered_again(at: Place, new: Collection[str], made: Sequence[Decision]) -> Open:
    """The articles ``new`` with all stories that any of them may join; ``made`` is what readers decided."""
    near = at.space.near(new)
    met = {*new, *(other for its in near.values() for other in its)}
    at.around.bring(met - {*new})
    pairs = sorted({(min(one, other), max(one, other)) for one, its in near.items() for other in its})
    first = _judged(at, met, pairs, ())
    named = [*first.named(np.arange(len(first.pairs.every)))]
    linked = {
        one
        for ids, odds in zip(named, first.pairs.every["odds"].tolist(), strict=True)
        if odds > JOINING.least
        for one in ids
    }
    beside = {one for ids in named for one in ids}
    homes = at.around.held.homes(beside - {*new})
    stories = [one for one in made if one.kind == "story"]
    opened = _opened(at, {homes[one] for one in linked - {*new}}, [*new], stories)
    inside = {*new, *(one for its in opened.values() for one in its)}
    at.around.bring(inside - {*new})
    homes |= {one: story for story, its in opened.items() for one in its}
    before = _before(at, inside)
    judged = _judged(at, beside | inside, named, sorted(before))
    held = _rivalled(judged, before)
    held = structs.replace(held, home={one: (story,) for one, story in homes.items() if one not in inside})
    grouped = regrouped(held, held.rows(inside), _told(inside, stories))
    found = grouped.stories()
    rows = {(row.left, row.right): row for row in found.decisions}
    news = [row for ids, row in rows.items() if _is_news(row, before.get(ids))]
    return Open(
        opened=opened,
        groups=tuple(sorted({grouped.home[one] for one in inside})),
        misdated=found.misdated,
        homes=homes,
        judged=dict(found.judged.items()),
        decisions=(*news, *_turned(before, rows, grouped.home)),
        kept=tuple(portions(_around(judged, inside), inside)),
    )


def _around(held: Gathered, ids: Collection[str]) -> Gathered:
    """``held`` with the pairs of these articles alone."""
    return structs.replace(held, pairs=held.pairs._replace(every=held.pairs.every[held.around(ids)]))


def _judged(at: Place, ids: Collection[str], near: Sequence[Ids], known: Sequence[Ids]) -> Gathered:
    """These articles as a part of the dossier, with pairs of them judged."""
    found, numbers = overview(sorted(ids), at.around.seen, {})
    places = {one: row for row, one in enumerate(found.ids)}
    held = Gathered(
        seen={one: at.around.seen[one] for one in found.ids},
        space=_space(found),
        pile=_pile(at, found, numbers),
    )
    return judged_of(held, _rows(near, places), _rows(known, places))


def _space(found: Overview) -> candidates.Space:
    """Where these articles lie, by themselves: in no cell, as nothing is searched there."""
    return candidates.NOWHERE._replace(
        ids=found.ids,
        centres=found.centres,
        times=found.times,
        lengths=found.lengths,
        ranks=np.arange(len(found.ids)),
    )


def _pile(at: Place, found: Overview, numbers: Mapping[Mark, int]) -> Pile:
    """What the whole dossier tells of these articles."""
    near = at.space.near(found.ids)
    counts = at.counts.of(numbers)
    others = np.array([counts[mark] for mark in numbers], np.int64) - _times(found, len(numbers))
    before = structs.replace(
        EMPTY, articles=len(at.space.ids) - len(found.ids), numbers=numbers, counts=others
    )

    def beside(row: int) -> Floats2d:
        return at.space.centres_of(near[found.ids[row]])

    return pile_with(before, found, numbers, at.around.seen, beside)


def _times(found: Overview, marks: int) -> Ints:
    """In how many of these articles each of so many marks stands, by number."""
    return np.bincount(found.marks.values, minlength=marks)


def _rows(pairs: Sequence[Ids], places: Mapping[str, int]) -> Rows:
    return np.array([[places[one] for one in ids] for ids in pairs], np.int32).reshape(-1, 2)


def _opened(
    at: Place, stories: set[str], new: Sequence[str], made: Sequence[Decision]
) -> dict[str, tuple[str, ...]]:
    """The articles of ``stories``, and of those that readers tied to any of them or of the ``new`` ones."""
    found: dict[str, tuple[str, ...]] = {}
    while lacking := stories - found.keys():
        found |= {id_: one.articles for id_, one in at.around.headings(lacking).items()}
        inside = {*new, *(one for its in found.values() for one in its)}
        tied = {end for one in made for end in (one.left, one.right) if {one.left, one.right} & inside}
        stories = stories | {*at.around.held.homes(tied - inside).values()}
    return dict(sorted(found.items()))


def _before(at: Place, inside: Collection[str]) -> dict[Ids, Decision]:
    """What the machine decided before of pairs of these articles."""
    held = at.around.decisions(["story"], inside)
    return {(one.left, one.right): one for one in held if one.left in inside and one.right in inside}


def _rivalled(held: Gathered, before: Mapping[Ids, Decision]) -> Gathered:
    """``held`` without links that a happening elsewhere in the dossier spoke against."""
    every = held.pairs.every.copy()
    rivalled = [
        ids in before and before[ids].verdict == "different" and _has_rival(before[ids])
        for ids in held.named(np.arange(len(every)))
    ]
    every["odds"] = np.where(rivalled, np.minimum(every["odds"], RIVALLED), every["odds"])
    return structs.replace(held, pairs=held.pairs._replace(every=every))


def _turned(
    before: Mapping[Ids, Decision], rows: Collection[Ids], home: Mapping[str, tuple[str, ...]]
) -> Iterator[Decision]:
    """Rows held of pairs that are not worth one any more, where they tell otherwise than is found now."""
    for ids, row in before.items():
        verdict: Verdict = "same" if home[ids[0]] == home[ids[1]] else "different"
        if ids not in rows and row.verdict != verdict:
            yield structs.replace(row, verdict=verdict)


def _has_rival(row: Decision) -> bool:
    return any(reason.name == RIVAL.name for reason in row.reasons)


def _told(inside: Collection[str], made: Sequence[Decision]) -> Readers:
    of_held = (one for one in made if one.left in inside and one.right in inside)
    return readers([(one.left, one.right, one.verdict == "same") for one in of_held])


def _is_news(row: Decision, before: Decision | None) -> bool:
    """Whether a pair is decided otherwise: what is weighed a little otherwise by now is none."""
    return before is None or before.verdict != row.verdict
