"""Stories of windows made one: each once, whatever windows cut."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from samestory.shards.joining import Joined, Joining, Member, Told

FIRST = date(2024, 3, 1)
LAST = 20
# The day of each article, None where not told, and of each window where it begins and ends.
days = st.lists(st.integers(0, LAST) | st.none(), min_size=1, max_size=14)
windows = st.lists(st.tuples(st.integers(0, LAST), st.integers(0, 9)), min_size=1, max_size=5)


def on(day: int | None) -> date | None:
    return None if day is None else FIRST + timedelta(days=day)


def told(name: str, day: int | None, *articles: str, origins: tuple[tuple[str, ...], ...] = ()) -> Told:
    return Told(name, on(day), name.title(), articles, origins)


def joined(*parts: tuple[list[Member], dict[str, int | None], int | None]) -> list[Joined]:
    """What comes of windows: members, days of their articles, and the first day of those that are left."""
    joining, found = Joining(), []
    for members, of, later in parts:
        for one in members:
            joining.add(one, lambda article, of=of: on(of[article]))  # type: ignore[misc]
        found += joining.closed(on(later))
    return found


@given(days, windows, st.integers(2, 5), st.randoms())
def test_every_article_is_in_one_story_and_all_that_share_one_are_one(held, bounds, groups, by) -> None:
    of = {f"a{number}": day for number, day in enumerate(held)}
    spans = sorted((first, first + length) for first, length in bounds)
    stories: list[list[tuple[str, ...]]] = []
    for first, last in spans:
        parts: dict[int, list[str]] = {}
        for one, day in of.items():
            if day is None or first <= day <= last:
                parts.setdefault(by.randrange(groups), []).append(one)
        stories.append([tuple(part) for part in parts.values()])
    found = joined(
        *(
            (
                [Member(f"w{place}", told(f"w{place}-{n}", None, *one), 0) for n, one in enumerate(its)],
                of,
                spans[place + 1][0] if place + 1 < len(spans) else None,
            )
            for place, its in enumerate(stories)
        )
    )
    every = [set(one) for its in stories for one in its]
    while any(one & other for one, other in combinations(every, 2)):
        one, other = next(pair for pair in combinations(every, 2) if pair[0] & pair[1])
        every = [part for part in every if part not in (one, other)] + [one | other]
    assert sorted(map(sorted, every)) == sorted(list(one.articles) for one in found)
    members = [(m.window, m.told.id) for one in found for m in one.members]
    assert len(members) == len(set(members)) == sum(map(len, stories))


def test_a_story_that_has_to_do_with_two_makes_all_three_one() -> None:
    of = dict.fromkeys("pqxy", 1)
    early = [Member("a", told("s", 1, "p", "x"), 0), Member("a", told("t", 1, "q", "y"), 0)]
    (one,) = joined((early, of, 1), ([Member("b", told("u", 1, "x", "y"), 0)], of, None))
    assert one.articles == ("p", "q", "x", "y")
    assert [member.told.id for member in one.members] == ["s", "t", "u"]


def test_what_no_later_window_has_is_let_go_of() -> None:
    early, late = Member("a", told("s", 1, "x"), 0), Member("a", told("t", 5, "y"), 0)
    joining = Joining()
    for one in (early, late):
        joining.add(one, lambda article: on({"x": 1, "y": 5}[article]))
    assert [one.articles for one in joining.closed(on(4))] == [("x",)]
    assert [one.articles for one in joining.closed(on(5))] == []
    assert [one.articles for one in joining.closed(None)] == [("y",)]


def test_a_story_is_where_its_first_report_lies_deepest() -> None:
    of = {"x": 3, "y": 4, "z": 6}
    first = Member("a", told("s", 3, "x", "y"), 0), {"x": 3, "y": 4}, 3
    second = Member("b", told("t", 3, "x", "y", "z"), 1), of, None
    (one,) = joined(([first[0]], of, 3), ([second[0]], of, None))
    assert one.home.window == "b"
    (one,) = joined(([first[0]._replace(inside=2)], of, 3), ([second[0]], of, None))
    assert one.home.window == "a"
    later = Member("b", told("t", 4, "y", "z"), 9)
    (one,) = joined(([first[0]], of, 3), ([later], of, None))
    assert (one.home.window, one.home.told.title, len(one.members)) == ("a", "S", 2)


def test_what_is_a_copy_in_either_window_is_one_origin() -> None:
    of = dict.fromkeys("vwxyz", 1)
    one = Member("a", told("s", 1, "v", "w", "x", origins=(("v", "w"), ("x",))), 0)
    other = Member("b", told("t", 1, "w", "x", "y", "z", origins=(("w", "x"), ("y",), ("z",))), 0)
    (found,) = joined(([one], of, 1), ([other], of, None))
    assert found.articles == tuple("vwxyz")
    assert found.origins == 3
