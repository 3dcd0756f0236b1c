"""A dossier that has grown by a few articles -> what they change in it. Writes nothing.

Who they name, which stories and threads they join, and the accounts of these, follow from the articles near
them; everything else stays. derivation.py derives all, which gives what does not depend on the order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from msgspec import structs

from samestory.collate.thread_timeline import thread_timeline
from samestory.collated import Encoding, Given, Work, collated, decided, story_id, whom
from samestory.encode.neutral import neutral
from samestory.gather.about import Naming, keys
from samestory.gather.actors import with_actors
from samestory.gather.name_context import Texts
from samestory.gather.occasion import overall
from samestory.gather.titles import titles
from samestory.gather.written import Form, written
from samestory.growing.around import Around
from samestory.growing.gathering import Counts, Open, Place, gathered_again
from samestory.growing.names import Known, Meant, meant
from samestory.growing.nearby import Space, day
from samestory.growing.placing import places
from samestory.growing.threading import Threading, threaded_again
from samestory.ids import content_id
from samestory.model import About, Decision, Entity, Mention, Spelling, Story, Thread, Verdict
from samestory.read.forms import forms
from samestory.signals import Floats1d
from samestory.store.grounds import Change, Ground, Grounds
from samestory.store.view import View

# So many of the articles nearest to a new one tell whom its names may mean.
TELLING = 5


class Steps(NamedTuple):
    """What a derivation rests on besides articles: encoder, readers' decisions, the version of its steps."""

    encoding: Encoding
    told: Sequence[Decision]
    version: str


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
    return _Making(around, space, counts, steps).change(found, named.meant, sorted(new))


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


class _Making:
    """Makes the records of stories, threads and entities that changed."""

    def __init__(self, around: Around, space: Space, counts: Counts, steps: Steps) -> None:
        self._around, self._space, self._counts, self._steps = around, space, counts, steps

    def change(self, found: Open, named: Meant, new: Sequence[str]) -> Change | None:
        """The change of all that was ``found`` for the articles ``new``."""
        groups = {story_id(its): its for its in found.groups}
        naming = self._naming([one for its in groups.values() for one in its])
        bases, changed = {}, {}
        for id_, members in groups.items():
            if id_ not in found.opened:
                given = self._given(members, found.misdated)
                bases[id_] = given.basis(self._steps.version)
                changed[id_] = self._story(given, naming)
        threading = threaded_again(self._around, found, changed, self._steps.told)
        threads, stories = self._threads(threading, changed)
        dissolved = threading.threads - {_thread_id(group) for group in threading.groups}
        where = places(self._around, threads, stories, dissolved)
        if where is None:
            return None
        kept = stories.keys() - changed.keys()
        return Change(
            gone=frozenset(found.opened.keys() - groups.keys()),
            dissolved=dissolved,
            stories=tuple(stories.values()),
            bases=bases | {one: self._around.held.basis(one) for one in sorted(kept)},
            threads=tuple(threads),
            places=where,
            entities=tuple(self._entities(named, new)),
            decisions=(*found.decisions, *threading.decisions, *named.decisions),
            grounds=self._grounds(new),
        )

    def _naming(self, articles: Sequence[str]) -> Naming:
        named = {entity for one in articles for entity in self._around.whom[one] if entity is not None}
        return self._around.naming(articles, self._counts.of(named), len(self._space.ids))

    def _given(self, members: Sequence[str], misdated: Collection[str]) -> Given:
        of_copies = [one for one in self._steps.told if one.kind == "copy"]
        its = whom(members, self._around.whom.__getitem__)
        return Given(its, frozenset(misdated).intersection(members), decided(members, of_copies))

    def _story(self, given: Given, naming: Naming) -> Story:
        articles = {one: self._around.articles[one] for one in given.whom}
        seen = {one: self._around.seen[one] for one in given.whom}
        story = collated(Work(given, articles, seen), self._steps.encoding)
        found, where = keys([one.articles for one in story.origins], naming)
        return structs.replace(story, about=structs.replace(story.about, keys=found, place=where))

    def _threads(
        self, threading: Threading, changed: Mapping[str, Story]
    ) -> tuple[list[Thread], dict[str, Story]]:
        """Threads that are new, and their stories in order."""
        every = {_thread_id(group): group for group in threading.groups}
        chains = {id_: group for id_, group in every.items() if id_ not in threading.threads}
        lacking = {one for group in chains.values() for one in group} - changed.keys()
        held = {**changed, **{one.id: one for one in self._around.stories(lacking)}}
        threads, stories = [], dict[str, Story]()
        for id_, group in sorted(chains.items()):
            told = sorted((held[one] for one in group), key=_when)
            threads.append(self._thread(id_, told))
            stories |= {one.id: structs.replace(one, thread=id_) for one in told}
        return threads, stories

    def _thread(self, id_: str, told: Sequence[Story]) -> Thread:
        ids = tuple(one.id for one in told)
        if len(told) == 1:
            return Thread(id=id_, titles=told[0].titles, about=told[0].about, stories=ids)
        members = [one for story in told for one in story.articles]
        self._around.bring(one for one in members if one not in self._around.whom)
        found, where = keys([story.articles for story in told], self._naming(members))
        return Thread(
            id=id_,
            titles=titles(members, self._around.articles, self._around.seen),
            about=About(keys=found, place=where, time=overall(story.about.time for story in told)),
            stories=ids,
            timeline=thread_timeline(told, self._around.seen),
        )

    def _entities(self, named: Meant, new: Iterable[str]) -> Iterator[Entity]:
        """Entities that are new, and those held that new articles name, with the places there."""
        places_: dict[str, dict[Mention, Spelling]] = {}
        for article in new:
            for number, (whom_, one) in enumerate(
                zip(named.whom[article], self._around.spellings(article), strict=True)
            ):
                places_.setdefault(whom_ or "", {})[Mention(article=article, name=number)] = one
        yield from with_actors(named.made, lambda one: self._around.articles[one].standings)
        for entity in self._around.entities(places_.keys() - {one.id for one in named.made}):
            yield _grown(entity, places_[entity.id])

    def _grounds(self, new: Sequence[str]) -> Grounds:
        seen = [self._around.seen[one] for one in new]
        centres = np.stack([one.centre for one in seen])
        ground = Ground(new, centres, [day(one.published) for one in seen])
        return Grounds(ground=ground, marks=self._counts.added)


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


def _thread_id(stories: Iterable[str]) -> str:
    return content_id("thread", *sorted(stories))


def _when(story: Story) -> tuple[date, str]:
    days = (one.when.start.date() for one in story.dates if one.when is not None)
    return min(days, default=date.max), story.id
