"""Who acts on whom, as parts of the report page: a drawing, and a table that tells the same in words.

Chooses how much is shown; counting is graph.py's, shapes and lines are graph_drawn.py's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from samestory.export.graph import Act, Edge, graph, sources, weightiest
from samestory.export.graph_drawn import drawing
from samestory.export.graph_parts import ActPart, EndPart, GraphPart, PlacePart, TiePart
from samestory.export.graph_words import SIGN_WORDS, act_words, otherwise_words, size_words
from samestory.export.index import Index
from samestory.export.parties import Whom
from samestory.export.times import time_words
from samestory.model import Story

# What a drawing can hold and still be read; the rest is counted.
ACTORS = 60
EDGES = 150
# Rows of the table that stand open, and events in a row.
ROWS_OPEN = 12
ACTS = 10


class Graphs(NamedTuple):
    """What drawing any graph of a page needs: whom names mean, lookups, where entities have their parts."""

    whom: Whom
    held: Index
    hrefs: Mapping[str, str]

    def part(self, stories: Sequence[Story], anchor: str) -> GraphPart | None:
        """The graph of ``stories``; None where nobody acts on anybody. ``anchor`` names its place."""
        whole = graph(stories, self.whom, self.held)
        shown = weightiest(whole, ACTORS, EDGES)
        if not shown.edges:
            return None
        rows = {(one.source, one.target): f"{anchor}-{n}" for n, one in enumerate(shown.edges, 1)}
        drawn = drawing(shown, rows, self.hrefs)
        names = shown.names()
        ties = tuple(self._tie(one, rows[one.source, one.target], names) for one in shown.edges)
        return GraphPart(
            id=anchor,
            label=size_words(shown),
            width=drawn.width,
            height=drawn.height,
            nodes=drawn.nodes,
            lines=drawn.lines,
            ties=ties[:ROWS_OPEN],
            folded=ties[ROWS_OPEN:],
            unlisted=shown.unlisted,
            untied=len(whole.edges) - len(shown.edges),
        )

    def _tie(self, edge: Edge, anchor: str, names: Mapping[str, str]) -> TiePart:
        return TiePart(
            id=anchor,
            source=EndPart(name=names[edge.source], href=self.hrefs.get(edge.source)),
            target=EndPart(name=names[edge.target], href=self.hrefs.get(edge.target)),
            sign=edge.sign,
            sign_words=self.held.speech.say(SIGN_WORDS[edge.sign]),
            weight=edge.weight,
            acts=tuple(self._act(one) for one in edge.acts[:ACTS]),
            unlisted=max(0, len(edge.acts) - ACTS),
        )

    def _act(self, act: Act) -> ActPart:
        when = act.event.when
        return ActPart(
            words=act_words(act, self.held.speech),
            # Of a story that one article tells the page lists no events.
            href=f"event-{act.event.id}" if len(act.story.articles) > 1 else None,
            when="" if when is None else time_words(when, self.held.speech),
            many=self.held.speech.plural("{n} origin", "{n} origins", act.weight),
            otherwise=otherwise_words(act, self.held.speech),
            places=self._places(act),
        )

    def _places(self, act: Act) -> tuple[PlacePart, ...]:
        """A sentence of each origin, in the reader's language where one is."""
        found = sorted(sources(act, self.held), key=lambda one: one.article.lang != self.held.reader)
        first = {one.origin: one for one in reversed(found)}
        return tuple(
            PlacePart(
                name=one.article.outlet or self.held.name(one.article.id),
                href=f"{one.article.id}-s{one.number}",
                number=one.number + 1,
            )
            for _, one in sorted(first.items())
        )
