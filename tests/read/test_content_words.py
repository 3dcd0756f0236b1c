"""Content words: what may name a thing, and none of what is marked already."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samestory.lang import fold, load
from samestory.model import Article, Cue, NameMention, NumberMention, Span, Timed, TimeMention
from samestory.read.content_words import SHORTEST, content_words


def article(text: str, lang: str = "en", **marks: object) -> Article:
    return Article(
        id="a", document_id="a", source="a", lang=lang, text=text, sentences=(Span(0, len(text)),), **marks
    )  # type: ignore[arg-type]


def at(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def found(one: Article) -> list[str]:
    return [span.of(one.text) for its in content_words(one) for span, _ in its]


def test_common_and_short_words_name_nothing() -> None:
    assert found(article("The riot at the town hall is on.")) == ["riot", "town", "hall"]
    assert "и" not in found(article("Бунт и протест", "bg"))


def test_forms_compared_are_folded() -> None:
    ((word,),) = content_words(article("Протестът", "bg"))
    assert word == (Span(0, 9), fold("Протестът"))


def test_what_is_marked_already_is_left_out() -> None:
    text = "Mayor Helen Ashdown denied riot cost twelve crowns yesterday"
    part = TimeMention(span=at(text, "yesterday"))
    yesterday = Timed(span=part.span, kind="date", reason="not placed", parts=(part,))
    one = article(
        text,
        names=(NameMention(span=at(text, "Helen Ashdown"), type="person", post=at(text, "Mayor")),),
        numbers=(NumberMention(span=at(text, "twelve"), value=12.0),),
        times=(yesterday,),
        cues=(Cue(span=at(text, "denied"), kind="denial"),),
    )
    assert found(one) == ["riot", "cost", "crowns"]


def test_a_word_that_shares_a_character_with_a_mark_is_left_out_whole() -> None:
    text = "Brackton-based rioters"
    name = NameMention(span=at(text, "Brackton"), type="place")
    assert found(article(text, names=(name,))) == ["rioters"]


def test_hyphens_hold_a_word_together_and_marks_belong_to_letters() -> None:
    assert found(article("cease-fire talks")) == ["cease-fire", "talks"]
    assert found(article("cafe\u0301 riot")) == ["cafe\u0301", "riot"]


def test_scripts_without_spaces_show_no_words() -> None:
    assert found(article("抗议活动持续", "zh")) == []


def test_each_sentence_has_its_own() -> None:
    text = "Riot spread. Protest grew."
    one = Article(
        id="a",
        document_id="a",
        source="a",
        lang="en",
        text=text,
        sentences=(Span(0, 12), Span(13, len(text))),
    )
    first, second = content_words(one)
    assert first[0] == (Span(0, 4), "riot")
    assert second[0] == (Span(13, 20), "protest")


@given(
    st.text(alphabet="abRiотİß-' 3.", max_size=40),
    st.tuples(st.integers(0, 40), st.integers(1, 5)),
    st.sampled_from(["en", "ru", "tr", "und"]),
)
def test_words_lie_in_order_apart_and_beside_what_is_marked(
    text: str, drawn: tuple[int, int], lang: str
) -> None:
    mark = Span(drawn[0], sum(drawn))
    one = article(text, lang, cues=(Cue(span=mark, kind="source"),))
    (words,) = content_words(one)
    end = 0
    for span, form in words:
        assert end <= span.start < span.end <= len(text)
        assert span.end <= mark.start or mark.end <= span.start
        assert form == fold(span.of(text))
        assert len(form) >= SHORTEST
        assert form not in load(lang).words.common
        end = span.end
