"""Growth as a picture: three charts on logarithmic scales, for light pages and dark, in one SVG.

Takes what was measured; measures nothing, and asks for nothing from outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from math import ceil, floor, log10
from typing import NamedTuple

from evals.growth.measured import ADDED, Growth

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 400, 280, 64, 112, 40, 44
# Names of lines that end nearer than this would lie on one another.
APART = 14
STYLE = """
text { font: 12px sans-serif; fill: #24292f }
.name { font-weight: bold }
.grid { stroke: #d0d7de; stroke-width: 1 }
.line { fill: none; stroke-width: 2 }
.a { stroke: #0550ae } .b { stroke: #953800 } .c { stroke: #116329 } .d { stroke: #6639ba }
text.a { fill: #0550ae } text.b { fill: #953800 } text.c { fill: #116329 } text.d { fill: #6639ba }
text.a, text.b, text.c, text.d { stroke: none }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .grid { stroke: #30363d }
  .a { stroke: #79c0ff } .b { stroke: #ffa657 } .c { stroke: #7ee787 } .d { stroke: #d2a8ff }
  text.a { fill: #79c0ff } text.b { fill: #ffa657 } text.c { fill: #7ee787 } text.d { fill: #d2a8ff }
}
"""


class Line(NamedTuple):
    """A line of a chart: its name, and its points from left to right, both above 0."""

    name: str
    points: Sequence[tuple[float, float]]


class Chart(NamedTuple):
    """A chart: what it shows, in which unit, and its lines."""

    name: str
    lines: Sequence[Line]


def drawn(grown: Sequence[Growth]) -> str:
    """An SVG of what was measured, by number of articles."""
    charts = _charts(grown)
    parts = [
        f'<g transform="translate({place * WIDTH} 0)">{"".join(_chart(chart))}</g>'
        for place, chart in enumerate(charts)
    ]
    size = f'viewBox="0 0 {WIDTH * len(charts)} {HEIGHT}"'
    told = "; ".join(f"{chart.name}: {_values(chart)}" for chart in charts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img"><title>{escape(told)}</title>'
        f"<style>{STYLE}</style>\n" + "\n".join(parts) + "\n</svg>\n"
    )


def _charts(grown: Sequence[Growth]) -> tuple[Chart, ...]:
    def line(name: str, of: Sequence[float | None]) -> Line:
        points = [(one.articles, value) for one, value in zip(grown, of, strict=True) if value]
        return Line(name, points)

    return (
        Chart(
            "Seconds of processor",
            (
                line("encoding alone", [one.encoding for one in grown]),
                line("all that follows", [one.derived.processor for one in grown]),
                line(f"adding {ADDED}", [one.added.processor for one in grown]),
                line("nothing new", [one.again.processor for one in grown]),
            ),
        ),
        Chart(
            "Peak memory, MB",
            (
                line("all that follows", [one.derived.peak for one in grown]),
                line(f"adding {ADDED}", [one.added.peak for one in grown]),
                line("nothing new", [one.again.peak for one in grown]),
            ),
        ),
        Chart(
            "File, MB",
            (
                line("dossier", [one.file.megabytes for one in grown]),
                line("its text", [one.file.text * one.articles / 1000 for one in grown]),
            ),
        ),
    )


def _chart(chart: Chart) -> Iterator[str]:
    points = [point for line in chart.lines for point in line.points]
    across = _Scale.of([x for x, _ in points], LEFT, WIDTH - RIGHT)
    up = _Scale.of([y for _, y in points], HEIGHT - BOTTOM, TOP)
    yield f'<text class="name" x="{LEFT}" y="20">{escape(chart.name)}</text>'
    for power in range(across.least, across.most + 1):
        x = across.place(10**power)
        yield f'<path class="grid" d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}"/>'
        yield f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{10**power:,}</text>'
    yield f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">articles</text>'
    for power in range(up.least, up.most + 1):
        y = up.place(10**power)
        yield f'<path class="grid" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:,g}</text>'
    yield from _lines(chart, across, up)


def _lines(chart: Chart, across: _Scale, up: _Scale) -> Iterator[str]:
    """The lines, and beside the end of each its name, higher where the name of a lower one is there."""
    above: float = HEIGHT - BOTTOM + APART
    for at in sorted(range(len(chart.lines)), key=lambda at: -up.place(chart.lines[at].points[-1][1])):
        line, kind = chart.lines[at], "abcd"[at]
        path = "L".join(f"{across.place(x):.1f} {up.place(y):.1f}" for x, y in line.points)
        yield f'<path class="line {kind}" d="M{path}"/>'
        above = min(up.place(line.points[-1][1]) + 4, above - APART)
        yield f'<text class="{kind}" x="{WIDTH - RIGHT + 8}" y="{above:.1f}">{escape(line.name)}</text>'


class _Scale(NamedTuple):
    """A logarithmic scale from one power of ten to another, between two places of the picture."""

    least: int
    most: int
    start: float
    end: float

    @classmethod
    def of(cls, values: Sequence[float], start: float, end: float) -> _Scale:
        least, most = floor(log10(min(values))), ceil(log10(max(values)))
        return cls(least, max(most, least + 1), start, end)

    def place(self, value: float) -> float:
        share = (log10(value) - self.least) / (self.most - self.least)
        return self.start + share * (self.end - self.start)


def _values(chart: Chart) -> str:
    return ", ".join(f"{line.name} {' / '.join(f'{y:,.3g}' for _, y in line.points)}" for line in chart.lines)
