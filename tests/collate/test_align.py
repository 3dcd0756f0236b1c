from hypothesis import given
from hypothesis import strategies as st
from texts import seen

from samestory.collate.align import align

MEANINGS = st.lists(st.integers(0, 12), unique=True, min_size=1, max_size=10)


def pairs(left: list[int], right: list[int], blur: float = 0.9) -> set[tuple[int, int]]:
    return {(*p.left, *p.right) for p in align(seen("a", left), seen("b", right, blur=blur))}


def test_translated_sentences_find_each_other_in_any_order() -> None:
    assert pairs([1, 2, 3, 4], [4, 3, 9, 1]) == {(0, 3), (2, 1), (3, 0)}


def test_strangers_are_not_aligned() -> None:
    assert pairs([1, 2, 3], [4, 5, 6]) == set()


def test_neighbours_lend_each_other_certainty() -> None:
    alone = align(seen("a", [1, 7, 8]), seen("b", [1, 9, 10], blur=1.2))
    together = align(seen("a", [1, 2, 3]), seen("b", [1, 2, 3], blur=1.2))
    assert together[0].score > alone[0].score


@given(MEANINGS, MEANINGS)
def test_one_to_one_and_symmetric(left: list[int], right: list[int]) -> None:
    found = pairs(left, right)
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
    assert {(left[i], right[j]) for i, j in found} <= {(m, m) for m in set(left) & set(right)}
    backwards = {(*p.right, *p.left) for p in align(seen("b", right, blur=0.9), seen("a", left))}
    assert backwards == found
