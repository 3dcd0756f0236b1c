from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.encode.session import Encoder, Tokens
from samestory.heads.terms import AFTER_LAYER, WordStates, meanings, of_words, with_states
from samestory.model import Span

# As many as the encoder gives of a token.
WIDTH = 384


def tokens(*places: tuple[int, int]) -> Tokens:
    """Tokens at these places; what is said of each is its number, twice."""
    said = np.array([[n, 2 * n] for n in range(len(places))], np.float32)
    return Tokens(np.array(places, np.int32).reshape(-1, 2), said)


def test_a_word_is_the_mean_of_its_tokens() -> None:
    seen = tokens((0, 0), (0, 4), (4, 7), (8, 12), (0, 0))
    assert of_words([Span(0, 7), Span(8, 12)], seen).tolist() == [[1.5, 3.0], [3.0, 6.0]]


def test_a_token_that_reaches_over_a_words_end_counts_for_it() -> None:
    assert of_words([Span(3, 8)], tokens((0, 4), (4, 9))).tolist() == [[0.5, 1.0]]


def test_tokens_that_stand_nowhere_count_for_no_word() -> None:
    assert of_words([Span(0, 3)], tokens((0, 3), (0, 0))).tolist() == [[0.0, 0.0]]


def test_a_word_past_the_encoders_limit_is_zero() -> None:
    assert of_words([Span(50, 55)], tokens((0, 0), (0, 4))).tolist() == [[0.0, 0.0]]
    assert of_words([], tokens((0, 4))).shape == (0, 2)


def test_meanings_are_unit_rows_and_far_fewer_numbers_are_no_error() -> None:
    states = np.random.default_rng(7).normal(size=(5, WIDTH)).astype(np.float32)
    found = meanings(states)
    assert found.dtype == np.float32
    assert len(found) == 5
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(5), abs=1e-5)
    assert meanings(states[:0]).shape == (0, found.shape[1])


def test_a_meaning_does_not_hang_on_the_words_beside_it() -> None:
    states = np.random.default_rng(8).normal(size=(4, WIDTH)).astype(np.float32)
    assert meanings(states[1:2])[0] == pytest.approx(meanings(states)[1], abs=1e-5)


def test_states_pass_as_they_are_from_the_layer_named() -> None:
    states = np.ones((1, 2, WIDTH), np.float32)
    head = WordStates()
    assert head(states) is states
    assert str(AFTER_LAYER) in head.layer


@given(st.lists(st.integers(1, 6), min_size=2, max_size=8), st.data())
def test_a_word_lies_between_the_least_and_most_of_its_tokens(
    lengths: list[int], data: st.DataObject
) -> None:
    ends = np.cumsum([0, *lengths]).tolist()
    seen = tokens(*pairwise(ends))
    start = data.draw(st.integers(0, ends[-1] - 1))
    word = Span(start, data.draw(st.integers(start + 1, ends[-1])))
    inside = [n for n, (begin, end) in enumerate(pairwise(ends)) if begin < word.end and word.start < end]
    (row,) = of_words([word], seen)
    assert row[0] == pytest.approx(sum(inside) / len(inside))


def test_states_come_in_one_pass_with_the_vectors(prepared: Path) -> None:
    encoder, texts = (
        Encoder.open(threads=1, cache=prepared),
        ["The bridge is closed.", " ", "Podul e închis."],
    )
    rows, states = with_states(encoder, texts)
    assert np.array_equal(rows, encoder.encode(texts))
    assert states is not None
    assert [its.shape[1] for its in states] == [encoder.dimension] * 3
    # Nothing stands for a text without a visible character, nor for what marks a text's start and end.
    _, tokens = encoder.read(texts, WordStates())
    assert len(states[1]) == 0
    assert all(0 < len(states[n]) <= len(tokens[n].said) - 2 for n in (0, 2))
