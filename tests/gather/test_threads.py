from datetime import date

from samestory.gather.decisions import Judged
from samestory.gather.threads import Gathered, threads
from samestory.model import Decision

CALL = Gathered("call", ("c",), date(2025, 9, 26))
VISIT = Gathered("visit", ("v", "w"), date(2025, 11, 10))
LONG_AGO = Gathered("before", ("b",), date(2022, 11, 28))
UNDATED = Gathered("undated", ("u",), None)


def alike(*pairs: tuple[str, str], odds: float = 2.0) -> dict[tuple[str, str], Judged]:
    return {pair: Judged(-5.0, odds, True, ()) for pair in pairs}


def test_alike_stories_weeks_apart_are_one_thread() -> None:
    found = threads([CALL, VISIT], alike(("c", "v"), ("c", "w")), [])
    assert found.groups == (("call", "visit"),)
    assert [d.verdict for d in found.decisions] == ["related"]


def test_years_apart_is_another_affair_and_the_undated_follow_nothing() -> None:
    found = threads([LONG_AGO, VISIT, UNDATED], alike(("b", "v"), ("b", "w"), ("u", "v"), ("u", "w")), [])
    assert found.groups == (("before",), ("undated",), ("visit",))
    reasons = {r.name for d in found.decisions for r in d.reasons}
    assert {"days_apart", "undated"} <= reasons


def test_one_alike_pair_of_many_is_not_enough() -> None:
    assert threads([CALL, VISIT], alike(("c", "v"), odds=0.0), []).groups == (("call",), ("visit",))


def test_steps_of_one_affair_may_be_less_alike_than_reports_of_one_happening() -> None:
    of_one = threads([CALL, VISIT], alike(("c", "v"), ("c", "w"), odds=-0.5), [])
    assert of_one.groups == (("call", "visit"),)
    of_two = threads([CALL, VISIT], alike(("c", "v"), ("c", "w"), odds=-2.0), [])
    assert of_two.groups == (("call",), ("visit",))


def test_a_users_word_outranks_the_machine() -> None:
    told = Decision(
        kind="thread", left="before", right="visit", verdict="related", score=1.0, made_by="user:eva"
    )
    found = threads([LONG_AGO, VISIT], alike(("b", "v"), ("b", "w")), [told])
    assert found.groups == (("before", "visit"),)


def related(left: str, right: str, verdict: str = "related") -> Decision:
    return Decision(kind="thread", left=left, right=right, verdict=verdict, score=1.0, made_by="user:eva")  # type: ignore[arg-type]


def test_any_article_of_a_story_stands_for_it() -> None:
    judged = alike(("b", "v"), ("b", "w"))
    for article in ("v", "w"):
        assert threads([LONG_AGO, VISIT], judged, [related("b", article)]).groups == (("before", "visit"),)
    assert threads([LONG_AGO, VISIT], judged, [related("b", "gone")]).groups == (("before",), ("visit",))


def test_the_last_word_on_two_stories_counts_whichever_articles_it_was_said_of() -> None:
    told = [related("b", "v"), related("w", "b", "different")]
    assert threads([LONG_AGO, VISIT], {}, told).groups == (("before",), ("visit",))
    assert threads([LONG_AGO, VISIT], {}, told[::-1]).groups == (("before", "visit"),)


def test_a_story_that_a_user_puts_in_leaves_the_others_together() -> None:
    judged = alike(("c", "v"), ("c", "w"))
    found = threads([CALL, VISIT, UNDATED], judged, [related("u", "v")])
    assert found.groups == (("call", "undated", "visit"),)
