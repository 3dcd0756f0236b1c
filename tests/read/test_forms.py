"""Names as written -> the forms they are compared by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.lang import UNKNOWN, fold, known
from samestory.model import NameForms
from samestory.read.forms import forms, sound
from samestory.read.inflections import bases

LANGUAGES = st.sampled_from((*known(), UNKNOWN))


def bare(written: str, lang: str) -> tuple[str, ...]:
    return tuple(lemmas[0] for lemmas in forms(written, "person", lang).lemmas)


@pytest.mark.parametrize(
    ("lang", "spellings"),
    [
        (
            "ru",
            ["Левон Маренов", "Левона Маренова", "Левону Маренову", "Левоном Мареновым", "Левоне Маренове"],
        ),
        ("uk", ["Левон Маренов", "Левона Маренова", "Левонові Маренову", "Левоном Мареновом"]),
        ("pl", ["Adam Wolk", "Adama Wolka", "Adamowi Wolkowi", "Adamem Wolkiem"]),
        ("cs", ["Adam Volk", "Adama Volka", "Adamovi Volkovi", "Adamem Volkem"]),
        ("sk", ["Adam Volk", "Adama Volka", "Adamovi Volkovi", "Adamom Volkom"]),
        ("sl", ["Adam Volk", "Adama Volka", "Adamu Volku", "Adamom Volkom"]),
        ("kk", ["Сәбит Дәуренов", "Сәбит Дәуреновтің", "Сәбит Дәуреновке"]),
        ("tr", ["Kemal Arslan", "Kemal Arslan'ın", "Kemal Arslan’a"]),
        ("en", ["Adam Volk", "Adam Volk's", "Adam Volk’s"]),
        ("ro", ["Marenul", "Marenului"]),
    ],
)
def test_endings_make_no_other_name(lang: str, spellings: list[str]) -> None:
    assert len({bare(written, lang) for written in spellings}) == 1


def test_a_womans_surname_is_that_of_her_family() -> None:
    assert bare("Marenová", "cs") == bare("Maren", "en")
    assert bare("Marenovou", "cs") == bare("Maren", "en")


def test_one_name_across_alphabets() -> None:
    written = [
        ("Левона Маренова", "ru"),
        ("Levon Marenov", "en"),
        ("Левон Маренов", "bg"),
        ("Levon Marenow", "pl"),
    ]
    assert len({bare(name, lang) for name, lang in written}) == 1


def test_words_stay_as_written_in_latin_letters() -> None:
    found = forms("«Мост Чайка-2»", "work", "ru")
    assert found.words == ("most", "chayka", "2")
    assert found.lemmas[2] == ("2",)


def test_a_roman_numeral_is_a_figure() -> None:
    assert forms("Mira II", "work", "pl").words == ("mira", "2")


@pytest.mark.parametrize(
    ("written", "lang", "initials"),
    [
        ("Съюз на рибарите в Ларново", "bg", "srl"),
        ("Federation of Harbour Unions", "en", "fhu"),
        ("Ларново", "bg", ""),
    ],
)
def test_initials_leave_small_words_out(written: str, lang: str, initials: str) -> None:
    assert forms(written, "organisation", lang).initials == initials


def test_an_acronym_is_read_by_letters_and_loses_its_hyphened_ending() -> None:
    assert forms("ТСМ", "organisation", "ru").lemmas[0][0] == "tsm"
    assert forms("FHU-ja", "organisation", "sl").words == ("fhu",)


@pytest.mark.parametrize(
    ("spellings", "code"),
    [
        ([("Казахстана", "ru"), ("Қазақстанның", "kk"), ("Kazahstanului", "ro"), ("Kazakhstan", "en")], "KZ"),
        ([("Польши", "ru"), ("Polsce", "pl"), ("Polen", "de"), ("Полша", "bg"), ("Польща", "uk")], "PL"),
        ([("САЩ", "bg"), ("SUA", "ro"), ("США", "ru"), ("АҚШ", "kk"), ("ZDA", "sl"), ("U.S.", "en")], "US"),
        ([("ЕС", "bg"), ("UE", "ro"), ("Евросоюза", "ru"), ("EU", "cs"), ("European Union", "en")], "EU"),
    ],
)
def test_territories_are_known_in_any_language_and_case(spellings: list[tuple[str, str]], code: str) -> None:
    found = {forms(written, "place", lang).known for written, lang in spellings}
    assert found == {f"territory:{code}"}


@pytest.mark.parametrize(
    ("written", "lang", "code"),
    [
        ("Republic of Kazakhstan", "en", "KZ"),
        ("Republicii Kazahstan", "ro", "KZ"),
        ("Република Казахстан", "bg", "KZ"),
        ("Республики Казахстан", "ru", "KZ"),
        ("Қазақстан Республикасының", "kk", "KZ"),
        ("Türkiye Cumhuriyeti", "tr", "TR"),
        ("Kingdom of the Netherlands", "en", "NL"),
        ("Republic of China", "en", "TW"),
    ],
)
def test_a_states_full_name_is_the_state(written: str, lang: str, code: str) -> None:
    assert forms(written, "place", lang).known == f"territory:{code}"


def test_a_realm_alone_or_beside_a_city_is_no_state() -> None:
    assert forms("Republic of", "place", "en").known is None
    assert forms("Republic of Paris", "place", "en").known is None
    assert forms("Республика Татарстан", "place", "ru").known is None


def test_cities_and_bodies_are_known() -> None:
    assert forms("Лондоне", "place", "ru").known == "city:Europe/London"
    assert forms("Londýně", "place", "cs").known == "city:Europe/London"
    assert forms("ОТАН", "organisation", "bg").known is None
    assert forms("OTAN", "organisation", "fr").known == forms("НАТО", "organisation", "ru").known


@pytest.mark.parametrize("kind", ["place", "person"])
def test_a_people_counts_as_its_territory(kind: str) -> None:
    for written, lang in (("украинцев", "ru"), ("Polaków", "pl"), ("британците", "bg")):
        assert forms(written, kind, lang).known is not None, written  # type: ignore[arg-type]


def test_a_person_or_a_work_is_no_territory() -> None:
    assert forms("Чад", "person", "ru").known is None
    assert forms("Польша", "work", "ru").known is None


@pytest.mark.parametrize(
    ("left", "right"),
    [("shevchuk", "szewczuk"), ("marenyev", "marenev"), ("khalek", "halek"), ("wolk", "volk")],
)
def test_sounds_do_not_depend_on_the_spelling(left: str, right: str) -> None:
    assert sound(left) == sound(right)


@given(st.text(max_size=30), LANGUAGES)
def test_any_text_has_forms_in_small_latin_letters(written: str, lang: str) -> None:
    found = forms(written, "organisation", lang)
    assert isinstance(found, NameForms)
    for word in (*found.words, *(lemma for lemmas in found.lemmas for lemma in lemmas)):
        assert word
        assert word.isascii()
        assert word == word.lower()


@given(st.text(alphabet=st.characters(categories=["L"]), min_size=1, max_size=12), LANGUAGES)
def test_a_word_is_one_of_its_bases_and_the_last(word: str, lang: str) -> None:
    found = bases(word, lang)
    assert found[-1] == fold(word)
    assert len(set(found)) == len(found)
