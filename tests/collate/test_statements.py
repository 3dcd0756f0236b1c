import msgspec
from hypothesis import given
from hypothesis import strategies as st
from texts import article, seen

from samestory.collate.account import account
from samestory.collate.differences import differences
from samestory.collate.statements import statements
from samestory.model import Aligned, Cell, Copy, Origin


def linked(left: str, right: str, *places: tuple[int, int]) -> Copy:
    pairs = tuple(Aligned(left=(i,), right=(j,), score=0.9) for i, j in places)
    return Copy(left=left, right=right, verdict="independent", left_share=0, right_share=0, pairs=pairs)


A = article("a", ["The bridge fell.", "Ten people were hurt.", "It cost 304 million."])
B = article("b", ["It cost 340 million.", "A bridge collapsed."])
COLUMNS = [Origin(articles=("a",)), Origin(articles=("b",))]
LINKS = [linked("a", "b", (0, 1), (2, 0))]


def test_rows_are_shared_alone_or_differ() -> None:
    rows = statements({"a": A, "b": B}, COLUMNS, LINKS)
    assert sorted(r.kind for r in rows) == ["alone", "differs", "shared"]


def test_a_difference_leads_to_the_characters() -> None:
    (row,) = [r for r in statements({"a": A, "b": B}, COLUMNS, LINKS) if r.kind == "differs"]
    (found,) = row.differences
    assert (found.left_span.of(A.text), found.right_span.of(B.text)) == ("304", "340")


def test_a_difference_inside_one_origin_is_shown_but_the_row_stays_alone() -> None:
    (row,) = [r for r in statements({"a": A, "b": B}, [Origin(articles=("a", "b"))], LINKS) if r.differences]
    assert row.kind == "alone"


def test_sentences_that_resemble_only_a_neighbour_do_not_chain() -> None:
    articles = {name: article(name, ["One sentence here."]) for name in "abcd"}
    columns = [Origin(articles=(name,)) for name in "abcd"]
    chain = [linked("a", "b", (0, 0)), linked("b", "c", (0, 0)), linked("c", "d", (0, 0))]
    chain += [linked("a", "c"), linked("a", "d"), linked("b", "d")]
    rows = statements(articles, columns, chain)
    assert [sum(map(len, r.cells)) for r in rows] == [3, 1]


def split(left: str, right: str, *beads: tuple[tuple[int, ...], tuple[int, ...]]) -> Copy:
    pairs = tuple(Aligned(left=one, right=other, score=0.85) for one, other in beads)
    return msgspec.structs.replace(linked(left, right), pairs=pairs)


def test_two_neighbours_that_state_what_one_does_stand_in_one_cell() -> None:
    rows = statements({"a": A, "b": B}, COLUMNS, [split("a", "b", ((1, 2), (0,)), ((0,), (1,)))])
    (row,) = [r for r in rows if any(c.count == 2 for column in r.cells for c in column)]
    ((cell,), (other,)) = row.cells
    assert (cell.article, cell.sentence, other.sentence) == ("a", 1, 0)
    assert cell.span.of(A.text) == "Ten people were hurt.\nIt cost 304 million."
    assert [d.left_span.of(A.text) for d in row.differences] == ["304"]


def test_neighbours_stay_out_of_a_row_in_which_only_one_article_states_them() -> None:
    articles = {name: article(name, ["One thing is said.", "And another."]) for name in "abcd"}
    columns = [Origin(articles=(name,)) for name in "abcd"]
    tied = [linked("b", "c", (0, 0)), linked("b", "d", (0, 0)), linked("c", "d", (0, 0))]
    tied += [linked("a", "c"), linked("a", "d")]
    # Each of a's neighbours has one tie of three.
    rows = statements(articles, columns, [split("a", "b", ((0, 1), (0,))), *tied])
    assert all(c.count == 1 for r in rows for column in r.cells for c in column)


def test_articles_that_were_not_compared_keep_no_row_apart() -> None:
    articles = {name: article(name, ["One sentence here."]) for name in "abc"}
    columns = [Origin(articles=(name,)) for name in "abc"]
    chain = [linked("a", "b", (0, 0)), linked("b", "c", (0, 0))]
    assert len(statements(articles, columns, chain)) == 1
    assert len(statements(articles, columns, [*chain, linked("a", "c")])) == 1
    far = [linked("c", "d", (0, 0)), linked("a", "d"), linked("b", "d")]
    articles["d"], columns = article("d", ["One sentence here."]), [*columns, Origin(articles=("d",))]
    assert len(statements(articles, columns, [*chain, *far])) == 2


PLACES = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(((1, 1), (1, 2), (2, 1)))), max_size=5
)


def beads(left: str, right: str, places) -> Copy:  # type: ignore[no-untyped-def]
    """Alignments that begin at these places, of one sentence or two on a side."""
    sides = [(tuple(range(i, min(i + n, 5))), tuple(range(j, min(j + m, 5)))) for i, j, (n, m) in places]
    return split(left, right, *sides)


@given(PLACES, PLACES, PLACES)
def test_every_sentence_stands_in_exactly_one_row(ab, bc, ac) -> None:  # type: ignore[no-untyped-def]
    articles = {name: article(name, [f"Sentence {i} stands here." for i in range(5)]) for name in "abc"}
    columns = [Origin(articles=("c", "a")), Origin(articles=("b",))]
    rows = statements(articles, columns, [beads("a", "b", ab), beads("b", "c", bc), beads("a", "c", ac)])
    cells = [
        (c.article, number)
        for r in rows
        for column in r.cells
        for c in column
        for number in range(c.sentence, c.sentence + c.count)
    ]
    assert sorted(cells) == [(name, i) for name in "abc" for i in range(5)]
    for row in rows:
        for column, told in zip(columns, row.cells, strict=True):
            # As the origin has its articles, the witness first.
            assert [c.article for c in told] == [a for a in column.articles if a in {c.article for c in told}]
        assert (row.kind == "alone") == (sum(map(bool, row.cells)) < 2)


def test_figures_are_paired_by_size_and_dates_by_day() -> None:
    left = article("a", ["Magnitude 5.9 killed 17 on 2/9"])
    right = article("b", ["On 1/10 it killed 12 people"])
    cells = [Cell(article=x.id, sentence=0, span=x.sentences[0]) for x in (left, right)]
    found = differences(cells, {"a": left, "b": right})
    assert [(d.kind, d.left_span.of(left.text), d.right_span.of(right.text)) for d in found] == [
        ("number", "17", "12"),
        ("date", "2/9", "1/10"),
    ]


def test_what_only_one_side_counts_is_no_difference() -> None:
    left, right = article("a", ["It killed 17 and hurt 120"]), article("b", ["It killed 17 people"])
    cells = [Cell(article=x.id, sentence=0, span=x.sentences[0]) for x in (left, right)]
    assert differences(cells, {"a": left, "b": right}) == ()


def test_an_account_puts_it_together() -> None:
    texts = {
        name: article(name, [f"Sentence {i} of it." for i in meanings])
        for name, meanings in (("a", [0, 1, 2, 3]), ("b", [0, 1, 2, 3]), ("c", [0, 9]))
    }
    vectors = {"a": seen("a", [0, 1, 2, 3]), "b": seen("b", [0, 1, 2, 3], blur=0.8), "c": seen("c", [0, 9])}
    found = account(["a", "b", "c"], texts, vectors)
    assert [set(o.articles) for o in found.origins] == [{"a", "b"}, {"c"}]
    assert [r.kind for r in found.account.rows].count("shared") == 1
