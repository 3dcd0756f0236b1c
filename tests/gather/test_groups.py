from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from samestory.gather.groups import Joining, groups
from samestory.gather.unseen import Search

MEMBERS = "abcdefgh"
PAIRS = [tuple(p) for p in combinations(MEMBERS, 2)]
LINKS = st.dictionaries(st.sampled_from(PAIRS), st.floats(-6, 6), max_size=len(PAIRS))


def test_a_chain_of_look_alikes_is_cut() -> None:
    links = {("a", "b"): 4.0, ("b", "c"): 1.0, ("a", "c"): -5.0}
    assert groups("abc", links) == (("a", "b"), ("c",))


def test_a_pair_never_compared_speaks_against() -> None:
    links = {("a", "b"): 4.0, ("b", "c"): 1.0}
    assert groups("abc", links) == (("a", "b"), ("c",))


def test_forbidden_outranks_likeness_and_forced_outranks_unlikeness() -> None:
    links = {("a", "b"): 6.0, ("c", "d"): -6.0}
    assert groups("abcd", links, forbidden=[("a", "b")], forced=[("c", "d")]) == (("a",), ("b",), ("c", "d"))


def test_a_group_inherits_what_its_members_must_stay_apart_from() -> None:
    links = {("a", "b"): 6.0, ("b", "c"): 5.0, ("a", "c"): 5.0}
    assert groups("abc", links, forbidden=[("a", "c")]) == (("a", "b"), ("c",))


@given(LINKS)
def test_groups_are_a_partition(links: dict[tuple[str, str], float]) -> None:
    found = groups(MEMBERS, links)
    assert sorted(m for group in found for m in group) == sorted(MEMBERS)


@given(LINKS, st.permutations(MEMBERS), st.randoms())
def test_the_order_of_members_and_links_does_not_matter(links, order, random) -> None:
    shuffled = list(links.items())
    random.shuffle(shuffled)
    assert groups(order, dict(shuffled)) == groups(MEMBERS, links)


@given(LINKS, st.lists(st.sampled_from(PAIRS), max_size=6))
def test_forbidden_pairs_never_meet(links, forbidden) -> None:
    home = {m: g for g in groups(MEMBERS, links, forbidden=forbidden) for m in g}
    assert all(home[left] != home[right] for left, right in forbidden)


def test_pairs_never_compared_count_as_much_as_told() -> None:
    links = {("a", "b"): 2.0, ("b", "c"): 1.0}
    assert groups("abc", links, search=Search(-3.0)) == (("a", "b"), ("c",))
    assert groups("abc", links, search=Search(-0.5)) == (("a", "b", "c"),)


def test_two_grown_groups_closer_within_stay_apart() -> None:
    links = {
        pair: 5.0 if (pair[0] in "abc") == (pair[1] in "abc") else 1.0 for pair in combinations("abcdef", 2)
    }
    assert groups("abcdef", links) == (tuple("abcdef"),)
    assert groups("abcdef", links, joining=Joining(drop=3.0)) == (tuple("abc"), tuple("def"))
    assert groups("abcdef", links, joining=Joining(drop=4.0)) == (tuple("abcdef"),)


def test_only_a_grown_group_takes_in_what_is_less_like_it() -> None:
    links = {("a", "b"): 4.0, ("a", "c"): 4.0, ("b", "c"): 4.0, ("c", "d"): 0.5, ("e", "f"): -0.5}
    links |= {("a", "d"): -1.0, ("b", "d"): -1.0}
    assert groups("abcdef", links) == (tuple("abc"), ("d",), ("e",), ("f",))
    assert groups("abcdef", links, joining=Joining(least=-1.0)) == (tuple("abcd"), ("e",), ("f",))


@given(LINKS, st.permutations(MEMBERS))
def test_the_order_does_not_matter_however_groups_join(links, order) -> None:
    joining = Joining(least=-1.2, drop=3.0)
    found = groups(order, links, joining=joining)
    assert found == groups(MEMBERS, links, joining=joining)
    assert sorted(m for group in found for m in group) == sorted(MEMBERS)
