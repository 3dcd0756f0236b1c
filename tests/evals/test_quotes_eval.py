"""The cases of quotes are whole, gold is read as it is written, and score and baseline say what they mean."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.counts import Counts
from evals.quotes import naive
from evals.quotes.cases import HALVES, case, cases
from evals.quotes.gold import GoldQuote, GoldText, german, polnear
from evals.quotes.score import Told, audiences, overlapping, scored, size, speakers
from evals.quotes.told import parts
from samestory.model import Quote, Span

TEXT = "“We go,” said Ada Lorn. She called it “late and slow”."
LATE = Span(TEXT.index("late"), TEXT.index("late") + 13)
ADA = Span(14, 22)


def test_a_case_is_read_without_its_braces() -> None:
    read = case("en", "“{We go,|Ada Lorn}” said Ada Lorn. “{We stay.|Ada Lorn}”")
    assert read.text == "“We go,” said Ada Lorn. “We stay.”"
    assert [(q.span.of(read.text), q.name) for q in read.quotes] == [
        ("We go,", "Ada Lorn"),
        ("We stay.", "Ada Lorn"),
    ]


@pytest.mark.parametrize("written", ["“{We go” she said.", "“{We go}” she said.", "“{We go|}” she said."])
def test_a_brace_left_over_is_told(written: str) -> None:
    with pytest.raises(ValueError, match="left over"):
        case("en", written)


@pytest.mark.parametrize(
    ("kind", "languages", "each"),
    [
        ("", "bg ro ru uk es fr pl tr", 20),
        ("_more", "kk it pt ar zh nl", 15),
        ("_reported", "bg ro ru uk pl es fr tr it pt kk", 9),
        ("_audience", "bg ro ru uk pl es fr tr en de it pt kk", 4),
        ("_anaphora", "bg ro ru uk pl es fr tr en de it pt kk", 3),
        ("_marks", "bg ro ru uk", 16),
        ("_others", "cs sk sl sr mk be el ky", 6),
    ],
)
def test_halves_hold_as_many_cases_a_language_and_share_none_and_no_speaker(
    kind: str, languages: str, each: int
) -> None:
    seen = []
    for half in HALVES:
        given = cases(half, kind)
        langs = [one.lang for one in given if one.lang in languages.split() or kind != "_reported"]
        assert {lang: langs.count(lang) for lang in langs} == dict.fromkeys(languages.split(), each)
        assert kind in ("_audience", "_anaphora") or any(not one.quotes for one in given)
        named = {q.name for one in given for q in one.quotes if q.name and " " in q.name}
        seen.append({one.text for one in given} | named)
    assert not (seen[0] & seen[1]) - {"Premier ministre"}


def test_a_span_is_right_by_its_first_and_last_word_and_a_speaker_by_what_it_marks() -> None:
    gold = GoldText("en", TEXT, (GoldQuote(Span(0, 8), (ADA,)), GoldQuote(LATE, name="Ada Lorn")))
    right = [Told(Span(1, 7), Span(18, 22), None), Told(LATE, Span(24, 27), ADA)]
    assert scored(gold, right) == (Counts(2, 2, 2, 2), Counts(2, 2, 2, 2))
    she = [Told(Span(1, 4), ADA, ADA), Told(LATE, Span(24, 27), None)]
    assert scored(gold, she) == (Counts(1, 2, 1, 2), Counts(0, 1, 0, 1))


def test_what_is_reported_is_right_by_half_of_the_words_of_both() -> None:
    text = "She said that one two three four."
    gold = GoldText("en", text, (GoldQuote(Span(14, 32)),))
    half, less = (Told(Span(14, end), None, None) for end in (21, 17))
    assert overlapping(gold, [half, less]) == Counts(1, 2, 1, 1)
    assert [one.span.of("A, b c. D") for one in naive.clauses(GoldText("en", "A, b c. D", ()))] == ["b c"]


def test_polnear_gives_what_is_reported(tmp_path: Path) -> None:
    text = "Ada said it rained, and “now” she left."
    rows = (
        "T1\tSource 0 3\tAda\nT2\tContent 9 18\tit rained\nT3\tContent 24 29\t“now”\n"
        "E1\tAttribution:T9 Source:T1 Content:T2\nE2\tAttribution:T8 Content:T3\n"
    )
    for folder, name, content in (("text", "a.txt", text), ("attributions", "a_d473.ann", rows)):
        (tmp_path / "polnear/data/dev" / folder).mkdir(parents=True)
        (tmp_path / "polnear/data/dev" / folder / name).write_text(content, "utf-8")
    (read,) = polnear(tmp_path, "dev", reported=True)
    assert read.quotes == (GoldQuote(Span(9, 18), (Span(0, 3),)),)


def test_those_told_are_right_by_their_name_and_speakers_of_all_quotes_count() -> None:
    gold = case("en", "“{We go far,|Ada Lorn|Reuters}” Ada Lorn told Reuters. “{We stay.|Bo Rask}”")
    ada, reuters = (Span(at, at + size) for at, size in ((13, 8), (27, 7)))
    said = Span(1, 12)
    right, wrong = Told(said, ada, ada, reuters), Told(said, reuters, None, ada)
    assert [part.of(gold.text) for part in (ada, reuters)] == ["Ada Lorn", "Reuters"]
    assert audiences(gold, [right]) == Counts(1, 1, 1, 1)
    assert audiences(gold, [wrong]) == Counts(0, 1, 0, 1)
    assert speakers(gold, [right]).met == 1
    assert speakers(gold, [wrong]).met == 0
    assert speakers(gold, [right]).wanted == 2


def test_signs_without_spaces_are_words_and_a_name_is_found_among_them() -> None:
    text = "市长李建国说：“桥还在。”"
    gold = GoldText("zh", text, (GoldQuote(Span(8, 12), name="李建国"),))
    assert scored(gold, [Told(Span(8, 11), Span(0, 5), None)]) == (Counts(1, 1, 1, 1), Counts(1, 1, 1, 1))
    assert scored(gold, [Told(Span(8, 11), Span(0, 2), None)])[1] == Counts(0, 1, 0, 1)
    assert size(text) == 9


def test_what_is_said_is_scored_without_who_says_it() -> None:
    text = "The bridge, according to Ada Lorn, is old."
    quote = Quote(span=Span(0, 41), kind="reported", cue=Span(12, 24), speaker=Span(25, 33))
    assert [part.of(text) for part in parts(quote)] == ["The bridge, ", ", is old"]
    assert parts(Quote(span=Span(0, 10), kind="reported", cue=Span(12, 24))) == [Span(0, 10)]


def test_naive_takes_what_stands_between_marks_and_the_nearest_capital() -> None:
    one, other = naive.found(GoldText("en", TEXT, ()))
    assert (one.span.of(TEXT), other.span.of(TEXT)) == ("We go,", "late and slow")
    assert one.speaker == ADA


def test_polnear_gives_each_stretch_of_what_opens_with_a_mark(tmp_path: Path) -> None:
    text = "“We go,” Ada said, “now.” Bo denied it."
    rows = (
        "T1\tSource 9 12\tAda\nT2\tContent 0 8;19 25\t“We go,” “now.”\n"
        "T3\tContent 36 38\tit\nTo the\nT4\tCue 13 17\tsaid\n"
        "E1\tAttribution:T9 Source:T1 Content:T2 Cue:T4\nE2\tAttribution:T8 Content:T3\n"
    )
    for folder, name, content in (("text", "a.txt", text), ("attributions", "a_d473.ann", rows)):
        (tmp_path / "polnear/data/dev" / folder).mkdir(parents=True)
        (tmp_path / "polnear/data/dev" / folder / name).write_text(content, "utf-8")
    (read,) = polnear(tmp_path, "dev")
    ada = (Span(9, 12),)
    assert read.quotes == (GoldQuote(Span(0, 8), ada), GoldQuote(Span(19, 25), ada))


def test_german_gives_direct_quotes_alone(tmp_path: Path) -> None:
    def part(*places: tuple[int, int]) -> dict[str, list[dict[str, int]]]:
        return {"spans": [{"charBegin": start, "charEnd": end} for start, end in places]}

    rows = [
        {"type": "Direct", "quote": part((0, 10)), "speaker": part((18, 21))},
        {"type": "Indirect", "quote": part((12, 21)), "speaker": part()},
    ]
    document = {"originalText": "„Wir gehen“, sagte Ada.", "annotations": rows}
    (tmp_path / "german_news_quotes").mkdir()
    (tmp_path / "german_news_quotes/dev.jsonl").write_text(json.dumps(document) + "\n", "utf-8")
    (read,) = german(tmp_path, "dev")
    assert read.quotes == (GoldQuote(Span(0, 10), (Span(18, 21),)),)
    (reported,) = german(tmp_path, "dev", "Indirect")
    assert reported.quotes == (GoldQuote(Span(12, 21)),)
