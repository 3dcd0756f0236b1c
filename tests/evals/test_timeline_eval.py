"""The timeline task's rows, plants and own cases are what they say, and its baseline sees figures alone."""

from __future__ import annotations

from datetime import date

from evals.timeline import naive, threads
from evals.timeline.planted import KINDS, planted
from evals.timeline.run import disagreeing, is_found, matched
from evals.timeline.translated import Both, written

DAY = date(2026, 5, 14)
EN = written("en", ["The fair opened on 3 May.", "It closes in 2027.", "Trams ran late on Monday."], DAY)
RO = written(
    "ro", ["Târgul s-a deschis pe 3 mai.", "Se închide în 2027.", "Luni au întârziat tramvaiele."], DAY
)


def test_sentences_that_say_the_same_match_and_disagree_nowhere():
    told = Both(EN, RO).timeline()
    assert len(told) == 3
    assert disagreeing(told) == set()
    assert matched([(Both(EN, RO), told)]) == [True] * 6


def test_every_kind_is_planted_where_it_can_be_and_known_by_its_place():
    changes = list(planted(Both(EN, RO)))
    assert [(one.number, one.kind) for one in changes] == [(0, "day"), (1, "year"), (2, "weekday")]
    assert {one.kind for one in changes} == set(KINDS)
    for one in changes:
        side, kept = (one.both.left, RO) if one.article == "en" else (one.both.right, EN)
        assert kept in one.both.sides()
        before = EN if one.article == "en" else RO
        assert one.span.of(side.text) not in before.sentences[one.number].of(before.text)
        rest = before.text[: one.span.start] + one.span.of(side.text)
        assert side.text.startswith(rest)
        assert [span.of(side.text) for span in side.sentences] == side.text.splitlines()
        assert is_found(one)
    assert list(planted(Both(EN, RO))) == changes


def test_what_was_not_changed_is_not_found():
    (change, *_) = planted(Both(EN, RO))
    still = type(change)(change.kind, Both(EN, RO), change.article, change.number, change.span)
    assert not is_found(still)


def test_halves_share_no_sentence_and_pairs_are_of_one_affair():
    told = [
        {words for one in threads.pairs(half) for _, words in (one.left, one.right)}
        for half in threads.HALVES
    ]
    assert all(len(its) >= 50 for its in told)
    assert not told[0] & told[1]
    for half in threads.HALVES:
        given = threads.pairs(half)
        assert 0.3 < sum(one.same for one in given) / len(given) < 0.5
    assert threads.counts(given, [one.same for one in given]).f1 == 1
    assert threads.counts(given, [True] * len(given)).recall == 1


def test_naive_sees_figures_and_long_words():
    assert naive.dates("On 12 May 2026, 300 of 4.5 million, at 15:30, 7%") == {"12", "2026"}
    assert naive.disagree("on 12 May", "12 mai") is False
    assert naive.disagree("on 12 May", "pe 13 mai") is True
    assert naive.disagree("on Monday", "pe 13 mai") is False
    one, other, third = (
        ("en", "The ferry Meridian sank."),
        ("bg", "Потъна „Меридиан“."),
        ("bg", "Бреговете са тихи."),
    )
    assert threads.naive(threads.Pair(one, other, same=True)) is True
    assert threads.naive(threads.Pair(one, third, same=False)) is False
