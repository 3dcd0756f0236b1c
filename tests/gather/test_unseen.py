from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.gather.groups import groups
from samestory.gather.unseen import ARTICLES, NEIGHBOURS, UNSEEN, Search

SIZES = st.tuples(st.integers(1, 300), st.integers(1, 300))


def crowd(count: int, first: int = 0) -> dict[tuple[str, str], float]:
    """Links of each of so many with the first NEIGHBOURS of them."""
    names = [f"{one:05d}" for one in range(first, first + count)]
    return {(one, other): 6.0 for place, one in enumerate(names[:NEIGHBOURS]) for other in names[place + 1 :]}


def test_all_pairs_count_of_as_many_as_a_search_brings_up() -> None:
    assert ARTICLES.expected(25 * 26, 51) == 25 * 26
    assert ARTICLES.expected(50 * 51, 101) == 50 * 51 / 2


def test_a_group_greater_than_a_search_brings_up_holds_together() -> None:
    links = crowd(1000)
    members = sorted({one for pair in links for one in pair})
    assert len(groups(members, links)) == 1
    assert len(groups(members, links, search=Search(UNSEEN))) > 1


def test_two_great_groups_that_few_links_join_stay_two() -> None:
    links = crowd(300) | crowd(300, first=300)
    links |= {(f"{one:05d}", f"{one + 300:05d}"): 5.0 for one in range(0, 300, 10)}
    members = sorted({one for pair in links for one in pair})
    assert [len(group) for group in groups(members, links)] == [300, 300]


def test_what_is_near_to_few_of_a_great_group_is_kept_out() -> None:
    links = crowd(300) | {(f"{one:05d}", "x"): 5.0 for one in range(5)}
    members = sorted({one for pair in links for one in pair})
    assert ("x",) in groups(members, links)
    near = links | {(f"{one:05d}", "x"): 5.0 for one in range(NEIGHBOURS)}
    assert groups(members, near) == (tuple(members),)


@given(SIZES, st.data())
def test_a_mean_lies_between_what_is_unseen_and_what_was_seen(sizes, data) -> None:
    seen = data.draw(st.integers(0, min(200, sizes[0] * sizes[1])))
    odds = data.draw(st.lists(st.floats(-3, 9), min_size=seen, max_size=seen))
    mean = ARTICLES.between(odds, sizes)
    assert UNSEEN - 1e-9 <= mean <= (sum(odds) / seen if odds else UNSEEN) + 1e-9
    one, other = (np.array([size]) for size in sizes)
    of_many = ARTICLES.means(np.array([sum(odds)]), np.array([seen]), one, other)
    assert of_many.tolist() == pytest.approx([mean])


def test_names_are_searched_for_without_an_end() -> None:
    pairs = [*product("ab", "cd"), *combinations("ab", 2)]
    assert Search(-1.5).expected(len(pairs), 10_000) == len(pairs)
