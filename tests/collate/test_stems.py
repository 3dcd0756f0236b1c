from hypothesis import given
from hypothesis import strategies as st
from wording_texts import words, write

from samestory.collate.stems import Stemmed, stemmed

SENTENCES = st.lists(
    st.lists(st.sampled_from(["riot", "riots", "Town", "town", "hall", "grim"]), min_size=1, max_size=6),
    min_size=1,
    max_size=5,
)


def read(*sentences: str) -> Stemmed:
    one = write("one", "en", *sentences)
    return stemmed(one, words(one))


def stem_of(told: Stemmed, form: str) -> int:
    (number,) = (n for n, stem in enumerate(told.stems) if form in stem.forms)
    return number


def terms(told: Stemmed, form: str) -> list[str]:
    return [span.of(told.article.text) for span in told.terms(stem_of(told, form))]


def test_forms_of_a_word_are_one_stem() -> None:
    told = read("the riot spread", "riots end")
    stem = told.stems[stem_of(told, "riot")]
    assert stem.forms == {"riot", "riots"}
    assert stem.uses == ((0, 1), (1, 0))
    assert stem.like(read("a rioter").stems[1])
    assert not stem.like(read("a protest").stems[1])


def test_only_what_stands_twice_recurs() -> None:
    told = read("the riot spread", "riots end")
    number = stem_of(told, "riot")
    assert told.recurring == (frozenset({number}), frozenset({number}))


def test_a_sentence_is_given_with_the_places_of_its_words() -> None:
    text, places = read("first", "the riot spread").sentence(1)
    assert text == "the riot spread"
    assert [span.of(text) for span in places] == ["the", "riot", "spread"]


def test_a_term_takes_the_words_that_usually_stand_beside_it() -> None:
    told = read("gas blast at dawn", "gas blast again", "one blast more")
    assert terms(told, "blast") == ["gas blast", "gas blast", "blast"]
    assert terms(read("gas blast here", "big blast now", "loud blast again"), "blast") == ["blast"] * 3


def test_a_term_does_not_cross_what_is_no_space() -> None:
    told = read("gas, blast here", "gas, blast now")
    assert terms(told, "blast") == ["blast", "blast"]


@given(SENTENCES)
def test_every_word_has_one_stem_and_every_term_lies_in_its_sentence(drawn: list[list[str]]) -> None:
    told = read(*(" ".join(one) for one in drawn))
    uses = [use for stem in told.stems for use in stem.uses]
    assert len(uses) == len(set(uses)) == sum(map(len, drawn))
    for number, stem in enumerate(told.stems):
        found = told.terms(number)
        assert len(found) == len(stem.uses)
        for (sentence, place), span in zip(stem.uses, found, strict=True):
            word, whole = told.words[sentence][place][0], told.article.sentences[sentence]
            assert whole.start <= span.start <= word.start < word.end <= span.end <= whole.end
