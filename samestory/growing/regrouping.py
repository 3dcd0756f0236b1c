"""Stories formed again where readers decided otherwise than before, from the judgements that were kept.

Groups come out as if all had been gathered with these decisions: no link leads from what is formed again to
the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from msgspec import structs

from samestory.collated import story_id
from samestory.gather.gathered import Gathered
from samestory.gather.kept import gathered_of
from samestory.gather.readers import Readers, readers
from samestory.gather.regions import regrouped
from samestory.growing.around import Around
from samestory.model import Decision

Members = tuple[str, ...]


class Regrouped(NamedTuple):
    """The ``pile`` as it is now, the stories that are no more, and those in their place, by id.

    ``homes`` has the story of each article, ``within`` the articles that were grouped again.
    """

    pile: Gathered
    gone: Mapping[str, Members]
    come: Mapping[str, Members]
    homes: Mapping[str, str]
    within: frozenset[str]


def regrouped_again(
    around: Around, before: Sequence[Decision], told: Sequence[Decision], left: Collection[str] = ()
) -> Regrouped:
    """The stories after what readers have ``told``, where they had told ``before``.

    The articles that ``left`` are in none.
    """
    every = around.held.every_home()
    homes = {article: story for article, story in every.items() if article not in left}
    broken = {every[one] for one in left}
    stories: dict[str, list[str]] = {}
    for article, story in homes.items():
        stories.setdefault(story, []).append(article)
    members = {story: tuple(sorted(its)) for story, its in stories.items()}
    home = {article: members[story] for article, story in homes.items()}
    held = gathered_of(around.held.judged(), home, _told(home, before))
    touched = {one for one, story in homes.items() if story in broken} | _near(around, left, home)
    now = regrouped(held, held.rows(touched), _told(home, told))
    # What was grouped again has a new group, though it may hold the same.
    within = frozenset(one for one, its in now.home.items() if its is not home[one])
    changed = {one for one in within if now.home[one] != home[one] or homes[one] in broken}
    come = {story_id(its): its for its in sorted({now.home[one] for one in changed})}
    return Regrouped(
        pile=now,
        gone={homes[one]: home[one] for one in sorted(changed)}
        | dict.fromkeys(sorted(broken - stories.keys()), ()),
        come=come,
        homes=homes | {article: story for story, its in come.items() for article in its},
        within=within,
    )


def rows_again(around: Around, found: Regrouped) -> tuple[list[Decision], list[Decision]]:
    """The decisions on pairs of what was grouped again that are otherwise now, and those that are none."""
    every = found.pile.pairs.every
    its = found.pile.pairs._replace(every=every[found.pile.around(found.within)])
    codes = [some["left"].astype(np.int64) * len(found.homes) + some["right"] for some in its]
    its = its._replace(parted=its.parted[np.isin(codes[1], codes[0])])
    shown = structs.replace(found.pile, pairs=its).stories().decisions
    rows = {(one.left, one.right): one for one in shown}
    before = {(one.left, one.right): one for one in around.decisions(["story"], found.within)}
    news = [row for ids, row in rows.items() if before.get(ids) != row]
    return news, [row for ids, row in before.items() if ids not in rows]


def _near(around: Around, left: Collection[str], held: Collection[str]) -> set[str]:
    """All of those ``held`` that were judged with articles that ``left``."""
    ends = {end for one in around.decisions(["story"], left) for end in (one.left, one.right)}
    return ends & {*held}


def _told(held: Mapping[str, Members], made: Iterable[Decision]) -> Readers:
    of_held = (one for one in made if one.kind == "story" and one.left in held and one.right in held)
    return readers([(one.left, one.right, one.verdict == "same") for one in of_held])
