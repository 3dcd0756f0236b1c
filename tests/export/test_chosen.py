from hypothesis import given
from hypothesis import strategies as st

from samestory.export.chosen import chosen
from samestory.model import Account, Aligned, Cell, Copy, RowKind, Span, Statement


def row(kind: RowKind, *articles: int, sentence: int = 0) -> Statement:
    """A row with so many articles in each of its origins, which are called a, b, c."""
    columns = (
        tuple(Cell(article=f"{name}{n}", sentence=sentence, span=Span(0, 1)) for n in range(count))
        for name, count in zip("abc", articles, strict=False)
    )
    return Statement(kind=kind, cells=tuple(columns))


def account(*rows: Statement, copies: tuple[Copy, ...] = ()) -> Account:
    return Account(rows=rows, copies=copies)


ROWS = account(row("alone", 1, 0, 0), row("shared", 1, 1, 0), row("shared", 1, 1, 1), row("differs", 1, 0, 1))


def test_what_differs_comes_before_what_is_shared_and_that_before_what_one_says() -> None:
    assert [chosen(ROWS, n) for n in range(5)] == [(), (3,), (2, 3), (1, 2, 3), (0, 1, 2, 3)]


def test_of_equals_the_one_more_articles_tell_then_the_earlier() -> None:
    assert chosen(account(row("alone", 1, 0), row("alone", 2, 0), row("alone", 1, 0)), 2) == (0, 1)


def test_origins_take_turns_with_what_only_one_says() -> None:
    wire = [row("alone", 3, 0, 0) for _ in range(4)]
    own = [row("alone", 0, 1, 0), row("alone", 0, 1, 0), row("alone", 0, 0, 1)]
    told = account(*wire, *own)
    assert [chosen(told, n) for n in range(1, 6)] == [
        (0,), (0, 4), (0, 4, 6), (0, 1, 4, 6), (0, 1, 4, 5, 6),
    ]  # fmt: skip


def test_one_text_carried_by_two_origins_counts_once() -> None:
    taken = Copy(
        left="a0",
        right="b0",
        verdict="partial",
        left_share=0.3,
        right_share=0.3,
        pairs=(Aligned(left=(0,), right=(0,), score=0.9),),
    )
    rows = (row("shared", 1, 1, 0), row("shared", 1, 1, 0, sentence=1))
    assert chosen(account(*rows), 1) == (0,)
    assert chosen(account(*rows, copies=(taken,)), 1) == (1,)


def test_no_limit_chooses_all() -> None:
    assert chosen(ROWS, None) == (0, 1, 2, 3)


KINDS = st.sampled_from(["shared", "differs", "alone"])
COUNTS = st.integers(0, 3)


@given(st.lists(st.builds(row, KINDS, COUNTS, COUNTS, COUNTS), max_size=8), st.integers(0, 9))
def test_fewer_rows_are_part_of_more_and_stand_in_order(rows: list[Statement], most: int) -> None:
    fewer, more = chosen(account(*rows), most), chosen(account(*rows), most + 1)
    assert len(fewer) == min(most, len(rows))
    assert set(fewer) <= set(more)
    assert list(more) == sorted(more)


@given(st.lists(st.integers(0, 2), max_size=12), st.integers(0, 12))
def test_no_origin_gets_a_turn_more_than_another_that_has_rows_left(owners: list[int], most: int) -> None:
    rows = [row("alone", *(int(place == owner) for place in range(3))) for owner in owners]
    kept = [owners[number] for number in chosen(account(*rows), most)]
    left = [owner for owner in owners if kept.count(owner) < owners.count(owner)]
    assert all(kept.count(one) <= kept.count(other) + 1 for one in set(kept) for other in set(left))
