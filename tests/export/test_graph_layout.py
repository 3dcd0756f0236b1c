"""Where actors are drawn: inside the drawing, none on another, linked ones near, the same each time."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from samestory.export.graph_layout import placed

HIGH = 46.0
Links = list[tuple[int, int]]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[tuple[float, float]], Links]:
    count = draw(st.integers(2, 25))
    ends = st.integers(0, count - 1)
    links = draw(st.lists(st.tuples(ends, ends).filter(lambda pair: pair[0] != pair[1]), max_size=40))
    widths = draw(st.lists(st.integers(20, 220), min_size=count, max_size=count))
    return [(float(one), HIGH) for one in widths], links


@given(graphs())
def test_boxes_lie_inside_and_apart(graph: tuple[list[tuple[float, float]], Links]):
    boxes, links = graph
    drawn = placed(boxes, links)
    assert len(drawn.places) == len(boxes)
    for number, ((x, y), (width, height)) in enumerate(zip(drawn.places, boxes, strict=True)):
        assert width / 2 <= x + 1
        assert x + width / 2 <= drawn.width + 1
        assert height / 2 <= y + 1
        assert y + height / 2 <= drawn.height + 1
        for (other_x, other_y), (other_width, other_height) in zip(
            drawn.places[:number], boxes[:number], strict=True
        ):
            apart_x = abs(x - other_x) - (width + other_width) / 2
            apart_y = abs(y - other_y) - (height + other_height) / 2
            assert max(apart_x, apart_y) >= -1
    assert placed(boxes, links[::-1]) == drawn


def test_linked_actors_are_nearer_than_others():
    # Two groups of three that one link joins.
    links = [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)]
    places = placed([(20.0, 20.0)] * 6, links).places

    def apart(one: int, other: int) -> float:
        (x, y), (x2, y2) = places[one], places[other]
        return ((x - x2) ** 2 + (y - y2) ** 2) ** 0.5

    inside = [apart(a, b) for a, b in links]
    across = [apart(a, b) for a in (0, 1) for b in (4, 5)]
    assert max(inside) < min(across)


@given(st.permutations(range(7)))
def test_a_chain_lies_down_without_a_crossing(order: list[int]):
    drawn = placed([(80.0, HIGH)] * 7, list(pairwise(order)))
    across = [drawn.places[one][0] for one in order]
    assert across in (sorted(across), sorted(across, reverse=True))
    assert drawn.width > 4 * drawn.height


def test_parts_that_nothing_links_stand_in_rows():
    drawn = placed([(300.0, HIGH)] * 12, [(n, n + 1) for n in range(0, 12, 2)])
    assert drawn.width <= 1100
    assert len({y for _, y in drawn.places}) > 1
