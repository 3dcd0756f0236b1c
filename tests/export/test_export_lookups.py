"""Letters, decisions, copies and marked pieces hold for any input."""

from __future__ import annotations

from datetime import datetime

import msgspec
from ferry_texts import BG, EN, RO, RU, day, write
from hypothesis import given
from hypothesis import strategies as st

from samestory.export.dates import earliest, spoken
from samestory.export.index import index, letter, most_reported, threads
from samestory.export.kinship import behind, passages
from samestory.export.marked import blocks, pieces
from samestory.export.why import effective
from samestory.export.words import decisive_words, direction_words, percent, share_words
from samestory.model import Contents, Copy, Dated, Decision, Origin, Reason, Span, Thread, When


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
    assert [percent(one) for one in (0.0, 0.001, 0.5, 0.999, 1.0)] == ["0%", "1%", "50%", "99%", "100%"]


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
    assert share_words(english, held) == "67% of its sentences stand in a1f0ro.txt"
    assert direction_words(english, held) == "which came first cannot be told"
    turned = msgspec.structs.replace(bulgarian, source=BG.id)
    assert direction_words(turned, held) == "a1f0ro.txt took from it"
    wire = msgspec.structs.replace(bulgarian, source="an agency")
    assert direction_words(wire, held) == "both taken from an agency"
    assert [(one.left, one.right) for one in passages(story)] == [("d4c3ar", "e5b4ru")]


def test_two_origins_share_one_passage_however_many_copies(contents: Contents) -> None:
    story = contents.stories[0]
    fuller = msgspec.structs.replace(story.account.copies[2], right_share=0.6)
    more = Copy(
        left=BG.id, right=RU.id, verdict="partial", left_share=0.4, right_share=0.4, pairs=fuller.pairs
    )
    account = msgspec.structs.replace(story.account, copies=(*story.account.copies, fuller, more))
    assert passages(msgspec.structs.replace(story, account=account)) == (fuller, more)


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


def judged(**values: float) -> Decision:
    reasons = tuple(
        Reason(name=name, value=value, says=f"{name} {value:g}") for name, value in values.items()
    )
    return Decision(kind="story", left="a", right="b", verdict="different", score=0.3, reasons=reasons)


def test_what_settled_a_decision_is_told_in_one_reason() -> None:
    likeness = {"first_sentences": 0.8, "counterparts": 0.6, "shared_marks": 0.1}
    assert decisive_words(judged(days_apart=42, **likeness)) == "days_apart 42"
    assert decisive_words(judged(days_apart=3, **likeness)) == "counterparts 0.6"
    undated = judged(undated=1, singled_out=1, **likeness, rival=1)
    assert decisive_words(undated) == "rival 1"
    assert decisive_words(judged(undated=2, **likeness)) == "counterparts 0.6"
    assert decisive_words(judged(places=0, numbers=0, more=0)) == "places 0"
    assert decisive_words(judged()) == "no reason recorded"
    told = msgspec.structs.replace(judged(days_apart=42, counterparts=0.2), made_by="user:Ana")
    assert decisive_words(told) == "decided by Ana: days_apart 42"


def test_what_one_article_alone_tells_comes_last(contents: Contents) -> None:
    turned = msgspec.structs.replace(contents, threads=contents.threads[::-1])
    assert [len(one) for one in threads(turned)] == [2, 1, 1]
    assert [one[0].id for one in threads(turned)] == ["story-ferry", "story-bad", "story-lone"]
    threaded = msgspec.structs.replace(
        contents, threads=(*contents.threads[:1], Thread(id="both", stories=("story-lone", "story-bad")))
    )
    assert [len(one) for one in threads(threaded)] == [2, 2]


def test_the_most_reported_stands_out_only_alone(contents: Contents, nothing: Contents) -> None:
    assert most_reported(contents) == "story-ferry"
    assert most_reported(nothing) is None
    for stories in (contents.stories[:1], contents.stories[2:]):
        assert most_reported(msgspec.structs.replace(contents, stories=stories)) is None
