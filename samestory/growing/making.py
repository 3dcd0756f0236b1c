"""Records of the stories and threads that changed, and where they stand; those of all others stay.

Which articles are a story, and which stories a thread, was found before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msgspec import structs

from samestory.collate.thread_timeline import thread_timeline
from samestory.collated import Encoding, Given, Work, collated, decided, story_id, whom
from samestory.gather.about import Naming, keys
from samestory.gather.occasion import overall
from samestory.gather.titles import titles
from samestory.growing.around import Around
from samestory.growing.gathering import Counts
from samestory.growing.placing import places
from samestory.growing.threading import Threading
from samestory.ids import content_id
from samestory.model import About, Decision, Story, Thread
from samestory.progress import Progress, silent
from samestory.store.grounds import Change

Members = tuple[str, ...]


class Steps(NamedTuple):
    """What a derivation rests on besides articles: encoder, readers' decisions, the version of its steps."""

    encoding: Encoding
    told: Sequence[Decision]
    version: str
    progress: Progress = silent


class Made(NamedTuple):
    """Stories that changed, and the hash that the account of each follows from, by id."""

    stories: Mapping[str, Story]
    bases: Mapping[str, str]


class Making:
    """Makes them. ``articles`` is how many there are in all, ``counts`` in how many marks stand."""

    def __init__(self, around: Around, articles: int, counts: Counts, steps: Steps) -> None:
        self._around, self._articles, self._counts, self._steps = around, articles, counts, steps

    def stories(
        self, groups: Iterable[Members], misdated: Collection[str], held: Collection[str] = ()
    ) -> Made:
        """The stories of ``groups``, but for those of ids ``held`` that follow from the same as before."""
        given = {story_id(its): self._given(its, misdated) for its in groups}
        bases = {id_: its.basis(self._steps.version) for id_, its in given.items()}
        asked = {
            id_: its
            for id_, its in given.items()
            if id_ not in held or self._around.held.basis(id_) != bases[id_]
        }
        naming = self._naming([article for its in asked.values() for article in its.whom])
        made = {}
        for count, (id_, its) in enumerate(asked.items(), 1):
            made[id_] = self._story(its, naming)
            self._steps.progress("collate", count, len(asked))
        return Made(made, {id_: bases[id_] for id_ in made})

    def change(self, made: Made, threading: Threading, gone: Iterable[str]) -> Change | None:
        """What they change, in the place of the stories ``gone``; None where a thread has no room left."""
        threads, stories = self._threads(threading, made.stories)
        dissolved = threading.threads - {_thread_id(group) for group in threading.groups}
        where = places(self._around, threads, stories, dissolved)
        if where is None:
            return None
        kept = stories.keys() - made.stories.keys()
        return Change(
            gone=frozenset(gone),
            dissolved=dissolved,
            stories=tuple(stories.values()),
            bases={**made.bases, **{one: self._around.held.basis(one) for one in sorted(kept)}},
            threads=tuple(threads),
            places=where,
            decisions=threading.decisions,
        )

    def _naming(self, articles: Sequence[str]) -> Naming:
        named = {entity for one in articles for entity in self._around.whom[one] if entity is not None}
        return self._around.naming(articles, self._counts.of(named), self._articles)

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
        """Threads that are new or hold a story ``changed``, and their stories in order."""
        every = {_thread_id(group): group for group in threading.groups}
        chains = {
            id_: group
            for id_, group in every.items()
            if id_ not in threading.threads or not changed.keys().isdisjoint(group)
        }
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


def _thread_id(stories: Iterable[str]) -> str:
    return content_id("thread", *sorted(stories))


def _when(story: Story) -> tuple[date, str]:
    days = (one.when.start.date() for one in story.dates if one.when is not None)
    return min(days, default=date.max), story.id
