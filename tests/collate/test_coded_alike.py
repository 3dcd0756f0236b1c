"""What a row tells of names that were not linked and of roots read unsurely: one happening, or another."""

from __future__ import annotations

from datetime import timedelta

import pytest
from deed_texts import Line, Report, coded, places, report, shown
from msgspec import structs
from told_texts import WRITTEN

from samestory.model import Body, NameType, Root, Standing

BLAMED = Line("[Ana Rusu] blamed [Ion Vela].", "ACCUSE")
SUED = BLAMED._replace(root="THREATEN")


def typed(one: Report, *types: NameType) -> Report:
    """``one`` with its names of other types."""
    names = [structs.replace(name, type=its) for name, its in zip(one.article.names, types, strict=True)]
    return one._replace(article=structs.replace(one.article, names=tuple(names)))


def standing(one: Report, name: int, country: str | None, sector: str | None = None) -> Report:
    """``one`` with whose and what one of its names is."""
    told = (*one.article.standings, Standing(name=name, country=country, sector=sector))
    return one._replace(article=structs.replace(one.article, standings=told))


def unnamed(one: Report, country: str, sector: str) -> Report:
    """``one`` with who is acted on in its only sentence as a body that has no name."""
    (source, target), (deed,) = one.article.names, one.article.deeds
    body = Body(span=target.span, country=country, sector=sector)
    return one._replace(
        article=structs.replace(one.article, names=(source,), bodies=(body,), deeds=(deed,)),
        who=one.who[:1],
    )


def test_a_root_read_unsurely_tells_nothing_otherwise() -> None:
    sure, unsure = (report("b", SUED._replace(sure=its)) for its in (0.6, 0.2))
    here = report("a", BLAMED._replace(sure=0.9))
    assert shown(coded([here], [sure])) == [("ACCUSE", "stated", ["a0"], ["b0"])]
    assert shown(coded([here], [unsure])) == [("ACCUSE", "stated", ["a0", "b0"], [])]
    assert shown(coded([report("a", BLAMED._replace(sure=0.2))], [report("b", SUED)])) == [
        ("THREATEN", "stated", ["a0", "b0"], [])
    ]


@pytest.mark.parametrize(("root", "mood"), [("ACCUSE", "denied"), ("THREATEN", "denied")])
def test_nor_is_a_mood_disputed_of_what_is_read_unsurely(root: Root, mood: str) -> None:
    other = report("b", BLAMED._replace(root=root, mood=mood, sure=0.2))  # type: ignore[arg-type]
    (one,) = coded([report("a", BLAMED)], [other])
    assert (one.root, one.mood, places(one.told), places(one.otherwise)) == (
        "ACCUSE", "stated", ["a0", "b0"], [],
    )  # fmt: skip


def test_of_unsure_readings_the_root_most_likely_read_leads() -> None:
    told = [
        report(name, BLAMED._replace(root=root, sure=sure))
        for name, root, sure in (("a", "AGREE", 0.4), ("b", "SANCTION", 0.45), ("c", "AGREE", 0.3))
    ]
    assert shown(coded(told)) == [("AGREE", "stated", ["a0", "b0", "c0"], [])]


def test_an_article_that_tells_two_deeds_of_a_row_has_both_though_one_is_unsure() -> None:
    both = report("a", BLAMED, Line("[Dan Olt] hit [Ion Vela].", "ASSAULT", sure=0.2))
    assert len(coded([both, report("b", BLAMED)])) == 2
    again = report("a", BLAMED, SUED._replace(sure=0.2))
    assert shown(coded([again, report("b", BLAMED)])) == [("ACCUSE", "stated", ["a0", "a1", "b0"], [])]


def test_what_two_rows_tell_alike_is_one_only_where_the_root_is_read_surely() -> None:
    for sure, events in ((0.7, 1), (0.5, 2)):
        told = [report(name, BLAMED._replace(row=row, sure=sure)) for row, name in enumerate("ab")]
        assert len(coded(told)) == events


def test_in_a_copy_a_name_of_another_type_is_who_the_original_names() -> None:
    here = report("a", BLAMED)
    there = typed(report("b", Line("[Ana Rusu] blamed [?Vela].", "ACCUSE")), "person", "organisation")
    assert shown(coded([here, there])) == [("ACCUSE", "stated", ["a0", "b0"], [])]
    assert len(coded([here], [there])) == 2


def test_in_a_copy_that_tells_one_deed_alone_another_actor_was_read_otherwise() -> None:
    here = report("a", Line("[Ana Rusu] blamed [Ion Vela] and [Dan Olt].", "ACCUSE"))
    there = Line("[Ana Rusu] blamed [Dan Olt] and [Ion Vela].", "ACCUSE")
    assert shown(coded([here, report("b", there)])) == [("ACCUSE", "stated", ["a0", "b0"], [])]
    assert len(coded([here], [report("b", there)])) == 2
    more = report("b", there, Line("[Lia Nor] blamed [Ion Vela].", "ACCUSE"))
    assert len(coded([here, more])) == 3


def test_a_body_of_a_state_stands_for_it() -> None:
    here = report("a", Line("[Ana Rusu] blamed [Norvia].", "ACCUSE"))
    here = standing(typed(here, "person", "place"), 1, "NO")
    there = report("b", Line("[Ana Rusu] blamed [the Norvian government].", "ACCUSE"))
    assert shown(coded([here], [unnamed(there, "NO", "GOV")])) == [("ACCUSE", "stated", ["a0", "b0"], [])]
    for country, sector in (("SE", "GOV"), ("NO", "REB")):
        assert len(coded([here], [unnamed(there, country, sector)])) == 2
    ministry = standing(typed(there, "person", "organisation"), 1, "NO", "GOV")
    assert len(coded([here], [ministry])) == 1


def test_a_capital_stands_for_its_country_in_copies_alone() -> None:
    line = Line("[Ana Rusu] warned [Corva] of what [Norvia] may do.", "THREATEN", sure=0.4)
    told = [
        report("a", line),
        report("b", Line("[Ana Rusu] told [Norvia] of what [Corva] may do.", sure=0.4)),
    ]
    country, town = (
        standing(standing(typed(one, "person", "place", "place"), 1, "NO"), 2, "NO") for one in told
    )
    assert len(coded([country, town])) == 1
    assert len(coded([country], [town])) == 2


def test_whose_post_is_told_without_a_name_is_who_holds_it() -> None:
    here = standing(report("a", BLAMED), 1, "NO", "GOV")
    there = report("b", Line("[Ana Rusu] blamed [the president of Norvia].", "ACCUSE"))
    assert len(coded([here], [unnamed(there, "NO", "GOV")])) == 1
    assert len(coded([here], [unnamed(there, "SE", "GOV")])) == 2
    other = standing(report("b", Line("[Ana Rusu] blamed [Dan Olt].", "ACCUSE")), 1, "NO", "GOV")
    assert len(coded([here], [other])) == 2


@pytest.mark.parametrize(
    ("kind", "one", "other", "events"),
    [
        ("person", "Ion Vela", "Јон Велла", 1),
        ("person", "Kim", "Кимом", 1),
        ("person", "Ion Vela", "Dan Olt", 2),
        ("organisation", "Velar", "Tolmar Chemie", 1),
        ("organisation", "Tolmar", "Толмар Хими", 1),
        ("place", "Corva", "Talm", 1),
    ],
)
def test_who_was_not_linked_is_told_by_how_it_sounds(
    kind: NameType, one: str, other: str, events: int
) -> None:
    here, there = (
        typed(report(name, Line(f"[Ana Rusu] blamed [{who}].", "ACCUSE"), lang=lang), "person", kind)
        for name, who, lang in (("a", one, "en"), ("b", other, "bg"))
    )
    assert len(coded([here], [there])) == events


def test_places_of_other_countries_and_bodies_of_one_language_are_others() -> None:
    here, there = (
        typed(report(name, Line(f"[Ana Rusu] blamed [{who}].", "ACCUSE")), "person", "place")
        for name, who in (("a", "Corva"), ("b", "Talm"))
    )
    for country, events in (("NO", 2), ("SE", 2), (None, 1)):
        told = [[standing(here, 1, "NO")], [standing(there, 1, country)]]
        assert len(coded(*told)) == events
    bodies = [[typed(one, "person", "organisation")] for one in (here, there)]
    assert len(coded(*bodies)) == 2


def test_a_body_that_the_other_article_names_elsewhere_is_not_whom_it_names_here() -> None:
    here = typed(report("a", Line("[Ana Rusu] blamed [Velar].", "ACCUSE")), "person", "organisation")
    line = Line("[Ana Rusu] обвини [Толмар Хими].", "ACCUSE")
    later = Line("[Velar] чака [Lia Nor].", "REQUEST", row=1)
    for told, events in (([line], 1), ([line, later], 3)):
        types: list[NameType] = ["person", "organisation", "organisation", "person"]
        there = typed(report("b", *told, lang="bg"), *types[: 2 * len(told)])
        assert len(coded([here], [there])) == events


@pytest.mark.parametrize(("known", "events"), [(False, 1), (True, 2)])
def test_a_surname_taken_for_an_unknown_place_is_the_person(known: bool, events: int) -> None:
    later = BLAMED._replace(text="[Ana Rusu] blamed [Vela=the town].", row=1)
    one = typed(report("a", BLAMED, later), "person", "person", "person", "place")
    one = standing(one, 3, "NO") if known else one
    assert len(coded([one])) == events


def test_what_is_read_unsurely_does_not_tell_the_mood() -> None:
    later = WRITTEN + timedelta(days=1)
    faint = report("b", SUED._replace(mood="planned", sure=0.2), when=later)
    (one,) = coded([report("a", BLAMED)], [faint])
    assert (one.root, one.mood) == ("ACCUSE", "stated")
