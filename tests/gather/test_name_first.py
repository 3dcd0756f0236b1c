"""Two first names of one language: one person's, or two persons'."""

from __future__ import annotations

import numpy as np
import pytest
from named import Found, article, entities, pile

from samestory.gather.name_first import first, may_be_one
from samestory.read.forms import forms

# What the encoder gives for a name and its like in another language, nearly.
NEAR = 0.7


def one(lang: str, left: str, right: str) -> bool:
    ours, theirs = (first(forms(name, "person", lang)) for name in (left, right))
    assert ours is not None
    assert theirs is not None
    assert may_be_one(ours, theirs) == may_be_one(theirs, ours)
    return may_be_one(ours, theirs)


def linked(near: float, *named: str) -> Found:
    """Entities of these names ("en:Ada Lorn"), each full name in its own text, all so near in meaning."""
    told = [each.partition(":")[::2] for each in named]
    texts = [article(f"{i}", lang, f"p:{name}") for i, (lang, name) in enumerate(told)]
    own = np.eye(len(named)) * np.sqrt(1 - near)
    rows = np.column_stack([np.full(len(named), np.sqrt(near)), own]).astype(np.float32)
    return entities(pile(*texts), (), {f"person:{each}": row for each, row in zip(named, rows, strict=True)})


@pytest.mark.parametrize(
    ("lang", "left", "right"),
    [
        ("en", "John Smith", "Jane Smith"),
        ("en", "Ivan Petrov", "Ivana Petrova"),
        ("en", "Alexander Lorn", "Alexandra Lorn"),
        ("en", "Maria Lorn", "Mario Lorn"),
        ("en", "Daniel Lorn", "Daniela Lorn"),
        ("en", "Paul Lorn", "Paula Lorn"),
        ("en", "Robert Lorn", "Roberta Lorn"),
        ("en", "Simon Lorn", "Simone Lorn"),
        ("de", "Johann Lorn", "Johanna Lorn"),
        ("ru", "Александр Лорн", "Александра Лорн"),
        ("pl", "Daniel Nowak", "Daniela Nowak"),
    ],
)
def test_near_first_names_with_one_surname_are_two_persons(lang: str, left: str, right: str) -> None:
    assert not one(lang, left, right)
    assert len(linked(1.0, f"{lang}:{left}", f"{lang}:{right}").entities) == 2


@pytest.mark.parametrize(
    ("lang", "left", "right"),
    [
        ("ru", "Иван Петров", "Ивана Петрова"),
        ("ru", "Тереза Лорн", "Терезы Лорн"),
        ("pl", "Daniel Nowak", "Daniela Nowaka"),
        ("cs", "Pavel Svoboda", "Pavla Svobody"),
        ("en", "John Smith", "John Michael Smith"),
        ("en", "Michael Smith", "John Michael Smith"),
    ],
)
def test_endings_and_middle_names_excuse_a_difference(lang: str, left: str, right: str) -> None:
    assert one(lang, left, right)
    assert len(linked(NEAR, f"{lang}:{left}", f"{lang}:{right}").entities) == 1


def test_an_initial_is_no_first_name() -> None:
    assert first(forms("J. Smith", "person", "en")) is None
    assert first(forms("Smith", "person", "en")) is None
    assert len(linked(NEAR, "en:J. Smith", "en:John Smith").entities) == 1


def test_names_of_two_persons_stay_apart_through_other_languages() -> None:
    named = ("en:John Smith", "ru:Джон Смит", "bg:Джон Смит", "en:Jane Smith")
    found = linked(NEAR, *named)
    assert sorted(len(entity.spellings) for entity in found.entities) == [1, 3]


def test_across_languages_first_names_must_sound_alike() -> None:
    assert len(linked(0.5, "en:Jane Smith", "ru:Джон Смит").entities) == 2
    assert len(linked(0.6, "en:Jennifer Smith", "bg:Дженифър Смит").entities) == 1
    assert len(linked(NEAR, "en:John Smith", "ru:Джон Смит").entities) == 1
