"""A story's events as parts of the report page: who did what to whom, and the ways to the sentences.

Chooses nothing; events.py has the order. How it looks is the template's.
"""

from __future__ import annotations

from collections.abc import Mapping

from samestory.export.dates import FORMS, iso
from samestory.export.events import DOES, MOODS, Coded, Telling, coded, tells, told_by
from samestory.export.events_parts import DeedPart, EventPart, PartyPart
from samestory.export.index import Index
from samestory.export.marked import pieces
from samestory.export.parties import Party, Whom
from samestory.model import Quad, Story, When
from samestory.speech import message

Hrefs = Mapping[str, str]
# What PLOVER calls its classes.
QUAD_WORDS: dict[Quad, str] = {
    "verbal cooperation": message("verbal cooperation"),
    "material cooperation": message("material cooperation"),
    "verbal conflict": message("verbal conflict"),
    "material conflict": message("material conflict"),
}


def event_parts(story: Story, whom: Whom, held: Index, hrefs: Hrefs) -> tuple[EventPart, ...]:
    """The events of ``story``; ``hrefs`` are where the page tells of an entity, by its id."""
    return tuple(_event(one, held, hrefs) for one in coded(story, held, whom))


def _event(one: Coded, held: Index, hrefs: Hrefs) -> EventPart:
    event, other = one.event, held.speech.say("otherwise")
    return EventPart(
        id=f"event-{event.id}",
        source=_party(one.source, hrefs),
        target=_party(one.target, hrefs),
        root=event.root,
        does=held.speech.say(DOES[event.root]),
        quad=held.speech.say(QUAD_WORDS[event.quad()]),
        mood=held.speech.say(MOODS[event.mood]),
        when=one.when,
        time=_iso(event.when),
        place=None if one.place is None else _party(one.place, hrefs),
        widely=told_by(one),
        lone=one.lone,
        tellings=tuple(_telling(each, "", held) for each in one.tellings),
        otherwise=tuple(_telling(each, tells(each, one) or other, held) for each in one.disputes),
    )


def _iso(when: When | None) -> str | None:
    return iso(when) if when is not None and when.granularity in FORMS else None


def _party(party: Party, hrefs: Hrefs) -> PartyPart:
    return PartyPart(words=party.words, href=hrefs.get(party.id or ""), standing=party.standing)


def _telling(one: Telling, said: str, held: Index) -> DeedPart:
    article = one.article
    return DeedPart(
        letter=one.letter,
        name=article.outlet or held.name(article.id),
        lang=article.lang,
        number=one.deed.sentence + 1,
        href=f"{article.id}-s{one.deed.sentence}",
        tells=said,
        pieces=pieces(article.text, one.sentence, one.actors),
    )
