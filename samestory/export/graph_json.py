"""A graph of actors as plain JSON values: nodes, edges, and behind each edge its events and sentences.

Writes nothing and encodes nothing; whoever calls turns the values into text.
"""

from __future__ import annotations

from typing import Any

from samestory.export.dates import iso
from samestory.export.graph import Act, Edge, Graph, Node, Source, sources
from samestory.export.index import Index, letter
from samestory.export.reader import title
from samestory.export.spans import words_at


def listed(graph: Graph) -> dict[str, Any]:
    """``stories`` (``id`` and ``title``), ``nodes`` and ``edges``, the weightiest first.

    A node has an ``id`` (its entity's; of a body its country and sector), ``name``, ``type``, ``country``,
    ``sector`` and ``weight``. An edge has ``source`` and ``target`` (ids), ``weight`` (independent origins,
    summed over events told as done), ``sign`` (1 cooperation outweighs, -1 conflict does, 0 neither), the
    weight of each of PLOVER's ``classes`` and ``roots``, that of what is ``undone`` (``planned``,
    ``denied``, ``hypothetical``), the ``first`` and ``last`` day told, and ``events``. An event has ``id``,
    ``story``, ``root``, ``class``, ``mood``, how many ``origins`` tell it so and how many ``otherwise``,
    ``when`` (ISO 8601), and ``told``, each with its sentence.
    """
    return {
        "stories": [{"id": one.id, "title": title(one, graph.held)} for one in graph.stories],
        "nodes": [_node(one) for one in graph.nodes],
        "edges": [_edge(one, graph.held) for one in graph.edges],
    }


def sign(edge: Edge) -> int:
    """The sign of an edge as a number: 1, -1, or 0 where neither outweighs or nothing is told as done."""
    return (edge.cooperation > edge.conflict) - (edge.cooperation < edge.conflict)


def _node(one: Node) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "type": one.type,
        "country": one.actor.country,
        "sector": one.actor.sector,
        "weight": one.weight,
    }


def _edge(one: Edge, held: Index) -> dict[str, Any]:
    first, last = one.days or (None, None)
    return {
        "source": one.source,
        "target": one.target,
        "weight": one.weight,
        "sign": sign(one),
        "classes": {kind.replace(" ", "_"): number for kind, number in one.classes.items()},
        "roots": one.roots,
        "undone": one.undone,
        "first": first and first.isoformat(),
        "last": last and last.isoformat(),
        "events": [_act(act, held) for act in one.acts],
    }


def _act(act: Act, held: Index) -> dict[str, Any]:
    return {
        "id": act.event.id,
        "story": act.story.id,
        "root": act.event.root,
        "class": act.event.quad(),
        "mood": act.event.mood,
        "origins": act.weight,
        "otherwise": act.otherwise,
        "when": iso(act.event.when),
        "told": [_source(one, held) for one in sources(act, held)],
    }


def _source(one: Source, held: Index) -> dict[str, Any]:
    return {
        "origin": letter(one.origin),
        "article": one.article.id,
        "file": held.sources(one.article.id)[0],
        "lang": one.article.lang,
        "sentence": {"number": one.number, **words_at(one.article, one.span)},
    }
