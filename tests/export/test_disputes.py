"""A row's differences become points of dispute: each value once, nobody lost; the gist counts them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import msgspec
import pytest
from ferry_texts import cell, write
from hypothesis import given
from hypothesis import strategies as st

from samestory.collate.differences import differences
from samestory.export.disputes import disputes
from samestory.export.gist import gist
from samestory.export.index import Index, index
from samestory.export.words import dispute_words, row_words
from samestory.model import (
    Account,
    Article,
    Contents,
    Difference,
    NumberMention,
    Origin,
    Span,
    Statement,
    Story,
    Timed,
    TimeMention,
)


def figures(name: str, *values: int) -> Article:
    """An article of one sentence that states ``values``."""
    article = write(name, "en", None, [" ".join(str(one) for one in values)])
    numbers, at = [], 0
    for one in values:
        numbers.append(NumberMention(span=Span(at, at + len(str(one))), value=float(one)))
        at += len(str(one)) + 1
    return msgspec.structs.replace(article, numbers=tuple(numbers))


def row(*origins: Sequence[Article]) -> tuple[Statement, Index]:
    """The row of all the articles' first sentences, with the differences collate finds."""
    articles = [one for origin in origins for one in origin]
    cells = tuple(tuple(cell(one, 0) for one in origin) for origin in origins)
    found = differences([one for column in cells for one in column], {one.id: one for one in articles})
    contents = Contents(articles=tuple(articles), files={}, stories=(), threads=(), decisions=(), failures=())
    return Statement(kind="differs", cells=cells, differences=found), index(contents)


def told(*origins: Sequence[Article]) -> list[str]:
    statement, held = row(*origins)
    return [dispute_words(one, held) for one in disputes(statement, held)]


def test_equal_values_stand_together_and_each_origin_once() -> None:
    a, copy, b, d, e = (figures(name, n) for name, n in zip("acbde", (304, 304, 340, 304, 304), strict=True))
    assert told([a, copy], [b], [], [d], [e]) == ["304 (A, D, E) ≠ 340 (B)"]


def test_an_article_that_says_otherwise_than_its_origin_is_named() -> None:
    first, later = figures("first", 11, 120), figures("later", 17, 214)
    assert told([first, later], [figures("b", 17)], [], [figures("d", 12)]) == [
        "11 (A) ≠ 17 (B, later.txt of A) ≠ 12 (D)",
        "120 (A) ≠ 214 (later.txt of A)",
    ]


def test_two_figures_of_one_sentence_are_two_points() -> None:
    # 17 and 100 were held against each other for want of anything nearer.
    assert told([figures("a", 11, 120)], [figures("b", 17)], [figures("c", 100)]) == [
        "11 (A) ≠ 17 (B)",
        "120 (A) ≠ 100 (C)",
    ]


def test_dates_agree_across_wordings() -> None:
    days = {"2 mai": 2, "2. Mai": 2, "3 mayo": 3}
    origins = []
    for place, (words, day) in enumerate(days.items()):
        article = write(f"d{place}", "de", None, [words])
        mention = TimeMention(span=article.sentences[0], month=5, day=day)
        time = Timed(span=mention.span, kind="date", reason="not placed", parts=(mention,))
        origins.append([msgspec.structs.replace(article, times=(time,))])
    assert told(*origins) == ["2 mai (A) = 2. Mai (B) ≠ 3 mayo (C)"]


def test_a_mark_no_mention_is_known_at_is_compared_by_its_words() -> None:
    articles = [figures("a", 5), figures("b", 6), figures("c", 5)]
    statement, _ = row(*([one] for one in articles))
    bare = tuple(msgspec.structs.replace(one, numbers=()) for one in articles)
    held = index(Contents(articles=bare, files={}, stories=(), threads=(), decisions=(), failures=()))
    assert [dispute_words(one, held) for one in disputes(statement, held)] == ["5 (A, C) ≠ 6 (B)"]


def test_a_side_without_words_is_told_by_what_it_means() -> None:
    yes, no = (
        write("yes", "en", None, ["The mill is sold."]),
        write("no", "en", None, ["The mill is not sold."]),
    )
    statement, held = row([yes], [no])
    end, cue = yes.sentences[0].end, no.text.index("not")
    negation = Difference(
        kind="negation",
        left=cell(yes, 0),
        right=cell(no, 0),
        left_span=Span(end, end),
        right_span=Span(cue, cue + 3),
    )
    told_so = msgspec.structs.replace(statement, differences=(negation,))
    assert [dispute_words(one, held) for one in disputes(told_so, held)] == ["affirmed (A) ≠ not (B)"]
    assert row_words(told_so) == "differs: yes or no"


@given(st.lists(st.lists(st.lists(st.integers(1, 6), max_size=3), min_size=1, max_size=3), max_size=4))
def test_no_disputed_words_are_lost_and_every_point_has_two_sides(values: list[list[list[int]]]) -> None:
    origins = [
        [figures(f"{place}-{number}", *said) for number, said in enumerate(origin)]
        for place, origin in enumerate(values)
    ]
    statement, held = row(*origins)
    points = disputes(statement, held)
    for one in points:
        words = [{wording.words for wording in side} for side in one.sides]
        assert len(words) >= 2
        assert not any(left & right for left, right in combinations(words, 2))
        voices = [voice for side in one.sides for wording in side for voice in wording.voices]
        assert len({(voice.place, voice.article) for voice in voices}) == len(voices)
    written = {wording.words for one in points for side in one.sides for wording in side}
    texts = {one.id: one.text for origin in origins for one in origin}
    for each in statement.differences:
        assert each.left_span.of(texts[each.left.article]) in written
        assert each.right_span.of(texts[each.right.article]) in written


def story(rows: Sequence[Statement], *origins: Sequence[Article]) -> Story:
    return Story(
        id="s",
        thread="t",
        articles=tuple(one.id for origin in origins for one in origin),
        origins=tuple(Origin(articles=tuple(one.id for one in origin)) for origin in origins),
        dates=(),
        account=Account(rows=tuple(rows), copies=()),
    )


def test_the_gist_counts_origins_texts_and_disputes() -> None:
    wired = [
        msgspec.structs.replace(figures(name, 5), credits=("Interarna",), lang=name) for name in ("bg", "ro")
    ]
    pair, lone = [figures("x", 5), figures("y", 7)], [figures("z", 6)]
    statement, held = row(wired, pair, lone)
    assert gist(story([statement], wired, pair, lone), held) == (
        "5 reports, 3 independent origins; 2 reports in 2 languages carry one wire text, "
        "2 carry another text; 1 statement differs; "
        "copies of one text differ from one another in 1 statement."
    )


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("shared", "2 reports, 2 independent origins; no difference is found between origins."),
        ("alone", "2 reports, 2 independent origins; no statement is found in two of them."),
    ],
)
def test_the_gist_says_where_nothing_differs(kind: str, says: str) -> None:
    origins = ([figures("a", 5)], [figures("b", 5)])
    statement, held = row(*origins)
    told_so = msgspec.structs.replace(statement, kind=kind)
    assert gist(story([told_so], *origins), held) == says


def test_many_copied_texts_are_only_counted() -> None:
    origins = [[figures(f"{n}a", 5), figures(f"{n}b", 5)] for n in range(4)]
    statement, held = row(*origins)
    assert "8 reports carry 4 texts between them" in gist(story([statement], *origins), held)
