"""A dossier that has grown by a few articles -> what they change in it. Writes nothing.

Who they name, which stories and threads they join, and the accounts of these, follow from the articles near
them; everything else stays. derivation.py derives all, which gives what does not depend on the order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from msgspec import structs

from samestory.collated import Encoding, story_id
from samestory.encode.neutral import neutral
from samestory.gather.actors import with_actors
from samestory.gather.name_context import Texts
from samestory.gather.written import Form, written
from samestory.growing.around import Around
from samestory.growing.gathering import Counts, Place, gathered_again
from samestory.growing.making import Making, Steps
from samestory.growing.names import Known, Meant, meant
from samestory.growing.nearby import Space, day
from samestory.growing.threading import threaded_again
from samestory.model import Entity, Mention, Spelling, Verdict
from samestory.read.forms import forms
from samestory.signals import Floats1d
from samestory.store.grounds import Change, Ground, Grounds
from samestory.store.view import View

# So many of the articles nearest to a new one tell whom its names may mean.
TELLING = 5


def change(view: View, new: Collection[str], steps: Steps) -> Change | None:
    """What the articles ``new``, which stand but were not derived from, change.

    None where all must be derived: where readers have decided of any of them, or of a spelling that no other
    article has, or where the order of threads has no room left.
    """
    touched = {end for one in steps.told for end in (one.left, one.right)}
    around = Around(view)
    around.read(new)
    if touched & {*new}:
        return None
    space = Space(around.held.ground(), {one: around.seen[one] for one in sorted(new)})
    named = _named(around, space, new, steps)
    if touched & named.fresh:
        return None
    around.tell(named.meant.whom, named.meant.made)
    counts = Counts(around, sorted(new))
    found = gathered_again(Place(around, space, counts), new, steps.told)
    making = Making(around, len(space.ids), counts, steps)
    groups = {story_id(its): its for its in found.groups}
    made = making.stories([its for id_, its in groups.items() if id_ not in found.opened], found.misdated)
    threading = threaded_again(around, found, made.stories, steps.told)
    its = making.change(made, threading, found.opened.keys() - groups.keys())
    return its and structs.replace(
        its,
        entities=tuple(_entities(around, named.meant, sorted(new))),
        decisions=(*found.decisions, *its.decisions, *named.meant.decisions),
        grounds=_grounds(around, sorted(new), counts, found.kept),
    )


class _Named(NamedTuple):
    meant: Meant
    fresh: frozenset[str]


def _named(around: Around, space: Space, new: Collection[str], steps: Steps) -> _Named:
    """Whom the new articles name, and which spellings were in no article before."""
    nearest = (other for its in space.near(new).values() for other in _few(its, new))
    near = sorted(set(nearest))
    around.bring(near)
    where = written(around.articles[one] for one in sorted({*near, *new}))
    own = {form.key for form in written(around.articles[one] for one in sorted(new)).forms}
    spelled = around.held.spelled(own)
    around.meet(entity for its in spelled.values() for entity in its)
    fresh = frozenset(own - spelled.keys())
    meanings = _meanings(where.forms, steps.encoding) if fresh else {}
    placed = {end for pair in _told(steps, "same") for end in pair}
    apart: dict[str, set[str]] = {}
    for left, right in _told(steps, "different"):
        apart.setdefault(left, set()).add(right)
        apart.setdefault(right, set()).add(left)
    known = Known(around.heads, spelled, {one: around.whom[one] for one in near}, placed, apart)
    texts = Texts(where, {one: around.seen[one] for one in where.ids}, meanings)
    return _Named(meant(new, texts, known, forms), fresh)


def _told(steps: Steps, verdict: Verdict) -> list[tuple[str, str]]:
    """The spellings of which readers decided so."""
    return [(one.left, one.right) for one in steps.told if (one.kind, one.verdict) == ("entity", verdict)]


def _few(near: Iterable[str], new: Collection[str]) -> list[str]:
    return [one for one in near if one not in new][:TELLING]


def _meanings(said: Sequence[Form], encoding: Encoding) -> dict[str, Floats1d]:
    """What written names mean, by their spellings' keys; each is encoded once."""
    each = list(dict.fromkeys(one.written for one in said))
    found = dict(zip(each, neutral(encoding.of_texts(each)), strict=True))
    return {one.key: found[one.written] for one in said}


def _entities(around: Around, named: Meant, new: Iterable[str]) -> Iterator[Entity]:
    """Entities that are new, and those held that new articles name, with the places there."""
    places: dict[str, dict[Mention, Spelling]] = {}
    for article in new:
        for number, (whom, one) in enumerate(
            zip(named.whom[article], around.spellings(article), strict=True)
        ):
            places.setdefault(whom or "", {})[Mention(article=article, name=number)] = one
    yield from with_actors(named.made, lambda one: around.articles[one].standings)
    for entity in around.entities(places.keys() - {one.id for one in named.made}):
        yield _grown(entity, places[entity.id])


def _grounds(around: Around, new: Sequence[str], counts: Counts, judged: Iterable[bytes]) -> Grounds:
    seen = [around.seen[one] for one in new]
    ground = Ground(new, np.stack([one.centre for one in seen]), [day(one.published) for one in seen])
    return Grounds(ground=ground, marks=counts.added, judged=judged)


def _grown(entity: Entity, more: Mapping[Mention, Spelling]) -> Entity:
    """``entity`` with more places; what it is called, and whose and what it is, stays."""
    spellings = {one.key: one for one in (*more.values(), *entity.spellings)}
    counts = Counter({one.key: one.count for one in entity.spellings})
    counts.update(one.key for one in more.values())
    its = (structs.replace(one, count=counts[one.key]) for one in spellings.values())
    mentions = sorted((*entity.mentions, *more), key=lambda one: (one.article, one.name))
    return structs.replace(
        entity,
        mentions=tuple(mentions),
        spellings=tuple(sorted(its, key=lambda one: (one.lang, -one.count, one.key))),
    )
