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
    rows = statements(articles, columns, chain)
    assert [sum(map(len, r.cells)) for r in rows] == [3, 1]


PLACES = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=5, unique=True)


@given(PLACES, PLACES, PLACES)
def test_every_sentence_stands_in_exactly_one_row(ab, bc, ac) -> None:  # type: ignore[no-untyped-def]
    articles = {name: article(name, [f"Sentence {i} stands here." for i in range(5)]) for name in "abc"}
    columns = [Origin(articles=("a", "c")), Origin(articles=("b",))]
    rows = statements(
        articles, columns, [linked("a", "b", *ab), linked("b", "c", *bc), linked("a", "c", *ac)]
    )
    cells = [(c.article, c.sentence) for r in rows for column in r.cells for c in column]
    assert sorted(cells) == [(name, i) for name in "abc" for i in range(5)]
    assert all(c.article in columns[i].articles for r in rows for i, col in enumerate(r.cells) for c in col)


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
