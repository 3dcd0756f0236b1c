"""Where the actors of a graph are drawn: near those they deal with, no label on another, the same each time.

Knows numbers alone: nodes are places in a list, sizes are in units of the drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# The room that each node is given, across and down; labels are wider than high.
ROOM = (180.0, 115.0)
ROUNDS = 200
# A round that moves no node further, in steps of the graph, is the last.
STILL = 5e-3
# A part with so few nodes, where a bad start may end in crossings, starts so many times more.
FEW, STARTS = 16, 4
# What is less longer than wide, as a share of both spreads, is round.
ROUND = 0.05
# Overlaps are pushed apart this often at most, and a little further than needed.
PUSHES = 200
GAP = 36.0
# Between parts of the graph that nothing links, and around all.
MARGIN = 24.0
# Parts stand in rows no wider than this, or than the widest of them.
ROW = 1000.0


class Placed(NamedTuple):
    """The centre of each node's box, and the size of the whole drawing."""

    places: tuple[tuple[int, int], ...]
    width: int
    height: int


def placed(boxes: Sequence[tuple[float, float]], links: Iterable[tuple[int, int]]) -> Placed:
    """Places for nodes whose ``boxes`` (width and height) may not overlap; ``links`` are pairs of them.

    Each part of the graph is laid out by stress majorization (Gansner, Koren and North 2004), so that
    distances drawn are near those in the graph; then overlapping boxes are pushed apart.
    """
    sizes = np.array(boxes, dtype=np.float64).reshape(-1, 2)
    distances = _distances(len(sizes), links)
    spots = np.zeros_like(sizes)
    parts = _parts(distances)
    corners = []
    for part in parts:
        spots[part] = _apart(_laid(distances[np.ix_(part, part)]), sizes[part])
        low = (spots[part] - sizes[part] / 2).min(axis=0)
        spots[part] -= low
        corners.append((spots[part] + sizes[part] / 2).max(axis=0))
    width, height = _in_rows(parts, corners, spots)
    return Placed(tuple((round(x), round(y)) for x, y in spots.tolist()), round(width), round(height))


def _distances(count: int, links: Iterable[tuple[int, int]]) -> Floats:
    """Steps between each two nodes, infinite where nothing links them."""
    steps = np.full((count, count), np.inf)
    np.fill_diagonal(steps, 0.0)
    for one, other in links:
        steps[one, other] = steps[other, one] = 1.0
    for via in range(count):
        steps = np.minimum(steps, steps[:, via, None] + steps[None, via, :])
    return steps


def _parts(distances: Floats) -> list[list[int]]:
    """Nodes that are linked in any way, the largest part first."""
    parts: dict[int, list[int]] = {}
    for node, row in enumerate(np.isfinite(distances)):
        parts.setdefault(int(row.argmax()), []).append(node)
    return sorted(parts.values(), key=lambda part: (-len(part), part[0]))


def _laid(distances: Floats) -> Floats:
    """Places of the nodes of one part, in units of the drawing: the best of those from several starts."""
    best, least = _settled(distances, _circle(len(distances)) * distances.max() / 2)
    drawn = np.random.default_rng(len(distances))
    for _ in range(STARTS if len(distances) <= FEW else 0):
        spots, strain = _settled(distances, drawn.normal(size=(len(distances), 2)) * distances.max() / 2)
        # Of those as good the first stays, whatever the machine rounds.
        if strain < least * 0.99:
            best, least = spots, strain
    best = _lying(best)
    extent = np.maximum(np.ptp(best, axis=0), 1.0)
    # A hub's neighbours all wish to be one step away, where there is no room for many.
    roomy: Floats = best * np.array(ROOM) * (len(best) / extent.prod()) ** 0.5
    return roomy


def _lying(spots: Floats) -> Floats:
    """Places turned so that what is long lies down, as a page is read across; what is round stays."""
    spots = spots - spots.mean(axis=0)
    (across, both), (_, down) = spots.T @ spots
    longer, whole = np.hypot(across - down, 2 * both), across + down
    if longer < ROUND * whole:
        return spots
    turn = np.arctan2(2 * both, across - down) / 2
    cos, sin = np.cos(turn), np.sin(turn)
    turned: Floats = spots @ np.array([[cos, -sin], [sin, cos]])
    return turned


def _circle(count: int) -> Floats:
    angles = 2 * np.pi * np.arange(count) / count
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def _settled(distances: Floats, spots: Floats) -> tuple[Floats, float]:
    """Where nodes come to rest from ``spots``, and how far distances drawn are from those wished."""
    weights = 1 / np.maximum(distances, 1.0) ** 2
    np.fill_diagonal(weights, 0.0)
    # Minus the Laplacian of the weights, made invertible; the added part only moves the whole.
    inverse = np.linalg.inv(np.diag(weights.sum(axis=1)) - weights + 1.0 / len(spots))
    for _ in range(ROUNDS):
        between = np.linalg.norm(spots[:, None] - spots[None, :], axis=2)
        pull = -weights * distances / np.maximum(between, 1e-9)
        np.fill_diagonal(pull, 0.0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        last, spots = spots, inverse @ (pull @ spots)
        if np.abs(spots - last).max() < STILL:
            break
    between = np.linalg.norm(spots[:, None] - spots[None, :], axis=2)
    return spots, float((weights * (between - distances) ** 2).sum())


def _apart(spots: Floats, sizes: Floats) -> Floats:
    """Places with boxes that overlap pushed apart, each pair along the way that is shorter."""
    needed = (sizes[:, None] + sizes[None, :]) / 2 + GAP
    # Of two at one place the later goes right and down.
    later = np.sign(np.arange(len(spots))[:, None] - np.arange(len(spots))[None, :])
    for _ in range(PUSHES):
        between = spots[:, None] - spots[None, :]
        lacking = needed - np.abs(between)
        overlapping = (lacking > 0).all(axis=2) & (later != 0)
        if not overlapping.any():
            break
        across = lacking[:, :, 0] <= lacking[:, :, 1]
        shorter = np.stack([overlapping & across, overlapping & ~across], axis=2)
        away = np.where(between == 0, later[:, :, None], np.sign(between))
        spots = spots + (shorter * lacking * away).sum(axis=1) / 2
    return spots


def _in_rows(parts: Sequence[list[int]], corners: Sequence[Floats], spots: Floats) -> tuple[float, float]:
    """Moves parts into rows, as words in a text; gives the width and height of all."""
    widest = max([ROW, *(corner[0] + 2 * MARGIN for corner in corners)])
    x, y, deep, reached = MARGIN, MARGIN, 0.0, 0.0
    for part, (width, height) in zip(parts, corners, strict=True):
        if x > MARGIN and x + width + MARGIN > widest:
            x, y, deep = MARGIN, y + deep + MARGIN, 0.0
        spots[part] += (x, y)
        x += width + MARGIN
        deep, reached = max(deep, height), max(reached, x)
    return reached, y + deep + MARGIN
