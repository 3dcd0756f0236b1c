"""What a story or thread is about, and a thread's timeline, as parts of the report page.

Chooses what is shown and in which order; how it looks is the template's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samestory.export.about import name, when_words
from samestory.export.dates import iso
from samestory.export.graph_page import Graphs
from samestory.export.happenings_page import whole_part
from samestory.export.index import Index
from samestory.export.named import sentence_at
from samestory.export.parts import AboutPart, KeyPart, SpotPart, StepPart, StoryPart, ThreadPart
from samestory.export.reader import title
from samestory.export.timeline import steps, ties
from samestory.export.why import Why
from samestory.model import About, Key, Occasion, Spot, Story

Hrefs = Mapping[str, str]


def about_part(about: About, held: Index, hrefs: Hrefs) -> AboutPart:
    """Whom and what it is about; ``hrefs`` are where the page tells of an entity, by its id."""
    time = about.time
    return AboutPart(
        keys=tuple(_key(one, held, hrefs) for one in about.keys),
        place=None if about.place is None else _key(about.place, held, hrefs),
        when=None if time is None else when_words(time, held.speech),
        time=None if time is None or time.how == "stories" else iso(time.when),
        spots=() if time is None else _spots(time, held),
    )


def thread_part(
    stories: Sequence[Story],
    parts: Mapping[str, StoryPart],
    held: Index,
    why: Mapping[str, Why],
    graphs: Graphs,
) -> ThreadPart:
    """A thread with its timeline and graph, where it has several stories; ``parts`` are theirs, by id."""
    thread = held.threads.get(stories[0].thread)
    chosen = None if thread is None else thread.title(held.reader)
    return ThreadPart(
        id=stories[0].thread,
        title="" if thread is None else title(thread, held),
        lang=None if chosen is None else chosen.lang,
        about=about_part(About() if thread is None else thread.about, held, graphs.hrefs),
        steps=tuple(
            StepPart(story=parts[one.story.id], follows=() if one.opens else ties(one, held))
            for one in steps(stories, why)
        ),
        timeline=whole_part(stories, held),
        graph=graphs.part(stories, f"thread-{stories[0].thread}-graph") if len(stories) > 1 else None,
    )


def _key(key: Key, held: Index, hrefs: Hrefs) -> KeyPart:
    return KeyPart(name=name(held.entities[key.entity], held), href=hrefs.get(key.entity))


def _spots(time: Occasion, held: Index) -> tuple[SpotPart, ...]:
    """Where it is read, each sentence once."""
    found = (_spot(one, held) for one in time.spots if one.span is not None)
    return tuple({one.href: one for one in found}.values())


def _spot(spot: Spot, held: Index) -> SpotPart:
    article = held.articles[spot.article]
    number = None if spot.span is None else sentence_at(article, spot.span.start)
    return SpotPart(
        name=article.outlet or held.name(article.id),
        href=article.id if number is None else f"{article.id}-s{number}",
        number=None if number is None else number + 1,
    )
