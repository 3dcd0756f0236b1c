"""The search task: its cases are what they say, halves share nothing, and its scores count."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import numpy as np
import pytest

from evals.corpora import Parallel
from evals.search import lines
from evals.search.made import article, no_meaning, opened, order
from evals.search.naive import Plain
from evals.search.run import HALVES, Ranks, cases, inflected, judged
from samestory.search import Search, Wanted
from samestory.store.terms import terms

LANGS = ("bg", "ro", "ru", "uk", "pl", "en", "de", "tr")
HELD = Parallel(
    ("a", "a", "b"),
    {
        "eng": ("The old bridge closed", "Bread is dearer", "Snow fell"),
        "bul": ("Старият мост затвори", "Хлябът поскъпна", "Падна сняг"),
        "ron": ("Podul vechi s-a închis", "Pâinea s-a scumpit", "A nins"),
        "rus": ("Старый мост закрыли", "Хлеб подорожал", "Выпал снег"),
    },
    (),
)


def forms(text: str) -> set[str]:
    return {word for _, word in terms(text)}


@pytest.mark.parametrize("half", HALVES)
def test_every_language_has_as_many_cases(half: str):
    held = [one.lang for one in cases(half)]
    assert {lang: held.count(lang) for lang in held} == dict.fromkeys(LANGS, 15)


def test_halves_share_no_words_asked_for_with_sentences_and_no_sentence():
    one, other = (cases(half) for half in HALVES)
    said = [{text for case in its for text in (case.right, case.wrong)} for its in (one, other)]
    assert not said[0] & said[1]
    assert len(said[0]) + len(said[1]) == 2 * len((*one, *other))


@pytest.mark.parametrize("half", HALVES)
def test_what_looks_alike_has_no_word_asked_for(half: str):
    for one in cases(half):
        assert not {word for word in forms(one.words) if len(word) > 1} & forms(one.wrong), one
    # Nearly none stands as it was asked for, so that plain words cannot do.
    assert sum(forms(one.words) <= forms(one.right) for one in cases(half)) <= 3


def test_ranks_count_what_is_right():
    ranks = Ranks((1, 2, 0, 10))
    assert (ranks.within(1), ranks.within(10)) == (0.25, 0.75)
    assert ranks.reciprocal() == pytest.approx((1 + 0.5 + 0.1) / 4)


def test_lines_are_asked_for_whole_and_by_their_rarest_words():
    assert list(chain(lines.whole(HELD, 0), lines.whole(HELD, 1))) == [
        lines.Question("The old bridge closed", 0),
        lines.Question("Snow fell", 2),
    ]
    assert lines.telling(HELD, 0) == [lines.Question("the old bridge closed", 0)]


def test_a_line_stands_where_it_is_said_to():
    texts = {one.id: one for one in lines.articles(HELD, 0)}
    for (name, sentence), row in lines.places(HELD, 0).items():
        lang = next(code for code, its in lines.LANGUAGES.items() if its == texts[name].lang)
        assert texts[name].sentences[sentence].of(texts[name].text) == HELD.lines[lang][row]


def test_the_naive_way_finds_words_as_they_stand_and_no_others():
    plain = Plain([article("a", "bg", ["Мостът е стар", "Мост и път"]), article("b", "ru", ["Мост закрыли"])])
    assert plain.find("мост", "bg", 10) == [("a", 1)]
    assert plain.find("мост", "ru", 10) == [("b", 0)]


def test_the_made_dossier_is_searched():
    with opened([article("a", "bg", ["Мостът е стар", "Хлябът поскъпна"])], no_meaning, "none") as view:
        assert order(Search(view).find("мостове", Wanted(lang="bg"), 5, "words")) == [("a", 0)]


def test_judging_tells_right_wrong_and_missed():
    given = [one for one in cases("develop") if one.lang == "bg"][:2]
    answers = {given[0].words: [("bg", 0), ("bg", 3)], given[1].words: [("bg", 3), ("bg", 2)]}
    assert judged(given, lambda words, _: answers[words]) == [("bg", True, True), ("bg", False, False)]


def test_other_forms_are_found_where_plain_words_are_not():
    figures = {figure.name: figure for figure in inflected(cases("develop"), "develop")}
    assert len(figures) == len(LANGS) + 1
    forms_found = [figure for name, figure in figures.items() if name.startswith("other forms")]
    assert np.mean([figure.value for figure in forms_found]) > 0.9
    assert all(figure.value > (figure.baseline or 0.0) for figure in forms_found)


def test_files_are_in_the_repository():
    assert all((Path(lines.__file__).parent / f"{half}.toml").exists() for half in HALVES)
