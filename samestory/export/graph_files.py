"""A graph of actors in the forms that tools for networks read: GraphML, and GEXF 1.3 with its days.

The only module that knows networkx. Gives text; writing it is the caller's.
"""

from __future__ import annotations

import re
from io import BytesIO

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from samestory.export.graph import Edge, Graph, Node
from samestory.export.graph_json import sign

# What XML cannot hold, not even escaped.
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def network(graph: Graph) -> nx.DiGraph:
    """``graph`` as networkx has it, to measure it or to write it; nodes are ids of actors.

    A node has ``label``, ``type``, ``country`` and ``sector`` (where known), ``reported`` (its weight). An
    edge has ``weight``, ``sign``, the weights ``verbal_cooperation``, ``material_cooperation``,
    ``verbal_conflict``, ``material_conflict``, ``planned``, ``denied``, ``hypothetical``, ``label`` (its
    roots, the weightiest first), ``events`` (their ids, parted by spaces), and where told ``start`` and
    ``end``, its first and last day in ISO 8601.
    """
    drawn: nx.DiGraph = nx.DiGraph()
    for node in graph.nodes:
        drawn.add_node(node.id, **_node(node))
    for edge in graph.edges:
        drawn.add_edge(edge.source, edge.target, **_edge(edge))
    return drawn


def graphml(graph: Graph) -> str:
    """``graph`` as GraphML."""
    out = BytesIO()
    nx.write_graphml(network(graph), out)
    return f"{out.getvalue().decode()}\n"


def gexf(graph: Graph) -> str:
    """``graph`` as GEXF 1.3; edges live from their first day to their last."""
    writer = GEXFWriter(network(graph), version="1.3")
    meta = writer.xml.find("meta")
    # The day of writing would make another file each day of the same graph.
    meta.attrib.clear()
    meta.find("creator").text = "Samestory"
    out = BytesIO()
    writer.write(out)
    return out.getvalue().decode()


def _node(one: Node) -> dict[str, str | int]:
    known = {"country": one.actor.country, "sector": one.actor.sector}
    told = {key: value for key, value in known.items() if value is not None}
    return {
        "label": UNWRITABLE.sub(" ", one.name),
        "type": one.type,
        **told,
        "reported": one.weight,
    }


def _edge(one: Edge) -> dict[str, str | int]:
    days = {} if one.days is None else dict(zip(("start", "end"), map(str, one.days), strict=True))
    weights = (*one.classes.items(), *one.undone.items())
    return {
        "weight": one.weight,
        "sign": sign(one),
        **{kind.replace(" ", "_"): number for kind, number in weights},
        "label": " ".join(one.roots),
        "events": " ".join(act.event.id for act in one.acts),
        **days,
    }
