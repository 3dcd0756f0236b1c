"""A graph of actors as shapes and lines: what the report draws, in units of the drawing.

Chooses nothing: which actors are drawn is graph_page.py's, where they stand graph_layout.py's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import hypot, sqrt
from typing import NamedTuple
from unicodedata import east_asian_width

from samestory.export.countries import standing_codes, standing_words
from samestory.export.graph import Edge, Graph, Node, Sign
from samestory.export.graph_layout import placed
from samestory.export.graph_parts import LinePart, NodePart
from samestory.export.graph_words import edge_title
from samestory.export.parties import Kind
from samestory.speech import Speech

KINDS: dict[Sign, str] = {"+": "cooperation", "−": "conflict", "±": "both", "": "undone"}
# A letter's width at the size of labels, and how many of them a label has.
LETTER, WIDE = 7.6, 14.0
LONGEST = 28
# A box's height with a name alone, what a second line adds, and what stands left and right of the words.
HIGH, LINE, BESIDE = 28.0, 15.0, 12.0
# From the top of a box to the line its name stands on.
BASE = 19
# The edge of a box, of the lightest actor and of the heaviest.
THIN, THICK = 1.0, 4.0
# The corners of the box of a person, of a place, and of any other.
ROUND, CUT = 12.0, 9.0
# Between a box and a line that leads to it.
GAP = 3.0
HEAD = 9.0
# How far a line bends, as a share of its length, where another leads back.
BEND = 0.16

Point = tuple[float, float]


class Drawing(NamedTuple):
    """The size of a drawing, its actors and its lines."""

    width: int
    height: int
    nodes: tuple[NodePart, ...]
    lines: tuple[LinePart, ...]


class _Box(NamedTuple):
    """The centre of an actor's box, and its size."""

    x: float
    y: float
    width: float
    height: float

    def border(self, towards: Point) -> Point:
        """Where a line from the centre ``towards`` a point leaves the box, a little outside it."""
        across, down = towards[0] - self.x, towards[1] - self.y
        by = min(
            (self.width / 2 + GAP) / max(abs(across), 1e-9), (self.height / 2 + GAP) / max(abs(down), 1e-9)
        )
        return self.x + across * by, self.y + down * by


def drawing(graph: Graph, rows: Mapping[tuple[str, str], str], hrefs: Mapping[str, str]) -> Drawing:
    """``graph`` drawn; ``rows`` are the table's rows of edges by their ends, ``hrefs`` parts of entities."""
    numbers = {one.id: place for place, one in enumerate(graph.nodes)}
    sizes = [_size(one) for one in graph.nodes]
    spots = placed(sizes, [(numbers[one.source], numbers[one.target]) for one in graph.edges])
    boxes = [_Box(*spot, *size) for spot, size in zip(spots.places, sizes, strict=True)]
    heaviest = max((one.weight for one in graph.nodes), default=0) or 1
    names = graph.names()
    paired = {(one.source, one.target) for one in graph.edges}
    return Drawing(
        width=spots.width,
        height=spots.height,
        nodes=tuple(
            _node(numbers[one.id], one, box, one.weight / heaviest, (hrefs.get(one.id), graph.held.speech))
            for one, box in zip(graph.nodes, boxes, strict=True)
        ),
        lines=tuple(
            _line(
                edge,
                (numbers[edge.source], numbers[edge.target]),
                boxes,
                BEND if (edge.target, edge.source) in paired else 0.0,
                (edge_title(edge, names, graph.held.speech), rows[edge.source, edge.target]),
            )
            for edge in graph.edges
        ),
    )


def _label(node: Node) -> str:
    return node.name if len(node.name) <= LONGEST else node.name[: LONGEST - 1].rstrip() + "…"


def _size(node: Node) -> Point:
    lines = [one for one in (_label(node), standing_codes(node.actor)) if one]
    widest = max(sum(WIDE if east_asian_width(each) in "WF" else LETTER for each in one) for one in lines)
    return widest + 2 * BESIDE, HIGH + LINE * (len(lines) - 1)


def _node(number: int, node: Node, box: _Box, share: float, shown: tuple[str | None, Speech]) -> NodePart:
    """The box of ``node``; ``shown`` are where the page tells of it, and what is spoken."""
    actor, (href, speech) = node.actor, shown
    standing = standing_words(actor, speech)
    return NodePart(
        number=number,
        shape=_shape(node.type, box),
        edge=round(THIN + (THICK - THIN) * share, 1),
        x=round(box.x),
        y=round(box.y - box.height / 2) + BASE,
        label=_label(node),
        standing=standing_codes(actor),
        title=f"{node.name} ({standing})" if standing and standing != node.name else node.name,
        href=href,
    )


def _shape(kind: Kind, box: _Box) -> str:
    """A box with round corners for a person, with cut ones for a place, with square ones for the rest."""
    corner = {"person": ROUND, "place": CUT}.get(kind, 0.0)
    left, right = box.x - box.width / 2, box.x + box.width / 2
    top, bottom = box.y - box.height / 2, box.y + box.height / 2
    # Each corner as the point itself, where the border leaves the side before it and meets the next.
    corners = (
        ((right, top), (right - corner, top), (right, top + corner)),
        ((right, bottom), (right, bottom - corner), (right - corner, bottom)),
        ((left, bottom), (left + corner, bottom), (left, bottom - corner)),
        ((left, top), (left, top + corner), (left + corner, top)),
    )
    bends = "Q" if kind == "person" else "L"
    parts = (
        f"L{_point(leaves)}{bends}{_point(point) + ' ' if kind == 'person' else ''}{_point(meets)}"
        for point, leaves, meets in corners
    )
    return f"M{_point(corners[3][2])}{''.join(parts)}Z"


def _line(
    edge: Edge, ends: tuple[int, int], boxes: Sequence[_Box], bend: float, said: tuple[str, str]
) -> LinePart:
    """The line of ``edge``; ``said`` are its title and its row."""
    source, target = (boxes[one] for one in ends)
    over = _over(source, target, bend)
    width = min(1.5 + 1.5 * sqrt(edge.weight), 8.0)
    head = HEAD + width
    start, tip = source.border(over), target.border(over)
    neck = _towards(tip, over, head * 0.8)
    x, y = (start[0] + 2 * over[0] + tip[0]) / 4, (start[1] + 2 * over[1] + tip[1]) / 4
    return LinePart(
        kind=KINDS[edge.sign],
        ends=ends,
        line=f"M{_point(start)}Q{_point(over)} {_point(neck)}",
        head=_head(tip, over, head),
        width=round(width + 1, 1),
        inner=round(max(width - 1.5, 1.0), 1),
        x=round(x),
        y=round(y) + 5,
        badge=f"{edge.sign}{edge.weight}" if edge.weight else "…",
        title=said[0],
        href=said[1],
    )


def _over(source: _Box, target: _Box, bend: float) -> Point:
    """What a line is drawn over: the middle, or to the right of it as seen from the source."""
    across, down = target.x - source.x, target.y - source.y
    return (source.x + target.x) / 2 - down * bend, (source.y + target.y) / 2 + across * bend


def _towards(one: Point, other: Point, by: float) -> Point:
    """The point ``by`` units from ``one`` on the way to ``other``."""
    far = hypot(other[0] - one[0], other[1] - one[1]) or 1.0
    return one[0] + (other[0] - one[0]) * by / far, one[1] + (other[1] - one[1]) * by / far


def _head(tip: Point, over: Point, size: float) -> str:
    back = _towards(tip, over, size)
    across, down = (tip[0] - back[0]) * 0.45, (tip[1] - back[1]) * 0.45
    left, right = (back[0] - down, back[1] + across), (back[0] + down, back[1] - across)
    return f"M{_point(tip)}L{_point(left)}L{_point(right)}Z"


def _point(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
