"""Deeds of a story made events: what is one, what is told otherwise, and what is another."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest
from deed_texts import Line, Report, coded, places, report, shown
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from samestory.model import Body, Event, Mention, Mood, Root

DAY = date(2026, 5, 14)
NEXT = DAY + timedelta(days=1)
MET = Line("[Ana Rusu] met [Ion Vela].")
BLAMED = Line("[Ana Rusu] blamed [Ion Vela].", "ACCUSE")


def test_what_three_articles_of_two_origins_tell_is_one_event() -> None:
    (one,) = coded([report("a", MET), report("b", MET)], [report("c", MET)])
    assert [places([its]) for its in one.told] == [["a0", "b0"], ["c0"]]
    assert one.otherwise == ((), ())
    assert (one.root, one.quad(), one.mood, one.when, one.place) == (
        "CONSULT", "verbal cooperation", "stated", None, None,
    )  # fmt: skip


def unnamed(one: Report, sector: str, country: str) -> Report:
    """``one`` with who acts in its only sentence as a body that has no name."""
    (_, target), (deed,) = one.article.names, one.article.deeds
    body = Body(span=one.article.party(deed.source), sector=sector, country=country)
    deed = structs.replace(deed, source=1, target=0)
    article = structs.replace(one.article, names=(target,), bodies=(body,), deeds=(deed,))
    return one._replace(article=article, who=one.who[1:])


def test_who_has_no_name_is_one_actor_by_what_it_is_and_whose() -> None:
    held = Line("[Danish police] held [Ion Vela].", "COERCE")
    here, there = (report(name, held._replace(row=n)) for n, name in enumerate("ab"))
    told = coded([unnamed(here, "COP", "DK")], [unnamed(there, "COP", "DK")])
    assert shown(told) == [("COERCE", "stated", ["a0", "b0"], [])]
    assert told[0].source == Mention(article="a", name=1)
    apart = coded([unnamed(here, "COP", "DK")], [unnamed(there, "COP", "SE")])
    assert len(apart) == len(coded([unnamed(here, "COP", "DK")], [unnamed(there, "MIL", "DK")])) == 2


def test_sentences_that_are_not_aligned_tell_one_event_where_actors_and_root_are_one() -> None:
    again = report("a", MET, MET._replace(row=1))
    assert shown(coded([again], [report("b", MET._replace(row=2))])) == [
        ("CONSULT", "stated", ["a0", "a1", "b0"], [])
    ]


@pytest.mark.parametrize(("root", "events"), [("CONSULT", 1), ("AGREE", 1), ("ACCUSE", 2)])
def test_who_is_named_first_makes_no_difference_where_both_act(root: Root, events: int) -> None:
    one, other = Line("[Ana Rusu] and [Ion Vela].", root), Line("[Ion Vela] and [Ana Rusu].", root, row=1)
    told = coded([report("a", one)], [report("b", other)])
    assert len(told) == events
    assert not any(any(its.otherwise) for its in told)


def test_another_root_in_one_row_is_told_otherwise_by_fewer_origins() -> None:
    other = MET._replace(root="AGREE")
    told = coded([report("a", MET)], [report("b", other)], [report("c", MET)])
    assert shown(told) == [("CONSULT", "stated", ["a0", "c0"], ["b0"])]
    assert told[0].otherwise == ((), told[0].otherwise[1], ())
    apart = coded([report("a", MET)], [report("b", other._replace(row=1))])
    assert [its[0] for its in shown(apart)] == ["CONSULT", "AGREE"]


def test_the_other_way_round_in_one_row_is_told_otherwise() -> None:
    told = coded([report("a", BLAMED)], [report("b", BLAMED._replace(turned=True))], [report("c", BLAMED)])
    assert shown(told) == [("ACCUSE", "stated", ["a0", "c0"], ["b0"])]


def test_what_one_article_tells_in_two_ways_is_two_events() -> None:
    both = report("a", BLAMED, MET._replace(row=1))
    told = coded([both], [report("b", BLAMED, MET._replace(row=1))])
    assert shown(told) == [("ACCUSE", "stated", ["a0", "b0"], []), ("CONSULT", "stated", ["a1", "b1"], [])]
    # What an article has in another place as others have it here was not told otherwise.
    crossed = coded([report("a", BLAMED)], [report("b", MET, BLAMED._replace(row=1))])
    assert shown(crossed) == [("ACCUSE", "stated", ["a0", "b1"], []), ("CONSULT", "stated", ["b0"], [])]


def test_times_that_clash_part_what_is_not_aligned() -> None:
    one = Line("[Ana Rusu] met [Ion Vela] on 3 May 2026.")
    other = Line("[Ana Rusu] met [Ion Vela] on 9 May 2026.", row=1)
    told = coded([report("a", one)], [report("b", other)])
    assert [its.when.start.day for its in told if its.when] == [3, 9]
    assert len(coded([report("a", one)], [report("b", other._replace(row=0))])) == 1
    # In one article they are two even side by side.
    assert len(coded([report("a", one, other._replace(row=0))])) == 2


def test_what_tells_no_time_joins_what_its_row_has() -> None:
    early = Line("[Ana Rusu] met [Ion Vela] on 3 May 2026.")
    late = Line("[Ana Rusu] met [Ion Vela] on 9 May 2026.", row=1)
    told = coded([report("a", early, late)], [report("b", MET._replace(row=1))])
    assert [its[2] for its in shown(told)] == [["a1", "b0"], ["a0"]]


def test_what_was_to_come_and_later_is_done_is_one_event_that_is_done() -> None:
    planned = MET._replace(mood="planned")
    told = coded([report("a", planned)], [report("b", planned)], [report("c", MET, when=NEXT)])
    assert shown(told) == [("CONSULT", "stated", ["a0", "b0", "c0"], [])]
    still = coded([report("a", planned)], [report("b", planned)], [report("c", MET)])
    assert [its.mood for its in still] == ["planned"]


def test_what_is_done_and_in_a_later_report_only_to_come_is_told_otherwise() -> None:
    planned = report("b", MET._replace(mood="planned"), when=NEXT)
    assert shown(coded([report("a", MET)], [planned], [report("c", MET)])) == [
        ("CONSULT", "stated", ["a0", "c0"], ["b0"])
    ]


def test_what_others_say_was_not_done_is_told_otherwise() -> None:
    denied = report("b", MET._replace(mood="denied"))
    assert shown(coded([report("a", MET)], [denied], [report("c", MET)])) == [
        ("CONSULT", "stated", ["a0", "c0"], ["b0"])
    ]


def test_a_name_that_nobody_linked_is_who_the_aligned_sentence_names() -> None:
    cyrillic = report("b", Line("[Ана=Ana Rusu] встретила [?Велу]."), lang="ru")
    assert shown(coded([report("a", MET)], [cyrillic])) == [("CONSULT", "stated", ["a0", "b0"], [])]
    accused = report("b", Line("[Ана=Ana Rusu] обвинила [?Велу].", "ACCUSE"), lang="ru")
    assert shown(coded([report("a", MET)], [accused])) == [("CONSULT", "stated", ["a0"], ["b0"])]
    elsewhere = report("b", Line("[Ана=Ana Rusu] встретила [?Велу].", row=1), lang="ru")
    assert len(coded([report("a", MET)], [elsewhere])) == 2


def test_another_that_the_aligned_sentence_names_too_is_another() -> None:
    one = report("a", Line("[Ana Rusu] met [Ion Vela] and [Dan Olt]."))
    other = report("b", Line("[Ana Rusu] met [Dan Olt] and [Ion Vela]."))
    assert len(coded([one], [other])) == 2


def test_an_actor_on_itself_is_no_event() -> None:
    assert coded([report("a", Line("[Ana Rusu] told [Rusu=Ana Rusu]."))]) == ()


def test_when_is_told_by_the_deeds_or_by_their_row() -> None:
    dated = Line("[Ana Rusu] met [Ion Vela] on 3 May 2026.")
    coarse = Line("[Ana Rusu] met [Ion Vela] in May 2026.")
    (one,) = coded([report("a", coarse)], [report("b", dated)])
    assert one.when is not None
    assert (one.when.start.day, one.when.granularity, one.when.span) == (3, "day", None)
    also = report("b", Line("[Ana Rusu] saw [Ion Vela] on 5 May 2026.", "SANCTION"))
    (met,) = coded([report("a", MET), report("c", MET)], [report("d", MET)], [also])
    assert met.when is not None
    assert met.when.start.day == 5
    others = report("b", Line("[Dan Olt] fined [Lia Nor] on 5 May 2026.", "SANCTION"))
    assert {its.when is None for its in coded([report("a", MET)], [others])} == {True, False}


def test_names_shown_are_those_of_the_surest_article_in_full() -> None:
    faint = report("a", MET._replace(score=0.6))
    sure = report("b", Line("[Rusu=Ana Rusu] met [Vela=Ion Vela]."), MET._replace(row=1, mood="planned"))
    (one, _) = coded([faint], [sure])
    assert (one.source.article, one.source.name, one.target.name) == ("b", 2, 3)


def test_the_place_is_what_most_origins_tell() -> None:
    told = [Line(f"[Ana Rusu] met [Ion Vela] in [{place}].") for place in ("Corva", "Talm", "Talm")]
    (one,) = coded(*([report(name, line)] for name, line in zip("abc", told, strict=True)))
    assert one.place is not None
    assert (one.place.article, one.place.name) == ("b", 2)


LINES = st.builds(
    lambda actors, root, mood, row, when: Line(
        f"[{actors[0]}] and [{actors[1]}]{when}.", root, mood, row
    ),
    st.permutations(["Ana Rusu", "Ion Vela", "Dan Olt"]),
    st.sampled_from((*get_args(Root)[:4], "ACCUSE")),
    st.sampled_from(get_args(Mood)),
    st.integers(0, 2),
    st.sampled_from(["", " on 3 May 2026", " on 9 May 2026", " in May 2026"]),
)  # fmt: skip
STORIES = st.lists(st.lists(LINES, min_size=1, max_size=4), min_size=1, max_size=4)


def _reports(told: list[list[Line]]) -> list[Report]:
    ordered = (sorted(lines, key=lambda one: one.row) for lines in told)
    return [
        report(f"{number}-", *lines, when=DAY + timedelta(number % 2)) for number, lines in enumerate(ordered)
    ]


@given(STORIES)
def test_every_deed_is_in_one_event_once(told: list[list[Line]]) -> None:
    found = coded(*([one] for one in _reports(told)))
    held = [place for one in found for place in (*places(one.told), *places(one.otherwise))]
    assert sorted(held) == sorted(
        f"{one.article.id}{n}" for one in _reports(told) for n in range(len(one.article.deeds))
    )
    assert len({one.id for one in found}) == len(found)
    for one in found:
        assert not {its.article for side in one.told for its in side} & {
            its.article for side in one.otherwise for its in side
        }


@given(STORIES, st.randoms(use_true_random=False))
def test_the_order_of_articles_and_origins_makes_no_difference(told: list[list[Line]], random) -> None:  # type: ignore[no-untyped-def]
    reports = _reports(told)
    mixed = random.sample(reports, len(reports))
    assert set(map(_bare, coded(*([one] for one in mixed)))) == set(
        map(_bare, coded(*([one] for one in reports)))
    )


def _bare(one: Event) -> tuple[object, ...]:
    told, otherwise = (frozenset(places(its)) for its in (one.told, one.otherwise))
    return one.id, one.source, one.target, one.root, one.mood, one.when, told, otherwise
