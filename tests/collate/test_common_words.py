import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.collate.common_words import LENGTHS_UNKNOWN, Words, in_common, unevenness, words
from samestory.model import Aligned

WORDS = st.lists(st.sampled_from(["port", "opens", "in", "Velmora", "港"]), max_size=12)


def of(*sentences: str, lang: str = "aa") -> Words:
    return words(lang, sentences)


def long(*lengths: int) -> Words:
    return Words("aa", frozenset(), lengths)


def test_runs_cross_sentences_and_fold_case() -> None:
    assert of("The port", "OPENS today.").runs == {("the", "port", "opens"), ("port", "opens", "today")}


def test_signs_without_spaces_are_words() -> None:
    assert of("港口开放").runs == {("港", "口", "开"), ("口", "开", "放")}


def test_the_one_with_fewer_runs_counts() -> None:
    whole = of("one two three four five six seven eight")
    assert in_common(whole, of("three four five six")) == 1.0
    assert in_common(whole, of("three four five nine")) == 0.5
    assert in_common(whole, of("too short")) == 0.0


def test_two_languages_have_no_words_in_common() -> None:
    assert in_common(of("one two three"), of("one two three", lang="bb")) is None


@given(WORDS, WORDS)
def test_in_common_is_symmetric_and_a_share(left: list[str], right: list[str]) -> None:
    one, other = of(" ".join(left)), of(" ".join(right))
    found = in_common(one, other)
    assert found is not None
    assert 0.0 <= found <= 1.0
    assert found == in_common(other, one)
    assert in_common(one, one) == bool(one.runs)


def test_a_translation_keeps_its_ratio_of_lengths() -> None:
    pairs = [Aligned(left=(i,), right=(i,), score=0.9) for i in range(3)]
    assert unevenness(long(40, 80, 120), long(50, 100, 150), pairs) == pytest.approx(0.0)
    assert unevenness(long(40, 80, 120), long(90, 100, 60), pairs) > LENGTHS_UNKNOWN


def test_a_sentence_split_in_two_counts_as_long_as_both() -> None:
    pairs = [Aligned(left=(0,), right=(0, 1), score=0.9), Aligned(left=(1,), right=(2,), score=0.9)]
    assert unevenness(long(100, 60), long(30, 70, 60), pairs) == pytest.approx(0.0)


def test_one_pair_tells_nothing_of_lengths() -> None:
    assert unevenness(long(9), long(90), [Aligned(left=(0,), right=(0,), score=0.9)]) == LENGTHS_UNKNOWN
