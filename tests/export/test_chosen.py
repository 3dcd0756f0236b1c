from hypothesis import given
from hypothesis import strategies as st

from samestory.export.chosen import chosen
from samestory.model import Cell, RowKind, Span, Statement


def row(kind: RowKind, *articles: int) -> Statement:
    """A row with so many articles in each of its origins."""
    cell = Cell(article="a", sentence=0, span=Span(0, 1))
    return Statement(kind=kind, cells=tuple((cell,) * number for number in articles))


ROWS = [row("alone", 1, 0, 0), row("shared", 1, 1, 0), row("shared", 1, 1, 1), row("differs", 1, 0, 1)]


def test_what_differs_comes_before_what_is_shared_and_that_before_what_one_says() -> None:
    assert [chosen(ROWS, n) for n in range(5)] == [(), (3,), (2, 3), (1, 2, 3), (0, 1, 2, 3)]


def test_of_equals_the_one_more_articles_tell_then_the_earlier() -> None:
    assert chosen([row("alone", 1, 0), row("alone", 2, 0), row("alone", 1, 0)], 2) == (0, 1)


def test_no_limit_chooses_all() -> None:
    assert chosen(ROWS, None) == (0, 1, 2, 3)


KINDS = st.sampled_from(["shared", "differs", "alone"])


@given(st.lists(st.builds(row, KINDS, st.integers(0, 3), st.integers(0, 3)), max_size=8), st.integers(0, 9))
def test_fewer_rows_are_part_of_more_and_stand_in_order(rows: list[Statement], most: int) -> None:
    fewer, more = chosen(rows, most), chosen(rows, most + 1)
    assert len(fewer) == min(most, len(rows))
    assert set(fewer) <= set(more)
    assert list(more) == sorted(more)
