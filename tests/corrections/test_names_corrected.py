"""Who is meant, and what a reader's correction comes to as decisions."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from naming import entity

from samestory.corrections.found import folded
from samestory.corrections.names import find, find_spellings, merged, parted, renamed
from samestory.corrections.rows import check
from samestory.errors import InputError
from samestory.model import Decision, Entity

DORCA = entity(
    "Ilie Dorca", ("ro", "Ilie Dorca", 3), ("ro", "Dorca", 2), ("bg", "Дорка", 1), ("ru", "Дорка", 1)
)
CORVA = entity("Corva", ("ro", "Corva", 4), ("bg", "Корва", 2), kind="place")
SHIP = entity("Corva", ("en", "Corva", 1), kind="work")
MARA = entity("Мара Велик", ("bg", "Велик", 5))
ALL = (DORCA, CORVA, SHIP, MARA)


class TestFinding:
    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            ("Ilie Dorca", DORCA),
            ("ilie  DORCA", DORCA),
            ("Dorcă", DORCA),
            ("дорка", DORCA),
            (DORCA.id, DORCA),
            (SHIP.id[:8], SHIP),
            (SHIP.id[:8].upper(), SHIP),
            ("мара велик", MARA),
            ("Велик", MARA),
        ],
    )
    def test_by_name_spelling_or_id(self, said: str, meant: Entity):
        assert find(ALL, said) == meant

    def test_a_shown_name_goes_before_anothers_spelling(self):
        other = entity("Dorca", ("en", "Dorca", 1))
        assert find((*ALL, other), "dorca") == other

    def test_several_are_listed_with_their_ids(self):
        with pytest.raises(InputError, match="2 names are meant by 'corva'") as told:
            find(ALL, "corva")
        assert f"Corva (place, 6 mentions, id {CORVA.id[:8]})" in str(told.value)
        assert f"Corva (work, 1 mention, id {SHIP.id[:8]})" in str(told.value)

    @pytest.mark.parametrize(
        ("said", "near"), [("Dorka", DORCA), ("mara", None), ("Ilie", DORCA), ("Мара", MARA)]
    )
    def test_none_lists_what_is_near(self, said: str, near: Entity | None):
        with pytest.raises(InputError, match=f"no name {said!r} among the 4 held") as told:
            find(ALL, said)
        assert (near is None) == ("near it" not in str(told.value))
        assert near is None or near.id[:8] in str(told.value)

    def test_a_short_word_is_no_id(self):
        with pytest.raises(InputError, match="no name"):
            find(ALL, SHIP.id[:7])

    @pytest.mark.parametrize("said", ["", " "])
    def test_nothing_means_none(self, said: str):
        with pytest.raises(InputError, match="no name"):
            find(ALL, said)

    def test_a_long_list_is_cut_and_counted(self):
        same = [entity("Ana", ("en", f"Ana {n}", 1)) for n in range(9)]
        with pytest.raises(InputError, match=r"9 names are meant.* and 3 more$"):
            find(same, "Ana")


class TestSpellings:
    @pytest.mark.parametrize(
        ("said", "keys"),
        [
            ("Дорка", ["person:bg:Дорка", "person:ru:Дорка"]),
            ("дорка", ["person:bg:Дорка", "person:ru:Дорка"]),
            ("bg:Дорка", ["person:bg:Дорка"]),
            ("person:ru:Дорка", ["person:ru:Дорка"]),
            ("DORCA", ["person:ro:Dorca"]),
        ],
    )
    def test_in_every_language_or_one(self, said: str, keys: list[str]):
        assert [one.key for one in find_spellings(DORCA, said)] == keys

    def test_as_written_goes_before_likeness(self):
        both = entity("Dorca", ("ro", "Dorca", 1), ("en", "DORCA", 1))
        assert [one.lang for one in find_spellings(both, "DORCA")] == ["en"]

    def test_none_lists_those_there_are(self):
        with pytest.raises(InputError, match=re.escape("it is written ro:Corva, bg:Корва")):
            find_spellings(CORVA, "Korva")


KEYS = st.lists(st.integers(0, 30), min_size=2, max_size=8, unique=True)


@given(KEYS, st.data())
def test_merging_replaces_every_split_and_the_reverse(numbers: list[int], data: st.DataObject):
    whole = entity("W", *(("en", f"w{n}", 1) for n in numbers))
    away = data.draw(
        st.lists(st.sampled_from(whole.spellings), min_size=1, max_size=len(numbers) - 1, unique=True)
    )
    rest = [one for one in whole.spellings if one not in away]
    apart = parted(whole, away, (), "ana")
    one, other = (entity("E", *((s.lang, s.written, 1) for s in side)) for side in (away, rest))
    together = merged(one, other, (), "bo")
    assert all(d.kind == "entity" and d.left < d.right for d in (*apart, *together))
    assert {(d.left, d.right) for d in apart} == {(d.left, d.right) for d in together}
    assert {d.verdict for d in apart} == {"different"}
    assert {(d.verdict, d.made_by) for d in together} == {("same", "user:bo")}
    # Everything of one side was judged against everything of the other.
    assert len(apart) == len(away) * len(rest)


def test_an_entity_and_itself_cannot_be_merged():
    with pytest.raises(InputError, match="are one already"):
        merged(DORCA, DORCA, (), "ana")


def test_a_spelling_of_both_is_not_judged_against_itself():
    one = entity("Ilie Dorca", ("ro", "Dorca", 1), ("ro", "Ilie Dorca", 1))
    other = entity("Ana Dorca", ("ro", "Dorca", 1), ("ro", "Ana Dorca", 1))
    made = [(each.left, each.right) for each in merged(one, other, (), "ana")]
    assert made == [
        ("person:ro:Ana Dorca", "person:ro:Dorca"),
        ("person:ro:Dorca", "person:ro:Ilie Dorca"),
        ("person:ro:Ana Dorca", "person:ro:Ilie Dorca"),
    ]
    bare = [msgspec.structs.replace(entity("Dorca", ("ro", "Dorca", 1)), id=id_) for id_ in ("a", "b")]
    with pytest.raises(InputError, match="no decision on spellings can join"):
        merged(*bare, (), "ana")


def test_nothing_is_parted_from_nothing():
    with pytest.raises(InputError, match="nothing would be left"):
        parted(DORCA, DORCA.spellings, (), "ana")


def test_a_name_is_given_to_every_spelling():
    made = renamed(DORCA, "  Captain  Dorca ", "ana")
    assert [one.left for one in made] == [one.key for one in DORCA.spellings]
    assert {(one.kind, one.right, one.made_by) for one in made} == {("name", "Captain Dorca", "user:ana")}
    with pytest.raises(InputError, match="is empty"):
        renamed(DORCA, "  ", "ana")


def test_a_name_is_not_given_to_a_spelling_that_another_goes_by_too():
    other = entity("Vera Dorca", ("ro", "Vera Dorca", 2), ("ro", "Dorca", 1))
    made = renamed(DORCA, "Captain", "ana", (DORCA, other))
    assert [one.left for one in made] == [one.key for one in DORCA.spellings if one.written != "Dorca"]
    bare = entity("Dorca", ("ro", "Dorca", 1), ("ro", "Vera Dorca", 1))
    assert len(renamed(bare, "Captain", "ana", (other,))) == 2


class TestNamesGiven:
    def given(self, name: str, by: str = "ana") -> tuple[Decision, ...]:
        return (Decision(kind="name", left="k", right=name, verdict="same", score=1.0, made_by=f"user:{by}"),)

    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("\udcff", "holds '.udcff'"),
            ("Ilie\x1b[31m", "holds '.x1b'"),
            ("Ilie\u202eacroD", "holds '.u202e'"),
            ("Ilie\u200b", "holds '.u200b'"),
            ("", "no visible character"),
            (" \u3000", "no visible character"),
            ("\u200d\u200c", "no visible character"),
            ("\u3164", "no visible character"),
            ("\u0301", "no visible character"),
            ("a" * 201, "has 201 characters; give one of 200"),
        ],
    )
    def test_that_cannot_be_shown_are_refused(self, name: str, says: str):
        for made, what in ((self.given(name), "the name to show"), (self.given("Ana", name), "the reader's")):
            with pytest.raises(InputError, match=f"{what}.*{says}"):
                check(*made)

    @pytest.mark.parametrize("name", ["Барба", "می‌خواهم", "क्‍ष", "a" * 200, "7", "☂", "Jean-Luc O’Neil"])
    def test_of_any_script_are_taken(self, name: str):
        check(*self.given(name, name))

    def test_a_key_of_half_characters_is_refused(self):
        made = Decision(kind="entity", left="a", right="\ud800", verdict="same", score=1.0, made_by="user:a")
        with pytest.raises(InputError, match="take it from the dossier"):
            check(made)

    def test_a_form_from_an_article_becomes_a_name_that_can_be_shown(self):
        one = entity("Dorca", ("ro", "Dorca", 2), ("ro", "Il\u00adie\nDorca \u202e", 1))
        made = parted(one, one.spellings[1:], renamed(one, "Captain", "ana"), "bo")
        assert names(made) == {one.spellings[1].key: "Ilie Dorca"}
        for each in made:
            check(each)


def names(made: tuple[Decision, ...]) -> dict[str, str]:
    return {one.left: one.right for one in made if one.kind == "name"}


class TestChosenNames:
    TOLD = renamed(MARA, MARA.name, "ana")

    def test_hold_for_all_that_is_merged(self):
        everything = {one.key: MARA.name for one in (*MARA.spellings, *DORCA.spellings)}
        assert names(merged(MARA, DORCA, self.TOLD, "bo")) == everything
        assert names(merged(DORCA, MARA, self.TOLD, "bo")) == everything

    def test_of_two_the_firsts_holds(self):
        told = (*self.TOLD, *renamed(DORCA, DORCA.name, "ana"))
        assert set(names(merged(DORCA, MARA, told, "bo")).values()) == {DORCA.name}

    def test_are_not_made_up(self):
        assert names(merged(MARA, DORCA, (), "bo")) == {}
        assert names(parted(DORCA, DORCA.spellings[2:], self.TOLD, "bo")) == {}

    def test_stay_behind_when_a_spelling_goes(self):
        made = parted(DORCA, DORCA.spellings[2:], renamed(DORCA, "The captain", "ana"), "bo")
        assert names(made) == {"person:bg:Дорка": "Дорка", "person:ru:Дорка": "Дорка"}


@given(st.text(max_size=20))
def test_folding_is_done_once(name: str):
    assert folded(folded(name)) == folded(name)
