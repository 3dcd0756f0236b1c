from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import numpy as np
import pytest
from makers import JUNE, WIDTH, article, direction

from samestory.gather import candidates as search
from samestory.gather.candidates import NEIGHBOURS, candidates, laid_out, near
from samestory.gather.overview import Overview, overview
from samestory.signals import Signals


def test_the_near_are_paired_once_and_strangers_not() -> None:
    centres = np.stack([direction(1), direction(1, 0.3), direction(0, 0, 1)])
    assert candidates(["b", "a", "c"], centres) == [("a", "b")]


def test_one_article_has_no_pair() -> None:
    assert candidates(["a"], np.stack([direction(1)])) == []


def scattered(count: int, first: int = 0, seed: int = 1) -> dict[str, Signals]:
    """Articles about places drawn by lot, five to a place, the later ones about the same places again."""
    places = np.random.default_rng(seed).standard_normal((40, WIDTH))
    noise = np.random.default_rng(seed + first + 1).standard_normal((count, WIDTH))
    names = [f"{first + number:03}" for number in range(count)]
    return {
        name: article(name, [direction(*(places[int(name) // 5 % 40] + 0.2 * noise[n]))])
        for n, name in enumerate(names)
    }


def looked_at(seen: Mapping[str, Signals]) -> Overview:
    return overview(sorted(seen), seen, {})[0]


def space(seen: Mapping[str, Signals]) -> search.Space:
    return laid_out(looked_at(seen))[1]


def space_with(held: search.Space, more: Mapping[str, Signals]) -> search.Space:
    return search.space_with(held, looked_at(more))


def named(held: search.Space, first: int = 0) -> set[tuple[str, ...]]:
    """The pairs that are near, by their ids in order."""
    return {tuple(sorted(held.ids[row] for row in pair)) for pair in near(held, first).tolist()}


@pytest.fixture
def small_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Piles are cut into cells from a size on that a test can make."""
    for name, value in {"CELL": 20, "BESIDE": 4, "NEIGHBOURS": 6}.items():
        monkeypatch.setattr(search, name, value)


@pytest.mark.usefixtures("small_cells")
class TestCells:
    def pairs(self, held: search.Space, first: int = 0) -> set[tuple[str, ...]]:
        return named(held, first)

    def test_a_large_pile_is_cut_and_what_is_nearest_is_found(self) -> None:
        seen = scattered(200)
        held = space(seen)
        assert len(held.middles) == 10
        fives = {(f"{a:03}", f"{b:03}") for a in range(200) for b in range(a + 1, 200) if a // 5 == b // 5}
        assert len(fives & self.pairs(held)) / len(fives) > 0.95
        assert len(near(held)) < 200 * search.NEIGHBOURS

    def test_the_order_does_not_matter(self) -> None:
        seen = scattered(150)
        one, other = space(seen), space(dict(reversed(seen.items())))
        assert one.ids == other.ids
        assert np.array_equal(near(one), near(other))

    def test_what_comes_later_is_searched_among_all_and_the_rest_is_not_searched_again(self) -> None:
        seen, more = scattered(200), scattered(30, first=200)
        held = space(seen)
        wider = space_with(held, more)
        assert np.array_equal(wider.middles, held.middles)
        assert np.array_equal(wider.cells[:200], held.cells)
        pairs = self.pairs(wider, 200)
        assert pairs
        assert all(not set(pair).isdisjoint(more) for pair in pairs)
        twins = {
            (f"{a:03}", f"{b:03}") for a in range(30) for b in range(200, 230) if (b - 200) // 5 == a // 5
        }
        assert len(twins & pairs) / len(twins) > 0.6


def test_those_of_the_same_weeks_are_found_among_many_nearer_ones() -> None:
    count = NEIGHBOURS + 10
    early = {f"e{n:02}": article(f"e{n:02}", [direction(1)], published=JUNE) for n in range(count)}
    late = JUNE + timedelta(days=300)
    own = {name: article(name, [direction(1, 0.8)], published=late) for name in ("x", "y")}
    other = {"z": article("z", [direction(1, 0.1)], published=late + timedelta(days=30))}
    held = space({**early, **own, **other})
    assert ("x", "y") in named(held)


def test_all_copies_of_one_text_come_beside_the_first_of_them() -> None:
    rng = np.random.default_rng(1)
    noise = 0.05 * rng.standard_normal((4 * NEIGHBOURS, WIDTH)) / WIDTH**0.5
    copies = {
        f"{n:03}": article(f"{n:03}", [direction(*(np.eye(WIDTH)[0] + one))]) for n, one in enumerate(noise)
    }
    others = {f"x{n}": article(f"x{n}", [direction(0, 1, 0.1 * n)]) for n in range(5)}
    held = space({**copies, **others})
    beside: dict[int, set[int]] = {row: set() for row in range(len(held.ids))}
    for one, other in near(held).tolist():
        beside[one].add(other)
        beside[other].add(one)
    first = [row for row, id_ in enumerate(held.ids) if id_ in copies][:NEIGHBOURS]
    assert all(beside[row].issuperset({*first} - {row}) for row, id_ in enumerate(held.ids) if id_ in copies)
    assert not any(beside[row] & {*first} for row, id_ in enumerate(held.ids) if id_ in others)
