"""What a story's articles quote, as the exports show it: who says it, to whom, and every wording.

Puts in order and counts; which quotes are one utterance is decided in collate/quotes.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from samestory.export.about import name
from samestory.export.index import Index, dated, index, origin_of
from samestory.model import Article, Contents, Entity, Quote, Record, Said, Span, Story, Utterance
from samestory.speech import UNTRANSLATED, Speech, message

How = Literal["whole", "shortened", "merged", "altered"]
# What became of an utterance in a wording; all of it needs no word.
HOW_WORDS: dict[How, str] = {
    "whole": "", "shortened": message("shortened"), "merged": message("joined with another"),
    "altered": message("altered"),
}  # fmt: skip
# Stands between quotes of one wording, where the article tells who says it.
BREAK = " […] "
# Stands within closing marks where a language writes it there.
CLOSING = ",،，"


class Voice(Record, frozen=True, kw_only=True):
    """Who says it: the entity, None where no name is known; what to call it, empty where nothing is told."""

    entity: Entity | None = None
    words: str = ""


class Wording(Record, frozen=True, kw_only=True):
    """One wording: its article, the place of its origin, its quotes, and who says it there."""

    said: Said
    article: Article
    origin: int
    voice: Voice

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes it is made of, one or several."""
        return tuple(self.article.quotes[number] for number in self.said.quotes)

    @property
    def words(self) -> str:
        """The characters quoted, in one line; a comma that only leads to who says it is left out."""
        parts = (" ".join(one.span.of(self.article.text).split()) for one in self.quotes)
        return BREAK.join(part.rstrip(CLOSING) or part for part in parts)

    @property
    def audience(self) -> str:
        """Those told, as written; empty where nobody is named."""
        told = (self.article.words(one.audience) for one in self.quotes)
        return next((words for words in told if words), "")


class Spoken(Record, frozen=True, kw_only=True):
    """An utterance: who says it, and its wordings: the first, then those in the reader's language.

    ``known_first`` is true where the first wording is known to be that: all others came later, or took it.
    ``audience`` is who was told first.
    """

    id: str
    voice: Voice
    wordings: tuple[Wording, ...]
    known_first: bool
    audience: str

    @property
    def origins(self) -> int:
        """How many independent origins quote it."""
        return len({one.origin for one in self.wordings})

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is quoted in, each once."""
        return tuple(dict.fromkeys(one.article.lang for one in self.wordings))

    @property
    def lone(self) -> bool:
        """Whether one article alone quotes it."""
        return len({one.article.id for one in self.wordings}) == 1


class Names:
    """The entity that each name of each article means."""

    def __init__(self, held: Index) -> None:
        self._held = held
        self._entities = {
            (mention.article, mention.name): entity
            for entity in held.entities.values()
            for mention in entity.mentions
        }

    def spoken(self, story: Story) -> tuple[Spoken, ...]:
        """What is said in ``story``, what most origins quote first."""
        origins = origin_of(story)
        return tuple(self._spoken(one, story, origins) for one in story.utterances)

    def voice(self, article: Article, quote: Quote) -> Voice:
        """Who says ``quote``: the name that is known, else the words that tell."""
        entity = None if quote.name is None else self._entities.get((article.id, quote.name))
        if entity is not None:
            return Voice(entity=entity, words=name(entity, self._held))
        named = None if quote.name is None else article.names[quote.name].span
        return Voice(words=" ".join((article.words(named or quote.speaker) or "").split()))

    def _spoken(self, one: Utterance, story: Story, origins: Mapping[str, int]) -> Spoken:
        wordings = [self._wording(said, origins) for said in one.wordings]
        first, *others = wordings
        others.sort(key=lambda each: each.article.lang != self._held.reader)
        return Spoken(
            id=one.id,
            voice=_voice(wordings),
            wordings=(first, *others),
            known_first=_known_first(story, [each.article.id for each in wordings]),
            audience=_audience(story, wordings),
        )

    def _wording(self, said: Said, origins: Mapping[str, int]) -> Wording:
        article = self._held.articles[said.article]
        voice = self.voice(article, article.quotes[said.quotes[0]])
        return Wording(said=said, article=article, origin=origins.get(said.article, 0), voice=voice)


def speakers(contents: Contents) -> tuple[Entity, ...]:
    """The entities that say anything quoted in some story."""
    held = index(contents)
    names = Names(held)
    voices = (
        wording.voice.entity
        for story in contents.stories
        for one in names.spoken(story)
        for wording in one.wordings
    )
    found = {entity.id for entity in voices if entity is not None}
    return tuple(one for one in contents.entities if one.id in found)


def by_entity(spoken: Sequence[Spoken], entity: Entity) -> tuple[Spoken, ...]:
    """What some wording has ``entity`` say."""
    return tuple(one for one in spoken if any(_is(each.voice, entity) for each in one.wordings))


def otherwise(wording: Wording, spoken: Spoken) -> str:
    """Who says it there, where that is another than elsewhere; else empty."""
    there, here = wording.voice.entity, spoken.voice.entity
    return "" if there is None or here is None or there.id == here.id else there.name


def said_to(spoken: Spoken) -> str:
    """Who says it and to whom: "Tamara Olshan, to the River Herald"."""
    who = spoken.voice.words or "speaker not named"
    return f"{who}, to {spoken.audience}" if spoken.audience else who


def extent_words(spoken: Spoken, speech: Speech = UNTRANSLATED) -> str:
    """How widely it is quoted: "2 independent origins, 3 languages"."""
    origins = speech.plural("{n} independent origin", "{n} independent origins", spoken.origins)
    languages = speech.plural("{n} language", "{n} languages", len(spoken.languages))
    return f"{origins}, {languages}"


def flags(wording: Wording, spoken: Spoken, speech: Speech = UNTRANSLATED) -> tuple[str, ...]:
    """What is to be said of a wording: that it is the first, what became of it, who else says it there."""
    elsewhere = otherwise(wording, spoken)
    said = (
        speech.say("first") if spoken.known_first and wording is spoken.wordings[0] else "",
        speech.say(HOW_WORDS[wording.said.how]),
        speech.say("said by {who}", who=elsewhere) if elsewhere else "",
    )
    return tuple(words for words in said if words)


def spans(wording: Wording) -> Iterator[Span]:
    """Where its quotes stand in the article's text."""
    return (one.span for one in wording.quotes)


def _is(voice: Voice, entity: Entity) -> bool:
    return voice.entity is not None and voice.entity.id == entity.id


def _voice(wordings: Sequence[Wording]) -> Voice:
    """Who most wordings say it is, by name where any does."""
    counts = Counter(one.voice.entity.id for one in wordings if one.voice.entity is not None)
    named = [one.voice for one in wordings if one.voice.entity is not None]
    if named:
        return max(named, key=lambda voice: counts[voice.entity.id] if voice.entity else 0)
    return next((one.voice for one in wordings if one.voice.words), Voice())


def _known_first(story: Story, articles: Sequence[str]) -> bool:
    """Whether the first article is known to have it before each other one: by its day, or as they took it."""
    first, *others = dict.fromkeys(articles)
    takers = {c.right if c.source == c.left else c.left for c in story.account.copies if c.source == first}
    mine = _day(story, first)
    return bool(others) and all(
        other in takers or (mine is not None and (day := _day(story, other)) is not None and mine < day)
        for other in others
    )


def _audience(story: Story, wordings: Sequence[Wording]) -> str:
    """Who was told, by the earliest article that says so; of one day the first wording goes before."""
    told = [one for one in wordings if one.audience]
    return min(told, key=lambda one: _day(story, one.article.id) or date.max).audience if told else ""


def _day(story: Story, article: str) -> date | None:
    """The day of an article as it is known by itself."""
    known = dated(story, article)
    return None if known.when is None or known.how == "counterpart" else known.when.start.date()
