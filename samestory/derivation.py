"""The second half of the pipeline: stored articles -> stories, accounts, threads, entities. Writes nothing.

Articles and stories are met one at a time, and little is held of all of them (see shelf.py). Loads numpy and
the steps, which take a while; pipeline imports it where something has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import chain, islice
from typing import NamedTuple

import numpy as np
from msgspec import structs

from samestory.ahead import ahead
from samestory.collate.thread_timeline import thread_timeline
from samestory.collated import Encoding, Given, Work, collated, collated_each, decided, whom
from samestory.encode.neutral import Floats2d, neutral
from samestory.engine import Lasting
from samestory.gather.about import Naming, keys
from samestory.gather.actors import with_actors
from samestory.gather.entities import entities
from samestory.gather.gathered import Gathered as Whole
from samestory.gather.gathered import Stories
from samestory.gather.kept import portions
from samestory.gather.linked import Linked
from samestory.gather.matrix import Matrix, Named
from samestory.gather.name_context import Texts
from samestory.gather.occasion import overall
from samestory.gather.spellings import Spelt, spellings
from samestory.gather.stories import Judging, gathered
from samestory.gather.threads import Gathered, threads
from samestory.gather.titles import titles
from samestory.gather.written import Written, written
from samestory.heap import trim
from samestory.ids import content_id
from samestory.model import About, Article, Decision, Story, Thread, Title
from samestory.progress import Progress
from samestory.read.forms import forms
from samestory.shelf import Aside, BySentence, Seen, Shelf, set_aside
from samestory.signals import Floats1d, Signals
from samestory.store.grounds import Ground, Grounds
from samestory.store.writer import Derived
from samestory.windowed import Folding, judged

# Stories are kept so many at a time as they are made; so many written names are encoded at a time.
AT_ONCE, NAMES_AT_ONCE = 32, 8192
# To link more written names takes more memory than the encoder, and longer than to load it again.
MANY_NAMES = 16_384
# Of so many articles stories are collated by workers that run, and by workers that must be started for it,
# which takes as long as collating two hundred.
WORTH, WORTH_STARTING = 32, 400
# Articles whose pairs are judged while one is collated.
JUDGED_AN_ARTICLE = 4
# Articles whose stories they get at a time, names whose vectors, and names encoded while one is collated.
TOGETHER, NAMES_TOGETHER, NAMES_AN_ARTICLE = 16, 256, 8


class Held(NamedTuple):
    """Articles by id, and the vectors of an article's units, by its id: float32 (units, d).

    ``stored`` gives them to be sent, where they are stored: as store/vectors.py packs them, and their width.
    """

    articles: Mapping[str, Article]
    vectors: Callable[[str], Floats2d]
    stored: Callable[[str], tuple[bytes, int]] | None = None

    def neutral(self, article: str) -> Floats2d:
        """The vectors of an article, neutral of language."""
        return neutral(self.vectors(article))


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


@contextmanager
def derived(
    held: Held,
    encoding: Encoding,
    told: Sequence[Decision],
    progress: Progress,
    kept: Kept,
    elsewhere: Elsewhere | None = None,
) -> Iterator[Derived]:
    """Stories, threads, entities and decisions of the articles ``held``; ``told`` are users' decisions.

    A decision on an article or spelling that is not held counts for nothing. A story that is ``kept`` is not
    collated again, as an article's text, names and vectors never change; others are kept as they are made,
    ``elsewhere`` where that is given and they are many. It changes nothing in them.
    What this gives is for use inside the context, once: most of it is made as it is asked for.
    """
    with set_aside() as file, set_aside() as beside:
        shelf = Shelf(file)
        progress("names", 0, 1)
        names = written(shelf.passing(held.articles[i] for i in sorted(held.articles)))
        found = linked(names, encoding, told, Seen(shelf, held.neutral, most=1), elsewhere)
        found = found._replace(decisions=Aside(beside, found.decisions, Decision))
        trim()
        progress("names", 1, 1)
        progress("gather", 0, 1)
        pile = Pile(held.articles, Seen(shelf, held.neutral, found.by_sentence), Naming.of(found))
        whole = gathered(pile.seen, told, elsewhere=_judging(held, shelf, found.by_sentence, elsewhere))
        grouped = whole.stories()
        trim()
        progress("gather", 1, 1)
        accounts = Accounts(pile, grouped, told, encoding, kept)
        accounts.collate(progress, elsewhere)
        heads = [accounts.head(place) for place in range(len(grouped.groups))]
        threaded = threads([_gathered(one, pile.naming) for one in heads], grouped.judged, told)
        chains = list(_chains(heads, threaded.groups, accounts))
        yield Derived(
            stories=(accounts.threaded(one, thread.id) for thread, its in chains for one in its),
            bases=[one.basis for _, its in chains for one in its],
            threads=(thread for thread, _ in chains),
            entities=with_actors(found.entities(), shelf.standings),
            decisions=chain(grouped.decisions, threaded.decisions, found.decisions),
            grounds=_grounds(whole, found.called),
        )


def _judging(held: Held, shelf: Shelf, named: BySentence, elsewhere: Elsewhere | None) -> Judging | None:
    """Who judges windows of the articles ``held``, ``named`` being whom they name; None for this process."""
    if (
        held.stored is None
        or elsewhere is None
        or not elsewhere.worth(len(held.articles) // JUDGED_AN_ARTICLE)
    ):
        return None
    folding, workers = Folding(shelf, held.stored, named), elsewhere.workers
    return lambda frames: judged(frames, folding, workers())


def _grounds(whole: Whole, called: Mapping[str, str]) -> Grounds:
    """What a few articles more, or decisions of readers, may go on from."""
    space, pile = whole.space, whole.pile
    marks = {mark: int(pile.counts[number]) for mark, number in pile.numbers.items()}
    ground = Ground(space.ids, space.centres, space.times.days)
    return Grounds(ground=ground, marks=marks, judged=portions(whole), called=called)


def linked(
    names: Written,
    encoding: Encoding,
    told: Sequence[Decision],
    seen: Mapping[str, Signals],
    elsewhere: Elsewhere | None = None,
) -> Linked:
    """The entities; what a written name means is its vector, each encoded once."""
    # Each is asked for once; what reading kept of them is not asked for again.
    forms.cache_clear()
    spelt = spellings(names, forms.__wrapped__)
    vectors = _meant(spelt, encoding, elsewhere)
    if len(spelt) > MANY_NAMES:
        encoding.let_go()
    return entities(Texts(names, seen, vectors), spelt, [d for d in told if d.kind in ("entity", "name")])


def _meant(spelt: Sequence[Spelt], encoding: Encoding, elsewhere: Elsewhere | None) -> Mapping[str, Floats1d]:
    """What each spelling means, by its key; what is written the same means the same."""
    said: dict[str, int] = {}
    places = {one.key: said.setdefault(one.spelling.written, len(said)) for one in spelt}
    found: Matrix | None = None
    for part in _of_texts(list(said), encoding, elsewhere):
        found = Matrix(part.shape[1]) if found is None else found
        found.add(neutral(part))
    return {} if found is None else Named(places, found)


def _of_texts(texts: Sequence[str], encoding: Encoding, elsewhere: Elsewhere | None) -> Iterator[Floats2d]:
    """Vectors of ``texts``, NAMES_AT_ONCE at a time; of many by workers."""
    if elsewhere is None or not elsewhere.worth(len(texts) // NAMES_AN_ARTICLE):
        yield from map(encoding.of_texts, _in_parts(texts, NAMES_AT_ONCE))
        return
    workers = elsewhere.workers()
    parts = workers.map(elsewhere.encoding(workers.threads).of_texts, _in_parts(texts, NAMES_TOGETHER))
    # Made one again: the last digits of products may hang on how many rows there are.
    while some := list(islice(parts, NAMES_AT_ONCE // NAMES_TOGETHER)):
        yield np.concatenate(some)


def _in_parts(texts: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (texts[start : start + size] for start in range(0, len(texts), size))


class Pile(NamedTuple):
    """Articles by id, what is seen of them, and who is named where."""

    articles: Mapping[str, Article]
    seen: Mapping[str, Signals]
    naming: Naming


class Head(NamedTuple):
    """What is held of every story: ``basis`` is what it is kept by, ``first`` the day of its first report."""

    id: str
    basis: str
    articles: tuple[str, ...]
    origins: int
    titles: tuple[Title, ...]
    about: About
    first: date | None

    @property
    def when(self) -> tuple[date, str]:
        """What it goes by in its thread: the undated come last."""
        return self.first or date.max, self.id


class Accounts:
    """The stories of a pile that is gathered: which are kept, and how the others are made."""

    def __init__(
        self, pile: Pile, grouped: Stories, told: Sequence[Decision], encoding: Encoding, kept: Kept
    ) -> None:
        self.pile = pile
        self._groups, self._misdated = grouped.groups, grouped.misdated
        self._of_copies = [one for one in told if one.kind == "copy"]
        self._encoding, self._kept = encoding, kept
        self._bases = [self._given(members).basis(kept.version) for members in self._groups]
        self._heads: dict[int, Head] = {}

    def collate(self, progress: Progress, elsewhere: Elsewhere | None) -> None:
        """Make and keep every story that is not kept."""
        known = self._kept.known(self._bases)
        left = [place for place, basis in enumerate(self._bases) if basis not in known]
        works = (self.work(self._groups[place]) for place in left)
        if elsewhere is None or not elsewhere.worth(sum(len(self._groups[place]) for place in left)):
            made = ahead(partial(collated, encoding=self._encoding), works)
        else:
            # The largest first, so that workers end at about the same time.
            left.sort(key=lambda place: -len(self._groups[place]))
            made = _collated_by(elsewhere, works)
        told = _counted(made, len(self._bases), len(self._bases) - len(left), progress)
        placed = zip(left, told, strict=True)
        while some := list(islice(placed, AT_ONCE)):
            self._kept.keep([(self._bases[place], story) for place, story in some])
            self._heads.update((place, self._head(place, story)) for place, story in some)

    def head(self, place: int) -> Head:
        """What is held of the story at this place among the groups."""
        basis = self._bases[place]
        return self._heads.get(place) or self._head(place, self.story(basis, self._groups[place]))

    def _head(self, place: int, story: Story) -> Head:
        basis = self._bases[place]
        found, where = keys([origin.articles for origin in story.origins], self.pile.naming)
        days = [one.when.start.date() for one in story.dates if one.when is not None]
        return Head(
            id=story.id,
            basis=basis,
            articles=story.articles,
            origins=len(story.origins),
            titles=story.titles,
            about=About(keys=found, place=where, time=story.about.time),
            first=min(days, default=None),
        )

    def story(self, basis: str, members: Sequence[str]) -> Story:
        """The story of ``members`` that follows from ``basis``, in any thread."""
        # Another run, that ended meanwhile, may have cleared what this one kept.
        return self._kept.story(basis) or collated(self.work(members), self._encoding)

    def threaded(self, head: Head, thread: str) -> Story:
        """The whole story, in its thread."""
        return structs.replace(self.story(head.basis, head.articles), about=head.about, thread=thread)

    def work(self, members: Sequence[str]) -> Work:
        """All that the story of ``members`` follows from."""
        articles, seen = self.pile.articles, self.pile.seen
        return Work(self._given(members), {i: articles[i] for i in members}, {i: seen[i] for i in members})

    def _given(self, members: Sequence[str]) -> Given:
        named = whom(members, self.pile.naming.linked.who)
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


def _gathered(head: Head, naming: Naming) -> Gathered:
    about = {one: naming.entities[one].name for one in head.about.entities()}
    return Gathered(head.id, head.articles, head.first, about)


def _chains(
    heads: Iterable[Head], groups: Iterable[Iterable[str]], accounts: Accounts
) -> Iterator[tuple[Thread, tuple[Head, ...]]]:
    """The threads with their stories, those with most independent origins first.

    Inside a thread the earliest story comes first, the undated last.
    """
    by_id = {one.id: one for one in heads}
    chains = [tuple(sorted((by_id[i] for i in group), key=lambda one: one.when)) for group in groups]
    for its in sorted(chains, key=lambda its: (-sum(one.origins for one in its), its[0].when)):
        thread = _of_one(its[0]) if len(its) == 1 else _of_several(its, accounts)
        yield thread, its


def _of_one(head: Head) -> Thread:
    return Thread(id=_thread_id([head]), titles=head.titles, about=head.about, stories=(head.id,))


def _of_several(heads: Sequence[Head], accounts: Accounts) -> Thread:
    pile, members = accounts.pile, [one for head in heads for one in head.articles]
    found, place = keys([head.articles for head in heads], pile.naming)
    told = [accounts.story(head.basis, head.articles) for head in heads]
    return Thread(
        id=_thread_id(heads),
        titles=titles(members, pile.articles, pile.seen),
        about=About(keys=found, place=place, time=overall(head.about.time for head in heads)),
        stories=tuple(head.id for head in heads),
        timeline=thread_timeline(told, pile.seen),
    )


def _thread_id(heads: Iterable[Head]) -> str:
    return content_id("thread", *sorted(head.id for head in heads))
