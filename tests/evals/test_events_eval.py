"""The cases of events are whole, gold is read as it is written, and score and baseline say what they mean."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from evals.base import DataMissing
from evals.events import naive, news
from evals.events.cases import HALVES, idle, marked, moods, roots, turned
from evals.events.ends import ends, pairs_of_names, right_source, sure_deeds
from evals.events.gold import Acted, fold, records, sentences
from evals.events.parties import Named, parties
from evals.events.score import by_answer, quads, scored
from samestory.encode import Encoder
from samestory.heads.events import FOLDS, MOODS, ROOTS
from samestory.model import Article, Deed, NameMention, Root, Span

LANGS = ["en", "bg", "ro", "ru", "uk", "es", "de"]


def test_a_case_is_read_without_its_brackets() -> None:
    one = marked("[t|Two boats] were seized by [s|Arda].", "en")
    assert one.text == "Two boats were seized by Arda."
    assert (one.source, one.target) == (Span(25, 29), Span(0, 9))


@pytest.mark.parametrize("written", ["[s|Arda] left.", "[s|Arda] met [t|Bo", "[s|Arda] met [t|Bo] [x|here]."])
def test_a_case_without_both_actors_or_with_a_bracket_left_is_told(written: str) -> None:
    with pytest.raises(ValueError, match="who acts"):
        marked(written, "en")


def test_halves_tell_each_root_twice_in_seven_languages() -> None:
    for half in HALVES:
        given = roots(half)
        assert [one.told.lang for one in given] == LANGS * 30
        assert [one.answer for one in given[:: len(LANGS)]] == [root for root in ROOTS for _ in range(2)]


def test_halves_tell_each_mood_but_the_stated_six_times_in_seven_languages() -> None:
    for half in HALVES:
        given = moods(half)
        assert [one.told.lang for one in given] == LANGS * (30 + 18)
        counts = {mood: sum(one.answer == mood for one in given) for mood in MOODS}
        assert counts == {"stated": 210, "planned": 42, "denied": 42, "hypothetical": 42}


def test_in_turned_sentences_who_acts_stands_behind() -> None:
    for half in HALVES:
        given = turned(half)
        assert [one.lang for one in given] == LANGS * 8
        assert all(one.source and one.target and one.source > one.target for one in given)


def test_idle_sentences_name_two() -> None:
    for half in HALVES:
        assert [one.lang for one in idle(half)] == LANGS * 6


def test_halves_share_no_sentence() -> None:
    one, other = (
        {a.told.text for a in moods(half)} | {a.text for a in (*turned(half), *idle(half))} for half in HALVES
    )
    assert len(one) == len(other) == 7 * (30 + 18 + 8 + 6)
    assert not one & other


def test_sentences_are_read_with_their_actors_and_without_their_marks(tmp_path: Path) -> None:
    rows = (
        ("gold_root", "marked_sentence"),
        ("COERCE", '<t>Two "boats"</t> were seized by <s>Arda</s>.'),
        ("YIELD", "<s>The minister</s> resigned."),
    )
    file = tmp_path / "zero_shot_plover/datasets/PLV_train.tsv"
    file.parent.mkdir(parents=True)
    file.write_text("\n".join("\t".join(row) for row in rows), "utf-8")
    one, other = sentences(tmp_path)
    assert one == (Acted('Two "boats" were seized by Arda.', "en", Span(27, 31), Span(0, 11)), "COERCE")
    assert other == (Acted("The minister resigned.", "en", Span(0, 12), None), "YIELD")


def test_records_are_read_by_their_roles_and_todays_names(tmp_path: Path) -> None:
    def record(event: str, markup: str) -> dict[str, object]:
        return {"event": event, "textInfo": {"markup": markup}}

    given = [
        {"event": "DOCUMENT"},
        record("RETREAT", "(SRC: Arda) has (EVT: freed) (TAR: two boats)."),
        record("AGREE", "(SRC/TAR: Arda) and (SRC/TAR: Bo) (EVT: agreed)."),
        record("FIGHT", "A fight (EVT: broke out)."),
    ]
    file = tmp_path / "plover/gold_standard_records/a.txt"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(given), "utf-8")
    one, other = records(tmp_path)
    assert one == (Acted("Arda has freed two boats.", "en", Span(0, 4), Span(15, 24)), "YIELD")
    assert other == (Acted("Arda and Bo agreed.", "en", Span(0, 4), Span(9, 11)), "AGREE")


def test_a_deed_of_names_found_is_judged_by_the_actors_that_stand_there() -> None:
    one = marked("[t|The port of Pelk] was seized by [s|the Arda fleet], Bo said.", "en")
    names = tuple(
        NameMention(span=Span(s, s + n), type="organisation") for s, n in ((12, 4), (35, 4), (47, 2))
    )
    assert [name.span.of(one.text) for name in names] == ["Pelk", "Arda", "Bo"]
    deeds = tuple(
        Deed(sentence=0, source=a, target=b, root="COERCE", mood="stated", score=s)
        for a, b, s in ((1, 0, 0.9), (0, 1, 0.6), (2, 1, 0.99))
    )
    article = Article(id="a", document_id="a", source="", lang="en", text=one.text, names=names, deeds=deeds)
    assert ends([article], [one], [article]) == (1.0, 1.0, 2 / 6)
    assert sure_deeds([article], [one]) == {0: deeds[0]}
    assert right_source(article, deeds[0], one)
    assert not right_source(article, deeds[1], one)
    assert pairs_of_names([article]) == 3


def test_folds_are_few_and_a_sentence_stays_in_its_own() -> None:
    found = [fold(f"Sentence {number}.") for number in range(200)]
    assert set(found) == set(range(FOLDS))
    assert fold("Sentence 1.") == found[1]


def test_scores_are_means_over_the_roots_that_gold_has() -> None:
    wanted: list[Root] = ["AGREE", "AGREE", "ASSAULT", "COERCE"]
    told: list[Root] = ["AGREE", "CONSULT", "COERCE", "COERCE"]
    assert by_answer(wanted, told) == pytest.approx({"AGREE": 2 / 3, "COERCE": 2 / 3, "ASSAULT": 0})
    assert scored(wanted, told) == pytest.approx((4 / 9, 0.5))
    assert quads(wanted, told) == (1.0, 1.0)


def test_naive_takes_the_nearest_mean_and_never_a_root_that_none_has() -> None:
    vectors = np.array([[1, 0], [0.8, 0.6], [-1, 0]], np.float32)
    centres = naive.means(vectors, ["AGREE", "AGREE", "ASSAULT"])
    assert centres.shape == (len(ROOTS), 2)
    assert naive.roots(vectors[::-1], centres) == ["ASSAULT", "AGREE", "AGREE"]


def test_naive_takes_what_is_negated_for_denied() -> None:
    assert naive.mood(Acted("Arda did not seize the boat.", "en", None, None)) == "denied"
    assert naive.mood(Acted("Arda will seize the boat.", "en", None, None)) == "stated"


def facts(half: str, *kinds: news.Kind) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for kind in kinds or tuple(news.FILES):
        with news.file(half, kind).open(encoding="utf-8", newline="") as opened:
            found += csv.DictReader(opened)
    return found


def test_no_document_of_news_stands_in_both_halves() -> None:
    def documents(half: str) -> set[tuple[str, str]]:
        return {(one["set"], one["document"].split("/")[-1]) for one in facts(half)}

    assert not documents("held") & documents("develop")
    # Translated news: the first of its lines are held out, of whatever language; so are two topics.
    lines = {half: [int(line) for name, line in documents(half) if name == "ntrex"] for half in HALVES}
    assert max(lines["held"]) < min(lines["develop"])
    topics = [
        {one["document"].split("/")[0] for one in facts(half) if one["set"] == "slavner"} for half in HALVES
    ]
    assert not topics[0] & topics[1]


def test_each_language_of_the_cases_has_news_read() -> None:
    for half in HALVES:
        for kind in news.FILES:
            given = facts(half, kind)
            told = [len(one["answer"]) > 1 for one in given]
            assert all(sum(o["lang"] == lang and not o["answer"] for o in given) >= 30 for lang in LANGS)
            assert all(
                sum(t and o["lang"] == lang for o, t in zip(given, told, strict=True)) >= 5 for lang in LANGS
            )
            assert [bool(one["mood"]) for one in given] == told


def test_no_pair_is_read_twice() -> None:
    for half in HALVES:
        given = [tuple(one.values())[:6] for one in facts(half)]
        assert len(given) == len(set(given))


@pytest.fixture
def read_news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Texts of four sets, and what a reader says of a pair in each."""
    files = {
        "ntrex128/a/newstest2019-ref.eng.txt": "No one.\nArda met Bo.\n",
        "ntrex128/DOCUMENT_IDS.tsv": "a\na\n",
        "slavner/raw/ferry/uk/1.txt": "Було.\nБо відповів Арді.",
        "slavner/ner/ferry/uk/1.tsv": "",
        "semeval2022_task8/a_text_subset.jsonl": json.dumps(
            {"pair_id": "7_8", "lang1": "de", "lang2": "de", "text1": "Arda sah Bo.", "text2": "",
             "overall": 1.0, "likely_original": True}
        ),
        "ronec/data/valid.json": json.dumps(
            [{"id": 5, "tokens": ["Arda", "și", "Bo", "."], "space_after": [True, True, False, False]}]
        ),
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    rows = (
        "set,document,lang,sentence,first,second,answer,mood",
        "ntrex,eng/1,en,0-12,0-4,9-11,CONSULT=,stated",
        "ronec,5,ro,0-11,0-4,8-10,,",
        "semeval,7,de,0-12,0-4,9-11,?,",
        "slavner,ferry/uk/1,uk,6-23,0-2,12-16,REJECT> ACCUSE<,planned denied",
    )
    (tmp_path / "facts.csv").write_text("\n".join(rows) + "\n", "utf-8")
    monkeypatch.setattr(news, "file", lambda half, kind: tmp_path / "facts.csv")
    return tmp_path


def test_pairs_are_read_from_their_texts_with_what_the_reader_says(read_news: Path) -> None:
    one, idle_pair, left, other = news.pairs(read_news, "held", "names")
    assert one.told == Acted("Arda met Bo.", "en", Span(0, 4), Span(9, 11))
    assert (one.answers, one.moods, one.ways()) == ((("CONSULT", "="),), ("stated",), {"="})
    assert (idle_pair.told.text, idle_pair.known, idle_pair.answers) == ("Arda și Bo.", True, ())
    assert (left.told.text, left.known, left.answers) == ("Arda sah Bo.", False, ())
    assert other.told.source is not None
    assert other.told.target is not None
    assert other.told.source.of(other.told.text) == "Бо"
    assert other.told.target.of(other.told.text) == "Арді"
    assert other.answers == (("REJECT", ">"), ("ACCUSE", "<"))
    assert other.moods == ("planned", "denied")
    assert other.ways() == {"<", ">"}


def test_news_that_is_not_there_is_told(read_news: Path) -> None:
    (read_news / "slavner/ner/ferry/uk/1.tsv").unlink()
    with pytest.raises(DataMissing, match="slavner"):
        news.pairs(read_news, "held", "names")


def test_who_is_named_in_a_sentence_is_found_with_a_name_or_without(prepared: Path) -> None:
    told = [
        Acted(text, "en", None, None) for text in ("Danish police met Ada Venn and farmers.", "It rained.")
    ]
    one, none = parties(Encoder.open(threads=1, cache=prepared), told)
    assert {span.of(told[0].text) for span in one.spans} == {"Danish police", "Ada Venn", "farmers"}
    assert [span.of(told[0].text) for span in one.of_any] == ["farmers"]
    assert none == Named([], [])
