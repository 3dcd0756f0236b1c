from hypothesis import given
from hypothesis import strategies as st
from wording_texts import words, write

from samestory.collate.sides import Node, grouped
from samestory.collate.stems import Stemmed, stemmed
from samestory.model import Wording


def read(**texts: str) -> dict[str, Stemmed]:
    written = {name: write(name, "en", text) for name, text in texts.items()}
    return {name: stemmed(one, words(one)) for name, one in written.items()}


# One stem each, the first; of "c" a second.
READ = read(a="riot", b="protest", c="march vigil", d="unrest")
A, B, C, C2, D = ("a", 0), ("b", 0), ("c", 0), ("c", 1), ("d", 0)


def never(one: Node, other: Node) -> bool:
    return False


def always(one: Node, other: Node) -> bool:
    return True


def told(one: Wording) -> list[list[str]]:
    return [[term.article for term in side] for side in one.sides]


def test_two_that_compete_are_two_sides() -> None:
    (one,) = grouped([(B, A)], READ, always)
    assert told(one) == [["a"], ["b"]]


def test_terms_that_are_alike_are_one_side() -> None:
    (one,) = grouped([(A, B), (D, B)], READ, always)
    assert told(one) == [["a", "d"], ["b"]]
    (one,) = grouped([(A, B), (D, B)], READ, never)
    assert told(one) == [["a"], ["b"], ["d"]]


def test_an_article_speaks_once_on_a_side() -> None:
    (one,) = grouped([(A, C), (A, C2)], READ, always)
    assert told(one) == [["a"], ["c"]]
    assert len(one.sides[1][0].spans) == 2


def test_what_most_articles_tell_apart_comes_first() -> None:
    found = grouped([(C2, D), (A, B), (B, C)], READ, never)
    assert [told(one) for one in found] == [[["a"], ["b"], ["c"]], [["c"], ["d"]]]
    assert grouped([], READ, always) == ()


PAIRS = st.sets(
    st.sampled_from([(A, B), (A, C), (B, C), (A, D), (B, D), (C, D), (C2, D), (A, C2), (B, C2)]), max_size=9
)


@given(PAIRS, st.booleans(), st.randoms(use_true_random=False))
def test_sides_hold_every_term_once_and_no_two_that_compete(
    pairs: set[tuple[Node, Node]], alike: bool, random: object
) -> None:
    order = sorted(pairs)
    random.shuffle(order)  # type: ignore[attr-defined]
    judge = always if alike else never
    found = grouped(order, READ, judge)
    assert found == grouped([(right, left) for left, right in sorted(pairs)], READ, judge)
    assert all(len(one.sides) >= 2 for one in found)
    by_span = [
        (term.article, span) for one in found for side in one.sides for term in side for span in term.spans
    ]
    assert len(by_span) == len(set(by_span)) == len({node for pair in pairs for node in pair})
    home = {
        (term.article, span): (number, place)
        for number, one in enumerate(found)
        for place, side in enumerate(one.sides)
        for term in side
        for span in term.spans
    }
    for pair in pairs:
        (left,), (right,) = ([home[name, span] for span in READ[name].terms(stem)] for name, stem in pair)
        assert left[0] == right[0]
        assert left[1] != right[1]
