"""What readers decided holds, the last word first, and who else comes in is judged as before."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from samestory.gather.groups import Joining, groups
from samestory.gather.readers import Readers, readers, weighed

IDS = "abcdefgh"
JOINING = Joining(least=-1.2, drop=3.0)
MADE = st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS), st.booleans()), max_size=12)
LINKS = st.dictionaries(
    st.sampled_from(list(combinations(IDS, 2))), st.floats(-6, 6, allow_nan=False).map(lambda x: round(x, 2))
)


def grouped(
    links: dict[tuple[str, str], float],
    told: Readers = Readers(),  # noqa: B008
    barred: frozenset[tuple[str, str]] = frozenset(),
    ids: str = IDS,
) -> tuple[tuple[str, ...], ...]:
    asked = weighed(links, barred, told, JOINING)
    return groups(ids, asked.links, forbidden=asked.forbidden, forced=asked.forced, joining=JOINING)


def all_of(of: str, odds: float) -> dict[tuple[str, str], float]:
    return dict.fromkeys(combinations(of, 2), odds)


def cross(one: str, other: str, odds: float) -> dict[tuple[str, str], float]:
    return {(min(a, b), max(a, b)): odds for a in one for b in other}


class TestWhatHolds:
    def test_a_later_word_outranks_what_follows_from_earlier_ones(self):
        told = readers([("a", "b", True), ("b", "c", True), ("a", "c", False)])
        assert told == Readers((("b", "c"),), frozenset({("a", "c")}))

    def test_two_later_words_outrank_an_earlier_one_that_they_contradict_together(self):
        told = readers([("a", "c", False), ("a", "b", True), ("b", "c", True)])
        assert told == Readers((("a", "b", "c"),), frozenset())

    def test_nothing_said_is_nothing(self):
        assert readers([("a", "a", False)]) == readers([]) == Readers()

    @given(MADE)
    def test_is_consistent_and_has_the_last_word(self, made: list[tuple[str, str, bool]]):
        told = readers(made)
        home = {one: whole for whole in told.together for one in whole}
        assert sum(map(len, told.together)) == len(home)
        assert all(home.get(a, a) != home.get(b, b) for a, b in told.apart)
        if made and made[-1][0] != made[-1][1]:
            left, right, together = made[-1]
            assert (home.get(left, left) == home.get(right, right)) == together

    @given(MADE, st.integers(0, 12))
    def test_what_was_overruled_may_as_well_not_have_been_said(
        self, made: list[tuple[str, str, bool]], at: int
    ):
        told = readers(made)
        home = {one: whole for whole in told.together for one in whole}
        kept = [one for one in made if (home.get(one[0], one[0]) == home.get(one[1], one[1])) == one[2]]
        assert readers(kept) == told


class TestGroups:
    @given(LINKS, MADE, st.sets(st.sampled_from(list(combinations(IDS, 2))), max_size=8))
    def test_keep_to_what_readers_said(
        self,
        links: dict[tuple[str, str], float],
        made: list[tuple[str, str, bool]],
        barred: set[tuple[str, str]],
    ):
        told = readers(made)
        free = {pair: odds for pair, odds in links.items() if pair not in barred}
        found = grouped(free, told, frozenset(barred))
        home = {one: group for group in found for one in group}
        assert sorted(home) == list(IDS)
        assert all(len({home[one] for one in whole}) == 1 for whole in told.together)
        assert all(home[a] != home[b] for a, b in told.apart)

    @given(LINKS, MADE)
    def test_do_not_depend_on_any_order(
        self, links: dict[tuple[str, str], float], made: list[tuple[str, str, bool]]
    ):
        told = readers(made)
        turned = dict(reversed(links.items()))
        assert grouped(links, told) == grouped(turned, told, ids=IDS[::-1])

    @given(LINKS)
    def test_are_the_machines_where_nothing_is_said(self, links: dict[tuple[str, str], float]):
        assert grouped(links) == groups(IDS, links, joining=JOINING)

    def test_what_is_joined_keeps_the_company_of_each(self):
        # b is of a's story and barred from c, as a is.
        links = {("a", "b"): 4.0}
        barred = frozenset({("a", "c"), ("b", "c")})
        assert grouped(links, readers([("a", "c", True)]), barred, "abc") == (("a", "b", "c"),)

    def test_what_is_joined_draws_in_no_look_alike(self):
        links = {**all_of("ab", 4), **all_of("cd", 4), **all_of("ef", 4)}
        barred = frozenset({*cross("ab", "cdef", 0), *cross("cd", "ef", 0)})
        told = readers([("a", "c", True), ("b", "d", True)])
        assert grouped(links, told, barred, "abcdef") == (("a", "b", "c", "d"), ("e", "f"))

    def test_what_is_joined_stays_as_close_as_it_was(self):
        # Both are grown; the twin g-h-i is less near to either than they are within.
        twin = {**all_of("abc", 4), **all_of("def", 4), **all_of("ghi", 4), **cross("abc", "ghi", -0.5)}
        links = {**twin, **cross("def", "ghi", -0.5), **cross("abc", "def", -5)}
        joined = readers([(one, other, True) for one in "abc" for other in "def"])
        assert ("g", "h", "i") in grouped(links, ids="abcdefghi")
        assert grouped(links, joined, ids="abcdefghi") == (tuple("abcdef"), tuple("ghi"))

    def test_a_new_report_of_either_joins_what_was_joined(self):
        links = {**all_of("abc", 4), **all_of("def", 4), **cross("abc", "g", 2)}
        joined = readers([("a", "d", True), ("b", "e", True), ("c", "f", True)])
        assert grouped(links, joined, ids="abcdefg") == (tuple("abcdefg"),)

    def test_what_was_put_in_by_itself_brings_in_nobody(self):
        # a was moved to the story of d, e, f, g; b and c lie near it.
        links = {**all_of("abc", 2), **all_of("defg", 4), **cross("bc", "defg", -3)}
        told = readers([("a", one, True) for one in "defg"])
        assert grouped(links, told, ids="abcdefg") == (tuple("adefg"), ("b", "c"))

    def test_a_bar_against_what_was_put_in_keeps_nobody_away(self):
        links = {**all_of("defg", 4)}
        told = readers([("a", one, True) for one in "def"])
        assert grouped(links, told, frozenset({("a", "g")}), "adefg") == (tuple("adefg"),)

    def test_reports_of_both_sides_come_in_though_the_machine_bars_them_from_one_another(self):
        links = {**all_of("abcg", 3), **all_of("defh", 3)}
        barred = frozenset(cross("abcg", "defh", 0))
        told = readers([(one, other, True) for one in "abc" for other in "def"])
        assert grouped(links, ids="abcdefgh", barred=barred) == (tuple("abcg"), tuple("defh"))
        assert grouped(links, told, barred, "abcdefgh") == (tuple("abcdefgh"),)

    def test_one_article_more_does_not_make_a_story_grown(self):
        # To a story of three -0.5 would be near enough, to one of two it is not.
        links = {**all_of("bc", 3), **all_of("de", 3), **cross("bc", "de", -0.5)}
        told = readers([("a", "b", True), ("a", "c", True)])
        assert grouped(links, told, ids="abcde") == (("a", "b", "c"), ("d", "e"))
