"""Times of a row made happenings: what agrees, what disagrees, and what only looks as if it did."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from told_texts import dated, happenings, in_one_row, row, spans, written

from samestory.collate.differences import differences
from samestory.collate.timeline import timeline
from samestory.collate.told_when import in_order
from samestory.lang import load
from samestory.model import Dated, Deed, Span
from samestory.read.times_anew import times_from
from samestory.read.times_told import told

MAY = "2026-05-12"


def test_one_time_in_several_languages_is_one_happening_with_its_words() -> None:
    told = in_one_row(
        [
            ("en", "The tram line to Orsel opened on Tuesday."),
            ("ro", "Linia de tramvai spre Orsel s-a deschis pe 12 mai."),
            ("ru", "Трамвайную линию до Орселя открыли позавчера."),
        ]
    )
    assert spans(told) == [(MAY, MAY, [0, 1, 2], [])]
    words = [one.when.span for its in told[0].told for one in its]
    assert words == [Span(33, 40), Span(43, 49), Span(35, 44)]
    assert told[0].when.span is None


def test_a_coarser_time_joins_the_finer_one_that_it_holds() -> None:
    told = in_one_row([("en", "The bridge shut in May."), ("de", "Die Brücke wurde am 12. Mai gesperrt.")])
    assert spans(told) == [(MAY, MAY, [0, 1], [])]
    assert told[0].when.granularity == "day"
    assert told[0].told[0][0].when.granularity == "month"


def test_two_days_for_one_thing_are_a_disagreement_led_by_most_origins() -> None:
    told = in_one_row(
        [
            ("en", "Works on the quay begin on 3 September 2026."),
            ("bg", "Работите по кея започват на 1 октомври 2026 г."),
            ("pl", "Prace na nabrzeżu ruszą 3 września 2026 r."),
        ]
    )
    assert spans(told) == [("2026-09-03", "2026-09-03", [0, 2], [1])]
    (other,) = told[0].otherwise[1]
    assert f"{other.when.start:%Y-%m-%d}" == "2026-10-01"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The year is only the likeliest one.
        ("Works on the quay will begin on 2 September.", "Lucrările la chei încep pe 2 septembrie."),
        # The weekday may lie before or after.
        ("Schools stay shut until Monday.", "Școlile rămân închise luni."),
        # Put up after midnight.
        ("The minister resigned yesterday.", "Ministrul a demisionat marți, 12 mai."),
        # A clock in another zone, and one to the next five minutes.
        ("The first shock came at 3:42.", "Primul seism s-a produs la ora 5.42."),
        ("The first shock came at 3:42.", "Primul seism s-a produs la ora 3.40."),
    ],
)
def test_readings_that_may_be_of_one_time_do_not_disagree(one: str, other: str) -> None:
    told = in_one_row([("en", one), ("ro", other)])
    assert [its[2:] for its in spans(told)] == [([0, 1], [])]


def test_clocks_that_cannot_be_one_disagree() -> None:
    told = in_one_row(
        [
            ("en", "The first shock came at 3:42 on Tuesday."),
            ("ro", "Primul seism s-a produs marți la ora 3.17."),
        ]
    )
    assert [its[2:] for its in spans(told)] == [([0], [1])] or [its[2:] for its in spans(told)] == [
        ([1], [0])
    ]


def test_in_one_row_readings_as_usual_the_later_is_taken_and_the_other_moved() -> None:
    told = in_one_row(
        [("bg", "Трябва да започне на 2 септември."), ("en", "Works will begin on 2 September.")]
    )
    assert [f"{one.when.start:%Y-%m-%d}" for one in told] == ["2026-09-02"]
    reasons = [its[0].when.reason for its in told[0].told]
    assert sum("others tell the same" in reason for reason in reasons) == 1


def test_more_than_one_time_unmatched_is_no_disagreement() -> None:
    told = in_one_row(
        [
            ("en", "Signed on 3 May 2026, the deal takes effect on 9 June 2026."),
            ("ro", "Acordul din 5 aprilie 2026 intră în vigoare pe 20 iulie 2026."),
        ]
    )
    assert [its[3] for its in spans(told)] == [[], [], [], []]


def test_a_time_that_the_other_tells_beside_is_no_disagreement() -> None:
    one = written("a", "en", ["The council met on 3 May 2026.", "It will vote on 9 May 2026."])
    other = written("b", "en", ["The council will vote on 9 May 2026.", "It first met last spring."])
    assert all(not its for told in happenings([one], [other]) for its in told.otherwise)
    apart = structs.replace(one, times=one.times[:1])
    assert any(any(told.otherwise) for told in happenings([apart], [other]))


def test_what_lies_before_and_what_is_to_come_is_not_one_thing() -> None:
    told = in_one_row(
        [
            ("en", "The deal signed on 3 March 2026 covers four ports."),
            ("en", "The deal covers four ports and starts on 1 July 2026."),
        ]
    )
    assert [its[3] for its in spans(told)] == [[], []]


def test_a_weekday_of_an_article_whose_day_is_not_its_own_contradicts_nobody() -> None:
    pair = [("en", "The council met on Monday."), ("ro", "Consiliul s-a întrunit miercuri.")]
    assert [its[3] for its in spans(in_one_row(pair))] == [[1]]
    assert all(its[3] == [] for its in spans(in_one_row(pair, how="counterpart")))


def test_dates_that_the_account_finds_to_differ_disagree_here_too() -> None:
    one = written("a", "en", ["Signed on 3 May 2026, it holds from 9 June 2026."])
    other = written("b", "en", ["Signed on 3 April 2026, it holds from 9 July 2026."])
    held = {"a": one, "b": other}
    plain = row([one], [other])
    cells = [cell for column in plain.cells for cell in column]
    found = structs.replace(plain, differences=differences(cells, held))
    assert len(found.differences) == 2
    told = [timeline([its], [dated(one), dated(other)], held) for its in (plain, found)]
    assert [sum(any(each.otherwise) for each in its) for its in told] == [0, 2]


def test_of_times_that_begin_together_the_finer_then_the_shorter_come_first() -> None:
    text = "It ran through May 2026, on 1 May 2026, on 1-3 May 2026 and on 1 May 2026 at 00:00."
    one = written("a", "en", [text])
    parts = [structs.replace(one, id=f"{n}", times=(each,)) for n, each in enumerate(one.times)]
    rows = [row([part]) for part in parts]
    told = timeline(rows, [dated(part) for part in parts], {part.id: part for part in parts})
    assert [each.when.granularity for each in told] == ["minute", "day", "day", "month"]
    assert told[1].when.end < told[2].when.end


def test_a_copy_that_says_otherwise_stands_under_its_origin() -> None:
    one, copy = (written(n, "en", [f"The fair opens on {d} June 2026."]) for n, d in (("a", 3), ("b", 8)))
    told = happenings([one, copy])
    assert spans(told) == [("2026-06-03", "2026-06-03", [0], [0])]


def test_centuries_and_lengths_are_no_happenings() -> None:
    assert in_one_row([("en", "The 18th century tower stood for three hundred years.")]) == ()


def test_deeds_keep_their_times_where_the_day_joins_two_of_them() -> None:
    said = "Von Montagabend bis Dienstag trafen die Minister die Botschafter, am Mittwoch den Kanzler."
    known = written("a", "de", [said])
    lost = structs.replace(known, published=None, times=told(known.text, load("de"), None))
    deeds = tuple(
        Deed(sentence=0, source=0, target=1, root="CONSULT", mood="stated", score=1.0, time=time)
        for time in (*range(len(lost.times)), None)
    )
    lost = structs.replace(lost, deeds=deeds)
    anew = times_from(lost, Dated(article="a", when=known.published, how="counterpart"))
    assert len(anew.times) < len(lost.times)
    for before, after in zip(lost.deeds, anew.deeds, strict=True):
        if before.time is None:
            assert after.time is None
        else:
            assert after.time is not None
            assert known.words(lost.times[before.time].span) in (
                known.words(anew.times[after.time].span) or ""
            )


def test_deeds_lose_a_time_that_is_none_from_the_day_known() -> None:
    known = written("a", "en", ["The council met on Monday."])
    deed = Deed(sentence=0, source=0, target=1, root="CONSULT", mood="stated", score=1.0, time=0)
    gone = structs.replace(known.times[0], span=Span(0, 3))
    lost = structs.replace(known, published=None, times=(gone,), deeds=(deed,))
    (after,) = times_from(lost, Dated(article="a", when=known.published, how="counterpart")).deeds
    assert after.time is None


def test_times_are_read_anew_from_the_day_that_a_story_gives() -> None:
    known = written("a", "en", ["The council met on Monday."])
    lost = structs.replace(known, published=None, times=())
    when = known.published
    assert times_from(lost, Dated(article="a", when=when, how="counterpart")).times == known.times
    assert times_from(lost, Dated(article="a", when=None, how="unknown")) is lost
    assert times_from(known, Dated(article="a", when=when, how="stated")) is known


DAYS = st.integers(0, 400).map(lambda n: date(2026, 1, 1) + timedelta(n))


@given(st.lists(st.lists(DAYS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_every_time_has_its_place_once_and_in_order(told: list[list[date]]) -> None:
    texts = [
        written(f"{n}", "en", ["It met " + " and ".join(f"on {d.day} {d:%B %Y}" for d in its) + "."])
        for n, its in enumerate(told)
    ]
    found = happenings(*([text] for text in texts))
    assert [in_order(one.when) for one in found] == sorted(in_order(one.when) for one in found)
    held = [
        (n, one.when.start.date())
        for each in found
        for side in (each.told, each.otherwise)
        for n, its in enumerate(side)
        for one in its
    ]
    assert len(held) == len(set(held))
    assert set(held) == {(n, d) for n, its in enumerate(told) for d in its}
    assert happenings(*([text] for text in texts)) == found
