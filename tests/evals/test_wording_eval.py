"""The cases of competing terms are whole, and their score and baseline say what they mean."""

from __future__ import annotations

import pytest

from evals.counts import Counts
from evals.wording import naive
from evals.wording.cases import HALVES, event, events, opposed
from evals.wording.score import ROOM, Found, Told, counted
from samestory.model import Span

TOLD = {
    "reports": [
        ["en", "One", "a: The riot began.", "b: A riot it was."],
        ["en", "Two", "b: The protest, a calm protest, it was.", "-: Snow fell."],
        ["de", "Drei", "ab: Der Protest begann und blieb einer.", "-: Kein Protest endet."],
    ],
    "terms": [{"0": "riot", "12": "protest|Protest"}],
}
RIOT, PROTEST, GERMAN = Span(4, 8), Span(4, 11), Span(4, 11)


def test_an_event_is_read_with_rows_sides_and_every_place_of_a_term() -> None:
    read = event(TOLD)
    assert read.rows() == (((0, 0), (2, 0)), ((0, 1), (1, 0), (2, 0)))
    assert [s.of(read.reports[0].text) for s in read.reports[0].spans] == [
        "The riot began.",
        "A riot it was.",
    ]
    (group,) = read.groups
    assert [len(term.spans) for term in group] == [2, 2, 2]
    assert [(a.report, b.report) for a, b in opposed(group)] == [(0, 1), (0, 2)]


def test_a_term_that_stands_nowhere_is_told() -> None:
    with pytest.raises(ValueError, match="revolt"):
        event({**TOLD, "terms": [{"0": "revolt", "1": "protest"}]})


def test_only_pairs_on_terms_of_two_sides_are_right() -> None:
    one, clean = event(TOLD), event({"reports": TOLD["reports"]})
    right = Found(1, PROTEST, 0, RIOT)
    wrong = [Found(1, PROTEST, 2, GERMAN), Found(0, Span(4, 14), 1, Span(0, 3))]
    told = counted([one, clean, clean], [[right, right, *wrong], [], [right]])
    assert told == Told(Counts(right=2, given=5, met=1, wanted=2), kept=1, clean=2)
    assert told.left_alone == 0.5


@pytest.mark.parametrize(
    ("span", "right"),
    [(Span(2, 6), 0), (Span(2, 7), 1), (RIOT, 1), (Span(4, 8 + ROOM), 1), (Span(4, 9 + ROOM), 0)],
)
def test_a_span_is_right_by_half_of_the_shorter_and_not_by_a_whole_sentence(span: Span, right: int) -> None:
    wide = event({**TOLD, "reports": [["en", "One", "a: The riot began " + "x" * 99], *TOLD["reports"][1:]]})
    assert counted([wide], [[Found(0, span, 1, PROTEST)]]).pairs.right == right


def test_naive_pairs_the_words_that_recur() -> None:
    left, right = Span(4, 8), Span(4, 11)
    told = {
        "reports": [["en", "One", "a: The riot and a riot."], ["en", "Two", "a: The protest, a protest."]]
    }
    assert naive.found(event(told)) == [Found(0, left, 1, right)]
    told["reports"][1] = ["en", "Two", "a: The riot, a protest."]
    assert naive.found(event(told)) == []


def test_halves_are_large_enough_half_clean_and_share_no_outlet_or_sentence() -> None:
    seen = []
    for half in HALVES:
        given = events(half)
        named = [e for e in given if e.groups]
        alone = sum(len(e.languages) == 1 for e in given)
        assert len(given) >= 40
        assert len(named) >= 30
        assert len(given) - len(named) >= 30
        assert 0.4 <= alone / len(given) <= 0.6
        assert len(frozenset[str]().union(*(e.languages for e in given))) == 12
        assert all(3 <= len(r.sentences) <= 6 for e in given for r in e.reports)
        assert all(len(e.rows()) >= 3 for e in given)
        reports = [r for e in given for r in e.reports]
        seen.append({r.outlet for r in reports} | {s for r in reports for s in r.sentences})
    assert not seen[0] & seen[1]
