"""Words of many pairs of names compared at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from named import article, names_of, pile

from samestory.gather import name_candidates
from samestory.gather.matrix import Matrix
from samestory.gather.name_candidates import name_pairs
from samestory.gather.name_context import NamePairs, Texts, name_context
from samestory.gather.name_decisions import judge_names
from samestory.gather.name_sounds import LEAST_ALIKE, Matched, alike_words, crossed, lists, matched, words_of
from samestory.gather.name_words import alike
from samestory.gather.spellings import Lemmas, Name, Spelt, name, names, spellings
from samestory.model import NameForms, Spelling
from samestory.read.forms import forms

BASES = st.text("abeikns", min_size=1, max_size=6) | st.sampled_from(["1", "22"])
WORDS = st.lists(BASES, min_size=1, max_size=3, unique=True).map(tuple)
LEMMAS = st.lists(WORDS, min_size=1, max_size=4).map(tuple)


def named(*lemmas: Lemmas) -> tuple[Name, ...]:
    """A name of one variant for each."""
    return tuple(
        name(
            [
                Spelt(
                    spelling=Spelling(key=f"person:en:{number}", lang="en", written="", count=1),
                    type="person",
                    forms=NameForms(lemmas=each),
                    articles=("a",),
                )
            ]
        )
        for number, each in enumerate(lemmas)
    )


def beside(one: Lemmas, other: Lemmas) -> tuple[Matched, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Two names matched, and the words that were."""
    words = words_of(named(one, other))
    found = matched(np.array([0]), np.array([1]), words)
    told = zip(found.left.tolist(), found.right.tolist(), strict=True)
    return found, [(words.words[i], words.words[j]) for i, j in told]


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6))
def test_many_words_at_once_are_as_alike_as_one_by_one(pairs: list[tuple[Lemmas, Lemmas]]) -> None:
    words = words_of(named(*((word,) for pair in pairs for word in pair)))
    place = {word: number for number, word in enumerate(words.words)}
    left, right = (np.array([place[pair[side]] for pair in pairs]) for side in (0, 1))
    assert alike_words(left, right, words).tolist() == pytest.approx([alike(a, b) for a, b in pairs])


@given(LEMMAS, LEMMAS)
def test_each_word_is_matched_once_and_none_is_left_that_has_its_like(one: Lemmas, other: Lemmas) -> None:
    found, told = beside(one, other)
    assert all(value == pytest.approx(alike(*pair)) for value, pair in zip(found.value, told, strict=True))
    left, right = list(one), list(other)
    for a, b in told:
        left.remove(a)
        right.remove(b)
    assert all(alike(a, b) < LEAST_ALIKE for a in left for b in right)


def test_the_most_alike_words_are_matched_then_those_in_one_place() -> None:
    assert beside((("maren",), ("marin",)), (("marin",), ("besk",)))[1] == [(("marin",), ("marin",))]
    one = (("lorn",), ("lorn", "lor"))
    assert beside(one, one[::-1])[1] == [(one[0], one[1]), (one[1], one[0])]
    assert alike(("maren",), ("marin",)) > alike(("maren",), ("marok",))
    assert alike(("2",), ("3",)) == 0


@given(st.lists(st.lists(st.integers(0, 9), max_size=3), min_size=1, max_size=4), st.data())
def test_lists_are_crossed_in_order(told: list[list[int]], data: st.DataObject) -> None:
    places = st.integers(0, len(told) - 1)
    pairs = data.draw(st.lists(st.tuples(places, places), max_size=5))
    left, right = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    found = crossed(left, right, lists(told))
    rows = zip(*(column.tolist() for column in found), strict=True)
    assert list(rows) == [(n, a, b) for n, (i, j) in enumerate(pairs) for a in told[i] for b in told[j]]


TEXTS = pile(
    article("a", "en", "p:Ada Lorn", "p:Lorn", "o:Larnow Harbour Union", "(o:LHU)", "w:Blue Lantern 2"),
    article("b", "ru", "p:Ада Лорн", "p:Лорна", "o:Ларнов", "w:Лантерн 2", "l:Ларнов"),
)


def test_a_pair_is_judged_alike_alone_and_among_others() -> None:
    told = names(spellings(names_of(TEXTS), forms))
    context = name_context(told, Texts(names_of(TEXTS), {}, {}))
    every = np.triu_indices(len(told), 1)
    pairs = NamePairs(*every, context)
    together = judge_names(pairs)
    for place in range(len(pairs.left)):
        alone = judge_names(pairs.at(np.array([place])))
        assert alone.log_odds[0] == pytest.approx(together.log_odds[place])
        assert alone.reasons(0) == together.reasons(place)
    assert len(name_pairs(context).left) < len(pairs.left)


def test_nothing_to_judge() -> None:
    context = name_context((), Texts(names_of({}), {}, {}))
    assert len(judge_names(name_pairs(context)).log_odds) == 0


@pytest.mark.parametrize(("seed", "at_once"), [(1, (2048, 4096)), (2, (2048, 4096)), (3, (96, 192))])
def test_each_names_nearest_in_meaning_are_candidates(
    seed: int, at_once: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_candidates, "AT_ONCE", at_once[0])
    monkeypatch.setattr(name_candidates, "BESIDE", at_once[1])
    drawn = np.random.default_rng(seed)
    letters = "bdklmnprtv"
    texts = pile(article("a", "en", *(f"w:{a}{b}{c}" for a in letters for b in letters for c in letters)))
    told = names(spellings(names_of(texts), forms))
    assert len(told) > 600
    rows = drawn.normal(size=(len(told), 3)).astype(np.float32)
    # What is as near as another comes in the order of names.
    rows[[5, 400]] = rows[[300, 300]]
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    vectors = {n.key: row for n, row in zip(told, rows, strict=True)}
    context = name_context(told, Texts(names_of(texts), {}, vectors))
    pairs = set(name_pairs(context).each())
    in_words = set(name_pairs(structs.replace(context, meanings=Matrix(3))).each())
    likeness = rows @ rows.T
    np.fill_diagonal(likeness, -1)
    nearest = {
        (min(place, near), max(place, near))
        for place, row in enumerate(likeness)
        for near in np.argsort(-row, kind="stable")[:8].tolist()
    }
    assert nearest <= pairs
    # Products may differ in their last digit, so that of two as near the other may be taken.
    assert len(pairs - nearest - in_words) <= 2
