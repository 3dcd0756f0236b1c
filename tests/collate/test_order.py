from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from texts import article, stated

from samestory.collate.order import days_told, ordered
from samestory.model import When


def told(sequences: dict[str, str], days: dict[tuple[str, int], int] | None = None) -> str:
    """The letters that articles tell, in the order of the account."""
    rows: dict[str, set[tuple[str, int]]] = {}
    for name, letters in sequences.items():
        for place, letter in enumerate(letters):
            rows.setdefault(letter, set()).add((name, place))
    letters = sorted(rows, reverse=True)
    return "".join(letters[i] for i in ordered([rows[one] for one in letters], days or {}))


def test_articles_that_agree_are_merged() -> None:
    assert told({"one": "abd", "two": "bcd", "three": "ace"}) == "abcde"


def test_the_majority_decides() -> None:
    assert told({"one": "abc", "two": "abc", "three": "cba"}) == "abc"


def test_the_weakest_link_of_a_circle_gives_way() -> None:
    # a before b (twice), b before c (twice), c before a (once).
    assert told({"one": "ab", "two": "ab", "three": "bc", "four": "bc", "five": "ca"}) == "abc"


def test_a_free_row_of_an_earlier_day_comes_first() -> None:
    sequences = {"one": "ab", "two": "cd"}
    assert told(sequences)[0] == "a"
    assert told(sequences, {("two", 0): -1})[0] == "c"
    # Bound to come after its neighbour, it stays there.
    assert told(sequences, {("one", 1): -1})[0] == "a"


def test_where_all_else_is_silent_the_shared_row_comes_first() -> None:
    assert told({"one": "a", "two": "b", "three": "b"}) == "ba"


SEQUENCES = st.lists(st.permutations("abcdefgh").map(lambda p: p[:5]), min_size=1, max_size=5)


@given(SEQUENCES, st.randoms(use_true_random=False))
def test_each_row_once_and_the_order_of_rows_given_does_not_matter(sequences, random) -> None:  # type: ignore[no-untyped-def]
    rows: dict[str, set[tuple[str, int]]] = {}
    for name, letters in enumerate(sequences):
        for place, letter in enumerate(letters):
            rows.setdefault(letter, set()).add((str(name), place))
    one = list(rows)
    other = random.sample(one, len(one))
    made = [[held[i] for i in ordered([rows[x] for x in held], {})] for held in (one, other)]
    assert made[0] == made[1]
    assert sorted(made[0]) == sorted(rows)


@given(st.lists(st.sets(st.integers(0, 40)).map(sorted), min_size=1, max_size=6))
def test_where_articles_agree_each_keeps_its_order(kept: list[list[int]]) -> None:
    rows: dict[int, set[tuple[str, int]]] = {}
    for name, numbers in enumerate(kept):
        for place, number in enumerate(numbers):
            rows.setdefault(number, set()).add((str(name), place))
    lines = list(rows)
    place = {lines[number]: at for at, number in enumerate(ordered([rows[one] for one in lines], {}))}
    assert all(sorted(numbers, key=place.__getitem__) == numbers for numbers in kept)


def dated(name: str, sentences: list[str], appeared: int, **mention: int | str) -> object:
    published = datetime(2024, 1, appeared)
    when = When(start=published, end=published, granularity="day", reason="stated")
    made = structs.replace(article(name, sentences), published=when)
    times = tuple(stated(structs.replace(time, **mention)) for time in made.stated_times())
    return structs.replace(made, times=times)


def test_days_are_told_back_from_the_first_report() -> None:
    held = [dated("a", ["It opened.", "On 30/12 it shut."], 2), dated("b", ["On 1/1 and 5/1 it hailed."], 3)]
    assert days_told(held) == {("a", 1): -3, ("b", 0): -1}  # type: ignore[arg-type]


def test_long_past_days_and_undated_articles_tell_nothing() -> None:
    assert days_told([dated("a", ["On 1/10 it opened."], 2)]) == {}  # type: ignore[list-item]
    assert days_told([article("a", ["On 1/1 it opened."])]) == {}


def test_a_relative_day_counts_from_its_own_article() -> None:
    late = dated("b", ["The 1/1 vote."], 5, offset=-1, unit="day", month=None, day=None)  # type: ignore[arg-type]
    early = dated("a", ["It voted."], 5)
    assert days_told([early, late]) == {("b", 0): -1}  # type: ignore[list-item]
