"""A story at a glance, as lists show it: what it is called, who reports it, how widely, in which languages.

Reads headings alone; the page of a story has the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from samestory.dossier.catalogue import Catalogue
from samestory.dossier.choosing import FINE
from samestory.export.about import name
from samestory.export.dates import earliest, iso, spoken
from samestory.export.index import Index, index
from samestory.export.words import reports
from samestory.model import Contents, Dated, Entity, Title
from samestory.speech import Speech, speech
from samestory.store.portions import NamedHead, Tally, bare
from samestory.store.searched import Heading

NOTHING = Contents(articles=(), files={}, stories=(), threads=(), decisions=(), failures=(), entities=())
# Origins and copies drawn as dots; more than that is told by the number alone.
DOTS = 16
OUTLETS = 3
WHOM = 4


class Key(NamedTuple):
    """One whom a story is about."""

    href: str
    name: str


class Entry(NamedTuple):
    """A story in a list; ``dots`` are its origins and copies, None where they are too many to draw."""

    href: str
    title: Title | None
    reports: str
    dots: tuple[int, int] | None
    languages: tuple[str, ...]
    outlets: tuple[str, ...]
    more_outlets: int
    about: tuple[Key, ...]
    thread: tuple[str, int] | None
    differs: int
    when: str
    time: str | None


class Day(NamedTuple):
    """The stories of a day, or of what is no finer known, in words; ``time`` in ISO 8601."""

    when: str
    time: str | None
    entries: tuple[Entry, ...]


class Entries:
    """Makes entries for who reads the language ``reader``."""

    def __init__(self, held: Catalogue, reader: str) -> None:
        self.held, self.speech, self.reader = held, speech(reader), reader
        self._names = index(NOTHING, reader, self.speech)

    def days(
        self, stories: Iterable[Heading], tallies: Mapping[str, Tally], *, one_list: bool
    ) -> tuple[Day, ...]:
        """Entries in the order given, under the days of their stories or all in ``one_list``."""
        found = dict[tuple[str, str | None], list[Entry]]()
        for one in stories:
            entry = self.entry(one, tallies.get(one.id))
            under = ("", None) if one_list else (entry.when, entry.time)
            found.setdefault(under, []).append(entry)
        return tuple(Day(when, time, tuple(entries)) for (when, time), entries in found.items())

    def entry(self, story: Heading, tally: Tally | None) -> Entry:
        """The entry of ``story``; ``tally`` counts its rows, where that is known."""
        heads = [self.held.articles[one] for one in story.articles]
        outlets = list(dict.fromkeys(one.outlet for one in heads if one.outlet))
        thread = self.held.threads.get(story.thread, ())
        copies = len(story.articles) - len(story.origins)
        when, time = day_of(story.dates, self.speech)
        return Entry(
            href=f"/stories/{story.id}",
            title=story.title(self.reader),
            reports=reports(bare(story), self.speech),
            dots=(len(story.origins), copies) if len(story.articles) <= DOTS else None,
            languages=tuple(self.speech.language(one) for one in dict.fromkeys(each.lang for each in heads)),
            outlets=tuple(outlets[:OUTLETS]),
            more_outlets=max(0, len(outlets) - OUTLETS),
            about=self._about(story),
            thread=(f"/threads/{story.thread}", len(thread)) if len(thread) > 1 else None,
            differs=0 if tally is None else tally.differs,
            when=when,
            time=time,
        )

    def name(self, head: NamedHead) -> str:
        """What an entity is called in the reader's language."""
        return shown_name(head, self._names)

    def _about(self, story: Heading) -> tuple[Key, ...]:
        found = [self.held.entities[one] for one in story.about.entities() if one in self.held.entities]
        return tuple(Key(f"/names/{one.id}", self.name(one)) for one in found[:WHOM])


def shown_name(head: NamedHead, held: Index) -> str:
    """What to call an entity of the catalogue, as exports call it."""
    whole = Entity(id=head.id, name=head.name, type=head.type, mentions=(), spellings=head.spellings)
    return name(whole, held)


def day_of(dates: Sequence[Dated], said: Speech) -> tuple[str, str | None]:
    """The day a story is dated by in words and in ISO 8601, no finer than a day."""
    first = earliest(tuple(dates))
    if first is None or first.when is None:
        return said.say("date not known"), None
    if first.when.granularity in FINE:
        day = first.when.start.date()
        return ("≈ " if first.how == "counterpart" else "") + said.day(day), day.isoformat()
    return spoken(first, said), iso(first.when)
