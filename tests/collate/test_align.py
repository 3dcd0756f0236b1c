import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from texts import point, seen

from samestory.collate.align import LIKELY, SURE, align, sure
from samestory.signals import Day, Signals

MEANINGS = st.lists(st.integers(0, 12), unique=True, min_size=1, max_size=10)
FIRST = frozenset[str]()


def pairs(left: list[int], right: list[int], blur: float = 0.9) -> set[tuple[int, int]]:
    return {(*p.left, *p.right) for p in align(seen("a", left), seen("b", right, blur=blur))}


def stating(*sentences: tuple[int, ...], blur: float = 0.3) -> Signals:
    """An article whose sentences each state all that they are given."""
    sums = [np.sum([point(meaning, blur) for meaning in its], axis=0) for its in sentences]
    rows = np.stack([row / np.linalg.norm(row) for row in sums])
    return replace(seen("joined", [0] * len(sentences)), sentences=rows)


def naming(article: Signals, *named: str) -> Signals:
    return replace(article, entities=(FIRST, *(frozenset(one.split()) for one in named)))


def test_translated_sentences_find_each_other_in_any_order() -> None:
    assert pairs([1, 2, 3, 4], [4, 3, 9, 1]) == {(0, 3), (2, 1), (3, 0)}


def test_strangers_are_not_aligned() -> None:
    assert pairs([1, 2, 3], [4, 5, 6]) == set()


def test_an_article_without_sentences_aligns_with_nothing() -> None:
    empty = replace(seen("b", [1]), sentences=np.zeros((0, 32), np.float32))
    assert align(seen("a", [1, 2]), empty) == align(empty, seen("a", [1, 2])) == ()


def test_neighbours_lend_each_other_certainty() -> None:
    alone = align(seen("a", [1, 7, 8]), seen("b", [1, 9, 10], blur=1.0))
    together = align(seen("a", [1, 2, 3]), seen("b", [1, 2, 3], blur=1.0))
    assert together[0].score > (alone[0].score if alone else LIKELY)


def test_a_sentence_split_in_two_aligns_with_both_parts() -> None:
    whole, split = stating((1,), (2, 3), (4,), (5,)), stating((1,), (2,), (3,), (4,), (5,))
    found = {(p.left, p.right) for p in align(whole, split)}
    assert found == {((0,), (0,)), ((1,), (1, 2)), ((2,), (3,)), ((3,), (4,))}
    turned = {(p.right, p.left) for p in align(split, whole)}
    assert turned == found


def test_a_sentence_that_follows_and_says_something_else_is_not_drawn_in() -> None:
    found = align(stating((1,), (2,), (3,)), stating((1,), (2,), (9,), (3,)))
    assert {(p.left, p.right) for p in found} == {((0,), (0,)), ((1,), (1,)), ((2,), (3,))}


def test_what_is_named_elsewhere_speaks_against_a_pair() -> None:
    left, right = seen("a", [1, 2, 3, 4]), seen("b", [1, 2, 3, 4], blur=1.0)
    plain = align(left, right)[0].score
    agreeing = align(naming(left, "ana", "", "", ""), naming(right, "ana", "", "", ""))[0].score
    clashing = align(naming(left, "ana", "bo", "", ""), naming(right, "bo", "ana", "", ""))
    assert agreeing == plain
    assert all(p.left != (0,) or p.score < plain for p in clashing)


def test_what_only_one_article_tells_speaks_against_nothing() -> None:
    left, right = seen("a", [1, 2, 3, 4]), seen("b", [1, 2, 3, 4], blur=0.8)
    marks = {"numbers": (frozenset[float](), frozenset((17.0,)), *(frozenset[float](),) * 3)}
    days = {"days": (frozenset[Day](), frozenset((Day(5, 14),)), *(frozenset[Day](),) * 3)}
    told = replace(naming(left, "ana", "", "", ""), **marks, **days)
    assert align(told, right) == align(left, right)


@given(MEANINGS, MEANINGS)
def test_each_sentence_once_and_symmetric(left: list[int], right: list[int]) -> None:
    found = align(seen("a", left), seen("b", right, blur=0.9))
    for side in ("left", "right"):
        numbers = [number for pair in found for number in getattr(pair, side)]
        assert len(numbers) == len(set(numbers))
    assert [p.left for p in found] == sorted(p.left for p in found)
    assert all(LIKELY <= p.score <= 1 and 2 <= len(p.left + p.right) <= 3 for p in found)
    backwards = {(p.right, p.left) for p in align(seen("b", right, blur=0.9), seen("a", left))}
    assert backwards == {(p.left, p.right) for p in found}


def test_what_is_sure_is_told_apart_from_what_is_likely() -> None:
    found = align(stating((1,), (2, 7), (2, 4, 5, 6)), stating((1,), (2, 8, 9), (11,), blur=0.6))
    assert [p.left for p in sure(found)] == [(0,)]
    assert [(p.left, p.right) for p in found] == [((0,), (0,)), ((1,), (1,))]
    assert LIKELY <= found[1].score < SURE


@given(MEANINGS, MEANINGS)
def test_single_sentences_align_only_where_they_mean_the_same(left: list[int], right: list[int]) -> None:
    found = pairs(left, right, blur=0.6)
    assert {(left[i], right[j]) for i, j in found} <= {(m, m) for m in set(left) & set(right)}
