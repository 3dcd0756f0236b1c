"""What was read in an article, as marks on its text and an entry for each: names, times, quotes, deeds.

Chooses nothing; article_page.py puts them on the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from samestory.export.about import name as called
from samestory.export.article_parts import EntryPart, FactPart, LayerPart
from samestory.export.countries import standing_words
from samestory.export.events import DOES, MOODS
from samestory.export.index import Index
from samestory.export.layers import Layer, Mark
from samestory.export.named import TYPES, sentence_at
from samestory.export.parties import Whom, entities_named, party
from samestory.export.reasons import stored
from samestory.export.said import HOW_WORDS, Names
from samestory.export.times import time_words
from samestory.export.words import percent
from samestory.model import (
    Actor,
    Article,
    Deed,
    Entity,
    Mention,
    Quote,
    Record,
    Said,
    Span,
    Story,
    Timed,
    When,
)
from samestory.speech import message

HEADINGS: dict[Layer, str] = {
    "name": message("Names"),
    "body": message("Who acts without a name"),
    "time": message("Times"),
    "quote": message("Quotes"),
    "deed": message("Who does what to whom"),
}
QUOTES = {
    "direct": message("in so many words"),
    "partial": message("in part, within a sentence of the article's own"),
    "reported": message("in the article's words"),
}
KINDS = {"date": message("a date"), "duration": message("how long"), "set": message("how often")}
# Characters of a quote that stand for it in the list.
QUOTED = 160


class Marked(Record, frozen=True, kw_only=True):
    """The marks of an article, and what tells of each."""

    marks: tuple[Mark, ...]
    layers: tuple[LayerPart, ...]


class _Entry(NamedTuple):
    """An entry before its places are known: the spans it stands at."""

    part: EntryPart
    spans: tuple[Span, ...]


class Reading(NamedTuple):
    """An article with what its marks are told by; ``hrefs`` say where an entity is told of, by its id."""

    article: Article
    story: Story | None
    held: Index
    hrefs: Callable[[str], str]

    def say(self, words: str, **values: object) -> str:
        """A message in the language of who reads."""
        return self.held.speech.say(words, **values)

    def fact(
        self, label: str, words: str | None, *, own: bool = False, href: str | None = None
    ) -> list[FactPart]:
        """A fact; none where there are no words. ``own`` are the article's own."""
        lang = self.article.lang if own else None
        return [FactPart(label=self.say(label), words=words, lang=lang, href=href)] if words else []


def marked(reading: Reading) -> Marked:
    """Everything read in an article, layer by layer."""
    whom = entities_named(tuple(reading.held.entities.values()))
    told: dict[Layer, Iterator[_Entry]] = {
        "name": _names(reading, whom),
        "body": _bodies(reading),
        "time": (_time(reading, number, one) for number, one in enumerate(reading.article.times)),
        "quote": _quotes(reading),
        "deed": (_deed(reading, number, one, whom) for number, one in enumerate(reading.article.deeds)),
    }
    marks: list[Mark] = []
    layers = []
    for layer, entries in told.items():
        placed = [_placed(reading.article, layer, one, marks) for one in entries]
        if placed:
            heading = reading.say(HEADINGS[layer])
            layers.append(LayerPart(layer=layer, heading=heading, entries=tuple(placed)))
    return Marked(marks=tuple(marks), layers=tuple(layers))


def _placed(article: Article, layer: Layer, entry: _Entry, marks: list[Mark]) -> EntryPart:
    """The entry with its places; adds a mark for each to ``marks``."""
    places = []
    for number, span in enumerate(entry.spans):
        place = f"{entry.part.id}-at{number}"
        marks.append(Mark(layer=layer, span=span, entry=entry.part.id, place=place))
        sentence = sentence_at(article, span.start)
        places.append((0 if sentence is None else sentence + 1, place))
    part = entry.part
    return EntryPart(
        id=part.id, title=part.title, lang=part.lang, href=part.href, facts=part.facts, reason=part.reason,
        places=tuple(places),
    )  # fmt: skip


def _names(reading: Reading, whom: Whom) -> Iterator[_Entry]:
    """An entry for each entity, and one for each name that no entity is."""
    article, groups = reading.article, dict[str, list[int]]()
    for number in range(len(article.names)):
        entity = whom.get((article.id, number))
        groups.setdefault(str(number) if entity is None else entity.id, []).append(number)
    for numbers in groups.values():
        yield _name(reading, numbers, whom.get((article.id, numbers[0])))


def _name(reading: Reading, numbers: Sequence[int], entity: Entity | None) -> _Entry:
    article, names = reading.article, [reading.article.names[one] for one in numbers]
    written = dict.fromkeys(one.span.of(article.text) for one in names)
    posts = dict.fromkeys(article.words(one.post) for one in names if one.post is not None)
    kind = names[0].type if entity is None else entity.type
    actor = Actor() if entity is None else entity.actor
    part = EntryPart(
        id=f"name{numbers[0]}",
        title=next(iter(written)) if entity is None else called(entity, reading.held),
        lang=article.lang if entity is None else None,
        href=None if entity is None else reading.hrefs(entity.id),
        facts=(
            *reading.fact(message("What it is"), reading.say(TYPES[kind][0])),
            *reading.fact(message("Country and sector"), standing_words(actor, reading.held.speech)),
            *reading.fact(message("Called"), ", ".join(filter(None, posts)), own=True),
            *reading.fact(message("Written here"), ", ".join(written), own=True),
        ),
        places=(),
    )
    return _Entry(part, tuple(one.span for one in names))


def _bodies(reading: Reading) -> Iterator[_Entry]:
    article = reading.article
    for number, one in enumerate(article.bodies):
        actor = Actor(country=one.country, sector=one.sector)
        clues = _told_by(article, one.country_span, one.sector_span)
        part = EntryPart(
            id=f"body{number}",
            title=one.span.of(article.text),
            lang=article.lang,
            href=None,
            facts=(
                *reading.fact(message("Country and sector"), standing_words(actor, reading.held.speech)),
                *reading.fact(message("Told by"), clues, own=True),
            ),
            places=(),
        )
        yield _Entry(part, (one.span,))


def _told_by(article: Article, *spans: Span | None) -> str:
    return ", ".join(dict.fromkeys(words for one in spans if (words := article.words(one))))


def _time(reading: Reading, number: int, one: Timed) -> _Entry:
    article, speech = reading.article, reading.held.speech
    part = EntryPart(
        id=f"time{number}",
        title=one.span.of(article.text),
        lang=article.lang,
        href=None,
        facts=(
            *reading.fact(message("Means"), None if one.when is None else time_words(one.when, speech)),
            *(reading.fact(message("What it is"), reading.say(KINDS[one.kind])) if one.when is None else ()),
        ),
        places=(),
        reason=stored(one.reason, speech) if one.reason else None,
    )
    return _Entry(part, (one.span,))


def _quotes(reading: Reading) -> Iterator[_Entry]:
    voices = Names(reading.held)
    said = _utterances(reading)
    for number, one in enumerate(reading.article.quotes):
        yield _quote(reading, number, one, voices, said.get(number))


def _utterances(reading: Reading) -> dict[int, tuple[str, Said]]:
    """The utterance that each quote is a wording of, by the quote's place."""
    found: dict[int, tuple[str, Said]] = {}
    for one in () if reading.story is None else reading.story.utterances:
        for wording in one.wordings:
            if wording.article == reading.article.id:
                for number in wording.quotes:
                    found.setdefault(number, (one.id, wording))
    return found


def _quote(reading: Reading, number: int, one: Quote, voices: Names, said: tuple[str, Said] | None) -> _Entry:
    article, voice = reading.article, voices.voice(reading.article, one)
    words = " ".join(one.span.of(article.text).split())
    who, said_by = voice.words or reading.say("not named"), _href(reading, voice.entity)
    part = EntryPart(
        id=f"quote{number}",
        title=words if len(words) <= QUOTED else f"{words[:QUOTED]}…",
        lang=article.lang,
        href=None,
        facts=(
            *reading.fact(message("Who says it"), who, href=said_by),
            *reading.fact(message("Said to"), article.words(one.audience), own=True),
            *reading.fact(message("Quoted"), reading.say(QUOTES[one.kind])),
            *reading.fact(message("Told by"), _told_by(article, one.cue, one.speaker), own=True),
            *_in_story(reading, said),
        ),
        places=(),
        reason=stored(one.reason, reading.held.speech) if one.reason else None,
    )
    return _Entry(part, (one.span,))


def _in_story(reading: Reading, said: tuple[str, Said] | None) -> list[FactPart]:
    if said is None or reading.story is None:
        return []
    id_, wording = said
    words = reading.say(HOW_WORDS[wording.how]) or reading.say("as it was first quoted")
    return reading.fact(message("In the story"), words, href=f"story-{reading.story.id}#said-{id_}")


def _href(reading: Reading, entity: Entity | None) -> str | None:
    return None if entity is None else reading.hrefs(entity.id)


def _deed(reading: Reading, number: int, one: Deed, whom: Whom) -> _Entry:
    article, speech = reading.article, reading.held.speech
    source, target = (
        party(Mention(article=article.id, name=place), reading.held, whom)
        for place in (one.source, one.target)
    )
    when = None if one.time is None else article.times[one.time].when
    does = reading.say(DOES[one.root])
    part = EntryPart(
        id=f"deed{number}",
        title=f"{source.words} {does} {target.words}",
        lang=None,
        href=None,
        facts=(
            *reading.fact(message("Who"), source.words, href=_href(reading, source.entity)),
            *reading.fact(message("Does"), f"{does} ({one.root}, {reading.say(one.quad())})"),
            *reading.fact(message("To whom"), target.words, href=_href(reading, target.entity)),
            *reading.fact(message("Told as"), reading.say(MOODS[one.mood] or message("stated"))),
            *_when_and_where(reading, one, when),
            *reading.fact(message("How sure"), percent(one.score, speech)),
        ),
        places=(),
    )
    return _Entry(part, (source.span, target.span))


def _when_and_where(reading: Reading, one: Deed, when: When | None) -> list[FactPart]:
    article = reading.article
    place = None if one.place is None else article.names[one.place].span.of(article.text)
    time = None if when is None else time_words(when, reading.held.speech)
    return [*reading.fact(message("When"), time), *reading.fact(message("Where"), place, own=True)]
