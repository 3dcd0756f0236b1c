"""New articles and the stories near them gathered again; every other story stays as it is.

The pairs that were judged before are those of the decisions held; what a pair is weighed by is counted in the
whole dossier.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import structs

from samestory.gather.decisions import Judged
from samestory.gather.gathered import JOINING, Gathered, Ids
from samestory.gather.pile import EMPTY, Mark, Pile, marks, told
from samestory.gather.readers import Readers, readers
from samestory.gather.regions import RIVALLED, regrouped
from samestory.gather.screen import hopeful
from samestory.gather.stories import judged
from samestory.growing.around import Around
from samestory.growing.nearby import Space
from samestory.model import Decision

RIVAL = "rival"


class Open(NamedTuple):
    """What was gathered again: stories held before, the groups in their place, and how pairs were judged.

    ``opened`` has the articles of each story by its id, ``homes`` the stories of all articles held before
    that pairs of ``judged`` name. ``decisions`` are those that are new, or otherwise than before.
    """

    opened: Mapping[str, tuple[str, ...]]
    groups: tuple[tuple[str, ...], ...]
    misdated: frozenset[str]
    homes: Mapping[str, str]
    judged: Mapping[Ids, Judged]
    decisions: tuple[Decision, ...]


class Counts:
    """In how many articles of a dossier marks stand, the ``new`` ones among them."""

    def __init__(self, around: Around, new: Iterable[str]) -> None:
        self._held = around.held
        self._found: dict[Mark, int] = {}
        self.added = Counter(mark for one in sorted(new) for mark in marks(around.seen[one]))

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
    pile = _pile(at, met, EMPTY)
    pairs = _hopeful(at, near, pile)
    seen = at.around.seen
    first, _ = judged(Gathered(seen={one: seen[one] for one in sorted(met)}, pile=pile), pairs)
    homes = at.around.held.homes({one for ids in pairs for one in ids} - {*new})
    linked = {one for ids in pairs if first.judged[ids].log_odds > JOINING.least for one in ids}
    stories = [one for one in made if one.kind == "story"]
    opened = _opened(at, {homes[one] for one in linked - {*new}}, [*new], stories)
    inside = {*new, *(one for its in opened.values() for one in its)}
    at.around.bring(inside - {*new})
    homes |= {one: story for story, its in opened.items() for one in its}
    pile = _pile(at, inside - pile.usual.keys(), pile)
    before = _before(at, inside)
    held = Gathered(
        seen={one: seen[one] for one in sorted(met | inside)},
        pile=pile,
        home={one: (story,) for one, story in homes.items() if one not in inside},
    )
    held, _ = judged(held, sorted({*pairs, *before}))
    held = _rivalled(held, before)
    grouped = regrouped(held, inside, _told(inside, stories))
    return Open(
        opened=opened,
        groups=tuple(sorted({grouped.home[one] for one in inside})),
        misdated=frozenset(grouped.doubts),
        homes=homes,
        judged=grouped.judged,
        decisions=tuple(row for ids, row in grouped.rows.items() if _is_news(row, before.get(ids))),
    )


def _pile(at: Place, ids: Iterable[str], before: Pile) -> Pile:
    """``before`` with what the dossier tells of these articles."""
    seen = {one: at.around.seen[one] for one in sorted(ids)}
    near = at.space.near(seen)
    counts = at.counts.of(mark for one in seen.values() for mark in marks(one))
    counted = structs.replace(before, articles=len(at.space.ids), counts=counts)
    return told(counted, seen, lambda one: at.space.centres_of(near[one]))


def _hopeful(at: Place, near: Mapping[str, Sequence[str]], pile: Pile) -> list[Ids]:
    """The pairs of a new article and one near it that are worth judging."""
    seen = at.around.seen
    found = set()
    for one, others in near.items():
        for other in hopeful(seen[one], [seen[each] for each in others], pile):
            found.add((min(one, other.id), max(one, other.id)))
    return sorted(found)


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
    found = {
        ids: held.judged[ids]._replace(log_odds=min(held.judged[ids].log_odds, RIVALLED))
        for ids, one in before.items()
        if one.verdict == "different" and any(reason.name == RIVAL for reason in one.reasons)
    }
    return structs.replace(held, judged={**held.judged, **found})


def _told(inside: Collection[str], made: Sequence[Decision]) -> Readers:
    of_held = (one for one in made if one.left in inside and one.right in inside)
    return readers([(one.left, one.right, one.verdict == "same") for one in of_held])


def _is_news(row: Decision, before: Decision | None) -> bool:
    """Whether a pair is decided otherwise: what is weighed a little otherwise by now is none."""
    return before is None or before.verdict != row.verdict
