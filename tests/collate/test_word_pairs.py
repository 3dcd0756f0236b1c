import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.collate.word_pairs import in_context, mutual, one_word

FORMS = st.text(alphabet="abcр", max_size=8)


@pytest.mark.parametrize(
    ("one", "other"), [("riot", "riots"), ("riot", "rioters"), ("протест", "протеста"), ("zam", "zammı")]
)
def test_forms_of_one_word_begin_alike_and_end_shortly(one: str, other: str) -> None:
    assert one_word(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("riot", "protest"), ("port", "portfolio"), ("car", "cargoes"), ("war", "wax")]
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert not one_word(one, other)


@given(FORMS, FORMS)
def test_one_word_is_symmetric_and_reflexive(one: str, other: str) -> None:
    assert one_word(one, other) == one_word(other, one)
    assert one_word(one, one)


def test_a_word_like_all_others_answers_to_none() -> None:
    same = np.array([[1, 0], [1, 0], [1, 0]], np.float32)
    assert in_context(same, same) == pytest.approx(np.zeros((3, 3)))


def test_likeness_does_not_hang_on_length() -> None:
    left = np.array([[1, 0], [0, 1]], np.float32)
    assert in_context(left, left * 7) == pytest.approx(in_context(left, left), abs=1e-6)
    assert in_context(left, left) == pytest.approx(np.array([[0.5, -0.5], [-0.5, 0.5]]), abs=1e-6)


def test_the_likest_of_both_are_mutual() -> None:
    likeness = np.array([[0.9, 0.1], [0.8, 0.2], [0.1, 0.7]], np.float32)
    assert list(mutual(likeness)) == [(0, 0), (2, 1)]
    assert list(mutual(np.zeros((0, 3), np.float32))) == []


@given(st.integers(1, 5), st.integers(1, 5), st.randoms(use_true_random=False))
def test_no_word_is_mutual_twice(rows: int, columns: int, random: object) -> None:
    drawn = [[random.random() for _ in range(columns)] for _ in range(rows)]  # type: ignore[attr-defined]
    found = list(mutual(np.array(drawn, np.float32)))
    assert found
    assert len({row for row, _ in found}) == len({column for _, column in found}) == len(found)
