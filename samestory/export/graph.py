"""Who acts on whom in stories, as a graph: actors, and for each two an edge with the events that make it.

Counts and puts in order; nothing is judged here. What stories tell is collate's, how it looks is graph_*.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple, TypeVar

from samestory.export.countries import standing_words
from samestory.export.index import Index, index
from samestory.export.parties import Kind as PartyKind
from samestory.export.parties import Party, Whom, entities_named, party
from samestory.export.reader import reader
from samestory.export.times import days
from samestory.model import (
    Actor,
    Article,
    Contents,
    Event,
    Mood,
    Quad,
    Record,
    Root,
    Span,
    Story,
    Thread,
)

Sign = Literal["+", "−", "±", ""]
Kind = TypeVar("Kind", bound=str)
COOPERATION: tuple[Quad, ...] = ("verbal cooperation", "material cooperation")
CONFLICT: tuple[Quad, ...] = ("verbal conflict", "material conflict")
# The four classes of PLOVER, and the moods of what is not told as done.
CLASSES: tuple[Quad, ...] = (*COOPERATION, *CONFLICT)
UNDONE: tuple[Mood, ...] = ("planned", "denied", "hypothetical")


class Source(NamedTuple):
    """A sentence that tells an event: the place of its origin, the article, its number there and its span."""

    origin: int
    article: Article
    number: int
    span: Span


class Act(Record, frozen=True, kw_only=True):
    """An event of a story, as an edge has it."""

    story: Story
    event: Event

    @property
    def weight(self) -> int:
        """How many independent origins tell it so."""
        return sum(map(bool, self.event.told))

    @property
    def otherwise(self) -> int:
        """How many independent origins tell the same otherwise."""
        return sum(map(bool, self.event.otherwise))

    @property
    def stated(self) -> bool:
        """Whether it is told as done."""
        return self.event.mood == "stated"


class Edge(Record, frozen=True, kw_only=True):
    """What one actor does to another: ``source`` and ``target`` are ids of nodes.

    ``acts`` are the events, those told as done first, then the most told. What is planned, denied or
    hypothetical has no part in weight, classes, sign and days.
    """

    source: str
    target: str
    acts: tuple[Act, ...]

    @property
    def classes(self) -> dict[Quad, int]:
        """Independent origins, summed over events told as done, of each of PLOVER's four classes."""
        return _counted(CLASSES, ((one.event.quad(), one.weight) for one in self.acts if one.stated))

    @property
    def undone(self) -> dict[Mood, int]:
        """Independent origins, summed over events, of what is planned, denied and hypothetical."""
        return _counted(UNDONE, ((one.event.mood, one.weight) for one in self.acts if not one.stated))

    @property
    def weight(self) -> int:
        """Independent origins, summed over events told as done; 0 where nothing is."""
        return sum(self.classes.values())

    @property
    def cooperation(self) -> int:
        """That of its weight which is cooperation, in words or deeds."""
        return sum(self.classes[one] for one in COOPERATION)

    @property
    def conflict(self) -> int:
        """That of its weight which is conflict, in words or deeds."""
        return sum(self.classes[one] for one in CONFLICT)

    @property
    def sign(self) -> Sign:
        """What outweighs: ``+`` cooperation, ``−`` conflict, ``±`` neither; empty where nothing is done."""
        if not self.weight:
            return ""
        return "±" if self.cooperation == self.conflict else "+" if self.cooperation > self.conflict else "−"

    @property
    def roots(self) -> dict[Root, int]:
        """Independent origins of each root of what is told as done, the weightiest first."""
        counts = Counter[Root]()
        for one in self.acts:
            counts[one.event.root] += one.weight if one.stated else 0
        return {root: number for root, number in counts.most_common() if number}

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day of what is told as done; None where no time is told."""
        told = [days(one.event.when) for one in self.acts if one.stated and one.event.when is not None]
        return (min(first for first, _ in told), max(last for _, last in told)) if told else None


class Node(Record, frozen=True, kw_only=True):
    """An actor, what to call it, and the weight of all edges from and to it.

    ``id`` is that of its entity; who has no name is one actor by its country and sector.
    ``undone`` is the weight of what is not told as done.
    """

    id: str
    name: str
    type: PartyKind
    actor: Actor
    weight: int
    undone: int


class Graph(Record, frozen=True, kw_only=True):
    """The actors of ``stories``, the weightiest first, and the edges between them, the weightiest first.

    ``unlisted`` counts actors that were left out.
    """

    stories: tuple[Story, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    held: Index
    unlisted: int = 0

    def names(self) -> dict[str, str]:
        """What to call each actor, by its id."""
        return {one.id: one.name for one in self.nodes}


def every(contents: Contents, lang: str | None = None) -> Graph:
    """The graph of all stories; names in the language ``lang`` where one is written in it.

    Raises InputError for no language, here and below.
    """
    return _of(contents, contents.stories, lang)


def of_story(contents: Contents, story: Story, lang: str | None = None) -> Graph:
    """The graph of ``story``."""
    return _of(contents, (story,), lang)


def of_thread(contents: Contents, thread: Thread, lang: str | None = None) -> Graph:
    """The graph of the stories of ``thread``."""
    stories = {one.id: one for one in contents.stories}
    return _of(contents, [stories[one] for one in thread.stories], lang)


def graph(stories: Sequence[Story], whom: Whom, held: Index) -> Graph:
    """The graph of ``stories``; ``whom`` are the entities that names mean.

    A name that no entity has is no actor here, and what an actor does to itself makes no edge.
    """
    found: dict[tuple[str, str], list[Act]] = {}
    who: dict[str, Party] = {}
    for story in stories:
        for event in story.events:
            parties = [party(one, held, whom) for one in (event.source, event.target)]
            source, target = (one.key for one in parties)
            if source is not None and target is not None and source != target:
                who.update(zip((source, target), parties, strict=True))
                found.setdefault((source, target), []).append(Act(story=story, event=event))
    edges = [Edge(source=a, target=b, acts=tuple(sorted(acts, key=_told))) for (a, b), acts in found.items()]
    edges.sort(key=lambda one: (-one.weight, -_undone(one), one.source, one.target))
    return Graph(stories=tuple(stories), nodes=_nodes(edges, who), edges=tuple(edges), held=held)


def weightiest(whole: Graph, actors: int, edges: int) -> Graph:
    """The weightiest ``actors`` of ``whole`` and of the edges between them the weightiest ``edges``.

    An actor that is left without an edge is left out too.
    """
    kept = {one.id for one in whole.nodes[:actors]}
    drawn = tuple(one for one in whole.edges if {one.source, one.target} <= kept)[:edges]
    linked = {end for one in drawn for end in (one.source, one.target)}
    nodes = tuple(one for one in whole.nodes if one.id in linked)
    return Graph(
        stories=whole.stories,
        nodes=nodes,
        edges=drawn,
        held=whole.held,
        unlisted=whole.unlisted + len(whole.nodes) - len(nodes),
    )


def sources(act: Act, held: Index) -> Iterator[Source]:
    """Every sentence that tells the event as the edge has it, origin by origin, each once."""
    seen = set()
    for place, deeds in enumerate(act.event.told):
        for one in deeds:
            article = held.articles[one.article]
            number = article.deeds[one.deed].sentence
            if (article.id, number) not in seen:
                seen.add((article.id, number))
                yield Source(place, article, number, article.sentences[number])


def _of(contents: Contents, stories: Sequence[Story], lang: str | None) -> Graph:
    return graph(stories, entities_named(contents.entities), index(contents, reader(contents, lang)))


def _called(one: Party) -> str:
    """A body by what it is, so that it is called alike in all stories."""
    return standing_words(one.actor, one.speech) if one.type == "body" else one.words


def _nodes(edges: Sequence[Edge], who: Mapping[str, Party]) -> tuple[Node, ...]:
    weights, undone = Counter[str](), Counter[str]()
    for one in edges:
        for end in (one.source, one.target):
            weights[end] += one.weight
            undone[end] += _undone(one)
    nodes = (
        Node(
            id=one,
            name=_called(who[one]),
            type=who[one].type,
            actor=who[one].actor,
            weight=w,
            undone=undone[one],
        )
        for one, w in weights.items()
    )
    return tuple(sorted(nodes, key=lambda one: (-one.weight, -one.undone, one.name, one.id)))


def _told(act: Act) -> tuple[bool, int, str]:
    return (not act.stated, -act.weight, act.event.id)


def _undone(edge: Edge) -> int:
    return sum(edge.undone.values())


def _counted(kinds: Iterable[Kind], found: Iterable[tuple[Kind, int]]) -> dict[Kind, int]:
    counts = dict.fromkeys(kinds, 0)
    for kind, number in found:
        counts[kind] += number
    return counts
