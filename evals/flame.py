"""Stacks with their weights -> a flame graph as SVG, without scripts, for light pages and dark ones.

Wider is longer; what called stands below. Knows nothing of how the stacks were found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple

# Names of the frames, outermost first.
Stack = tuple[str, ...]
WIDTH, ROW, MARGIN = 1200, 18, 4
# Narrower boxes are left out, as are names that do not fit; in units of the picture.
NARROWEST, LETTER = 1.0, 6.2
# Hues of the rooms, in degrees; grey for the rest.
HUES = {"encode": 28, "heads": 48, "read": 200, "gather": 285, "collate": 330, "store": 130}
STYLE = """
text { font: 11px sans-serif; fill: #16181d; pointer-events: none }
.head { fill: #16181d } rect { stroke: #fff; stroke-width: .6; fill: hsl(220 8% 80%) }
@media (prefers-color-scheme: dark) { .head { fill: #e6e8ec } rect { stroke: #16181d } }
"""


class Box(NamedTuple):
    """A frame: where it begins and how wide it is, in parts of the whole, and how deep, 0 outermost."""

    stack: Stack
    start: float
    share: float
    depth: int


def drawn(stacks: Mapping[Stack, float]) -> str:
    """The flame graph of ``stacks``, whose weights are seconds."""
    whole = sum(stacks.values())
    boxes = [box for box in laid(stacks) if box.share * WIDTH >= NARROWEST]
    depth = max((box.depth for box in boxes), default=0) + 1
    height = depth * ROW + 2 * ROW + 2 * MARGIN
    hues = "".join(f".{room} {{ fill: hsl({hue} 70% 74%) }}\n" for room, hue in HUES.items())
    keys = " ".join(_key(number, room) for number, room in enumerate(HUES))
    body = "\n".join(_box(box, whole, height) for box in boxes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">\n'
        f"<title>Processor time of a run, {whole:.1f} s, by function</title>\n"
        f"<style>{STYLE}{hues}</style>\n{keys}\n{body}\n</svg>\n"
    )


def laid(stacks: Mapping[Stack, float]) -> Iterator[Box]:
    """Boxes of all frames, each above the one that called it and beside its like by name."""
    whole = sum(stacks.values()) or 1.0
    weights: dict[Stack, float] = defaultdict(float)
    own: dict[Stack, float] = defaultdict(float)
    for stack, weight in stacks.items():
        for depth in range(1, len(stack) + 1):
            weights[stack[:depth]] += weight
        own[stack] += weight
    starts: dict[Stack, float] = {(): 0.0}
    for stack in sorted(weights):
        start = starts[stack[:-1]]
        starts[stack[:-1]] += weights[stack]
        starts[stack] = start
        yield Box(stack, start / whole, weights[stack] / whole, len(stack) - 1)


def _box(box: Box, whole: float, height: int) -> str:
    name = box.stack[-1]
    x, width = box.start * WIDTH, box.share * WIDTH
    y = height - MARGIN - (box.depth + 1) * ROW
    told = escape(f"{name}: {box.share * whole:.2f} s, {box.share:.1%}")
    room = name.partition("/")[0]
    kind = f' class="{room}"' if room in HUES else ""
    shown = name if len(name) * LETTER < width - 6 else name.rpartition(":")[2]
    label = (
        f'<text x="{x + 3:.1f}" y="{y + 13}">{escape(shown)}</text>'
        if len(shown) * LETTER < width - 6
        else ""
    )
    return (
        f'<g><title>{told}</title><rect{kind} x="{x:.1f}" y="{y}" width="{width:.1f}" '
        f'height="{ROW}"/>{label}</g>'
    )


def _key(number: int, room: str) -> str:
    x = MARGIN + number * 90
    return (
        f'<rect class="{room}" x="{x}" y="{MARGIN}" width="14" height="14"/>'
        f'<text class="head" x="{x + 18}" y="{MARGIN + 11}">{room}</text>'
    )
