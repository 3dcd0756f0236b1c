"""What stories tell that someone did to someone, as the exports show it: who, what, when, told by whom.

Chooses what is shown and what is said first; what one event is was decided in collate. How it looks is
events_*.py.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from types import MappingProxyType

from samestory.export.dates import earliest
from samestory.export.index import Index, index, letter, threads
from samestory.export.parties import Party, Whom, entities_named, party
from samestory.export.reader import reader
from samestory.export.times import days, time_words
from samestory.model import (
    QUADS,
    Article,
    Contents,
    Deed,
    DeedTold,
    Entity,
    Event,
    Mention,
    Mood,
    Quad,
    Record,
    Root,
    Span,
    Story,
    Thread,
)
from samestory.speech import UNTRANSLATED, Speech, message, messages

# What a root says, between who does it and to whom.
DOES: MappingProxyType[Root, str] = MappingProxyType(
    {
        "AGREE": message("agrees with"), "CONSULT": message("talks with"), "SUPPORT": message("backs"),
        "COOPERATE": message("works with"), "AID": message("helps"), "YIELD": message("yields to"),
        "REQUEST": message("makes a demand of"), "ACCUSE": message("accuses"),
        "REJECT": message("refuses"), "THREATEN": message("threatens"),
        "PROTEST": message("protests against"), "SANCTION": message("takes sanctions against"),
        "MOBILIZE": message("mobilizes against"), "COERCE": message("uses force on"),
        "ASSAULT": message("attacks"),
    }
)  # fmt: skip
# PLOVER numbers its classes from 1, in this order.
QUAD_CODES: MappingProxyType[Quad, int] = MappingProxyType(
    {quad: number for number, quad in enumerate(dict.fromkeys(QUADS.values()), 1)}
)
# What is said of how an event is told; of one that is stated nothing.
MOODS: MappingProxyType[Mood, str] = MappingProxyType(
    {
        "stated": "",
        "planned": message("planned"),
        "denied": message("denied"),
        "hypothetical": message("possible"),
    }
)


class Telling(Record, frozen=True, kw_only=True):
    """A deed told in a sentence of origin ``place``; ``turned`` says that the target is who acts there."""

    place: int
    article: Article
    deed: Deed
    turned: bool

    @property
    def letter(self) -> str:
        """The letter of its origin in its story."""
        return letter(self.place)

    @property
    def sentence(self) -> Span:
        """The sentence that tells it."""
        return self.article.sentences[self.deed.sentence]

    @property
    def actors(self) -> tuple[Span, Span]:
        """Where who acts and whom it is done to stand."""
        return self.article.party(self.deed.source), self.article.party(self.deed.target)


class Coded(Record, frozen=True, kw_only=True):
    """An event of ``story`` with its parties, and every telling: those that tell it so, and otherwise."""

    event: Event
    story: Story
    source: Party
    target: Party
    place: Party | None
    told: tuple[Telling, ...]
    otherwise: tuple[Telling, ...]
    reader: str | None
    speech: Speech = UNTRANSLATED

    @property
    def when(self) -> str:
        """When it was, in words; empty where that is not told."""
        return "" if self.event.when is None else time_words(self.event.when, self.speech)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first day and the last; None where no time is told."""
        return None if self.event.when is None else days(self.event.when)

    @property
    def published(self) -> date | None:
        """The day of the first report that tells it, as far as it is known."""
        tellers = {one.article.id for one in self.told}
        first = earliest(tuple(one for one in self.story.dates if one.article in tellers))
        return None if first is None or first.when is None else first.when.start.date()

    @property
    def origins(self) -> int:
        """How many independent origins tell it so."""
        return len({one.place for one in self.told})

    @property
    def reports(self) -> int:
        """How many articles tell it so."""
        return len({one.article.id for one in self.told})

    @property
    def disputing(self) -> int:
        """How many independent origins tell it otherwise."""
        return len({one.place for one in self.otherwise})

    @property
    def lone(self) -> bool:
        """Whether one origin alone tells it, and none otherwise."""
        return self.origins == 1 and not self.otherwise

    @property
    def lead(self) -> Telling:
        """The telling to read where there is room for one: in the reader's language, else the surest."""
        return max(self.told, key=self._worth)

    @property
    def tellings(self) -> tuple[Telling, ...]:
        """One telling of each origin that tells it so, those in the reader's language first."""
        return self._best(self.told, lambda one: one.place)

    @property
    def disputes(self) -> tuple[Telling, ...]:
        """One telling of each origin and way of those that tell it otherwise."""
        return self._best(self.otherwise, lambda one: (one.place, one.deed.root, one.deed.mood, one.turned))

    def _best(self, told: Sequence[Telling], kind: Callable[[Telling], Hashable]) -> tuple[Telling, ...]:
        kept: dict[Hashable, Telling] = {}
        for one in sorted(told, key=self._worth, reverse=True):
            kept.setdefault(kind(one), one)
        return tuple(sorted(kept.values(), key=lambda one: (not self._reads(one), one.place)))

    def _worth(self, one: Telling) -> tuple[bool, bool, float]:
        return self._reads(one), one.deed.root == self.event.root, one.deed.score

    def _reads(self, one: Telling) -> bool:
        return one.article.lang == self.reader


class Wanted(Record, frozen=True, kw_only=True):
    """Which events are shown; what is empty or None leaves nothing out.

    ``actor`` is who acts or is acted on. ``since`` and ``until`` are days, both among those shown; an event
    whose time is not told is on none.
    """

    roots: tuple[Root, ...] = ()
    quads: tuple[Quad, ...] = ()
    moods: tuple[Mood, ...] = ()
    actor: Entity | None = None
    since: date | None = None
    until: date | None = None

    def takes(self, one: Coded) -> bool:
        """Whether ``one`` is among them."""
        event = one.event
        return (
            (not self.roots or event.root in self.roots)
            and (not self.quads or event.quad() in self.quads)
            and (not self.moods or event.mood in self.moods)
            and (self.actor is None or any(its.id == self.actor.id for its in (one.source, one.target)))
            and self._within(one.days)
        )

    def _within(self, days: tuple[date, date] | None) -> bool:
        if self.since is None and self.until is None:
            return True
        if days is None:
            return False
        first, last = days
        return (self.since is None or last >= self.since) and (self.until is None or first <= self.until)


class Shown(Record, frozen=True, kw_only=True):
    """Stories whose events are to be shown, which of them, and the lookups that showing them needs."""

    stories: tuple[Story, ...]
    wanted: Wanted
    held: Index
    whom: Whom

    def told(self) -> Iterator[tuple[Story, tuple[Coded, ...]]]:
        """Each story with those of its events that are wanted, the most told first; none without any."""
        for story in self.stories:
            events = tuple(one for one in coded(story, self.held, self.whom) if self.wanted.takes(one))
            if events:
                yield story, events

    def events(self) -> Iterator[Coded]:
        """The events of all stories, one by one."""
        for _, its in self.told():
            yield from its


def every(contents: Contents, wanted: Wanted, lang: str | None = None) -> Shown:
    """The events of all stories, by thread; what is in the language ``lang`` first.

    Raises InputError for no language, here and below.
    """
    return _shown(contents, [one for thread in threads(contents) for one in thread], wanted, lang)


def of_story(contents: Contents, story: Story, wanted: Wanted, lang: str | None = None) -> Shown:
    """The events of ``story``."""
    return _shown(contents, [story], wanted, lang)


def of_thread(contents: Contents, thread: Thread, wanted: Wanted, lang: str | None = None) -> Shown:
    """The events of each story of ``thread``; what two of them tell stands under each."""
    stories = {one.id: one for one in contents.stories}
    return _shown(contents, [stories[one] for one in thread.stories], wanted, lang)


def coded(story: Story, held: Index, whom: Whom) -> Iterator[Coded]:
    """The events of ``story`` in its order."""
    for event in story.events:
        yield _coded(event, story, held, whom)


def actors(contents: Contents) -> tuple[Entity, ...]:
    """The entities that act or are acted on in some event."""
    whom = entities_named(contents.entities)
    parties = (one for story in contents.stories for event in story.events for one in _parties(event))
    found = {entity.id for one in parties if (entity := whom.get((one.article, one.name))) is not None}
    return tuple(one for one in contents.entities if one.id in found)


def told_by(one: Coded) -> str:
    """How widely it is told: "told by 2 of 3 origins, 4 reports"."""
    found = messages("told by {told} of {n} origin", "told by {told} of {n} origins")
    told = one.speech.plural(*found, len(one.story.origins), told=one.origins)
    reports = one.speech.plural("{n} report", "{n} reports", one.reports)
    return f"{told}, {reports}"


def tells(telling: Telling, one: Coded) -> str:
    """What a telling has otherwise than the event: "REJECT", "denied", "the other way round"."""
    say, mood = one.speech.say, telling.deed.mood
    said = (
        telling.deed.root if telling.deed.root != one.event.root else "",
        say(MOODS[mood] or message("stated")) if mood != one.event.mood else "",
        say("the other way round") if telling.turned else "",
    )
    return ", ".join(words for words in said if words)


def _shown(contents: Contents, stories: Sequence[Story], wanted: Wanted, lang: str | None) -> Shown:
    return Shown(
        stories=tuple(stories),
        wanted=wanted,
        held=index(contents, reader(contents, lang)),
        whom=entities_named(contents.entities),
    )


def _coded(event: Event, story: Story, held: Index, whom: Whom) -> Coded:
    source, target = (party(one, held, whom) for one in _parties(event))
    return Coded(
        event=event,
        story=story,
        source=source,
        target=target,
        place=None if event.place is None else party(event.place, held, whom),
        told=tuple(_tellings(event.told, target, held, whom)),
        otherwise=tuple(_tellings(event.otherwise, target, held, whom)),
        reader=held.reader,
        speech=held.speech,
    )


def _parties(event: Event) -> tuple[Mention, Mention]:
    return event.source, event.target


def _tellings(
    told: Sequence[Sequence[DeedTold]], target: Party, held: Index, whom: Whom
) -> Iterator[Telling]:
    for place, its in enumerate(told):
        for one in its:
            article = held.articles[one.article]
            deed = article.deeds[one.deed]
            acts = party(Mention(article=article.id, name=deed.source), held, whom).key
            turned = acts is not None and acts == target.key
            yield Telling(place=place, article=article, deed=deed, turned=turned)
