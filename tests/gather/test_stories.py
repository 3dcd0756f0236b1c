from datetime import date, timedelta

import numpy as np
from makers import JUNE, WIDTH, article, day, direction
from msgspec import structs

from samestory.gather.stories import stories
from samestory.model import Decision
from samestory.signals import Signals

VISIT = [direction(1, 0.2), direction(0.9, 0.4), direction(0.8, 0, 0.5)]
STRANGER = [direction(0, 0, 0, 1), direction(0, 0, 0, 0.9, 0.4)]
ACTORS = ("tkv", "ptn", "mskv")


def seen(*articles: Signals) -> dict[str, Signals]:
    return {a.id: a for a in articles}


def visit(name: str, **known: object) -> Signals:
    """A report of a visit: its likeness to its fellows is high, but no sentence is restated."""
    turn = direction(*np.eye(WIDTH, dtype=np.float32)[5 + ord(name[0]) % 8])
    sentences = [(s + 0.9 * turn) / np.linalg.norm(s + 0.9 * turn) for s in VISIT]
    return article(name, sentences, names=ACTORS, **known)


def test_reports_of_one_day_that_are_alike_are_one_story_and_strangers_are_not() -> None:
    pile = seen(
        visit("a", published=JUNE), visit("b", published=JUNE), article("z", STRANGER, published=JUNE)
    )
    assert stories(pile, []).groups == (("a", "b"), ("z",))


def test_the_same_visit_three_years_before_stays_out_and_says_why() -> None:
    pile = seen(visit("a", published=JUNE), visit("b", published=JUNE - timedelta(days=1095)))
    found = stories(pile, [])
    assert found.groups == (("a",), ("b",))
    (decision,) = found.decisions
    assert decision.verdict == "different"
    assert "published 1095 days apart" in [r.says for r in decision.reasons]


def test_an_undated_report_as_near_to_two_happenings_joins_neither() -> None:
    pile = seen(visit("a", published=JUNE), visit("b", published=JUNE - timedelta(days=400)), visit("u"))
    found = stories(pile, [])
    assert found.groups == (("a",), ("b",), ("u",))
    kept_out = [d for d in found.decisions if "u" in (d.left, d.right)]
    assert all(any(r.name == "rival" for r in d.reasons) for d in kept_out)


def test_an_undated_copy_is_as_old_as_the_report_it_restates() -> None:
    original = visit("a", published=JUNE)
    copied = article("u", list(original.sentences), names=ACTORS)
    earlier = visit("b", published=JUNE - timedelta(days=400))
    assert stories(seen(original, copied, earlier), []).groups == (("a", "u"), ("b",))


def test_a_half_said_day_counts_as_a_day() -> None:
    pile = seen(visit("a", published=JUNE), visit("b", clue=(6, 9)), visit("c", clue=(1, 9)))
    assert stories(pile, []).groups == (("a", "b"), ("c",))


def test_days_named_in_both_are_a_reason() -> None:
    pile = seen(
        visit("a", published=JUNE, days=[day(6, 11)]), visit("b", published=JUNE, days=[day(6, 11, 2024)])
    )
    (decision,) = stories(pile, []).decisions
    assert "shared_days" in [r.name for r in decision.reasons]


def test_a_users_word_outranks_the_machine() -> None:
    def told(left: str, right: str, verdict: str) -> Decision:
        return Decision(
            kind="story",
            left=left,
            right=right,
            verdict=verdict,
            score=1.0,
            made_by="user:eva",  # type: ignore[arg-type]
        )

    pile = seen(
        visit("a", published=JUNE), visit("b", published=JUNE), article("z", STRANGER, published=JUNE)
    )
    found = stories(pile, [told("a", "b", "different"), told("z", "b", "same")])
    assert found.groups == (("a",), ("b", "z"))


def test_a_user_may_place_a_look_alike_in_a_story_of_several() -> None:
    told = Decision(kind="story", left="a", right="y", verdict="same", score=1.0, made_by="user:eva")
    original = visit("a", published=JUNE)
    copied = article("b", list(original.sentences), names=ACTORS, published=JUNE)
    pile = seen(original, copied, visit("y", published=JUNE - timedelta(days=400)))
    assert stories(pile, []).groups == (("a", "b"), ("y",))
    assert stories(pile, [told]).groups == (("a", "b", "y"),)


def test_an_empty_pile_has_no_stories() -> None:
    assert stories({}, []).groups == ()


def test_the_order_of_the_pile_does_not_matter() -> None:
    pile = [visit(n, published=date(2024, 6, 1) + timedelta(days=i)) for i, n in enumerate("abcdef")]
    one, other = stories(seen(*pile), []), stories(seen(*reversed(pile)), [])
    assert one.groups == other.groups
    assert tuple(one.decisions) == tuple(other.decisions)


def test_two_happenings_that_a_user_joined_are_no_rivals_for_an_undated_report() -> None:
    told = Decision(kind="story", left="a", right="b", verdict="same", score=1.0, made_by="user:eva")
    pile = seen(visit("a", published=JUNE), visit("b", published=JUNE - timedelta(days=400)), visit("u"))
    assert stories(pile, [told]).groups == (("a", "b", "u"),)


def test_a_decision_on_what_is_not_there_counts_for_nothing() -> None:
    told = Decision(kind="story", left="a", right="gone", verdict="different", score=1.0, made_by="user:eva")
    pile = seen(visit("a", published=JUNE), visit("b", published=JUNE))
    one, other = stories(pile, [told]), stories(pile, [])
    assert (one.groups, tuple(one.decisions)) == (other.groups, tuple(other.decisions))


def test_hundreds_of_copies_and_a_report_beside_them_are_one_story() -> None:
    rng = np.random.default_rng(1)
    copies = []
    for number in range(300):
        edited = [s + 0.04 * rng.standard_normal(WIDTH).astype(np.float32) for s in VISIT]
        told = [s / np.linalg.norm(s) for s in edited]
        copies.append(article(f"{number:03}", told, names=ACTORS, published=JUNE))
    found = stories(seen(*copies, visit("x", published=JUNE), article("z", STRANGER, published=JUNE)), [])
    assert [len(group) for group in found.groups] == [301, 1]


def test_reports_on_many_places_that_are_written_alike_are_not_one_story() -> None:
    rng = np.random.default_rng(2)
    told = []
    for number in range(200):
        sentences = [s + 0.1 * rng.standard_normal(WIDTH).astype(np.float32) for s in VISIT]
        figures = [frozenset(rng.integers(13, 99, 2).tolist()) for _ in VISIT]
        one = article(
            f"{number:03}",
            [s / np.linalg.norm(s) for s in sentences],
            names=(f"place{number % 25}",),
            published=JUNE + timedelta(days=number // 25),
        )
        told.append(structs.replace(one, numbers=(frozenset(), *figures)))
    found = stories(seen(*told), [])
    assert max(map(len, found.groups)) < 50
