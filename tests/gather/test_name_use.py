"""In what sentences names stand, and how alike these are."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from named import article, names_of

from samestory.gather import name_use
from samestory.gather.name_context import NamePairs, Texts, name_context
from samestory.gather.name_features import same_use
from samestory.gather.name_use import FEW, Use, alike_in_use, use
from samestory.gather.spellings import names, spellings
from samestory.model import Article, Span
from samestory.read.forms import forms
from samestory.signals import Signals, signals

NORTH, EAST = (1.0, 0.0), (0.0, 1.0)
Told = tuple[Article, Signals]


def told(name: str, *sentences: tuple[tuple[float, float], list[str]]) -> Told:
    """An article of sentences of names, each with what it says."""
    made = article(name, "en", *(f"w:{one}" for _, written in sentences for one in written))
    ends = [0]
    for _, written in sentences:
        ends.append(ends[-1] + sum(len(one) + 1 for one in written))
    spans = tuple(Span(start, end) for start, end in pairwise(ends))
    made = structs.replace(made, sentences=spans)
    return made, signals(made, np.array([says for says, _ in sentences], np.float32))


def used(*pile: Told) -> tuple[Use, dict[str, int]]:
    """The use of all names of the articles, and their places by what is written."""
    where = names_of({one.id: one for one, _ in pile})
    spelt = where.forms
    found = use(np.arange(len(spelt)), len(spelt), where, {its.id: its for _, its in pile})
    return found, {its.written: place for place, its in enumerate(spelt)}


def alike(found: tuple[Use, dict[str, int]], one: str, other: str) -> float:
    left, right = sorted((found[1][one], found[1][other]))
    return float(of_pairs(np.array([left]), np.array([right]), found[0])[0])


def of_pairs(left: np.ndarray, right: np.ndarray, found: Use) -> np.ndarray:
    """How alike the names of pairs are in use."""
    return alike_in_use(left, right, found.directions.beside(left, right), found)


def directions(found: Use) -> np.ndarray:
    """Those of all names."""
    return found.directions.rows(0, len(found.directions))


def test_names_said_the_same_of_are_alike_in_use() -> None:
    found = used(
        told("a", (NORTH, ["Lantern"]), (EAST, ["Besk"])), told("b", (NORTH, ["Fever"]), (EAST, ["Lorn"]))
    )
    assert alike(found, "Lantern", "Fever") == pytest.approx(1 / (1 + FEW))
    assert alike(found, "Lantern", "Besk") == alike(found, "Lantern", "Lorn") == 0


def test_more_sentences_tell_more() -> None:
    names = ("Lantern", "Fever")
    pile = [told(f"{n}{name}", (NORTH, [name]), (EAST, ["Besk"])) for n in range(5) for name in names]
    assert alike(used(*pile), *names) == pytest.approx(5 / (5 + FEW))


def test_names_side_by_side_are_not_alike_for_it() -> None:
    found = used(told("a", (NORTH, ["Lantern", "Fever"]), (EAST, ["Besk"])))
    assert alike(found, "Lantern", "Fever") == 0


def test_what_all_sentences_of_an_article_say_tells_of_none_of_its_names() -> None:
    found = used(told("a", (NORTH, ["Lantern"]), (NORTH, ["Besk"])), told("b", (NORTH, ["Fever"])))
    assert not directions(found[0]).any()


def test_articles_that_are_not_seen_and_names_outside_sentences_do_not_count() -> None:
    one, its = told("a", (NORTH, ["Lantern"]), (EAST, ["Besk"]))
    home = np.arange(2)
    unseen = use(home, 2, names_of({"a": one}), {})
    assert directions(unseen).shape == (2, 0)
    assert of_pairs(np.array([0]), np.array([1]), unseen).tolist() == [0]
    cut = structs.replace(one, sentences=one.sentences[1:])
    late = use(home, 2, names_of({"a": cut}), {"a": signals(cut, its.sentences[1:])})
    assert late.sentences.tolist() == [0, 1]


def test_use_speaks_where_words_differ() -> None:
    pile = [
        told(f"{n}{one}", (NORTH, [one]), (EAST, ["Besk"])) for n in range(5) for one in ("Oruk", "Fevers")
    ]
    pile += [told(f"{n}s", (NORTH, ["Fever Oruk"]), (EAST, ["Besk"])) for n in range(5)]
    texts = Texts(names_of({one.id: one for one, _ in pile}), {its.id: its for _, its in pile}, {})
    context = name_context(names(spellings(texts.names, forms)), texts)
    place = {name.spellings[0].spelling.written: number for number, name in enumerate(context.names)}

    def value(one: str, other: str) -> float:
        left, right = sorted((place[one], place[other]))
        return float(same_use(NamePairs(np.array([left]), np.array([right]), context))[0])

    assert value("Oruk", "Fevers") == pytest.approx(0.5)
    assert 0 < value("Oruk", "Fever Oruk") < 0.5
    assert value("Oruk", "Besk") == 0


NAMES = st.lists(st.sampled_from(["Besk", "Lorn", "Fever"]), max_size=3)
SAYS = st.sampled_from([NORTH, EAST, (0.6, 0.8)])


@given(st.lists(st.lists(st.tuples(SAYS, NAMES), min_size=1, max_size=4), min_size=1, max_size=4))
def test_use_is_a_share_and_the_order_of_articles_changes_nothing(
    texts: list[list[tuple[tuple[float, float], list[str]]]],
) -> None:
    pile = [told(f"{number}", *sentences) for number, sentences in enumerate(texts)]
    found, places = used(*pile)
    turned, _ = used(*pile[::-1])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(name_use, "AT_ONCE", 2)
        by_twos, _ = used(*pile)
    assert np.array_equal(directions(found), directions(by_twos))
    assert np.array_equal(directions(found), directions(turned))
    assert np.array_equal(found.shared, turned.shared)
    left, right = np.triu_indices(len(places), 1)
    value = of_pairs(left, right, found)
    assert ((value >= 0) & (value <= 1)).all()
    assert (found.sentences <= sum(map(len, texts))).all()
