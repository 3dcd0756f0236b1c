"""One reason a function: what speaks for or against two names being one."""

from __future__ import annotations

import numpy as np
import pytest
from named import article, names_of, pile

from samestory.gather import name_features as features
from samestory.gather.hosts import full, hosts
from samestory.gather.name_candidates import name_pairs
from samestory.gather.name_context import NamePairs, Texts, name_context
from samestory.gather.name_features import NameFeature
from samestory.gather.spellings import names, spellings
from samestory.model import Article
from samestory.read.forms import forms


def pair(
    articles: dict[str, Article], left: str, right: str, vectors: dict[str, np.ndarray] | None = None
) -> NamePairs:
    """The one pair of the names with these spellings, in the pile the articles make."""
    told = names(spellings(names_of(articles), forms))
    home = {s.key: place for place, n in enumerate(told) for s in n.spellings}
    places = np.sort([home[left], home[right]])
    return NamePairs(places[:1], places[1:], name_context(told, Texts(names_of(articles), {}, vectors or {})))


def value(feature: NameFeature, pairs: NamePairs) -> float:
    """What ``feature`` says of one pair."""
    (its,) = feature(pairs)
    return float(its)


HARBOUR = pile(
    article("a", "en", "o:Larnow Harbour Union", "(o:LHU)", "w:Blue Lantern 2", "p:Ada Lorn", "p:Lorn"),
    article("b", "en", "o:Harbour Union", "o:LHU", "w:Blue Lantern", "p:Ada Besk", "l:Poland"),
    article("c", "pl", "o:Larnow", "w:Blue Lantern 2", "l:Polsce", "l:Francji", "p:Ada"),
)


def test_initials_and_brackets_tell_an_acronym() -> None:
    both = pair(HARBOUR, "organisation:en:Larnow Harbour Union", "organisation:en:LHU")
    assert value(features.initials_of, both) == 3
    assert value(features.alias, both) == pytest.approx(np.log(2))
    other = pair(HARBOUR, "organisation:en:Harbour Union", "organisation:en:LHU")
    assert value(features.initials_of, other) == value(features.alias, other) == 0


def test_a_shorter_name_beside_the_longer() -> None:
    texts = pile(
        article("a", "en", "o:Larnow Harbour Union", "o:Harbour Union"), article("b", "en", "o:Harbour Union")
    )
    both = pair(texts, "organisation:en:Larnow Harbour Union", "organisation:en:Harbour Union")
    assert value(features.shorter_beside, both) == 0.5
    assert value(features.every_word, both) == 1


def test_figures_are_the_same_or_differ() -> None:
    both = pair(HARBOUR, "work:en:Blue Lantern 2", "work:en:Blue Lantern")
    assert (value(features.figures_differ, both), value(features.same_figures, both)) == (1, 0)
    same = pair(HARBOUR, "work:en:Blue Lantern 2", "work:pl:Blue Lantern 2")
    assert (value(features.figures_differ, same), value(features.same_figures, same)) == (0, 1)


def test_well_known_names() -> None:
    assert value(features.known_apart, pair(HARBOUR, "place:en:Poland", "place:pl:Francji")) == 1
    assert value(features.known_apart, pair(HARBOUR, "place:en:Poland", "place:pl:Polsce")) == 0
    assert value(features.one_known, pair(HARBOUR, "place:en:Poland", "organisation:pl:Larnow")) == 1


def test_kinds_differ_less_where_one_may_be_a_slip() -> None:
    texts = pile(
        *(article(f"{i}", "en", "o:Besk") for i in range(40)),
        article("x", "en", "w:Besk", "e:Lorn", "o:Lorn"),
    )
    assert value(features.types_differ, pair(texts, "organisation:en:Besk", "work:en:Besk")) == 0.5
    assert value(features.types_differ, pair(texts, "event:en:Lorn", "organisation:en:Lorn")) == 1


def test_one_place_in_the_news_of_two_languages() -> None:
    texts = pile(
        *(article(f"e{i}", "en", "w:Blue Lantern", "w:Old Song") for i in range(20)),
        *(article(f"r{i}", "ru", "w:Синий фонарь") for i in range(20)),
    )
    keys = ("work:en:Blue Lantern", "work:ru:Синий фонарь", "work:en:Old Song")
    near = dict.fromkeys(keys, np.array([1, 0], np.float32))
    assert value(features.counterpart, pair(texts, *keys[:2], near)) == pytest.approx(20 / 30)
    assert value(features.counterpart, pair(texts, keys[0], keys[2], near)) == 0
    assert value(features.counterpart, pair(texts, *keys[:2])) == 0


def test_a_first_name_is_told_from_a_surname() -> None:
    assert value(features.first_name_alone, pair(HARBOUR, "person:pl:Ada", "person:en:Lorn")) == 1
    assert value(features.first_name_alone, pair(HARBOUR, "person:en:Lorn", "person:en:Ada Besk")) == 0


def test_a_first_name_may_be_left_out_of_a_longer_name() -> None:
    texts = pile(
        article("a", "ro", "p:Levon-Miran Taren"),
        article("b", "ru", "p:Миран Тарен"),
        article("c", "ru", "p:Ада Тарен"),
    )
    longer, shorter, other = "person:ro:Levon-Miran Taren", "person:ru:Миран Тарен", "person:ru:Ада Тарен"
    assert value(features.first_names_unlike, pair(texts, longer, shorter)) == 0
    assert value(features.first_names_unlike, pair(texts, longer, other)) > 0.4


def test_words_run_together_are_the_same_name() -> None:
    texts = pile(article("a", "en", "o:Larn Air"), article("b", "en", "o:Larnair"))
    assert (
        value(features.words_alike, pair(texts, "organisation:en:Larn Air", "organisation:en:Larnair")) == 1
    )


def test_candidates_are_each_once_and_hold_what_brackets_tell() -> None:
    told = names(spellings(names_of(HARBOUR), forms))
    pairs = name_pairs(name_context(told, Texts(names_of(HARBOUR), {}, {})))
    found = [(left.key, right.key) for left, right in pairs.names()]
    assert found == sorted(set(found))
    assert ("organisation:en:LHU", "organisation:en:Larnow Harbour Union") in found
    assert all(left < right for left, right in found)


def test_a_surname_of_two_in_one_text_is_left_alone() -> None:
    texts = pile(article("a", "en", "p:Ada Lorn", "p:Viktor Lorn", "p:Lorn"))
    told = names(spellings(names_of(texts), forms))
    persons = [one for i, n in enumerate(told) if (one := full(i, n)) is not None]
    (bare,) = [n for n in told if n.bare]
    assert len(persons) == 2
    assert hosts(bare, persons) == ()
    assert [h.articles for h in hosts(bare, persons[:1])] == [frozenset("a")]
