"""Names across documents, alphabets and endings -> entities."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from named import Found, article, entities, pile

from samestory.model import Article, Decision, Entity, Verdict


def told(left: str, right: str, verdict: Verdict, kind: str = "entity") -> Decision:
    return Decision(kind=kind, left=left, right=right, verdict=verdict, score=1.0, made_by="user:ana")  # type: ignore[arg-type]


def of(found: Found, key: str) -> Entity:
    """The one entity with the spelling."""
    (entity,) = [e for e in found.entities if key in {s.key for s in e.spellings}]
    return entity


def homes(found: Found, key: str) -> set[str]:
    return {e.id for e in found.entities if key in {s.key for s in e.spellings}}


MARENOV = pile(
    article("a", "ru", "p:Левон Маренов", "сказал", "p:Маренова", "l:Казахстана"),
    article("b", "en", "p:Levon Marenov", "said", "p:Marenov", "l:Kazakhstan"),
    article("c", "pl", "p:Levona Marenowa", "o:Larn", "l:Kazachstanie"),
    article("d", "ru", "p:Мареновым", "l:Казахстане"),
)


def test_one_person_for_all_spellings_in_all_languages() -> None:
    found = entities(MARENOV, (), {})
    person = of(found, "person:ru:Левон Маренов")
    assert {s.key for s in person.spellings} == {
        "person:ru:Левон Маренов",
        "person:ru:Маренова",
        "person:ru:Мареновым",
        "person:en:Levon Marenov",
        "person:en:Marenov",
        "person:pl:Levona Marenowa",
    }
    assert len(person.mentions) == 6
    assert len(of(found, "place:ru:Казахстана").spellings) == 4


def test_every_name_is_in_one_entity() -> None:
    found = entities(MARENOV, (), {})
    mentions = [(m.article, m.name) for e in found.entities for m in e.mentions]
    assert sorted(mentions) == [(a.id, i) for a in MARENOV.values() for i in range(len(a.names))]
    assert sum(s.count for e in found.entities for s in e.spellings) == len(mentions)


def test_every_join_has_a_reason_in_words() -> None:
    found = entities(MARENOV, (), {})
    person = of(found, "person:ru:Левон Маренов")
    keys = {s.key for s in person.spellings}
    told_of = {k for d in found.decisions if d.verdict == "same" for k in (d.left, d.right)}
    assert keys <= told_of
    assert all(d.reasons and all(r.says for r in d.reasons) for d in found.decisions)
    assert all(d.left < d.right and 0 <= d.score <= 1 for d in found.decisions)


def test_a_surname_goes_with_the_fuller_name_in_its_own_text() -> None:
    found = entities(
        pile(
            article("a", "en", "p:Ada Lorn", "and", "p:Lorn"),
            article("b", "en", "p:Viktor Lorn", "and", "p:Lorn"),
            article("c", "en", "p:Lorn", "spoke"),
        ),
        (),
        {},
    )
    by_article = {m.article: e for e in found.entities for m in e.mentions if m.name == 0}
    assert len(by_article["a"].mentions) == 2
    assert len(by_article["b"].mentions) == 2
    # Who the third text means is not known.
    assert len(by_article["c"].mentions) == 1
    assert len({e.id for e in by_article.values()}) == 3


def test_a_surname_alone_goes_with_the_only_such_person() -> None:
    found = entities(pile(article("a", "en", "p:Ada Lorn"), article("b", "ru", "p:Лорн")), (), {})
    assert homes(found, "person:ru:Лорн") == homes(found, "person:en:Ada Lorn")


def test_a_first_name_alone_joins_nobody() -> None:
    found = entities(
        pile(
            article("a", "en", "p:Ada Lorn", "p:Ada"),
            article("b", "ru", "p:Ада"),
            article("c", "en", "p:Ada Besk"),
        ),
        (),
        {},
    )
    assert len(of(found, "person:en:Ada").spellings) == 1
    assert len(of(found, "person:ru:Ада").spellings) == 1
    assert homes(found, "person:en:Ada").isdisjoint(homes(found, "person:en:Ada Lorn"))
    assert homes(found, "person:en:Ada Lorn").isdisjoint(homes(found, "person:en:Ada Besk"))


def test_an_acronym_given_in_brackets_is_the_body() -> None:
    texts = [
        article(f"a{i}", "en", "o:Larnow Harbour Union", "(o:LHU)", "and", "o:Besk Railway") for i in range(3)
    ]
    found = entities(pile(*texts), (), {})
    assert homes(found, "organisation:en:Larnow Harbour Union") == homes(found, "organisation:en:LHU")
    assert homes(found, "organisation:en:Larnow Harbour Union") != homes(
        found, "organisation:en:Besk Railway"
    )


def test_an_other_figure_is_an_other_thing() -> None:
    found = entities(
        pile(article("a", "en", "w:Blue Lantern 1", "w:Blue Lantern 2", "w:Blue Lantern II")), (), {}
    )
    assert homes(found, "work:en:Blue Lantern 1") != homes(found, "work:en:Blue Lantern 2")
    assert homes(found, "work:en:Blue Lantern II") == homes(found, "work:en:Blue Lantern 2")


def test_a_translated_name_is_joined_by_meaning() -> None:
    texts = pile(article("a", "en", "o:Harbour Workers Union"), article("b", "ru", "o:Профсоюз портовиков"))
    keys = ("organisation:en:Harbour Workers Union", "organisation:ru:Профсоюз портовиков")
    near = {keys[0]: np.array([1, 0], np.float32), keys[1]: np.array([1, 0], np.float32)}
    far = near | {keys[1]: np.array([0, 1], np.float32)}
    together, apart = entities(texts, (), near), entities(texts, (), far)
    assert len(apart.entities) == 2
    assert len(entities(texts, (), {}).entities) == 2
    assert len(together.entities) == 1


def test_a_reader_splits_and_merges_and_the_machine_obeys() -> None:
    left, right = "person:en:Levon Marenov", "person:ru:Левон Маренов"
    parted = entities(MARENOV, [told(left, right, "different")], {})
    assert homes(parted, left).isdisjoint(homes(parted, right))
    merged = entities(MARENOV, [told("organisation:pl:Larn", left, "same")], {})
    assert homes(merged, "organisation:pl:Larn") == homes(merged, left)
    # Apart outranks together where both were said.
    both = entities(MARENOV, [told(left, right, "same"), told(right, left, "different")], {})
    assert homes(both, left).isdisjoint(homes(both, right))


def test_a_reader_keeps_a_surname_from_its_host() -> None:
    texts = pile(article("a", "en", "p:Ada Lorn", "p:Lorn"))
    found = entities(texts, [told("person:en:Ada Lorn", "person:en:Lorn", "different")], {})
    assert homes(found, "person:en:Ada Lorn").isdisjoint(homes(found, "person:en:Lorn"))


def test_a_reader_names_an_entity_and_the_last_choice_counts() -> None:
    key = "person:ru:Левон Маренов"
    chosen = [told(key, "L. Marenov", "same", "name"), told("person:en:Marenov", "Levon M.", "same", "name")]
    assert of(entities(MARENOV, chosen, {}), key).name == "Levon M."
    assert of(entities(MARENOV, (), {}), key).name in {"Левон Маренов", "Levon Marenov", "Levona Marenowa"}


BRANDTS = pile(
    article("a", "en", "p:Peter Brandt", "and", "p:Brandt"),
    article("b", "en", "p:Hannah Brandt", "and", "p:Brandt"),
    article("c", "en", "p:Ada Lorn"),
    article("d", "en", "p:Brandt"),
)
PETER, HANNAH, ADA, BARE = (
    f"person:en:{name}" for name in ("Peter Brandt", "Hannah Brandt", "Ada Lorn", "Brandt")
)


def test_a_name_chosen_for_one_is_not_that_of_another_with_the_same_surname() -> None:
    peter = of(entities(BRANDTS, (), {}), PETER)
    assert {s.key for s in peter.spellings} == {PETER, BARE}
    found = entities(BRANDTS, [told(s.key, "P. B.", "same", "name") for s in peter.spellings], {})
    assert of(found, PETER).name == "P. B."
    assert of(found, HANNAH).name == "Hannah Brandt"


def test_a_merge_leaves_the_bare_surname_to_another_named_in_full_beside_it() -> None:
    merge = [told(PETER, ADA, "same"), told(BARE, ADA, "same")]
    found = entities(BRANDTS, merge, {})
    hannah, peter = of(found, HANNAH), of(found, PETER)
    assert [(m.article, m.name) for m in hannah.mentions] == [("b", 0), ("b", 1)]
    # Where nobody is named in full, the reader's word counts.
    assert [(m.article, m.name) for m in peter.mentions] == [("a", 0), ("a", 1), ("c", 0), ("d", 0)]
    assert ADA in {s.key for s in peter.spellings}


def test_a_surname_put_with_a_name_stays_where_it_would_have_no_text_left() -> None:
    texts = pile(article("a", "en", "p:Peter Brandt", "and", "p:Brandt"), article("b", "en", "p:Ada Lorn"))
    found = entities(texts, [told(BARE, ADA, "same")], {})
    assert of(found, BARE) == of(found, ADA)


def test_a_spelling_split_off_leaves_the_rest_together() -> None:
    usual, *rest = keys = [
        f"person:ru:{name}" for name in ("Левон Маренов", "Левона Маренова", "Левону Маренову")
    ]
    texts = pile(
        article("a", "ru", *["p:Левон Маренов"] * 5, "p:Левона Маренова"),
        article("b", "ru", "p:Левону Маренову"),
    )
    assert {s.key for s in of(entities(texts, (), {}), usual).spellings} == set(keys)
    found = entities(texts, [told(usual, one, "different") for one in rest], {})
    assert {s.key for s in of(found, rest[0]).spellings} == set(rest)
    assert {s.key for s in of(found, usual).spellings} == {usual}


@pytest.mark.parametrize(("times", "entities_made"), [(3, 1), (2, 2)])
def test_a_form_clearly_more_often_a_person_is_one_elsewhere_too(times: int, entities_made: int) -> None:
    texts = [article(f"{i}", "bg", "p:Харалин") for i in range(times)]
    found = entities(pile(*texts, article("other", "bg", "l:Харалин")), (), {})
    assert len(found.entities) == entities_made
    assert found.entities[0].type == "person"


def test_a_body_and_a_work_of_one_form_stay_two() -> None:
    texts = [article(f"{i}", "en", "o:Larn Line") for i in range(9)]
    assert len(entities(pile(*texts, article("other", "en", "w:Larn Line")), (), {}).entities) == 2


def test_a_reader_parts_a_form_of_a_rare_type() -> None:
    texts = [article(f"{i}", "bg", "p:Харалин") for i in range(9)]
    keys = ("person:bg:Харалин", "place:bg:Харалин")
    found = entities(pile(*texts, article("other", "bg", "l:Харалин")), [told(*keys, "different")], {})
    assert homes(found, keys[0]).isdisjoint(homes(found, keys[1]))


def test_decisions_on_spellings_that_are_gone_count_for_nothing() -> None:
    gone = [
        told("person:en:Nobody", "person:en:Marenov", "same"),
        told("person:en:Nobody", "X", "same", "name"),
    ]
    assert entities(MARENOV, gone, {}) == entities(MARENOV, (), {})


def test_no_articles_no_entities() -> None:
    assert entities({}, (), {}) == Found((), ())


NAMES = st.sampled_from(
    ["p:Ada Lorn", "p:Lorn", "p:Ada", "p:Viktor Lorn", "o:Lorn", "l:Larn", "w:Lantern 2", "o:ABC"]
)
TEXTS = st.lists(st.tuples(st.sampled_from(["en", "ru", "bg"]), st.lists(NAMES, max_size=5)), max_size=5)


@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(
    texts: list[tuple[str, list[str]]], chance: random.Random
) -> None:
    made: list[Article] = [article(f"{i}", lang, *parts) for i, (lang, parts) in enumerate(texts)]
    shuffled = list(made)
    chance.shuffle(shuffled)
    found = entities(pile(*made), (), {})
    assert found == entities(pile(*shuffled), (), {})
    assert len({e.id for e in found.entities}) == len(found.entities)


@pytest.mark.parametrize("verdict", ["same", "different"])
@given(TEXTS, st.data())
def test_what_a_reader_told_always_holds(
    verdict: Verdict, texts: list[tuple[str, list[str]]], data: st.DataObject
) -> None:
    made = pile(*(article(f"{i}", lang, *parts) for i, (lang, parts) in enumerate(texts)))
    keys = sorted({s.key for e in entities(made, (), {}).entities for s in e.spellings})
    if len(keys) < 2:
        return
    left, right = data.draw(st.lists(st.sampled_from(keys), min_size=2, max_size=2, unique=True))
    found = entities(made, [told(left, right, verdict)], {})
    if verdict == "different":
        assert homes(found, left).isdisjoint(homes(found, right))
    else:
        assert homes(found, left) & homes(found, right)


def test_the_shown_name_is_one_without_a_case_ending() -> None:
    found = entities(
        pile(article("a", "ru", *["l:Казахстана"] * 3, "l:Казахстан", "l:Россию", "l:Россия")), (), {}
    )
    assert {e.name for e in found.entities} == {"Казахстан", "Россия"}
