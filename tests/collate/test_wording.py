from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from wording_texts import WIDTH, book, same, write

from samestory.collate.wording import SHUT, Book, Meant, wordings
from samestory.model import Article, Copy, Origin, Span, Wording

# What stands in one place of what is said, and what means one thing, has one number.
STANDS = {
    "riot": 1,
    "riots": 1,
    "protest": 1,
    "unrest": 1,
    "бунт": 1,
    "бунта": 1,
    "протест": 1,
    "протеста": 1,
}
MEANS = {"riot": 2, "riots": 2, "бунт": 2, "бунта": 2, "protest": 3, "протест": 3, "протеста": 3, "unrest": 4}

RIOT = write("riot", "en", "mayor saw riot", "police met riots", "quiet night")
PROTEST = write("protest", "en", "mayor saw protest", "police met protest", "quiet night")
BUNT = write("bunt", "bg", "кмет видя бунт", "стражи срещнаха бунта", "тиха нощ")
PROTEST_BG = write("protest-bg", "bg", "кмет видя протест", "стражи срещнаха протеста", "тиха нощ")
EVERY = (RIOT, PROTEST, BUNT, PROTEST_BG)


def found(*articles: Article, known: Book | None = None) -> tuple[Wording, ...]:
    by_id = {one.id: one for one in articles}
    copies = [same(one, other) for n, one in enumerate(articles) for other in articles[n + 1 :]]
    return told(by_id, copies, known)


def told(by_id: dict[str, Article], copies: list[Copy], known: Book | None = None) -> tuple[Wording, ...]:
    origins = [Origin(articles=(one,)) for one in by_id]
    return wordings(by_id, origins, copies, known or book(STANDS, MEANS))


def written(things: tuple[Wording, ...], *articles: Article) -> list[list[dict[str, list[str]]]]:
    texts = {one.id: one.text for one in articles}
    return [
        [{t.article: [span.of(texts[t.article]) for span in t.spans] for t in side} for side in thing.sides]
        for thing in things
    ]


def test_two_words_in_one_place_compete_and_each_place_is_told() -> None:
    assert written(found(RIOT, PROTEST), RIOT, PROTEST) == [
        [{"protest": ["protest", "protest"]}, {"riot": ["riot", "riots"]}]
    ]


def test_a_translation_does_not_compete_and_another_word_in_another_language_does() -> None:
    assert found(RIOT, BUNT) == ()
    assert written(found(RIOT, PROTEST_BG), RIOT, PROTEST_BG) == [
        [{"protest-bg": ["протест", "протеста"]}, {"riot": ["riot", "riots"]}]
    ]


def test_translations_stand_on_one_side() -> None:
    (thing,) = found(*EVERY)
    assert [sorted(term.article for term in side) for side in thing.sides] == [
        ["bunt", "riot"],
        ["protest", "protest-bg"],
    ]


def test_forms_of_one_word_do_not_compete() -> None:
    other = write("other", "en", "mayor saw riots", "police met rioter", "quiet night")
    assert found(RIOT, other, known=book({**STANDS, "rioter": 1}, MEANS)) == ()


def test_a_word_used_once_is_style() -> None:
    once = write("once", "en", "mayor saw unrest", "police met nobody", "quiet night")
    assert found(RIOT, once) == ()


def test_who_also_uses_the_others_word_calls_nothing_otherwise() -> None:
    both = write("both", "en", "mayor saw protest", "police met protest", "riot ended")
    assert found(RIOT, both) == ()


def test_one_meeting_is_enough_only_for_what_both_are_about() -> None:
    # Both words stand in two sentences of three, and meet in one.
    apart = write("apart", "en", "mayor saw protest", "quiet night", "protest grew")
    assert len(found(RIOT, apart)) == 1
    long = write("long", "en", "mayor saw protest", "quiet night", "protest grew", "rain", "wind", "snow")
    assert found(RIOT, long) == ()


def test_words_that_do_not_answer_to_one_another_do_not_compete() -> None:
    assert found(RIOT, PROTEST, known=book({**STANDS, "protest": 5}, MEANS)) == ()


def test_only_sentences_that_state_the_same_are_held_together() -> None:
    by_id = {one.id: one for one in (RIOT, PROTEST)}
    assert told(by_id, []) == ()
    assert told(by_id, [same(write("x", "en", "a"), write("y", "en", "b"))]) == ()


def test_of_an_origins_articles_in_one_language_the_first_speaks() -> None:
    by_id = {one.id: one for one in (RIOT, PROTEST, PROTEST_BG)}
    copies = [same(RIOT, PROTEST), same(RIOT, PROTEST_BG)]
    known = book(STANDS, MEANS)
    origins = [Origin(articles=("riot", "protest")), Origin(articles=("protest-bg",))]
    (thing,) = wordings(by_id, origins, copies, known)
    assert {term.article for side in thing.sides for term in side} == {"riot", "protest-bg"}


def test_nothing_is_found_where_meanings_cannot_be_told() -> None:
    assert found(RIOT, PROTEST, known=SHUT) == ()
    known = book(STANDS, MEANS)
    assert found(RIOT, PROTEST, known=Book(words=known.words, meant=lambda _: None)) == ()


def test_a_word_that_the_encoder_did_not_see_hurts_nothing() -> None:
    known = book(STANDS, MEANS)

    def blind(sentences: object) -> list[object]:
        seen = known.meant(sentences)  # type: ignore[arg-type]
        assert seen is not None
        return [one._replace(states=np.zeros((len(one.states), WIDTH), np.float32)) for one in seen]

    assert found(RIOT, PROTEST, known=Book(words=known.words, meant=blind)) == ()  # type: ignore[arg-type]


LINES = st.lists(
    st.lists(st.sampled_from(["riot", "riots", "protest", "unrest", "gas", "blast"]), min_size=1, max_size=5),
    min_size=3,
    max_size=5,
)


@given(LINES, LINES, LINES, st.sampled_from(["en", "bg"]))
def test_order_of_articles_does_not_matter_and_terms_lie_in_sentences(
    one: list[list[str]], two: list[list[str]], three: list[list[str]], lang: str
) -> None:
    articles = [
        write(name, its, *(" ".join(line) for line in lines))
        for name, its, lines in (("a", "en", one), ("b", lang, two), ("c", "en", three))
    ]
    things = found(*articles)
    by_id = {each.id: each for each in articles}
    copies = [same(by_id[left], by_id[right]) for left, right in (("a", "b"), ("a", "c"), ("b", "c"))]
    assert told(dict(reversed(by_id.items())), copies[::-1]) == things
    for thing in things:
        assert len(thing.sides) >= 2
        for term in (term for side in thing.sides for term in side):
            assert term.spans
            for span in term.spans:
                whole = by_id[term.article].sentences
                assert any(s.start <= span.start and span.end <= s.end for s in whole)
                assert span.start < span.end
            for before, after in zip(term.spans, term.spans[1:], strict=False):
                assert before.end <= after.start


@pytest.mark.parametrize("swapped", [False, True])
def test_which_is_left_does_not_matter(swapped: bool) -> None:
    pair = (PROTEST, RIOT) if swapped else (RIOT, PROTEST)
    assert found(*pair) == found(RIOT, PROTEST)


def test_only_sentences_in_which_words_may_compete_are_read() -> None:
    known, asked = book(STANDS, MEANS), list[str]()

    def meant(sentences: Sequence[tuple[str, Sequence[Span]]]) -> Sequence[Meant] | None:
        asked.extend(text for text, _ in sentences)
        return known.meant(sentences)

    heard = Book(words=known.words, meant=meant)
    assert len(found(RIOT, PROTEST, known=heard)) == 1
    assert sorted(asked) == ["mayor saw protest", "mayor saw riot", "police met protest", "police met riots"]
    # In two languages words that stand in few of their reports' sentences do not count.
    asked.clear()
    calm = tuple(f"quiet hour {number}" for number in range(9))
    ruhig = tuple(f"тих час {number}" for number in range(9))
    long = write("long", "en", "mayor saw riot", "police met riots", *calm)
    other = write("other", "bg", "кмет видя протест", "стражи срещнаха протеста", *ruhig)
    assert found(long, other, known=heard) == ()
    assert not any("riot" in text or "протест" in text for text in asked)
