"""The cases of the reports task are whole and read as written, and its counts say what they mean."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from msgspec import structs

from evals.counts import Counts, summed
from evals.reports import naive, score
from evals.reports.cases import HALVES, Event, Planted, Report, Sentence, events, same
from evals.reports.run import row_kinds
from evals.reports.score import KINDS
from evals.reports.told import Row, document, lie_in, told
from samestory.read.article import read

LANGUAGES = {"bg", "ro", "ru", "uk", "en", "de", "es", "fr", "pl", "tr", "kk", "it"}


def keys(report: Report) -> frozenset[str]:
    return frozenset[str]().union(*(sentence.keys for sentence in report.sentences))


def pairs(event: Event) -> list[tuple[int, int]]:
    return list(combinations(range(len(event.reports)), 2))


@pytest.mark.parametrize("half", HALVES)
def test_a_half_has_events_told_in_all_languages_and_a_third_of_what_is_shared_differs(half: str) -> None:
    given = events(half)
    assert len(given) >= 24
    spoken = Counter(lang for event in given for lang in {report.lang for report in event.reports})
    assert set(spoken) == LANGUAGES
    assert min(spoken.values()) >= 4
    assert any(len({report.lang for report in event.reports}) == 1 for event in given)
    shared = sum(len(keys(e.reports[i]) & keys(e.reports[j])) for e in given for i, j in pairs(e))
    assert 0.25 < sum(len(event.differs) for event in given) / shared < 0.45
    assert sum(len(sentence.keys) > 1 for e in given for r in e.reports for sentence in r.sentences) >= 10


@pytest.mark.parametrize("half", HALVES)
def test_a_report_shares_some_sentences_and_has_some_of_its_own(half: str) -> None:
    for event in events(half):
        assert 2 <= len(event.reports) <= 3
        for place, report in enumerate(event.reports):
            others = frozenset[str]().union(*map(keys, event.reports[:place] + event.reports[place + 1 :]))
            own = [sentence for sentence in report.sentences if not sentence.keys & others]
            assert 4 <= len(report.sentences) <= 8, (event.name, report.lang)
            assert 1 <= len(own) <= 4, (event.name, report.lang)


@pytest.mark.parametrize("half", HALVES)
def test_differences_stand_in_statements_both_reports_make(half: str) -> None:
    for event in events(half):
        assert len(set(event.differs)) == len(event.differs)
        for one in event.differs:
            assert one.reports in pairs(event), event.name
            assert one.kind in (*KINDS, *score.SAME_KIND), event.name
            assert all(one.key in keys(event.reports[place]) for place in one.reports), event.name


@pytest.mark.parametrize("half", HALVES)
def test_each_sentence_is_read_as_one(half: str) -> None:
    for event in events(half):
        for report in event.reports:
            article = read(document(event.name, report))
            assert (article.lang, article.words(article.title)) == (report.lang, report.title)
            assert lie_in(article, report.sentences) == tuple(range(len(report.sentences))), report.title


def test_no_sentence_stands_in_two_places() -> None:
    every = [s.text for half in HALVES for event in events(half) for r in event.reports for s in r.sentences]
    assert len(set(every)) == len(every)


def test_sentences_with_a_key_in_common_are_the_same() -> None:
    left, right = (
        Report(lang="en", outlet="", published="2026-01-01", title="", sentences=sentences)
        for sentences in (
            (Sentence(frozenset("ab"), "One."), Sentence(frozenset(), "Two.")),
            (Sentence(frozenset("c"), "Three."), Sentence(frozenset("b"), "Four.")),
        )
    )
    assert same(left, right) == {(0, 1)}


def test_pairs_and_rows_are_counted() -> None:
    gold = frozenset({(0, 0), (0, 1), (2, 3)})
    assert score.pairs(frozenset({(0, 0), (1, 1)}), gold) == Counts(1, 2, 1, 3)
    assert sorted(map(sorted, score.components(gold))) == [[(0, 0), (0, 1)], [(2, 3)]]
    assert score.rows([frozenset({(0, 0), (0, 1)}), frozenset({(1, 1)})], gold) == Counts(1, 2, 1, 2)


def test_a_difference_needs_the_right_kind_in_the_right_row() -> None:
    planted = [Planted("a", "place", (0, 1)), Planted("b", "number", (0, 1))]
    told = [(frozenset("a"), frozenset({"name", "date"})), (frozenset("c"), frozenset({"number"}))]
    assert score.differences(told, planted) == Counts(1, 3, 1, 2)
    assert score.differences(told, planted, "number") == Counts(0, 1, 0, 1)


def test_figures_of_counts() -> None:
    counts = summed([Counts(1, 2, 1, 4), Counts(2, 2, 2, 4)])
    assert (counts.precision, counts.recall) == (0.75, 0.375)
    assert counts.f1 == pytest.approx(0.5)
    assert (Counts(0, 0, 0, 0).precision, Counts(0, 1, 0, 1).f1) == (1.0, 0.0)


def test_naive_aligns_what_shares_numbers() -> None:
    left = ["Twelve were hurt in Halvick", "The road costs 240 million"]
    right = ["240 Millionen kostet die Straße", "Es regnet"]
    assert naive.align(left, right) == {(1, 0)}


def test_what_the_program_tells_is_given_by_places_in_the_reports() -> None:
    event = next(one for one in events("develop") if len(one.reports) == 3)
    (made,) = told([event])
    assert [pair.left.report.outlet for pair in made.pairs] == [event.reports[i].outlet for i in (0, 0, 1)]
    assert sum(len(pair.planted) for pair in made.pairs) == len(event.differs)
    for pair in made.pairs:
        assert pair.gold == same(pair.left.report, pair.right.report) == pair.given.keys()
        assert pair.aligned & pair.gold
        held = {(i, j) for row in pair.rows for i in row.left for j in row.right}
        assert held == (pair.aligned if pair.apart else set())
        for said in (True, False):
            rows = tuple(Row(frozenset({i}), frozenset({j}), frozenset(), said) for i, j in pair.gold)
            plain = structs.replace(pair, rows=rows, planted=())
            assert row_kinds(plain).precision == float(not said)
    assert {a for origin in made.origins for a in origin.articles} == {
        side.article.id for pair in made.pairs for side in (pair.left, pair.right)
    }
