from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from samestory.gather.about import MOST_KEYS, Naming, keys
from samestory.gather.linked import Linked
from samestory.gather.written import written
from samestory.model import Article, Entity, NameMention, NameType, Span, Spelling


def entity(id_: str, type_: NameType) -> Entity:
    return Entity(id=id_, name=id_, type=type_, mentions=(), spellings=())


def naming(said: dict[str, list[str]], **types: NameType) -> Naming:
    """What articles name: for each, its sentences, each with the entities named in it."""
    names = written(article(name, sentences) for name, sentences in sorted(said.items()))
    ids = sorted({form.written for form in names.forms})
    means = np.array([ids.index(form.written) for form in names.forms], np.int32)[names.spelling]
    heads = tuple(entity(i, types.get(i, "person")) for i in ids)
    return Naming.of(Linked(heads, names, means, ()))


def article(name: str, said: list[str]) -> Article:
    """An article of sentences that are names alone."""
    text, sentences, names = "", [], []
    for one in said:
        start = len(text)
        for word in one.split():
            names.append(NameMention(span=Span(len(text), len(text) + len(word)), type="person"))
            text += f"{word} "
        text += ". "
        sentences.append(Span(start, len(text)))
    return Article(
        id=name,
        document_id=name,
        source=name,
        lang="en",
        text=text,
        sentences=tuple(sentences),
        names=tuple(names),
    )


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
