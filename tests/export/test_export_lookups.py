"""Letters, decisions, copies and marked pieces hold for any input."""

from __future__ import annotations

from datetime import datetime

import msgspec
from ferry_texts import BG, EN, RO, day, write
from hypothesis import given
from hypothesis import strategies as st

from samestory.export.dates import earliest, spoken
from samestory.export.index import index, letter
from samestory.export.kinship import behind, passages
from samestory.export.marked import blocks, pieces
from samestory.export.why import effective
from samestory.export.words import direction_words, percent, share_words
from samestory.model import Contents, Dated, Decision, Origin, Span, When


@given(st.text(max_size=40), st.data())
def test_pieces_are_the_sentence_and_mark_only_what_is_under_marks(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    spans = st.tuples(place, place).map(lambda pair: Span(min(pair), max(pair)))
    span = data.draw(spans)
    marks = data.draw(st.lists(spans, max_size=5))
    cut = pieces(text, span, marks)
    assert "".join(one.text for one in cut) == span.of(text)
    marked = {at for mark in marks for at in range(mark.start, mark.end) if span.start <= at < span.end}
    assert sum(len(one.text) for one in cut if one.marked) == len(marked)


@given(st.lists(st.text(alphabet="абв . \n\r\t<&", min_size=1, max_size=8), max_size=6), st.booleans())
def test_blocks_are_the_whole_text(sentences: list[str], titled: bool) -> None:
    article = write("x", "bg", "Заглавие" if titled else None, sentences)
    assert "".join(one.text for one in blocks(article)) == article.text
    numbers = [one.number for one in blocks(article) if one.kind == "sentence"]
    assert numbers == list(range(len(sentences)))


@given(st.integers(0, 20_000))
def test_letters_differ(number: int) -> None:
    assert letter(number).isalpha()
    assert letter(number) != letter(number + 1)


def test_letters_go_on_after_z() -> None:
    assert [letter(one) for one in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


def test_percent_never_rounds_to_all_or_nothing() -> None:
    assert [percent(one) for one in (0.0, 0.001, 0.5, 0.999, 1.0)] == ["0 %", "1 %", "50 %", "99 %", "100 %"]


def decision(verdict: str, made_by: str) -> Decision:
    left, right = ("b", "a") if made_by == "machine" else ("a", "b")
    return Decision(kind="story", left=left, right=right, verdict=verdict, score=0.5, made_by=made_by)  # type: ignore[arg-type]


def test_a_users_decision_outranks_the_machines_in_any_order() -> None:
    machine, user, later = (
        decision("same", "machine"),
        decision("different", "user:A"),
        decision("same", "user:B"),
    )
    assert effective((machine, user)) == (user,)
    assert effective((user, machine)) == (user,)
    assert effective((user, machine, later)) == (later,)


def test_copies_stand_behind_their_witness_with_share_and_direction(contents: Contents) -> None:
    held = index(contents)
    story = contents.stories[0]
    bulgarian, english = behind(story, story.origins[0])
    assert (bulgarian.article, bulgarian.model, bulgarian.share) == (BG.id, RO.id, 1.0)
    assert direction_words(bulgarian, held) == "taken from a1f0ro.txt"
    assert share_words(english, held) == "67 % of its sentences stand in a1f0ro.txt"
    assert direction_words(english, held) == "which came first cannot be told"
    turned = msgspec.structs.replace(bulgarian, source=BG.id)
    assert direction_words(turned, held) == "a1f0ro.txt took from it"
    wire = msgspec.structs.replace(bulgarian, source="an agency")
    assert direction_words(wire, held) == "both taken from an agency"
    assert [(one.left, one.right) for one in passages(story)] == [("d4c3ar", "e5b4ru")]


def test_a_copy_never_compared_says_so(contents: Contents) -> None:
    story = msgspec.structs.replace(contents.stories[0], origins=(Origin(articles=(BG.id, EN.id)),))
    (english,) = behind(story, story.origins[0])
    assert share_words(english, index(contents)) == "not compared with b2e1bg.txt directly"


def test_a_story_is_dated_by_what_is_known_best() -> None:
    counterpart = Dated(article="a", when=day(2024, 1, 1), how="counterpart")
    month = Dated(
        article="b",
        when=When(start=datetime(2024, 2, 1), end=datetime(2024, 3, 1), granularity="month", reason=""),
        how="stated",
    )
    stated = Dated(article="c", when=day(2024, 2, 9), how="stated")
    unknown = Dated(article="d", when=None, how="unknown")
    assert earliest((unknown, counterpart, month, stated)) == stated
    assert earliest((unknown, counterpart, month)) == month
    assert earliest((unknown,)) is None
    assert spoken(counterpart) == "≈ 1 January 2024"
    assert spoken(month) == "February 2024"
    assert spoken(unknown) == "date not known"
