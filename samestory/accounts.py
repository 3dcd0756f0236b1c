"""The stories of a pile that is gathered: which are kept, and how the others are made, here or by workers.

Of each little is held, the rest is put aside or read again. It groups no articles: gather/ did.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain, islice
from typing import NamedTuple

from msgspec import structs

from samestory.ahead import ahead
from samestory.collate.thread_timeline import thread_timeline
from samestory.collated import Encoding, Given, Work, collated, collated_each, decided, whom
from samestory.engine import Lasting
from samestory.gather.about import Naming, keys
from samestory.gather.gathered import Stories
from samestory.gather.occasion import overall
from samestory.gather.threads import Gathered
from samestory.gather.titles import titles
from samestory.ids import content_id
from samestory.model import About, Article, Decision, Record, Story, Thread, Title
from samestory.progress import Progress
from samestory.shelf import Drawer
from samestory.signals import Signals

# Stories are kept so many at a time as they are made.
AT_ONCE = 32
# Of so many articles stories are collated by workers that run, and by workers that must be started for it,
# which takes as long as collating two hundred.
WORTH, WORTH_STARTING = 32, 400
# Articles whose stories workers get at a time.
TOGETHER = 16


class Kept(NamedTuple):
    """Where stories collated are kept, by a hash of what they follow from; ``version`` is that of the steps.

    ``known`` tells which of some hashes have a story, ``story`` gives the story of one, ``keep`` takes more.
    """

    version: str
    known: Callable[[Iterable[str]], Collection[str]]
    story: Callable[[str], Story | None]
    keep: Callable[[Iterable[tuple[str, Story]]], None]


class Elsewhere(NamedTuple):
    """Workers, started where they have not been, and how texts are encoded there on so many threads."""

    workers: Lasting
    encoding: Callable[[int], Encoding]

    def worth(self, articles: int) -> bool:
        """Whether work as for so many articles is done sooner there."""
        return articles >= (WORTH if self.workers.runs else WORTH_STARTING)


def in_memory() -> Kept:
    """A place that keeps stories for as long as it is held itself."""
    held: dict[str, Story] = {}
    return Kept("", lambda asked: held.keys() & set(asked), held.get, held.update)


class Pile(NamedTuple):
    """Articles by id, what is seen of them, and who is named where."""

    articles: Mapping[str, Article]
    seen: Mapping[str, Signals]
    naming: Naming


class Head(Record, frozen=True, kw_only=True):
    """What is told of a story without its account; ``first`` is the day of its first report."""

    id: str
    articles: tuple[str, ...]
    origins: int
    titles: tuple[Title, ...]
    about: About
    first: date | None


class Placed(NamedTuple):
    """What is held of every story: what it is kept by, its id, how many origins it has, and its first day."""

    basis: str
    id: str
    origins: int
    first: date | None

    @property
    def when(self) -> tuple[date, str]:
        """What it goes by in its thread: the undated come last."""
        return self.first or date.max, self.id


class Making(NamedTuple):
    """What stories are made with, where they are kept, and where their ``heads`` are put aside, by basis."""

    encoding: Encoding
    kept: Kept
    heads: Drawer[Head]


class Accounts:
    """The stories of a pile that is gathered, each by its basis: which are kept, how the others are made."""

    def __init__(self, pile: Pile, grouped: Stories, told: Sequence[Decision], making: Making) -> None:
        self._pile, self._making = pile, making
        self._misdated = grouped.misdated
        self._of_copies = [one for one in told if one.kind == "copy"]
        version = making.kept.version
        self._members = {self._given(its).basis(version): its for its in grouped.groups}

    def bases(self) -> Iterable[str]:
        """The bases of all."""
        return self._members

    def collate(self, progress: Progress, elsewhere: Elsewhere | None) -> None:
        """Make and keep every story that is not kept."""
        every, making = self._members, self._making
        known = making.kept.known(every)
        left = [basis for basis in every if basis not in known]
        works = (self._work(basis) for basis in left)
        if elsewhere is None or not elsewhere.worth(sum(len(every[basis]) for basis in left)):
            made = ahead(partial(collated, encoding=making.encoding), works)
        else:
            # The largest first, so that workers end at about the same time.
            left.sort(key=lambda basis: -len(every[basis]))
            made = _collated_by(elsewhere, works)
        told = _counted(made, len(every), len(every) - len(left), progress)
        based = zip(left, told, strict=True)
        while some := list(islice(based, AT_ONCE)):
            making.kept.keep(some)
            for basis, story in some:
                making.heads.put(basis, self._head_of(story))

    def gathered(self, basis: str) -> Gathered:
        """A story as threads need it."""
        head, entities = self._head(basis), self._pile.naming.entities
        named = (entities[one] for one in head.about.entities())
        return Gathered(head.id, head.articles, head.first, {one.id: one.name for one in named})

    def placed(self, basis: str) -> Placed:
        """What is held of a story."""
        head = self._head(basis)
        return Placed(basis, head.id, head.origins, head.first)

    def threaded(self, basis: str, thread: str) -> Story:
        """The whole story, in its thread."""
        return structs.replace(self._story(basis), about=self._head(basis).about, thread=thread)

    def thread(self, its: Sequence[Placed]) -> Thread:
        """The thread of these stories, which are in its order."""
        heads = [self._head(one.basis) for one in its]
        if len(heads) == 1:
            head = heads[0]
            return Thread(id=thread_id(its), titles=head.titles, about=head.about, stories=(head.id,))
        pile, members = self._pile, [one for head in heads for one in head.articles]
        found, place = keys([head.articles for head in heads], pile.naming)
        told = [self._story(one.basis) for one in its]
        return Thread(
            id=thread_id(its),
            titles=titles(members, pile.articles, pile.seen),
            about=About(keys=found, place=place, time=overall(head.about.time for head in heads)),
            stories=tuple(head.id for head in heads),
            timeline=thread_timeline(told, pile.seen),
        )

    def _head(self, basis: str) -> Head:
        heads = self._making.heads
        if basis not in heads:
            heads.put(basis, self._head_of(self._story(basis)))
        return heads[basis]

    def _head_of(self, story: Story) -> Head:
        found, where = keys([origin.articles for origin in story.origins], self._pile.naming)
        days = [one.when.start.date() for one in story.dates if one.when is not None]
        return Head(
            id=story.id,
            articles=story.articles,
            origins=len(story.origins),
            titles=story.titles,
            about=About(keys=found, place=where, time=story.about.time),
            first=min(days, default=None),
        )

    def _story(self, basis: str) -> Story:
        """The story, in any thread."""
        # Another run, that ended meanwhile, may have cleared what this one kept.
        return self._making.kept.story(basis) or collated(self._work(basis), self._making.encoding)

    def _work(self, basis: str) -> Work:
        """All that a story follows from."""
        articles, seen, members = self._pile.articles, self._pile.seen, self._members[basis]
        return Work(self._given(members), {i: articles[i] for i in members}, {i: seen[i] for i in members})

    def _given(self, members: Sequence[str]) -> Given:
        named = whom(members, self._pile.naming.linked.who)
        return Given(named, self._misdated & {*members}, decided(members, self._of_copies))


def _counted(made: Iterable[Story], all_: int, done: int, progress: Progress) -> Iterator[Story]:
    """The stories ``made``; ``progress`` is told of each, besides the ``done`` ones of ``all_``."""
    for count, story in enumerate(made, done + 1):
        progress("collate", count, all_)
        yield story


def _collated_by(elsewhere: Elsewhere, works: Iterable[Work]) -> Iterator[Story]:
    workers = elsewhere.workers()
    each = partial(collated_each, encoding=elsewhere.encoding(workers.threads))
    return chain.from_iterable(workers.map(each, _together(works)))


def _together(works: Iterable[Work]) -> Iterator[list[Work]]:
    """Stories of some articles at a time; at least one."""
    some: list[Work] = []
    for work in works:
        some.append(work)
        if sum(len(one.articles) for one in some) >= TOGETHER:
            yield some
            some = []
    if some:
        yield some


def chains(placed: Iterable[Placed], groups: Iterable[Iterable[str]]) -> list[tuple[Placed, ...]]:
    """The stories of each thread; those with most independent origins come first.

    Inside a thread the earliest story comes first, the undated last.
    """
    by_id = {one.id: one for one in placed}
    found = [tuple(sorted((by_id[i] for i in group), key=lambda one: one.when)) for group in groups]
    return sorted(found, key=lambda its: (-sum(one.origins for one in its), its[0].when))


def thread_id(its: Iterable[Placed]) -> str:
    """The id of the thread of these stories."""
    return content_id("thread", *sorted(one.id for one in its))
