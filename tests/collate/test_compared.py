from itertools import combinations

import numpy as np
import pytest
from msgspec import structs
from texts import seen

from samestory.collate import candidates
from samestory.collate.candidates import FEW, compared
from samestory.signals import Signals


def report(number: int, sentences: np.ndarray) -> Signals:
    unit = sentences / np.linalg.norm(sentences, axis=1, keepdims=True)
    return structs.replace(seen(f"{number:04d}", [0] * len(unit)), sentences=unit.astype(np.float32))


def pile(count: int) -> list[Signals]:
    """Reports of their own; every third takes half of the one before it."""
    noise = np.random.default_rng(3)
    texts = [noise.standard_normal((8, 64)) for _ in range(count)]
    for taker in range(2, count, 3):
        texts[taker][:4] = texts[taker - 1][:4] + 0.4 * noise.standard_normal((4, 64))
    return [report(number, text) for number, text in enumerate(texts)]


def test_of_few_articles_every_two_are_compared() -> None:
    names = [f"{number:04d}" for number in range(FEW)]
    assert compared(pile(FEW)) == list(combinations(names, 2))


def test_of_many_the_copies_are_among_those_compared() -> None:
    chosen = compared(pile(200))
    assert {(f"{i - 1:04d}", f"{i:04d}") for i in range(2, 200, 3)} <= set(chosen)
    assert chosen == sorted(set(chosen))


@pytest.mark.parametrize(("count", "most"), [(100, 100 * 40), (400, 400 * 52)])
def test_pairs_grow_little_faster_than_articles(count: int, most: int) -> None:
    assert len(compared(pile(count))) <= most


def test_an_article_without_sentences_is_compared_with_nothing() -> None:
    empty = structs.replace(seen("9999", [0]), sentences=np.zeros((0, 64), np.float32))
    for count in (3, FEW + 8):
        assert all("9999" not in pair for pair in compared([*pile(count), empty]))


@pytest.mark.parametrize("products", [1, 2000])
def test_however_few_likenesses_are_held_at_once_the_same_are_compared(
    products: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = compared(pile(80))
    monkeypatch.setattr(candidates, "PRODUCTS", products)
    assert compared(pile(80)) == found
