"""Which origins carry one text of a row, and which report is put together from several."""

from __future__ import annotations

import pytest
from ferry_texts import cell, write

from samestory.export.gist import gist
from samestory.export.index import Index, index
from samestory.export.kinship import passages
from samestory.export.texts import Compound, Part, compounds, tellings
from samestory.export.words import compound_words, passage_places, passage_words, ranges, tally, text_words
from samestory.model import Account, Aligned, Article, Contents, Copy, Origin, Statement, Story

WIRE = write("wire", "en", "Gates opened", [f"Point {n} of the agency." for n in range(5)])
LOCAL = write("local", "en", "A village leaves", [f"Point {n} of the paper." for n in range(4)])
MIXED = write("mixed", "ro", "Sate golite", [f"Punctul {n}." for n in range(7)])


def taken(left: Article, right: Article, *pairs: tuple[int, int], source: str | None = None) -> Copy:
    return Copy(
        left=left.id,
        right=right.id,
        verdict="partial",
        left_share=len(pairs) / len(left.sentences),
        right_share=len(pairs) / len(right.sentences),
        pairs=tuple(Aligned(left=(i,), right=(j,), score=0.9) for i, j in pairs),
        source=source,
    )


def told(*copies: Copy, rows: tuple[Statement, ...] = ()) -> tuple[Story, Index]:
    articles = (WIRE, LOCAL, MIXED)
    story = Story(
        id="s",
        thread="t",
        articles=tuple(one.id for one in articles),
        origins=tuple(Origin(articles=(one.id,)) for one in articles),
        dates=(),
        account=Account(rows=rows, copies=copies),
    )
    held = Contents(articles=articles, files={}, stories=(story,), threads=(), decisions=(), failures=())
    return story, index(held)


FROM_WIRE = taken(WIRE, MIXED, (0, 0), (1, 1), (2, 2), source="wire")
FROM_LOCAL = taken(LOCAL, MIXED, (3, 4), (1, 3), source="local")
ROWS = (
    Statement(kind="shared", cells=((cell(WIRE, 0),), (cell(LOCAL, 0),), (cell(MIXED, 0),))),
    Statement(kind="shared", cells=((), (cell(LOCAL, 1),), (cell(MIXED, 3),))),
    Statement(kind="shared", cells=((cell(WIRE, 4),), (), (cell(MIXED, 5),))),
    Statement(kind="alone", cells=((cell(WIRE, 3),), (), ())),
)


def test_who_took_a_sentence_does_not_confirm_it() -> None:
    story, _ = told(FROM_WIRE, FROM_LOCAL, rows=ROWS)
    found = tellings(story.account)
    assert found == (((0, 2), (1,)), ((1, 2),), ((0,), (2,)), ((0,),))
    assert [text_words(one) for one in found] == ["A and C: one text", "one text", "", ""]
    assert tally(ROWS, found)["shared"] == "3 shared, 1 of them in one text only"


def test_what_independent_reports_have_in_common_is_two_texts() -> None:
    like = Copy(
        left="wire", right="mixed", verdict="independent", left_share=0.2, right_share=0.2,
        pairs=FROM_WIRE.pairs,
    )  # fmt: skip
    story, held = told(like, rows=ROWS)
    assert tellings(story.account)[0] == ((0,), (1,), (2,))
    assert compounds(story, held) == ()


def test_a_report_put_together_from_two_says_which_sentences_are_whose() -> None:
    story, held = told(FROM_LOCAL, FROM_WIRE)
    (one,) = compounds(story, held)
    assert one == Compound(
        article="mixed",
        parts=(
            Part(place=0, article="wire", sentences=(0, 1, 2)),
            Part(place=1, article="local", sentences=(3, 4)),
        ),
        own=(5, 6),
    )
    assert compound_words(one, story, held) == (
        "C (mixed.txt): sentences 1–3 stand in A (wire.txt), 4–5 in B (local.txt), 6–7 in neither"
    )
    assert "; C took 2 sentences from B and 3 from A;" in gist(story, held)


def test_a_text_that_two_took_from_is_not_put_together() -> None:
    story, held = told(
        taken(MIXED, WIRE, (0, 0), (1, 1), source="mixed"),
        taken(MIXED, LOCAL, (2, 0), (3, 1), source="mixed"),
    )
    assert compounds(story, held) == ()


def test_the_same_sentences_in_two_texts_are_one_source() -> None:
    story, held = told(FROM_WIRE, taken(LOCAL, MIXED, (0, 0), (1, 1), (2, 3), source="local"))
    assert compounds(story, held) == ()


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("wire", "C took 3 of its 7 sentences from A"),
        ("mixed", "A took 3 of its 5 sentences from C"),
        (None, "A and C share 3 sentences; which took from which cannot be told"),
        ("Norrpress", "A and C share 3 sentences, both taken from Norrpress"),
    ],
)
def test_a_passage_says_who_took_it_and_where_it_stands(source: str | None, says: str) -> None:
    story, held = told(taken(WIRE, MIXED, (0, 2), (1, 0), (4, 1), source=source))
    (copy,) = passages(story)
    assert passage_words(copy, story, held) == says
    assert passage_places(copy, held) == "1–2, 5 of 5 in wire.txt; 1–3 of 7 in mixed.txt"


def test_ranges_count_from_one() -> None:
    assert [ranges(one) for one in ((), (0,), (0, 1), (0, 2, 3, 4, 9))] == ["", "1", "1–2", "1, 3–5, 10"]
