from __future__ import annotations

from makers import article as seen_article
from makers import direction
from msgspec.structs import replace

from samestory.gather.about import MOST_KEYS, Naming, keys
from samestory.model import Entity, Mention, NameType, Spelling
from samestory.signals import Signals


def entity(id_: str, type_: NameType, *articles: str) -> Entity:
    mentions = tuple(Mention(article=one, name=0) for one in articles)
    return Entity(id=id_, name=id_, type=type_, mentions=mentions, spellings=())


def naming(said: dict[str, list[str]], **types: NameType) -> Naming:
    """What articles name: for each, its sentences, each with the entities named in it."""
    seen: dict[str, Signals] = {}
    for name, sentences in said.items():
        signals = seen_article(name, [direction(1.0) for _ in sentences])
        entities = (frozenset[str](), *(frozenset(one.split()) for one in sentences))
        seen[name] = replace(signals, entities=entities)
    ids = sorted({one for sentences in said.values() for each in sentences for one in each.split()})
    where = {i: [a for a, sentences in said.items() if any(i in s.split() for s in sentences)] for i in ids}
    return Naming.of([entity(i, types.get(i, "person"), *where[i]) for i in ids], seen)


def test_whom_many_name_early_comes_before_whom_one_names_often() -> None:
    held = naming({"a": ["roth", "hald"], "b": ["roth", "", ""], "c": ["", "zorn zorn", "zorn"]})
    found, place = keys([["a"], ["b"], ["c"]], held)
    assert found[0].entity == "roth"
    assert place is None


def test_whom_the_rest_of_the_pile_names_too_tells_less() -> None:
    others = {f"other{n}": ["state"] for n in range(30)}
    held = naming({"a": ["state roth"], "b": ["state roth"], **others})
    found, _ = keys([["a"], ["b"]], held)
    assert found[0].entity == "roth"


def test_a_copy_counts_no_more_than_its_origin() -> None:
    held = naming({"a": ["hald"], "copy1": ["hald"], "copy2": ["hald"], "b": ["roth"], "c": ["roth"]})
    found, _ = keys([["a", "copy1", "copy2"], ["b"], ["c"]], held)
    assert found[0].entity == "roth"


def test_the_place_stands_apart_and_leads_to_every_article_that_names_it() -> None:
    held = naming({"a": ["corva roth"], "b": ["roth", "corva"], "far": ["corva"]}, corva="place")
    found, place = keys([["a"], ["b"]], held)
    assert [one.entity for one in found] == ["roth"]
    assert place is not None
    assert place.entity == "corva"
    assert [one.article for one in place.mentions] == ["a", "b"]


def test_a_person_taken_for_a_place_is_no_place() -> None:
    held = naming({"a": ["slip roth corva"], "b": ["roth", "corva"]}, slip="place", corva="place")
    called = {one: _called(held, one, "Рот") for one in ("slip", "roth")}
    found, place = keys([["a"], ["b"]], held._replace(entities={**held.entities, **called}))
    assert [one.entity for one in found] == ["roth"]
    assert place is not None
    assert place.entity == "corva"


def test_a_place_that_more_name_than_its_namesake_stays() -> None:
    held = naming({"a": ["corva roth"], "b": ["corva"]}, corva="place")
    called = {one: _called(held, one, "Рот") for one in ("corva", "roth")}
    _, place = keys([["a"], ["b"]], held._replace(entities={**held.entities, **called}))
    assert place is not None
    assert place.entity == "corva"


def _called(held: Naming, one: str, written: str) -> Entity:
    entity = held.entities[one]
    spelling = Spelling(key=f"{entity.type}:bg:{written}", lang="bg", written=written, count=1)
    return replace(entity, spellings=(spelling,))


def test_there_are_never_more_than_five_and_without_names_none() -> None:
    held = naming({"a": [" ".join(f"e{n}" for n in range(9))], "silent": [""]})
    assert len(keys([["a"]], held)[0]) == MOST_KEYS
    assert keys([["silent"]], held) == ((), None)
