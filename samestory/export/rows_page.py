"""An account's rows as parts of the report page: cells by origin, what differs marked, points of dispute.

Chooses no rows; page.py does. How they look is the template's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samestory.export.disputes import Dispute, Wording, disputes
from samestory.export.index import Index, letter, witness
from samestory.export.marked import pieces
from samestory.export.parts import (
    COLUMNS,
    ArticlePart,
    CellPart,
    ColumnPart,
    DisputePart,
    RowPart,
    VoicePart,
    WordingPart,
)
from samestory.export.reader import columns, readable, speaking
from samestory.export.texts import Tellings
from samestory.export.words import KIND_WORDS, SYMBOL, row_words, text_words, wording_words
from samestory.model import Cell, Span, Statement, Story
from samestory.speech import Speech

Parts = Mapping[str, ArticlePart]
Marks = Mapping[tuple[str, int], Sequence[Span]]


def row_parts(story: Story, told: Sequence[Tellings], parts: Parts, held: Index) -> list[RowPart]:
    """Every row of ``story``, in order; ``told`` are their tellings, ``parts`` its articles by id.

    Where there are too many origins for columns a row has those that speak in it alone.
    """
    every = columns(story, held) if len(story.origins) <= COLUMNS else None
    firsts = [witness(origin) for origin in story.origins]
    found = []
    for number, (row, texts) in enumerate(zip(story.account.rows, told, strict=True)):
        marks = _marks(row)
        points = disputes(row, held)
        found.append(
            RowPart(
                id=f"{story.id}-row{number + 1}",
                number=number + 1,
                kind=row.kind,
                symbol=SYMBOL[row.kind],
                label=row_words(row, held.speech),
                text=text_words(texts, held.speech),
                more=tuple(dict.fromkeys(each for one in points for each in _more(one))),
                columns=tuple(
                    _column(
                        place,
                        firsts[place],
                        [_cell(one, marks, parts, held) for one in readable(row.cells[place], held)],
                    )
                    for place in (speaking(row, held) if every is None else every)
                ),
                disputes=tuple(_dispute(one, parts, held.speech) for one in points if one.kind != "addition"),
            )
        )
    return found


def _column(place: int, first: str, cells: Sequence[CellPart]) -> ColumnPart:
    article = cells[0].article if cells else None
    return ColumnPart(
        letter=letter(place),
        name="" if article is None else article.outlet or article.name,
        named=article is not None and article.id != first,
        cells=tuple(cells),
    )


def _marks(row: Statement) -> Marks:
    marks: dict[tuple[str, int], list[Span]] = {}
    for one in row.differences:
        for cell, span in ((one.left, one.left_span), (one.right, one.right_span)):
            if span.start < span.end:
                marks.setdefault((cell.article, cell.sentence), []).append(span)
    return marks


def _cell(cell: Cell, marks: Marks, parts: Parts, held: Index) -> CellPart:
    text = held.articles[cell.article].text
    return CellPart(
        article=parts[cell.article],
        number=cell.sentence + 1,
        href=f"{cell.article}-s{cell.sentence}",
        pieces=pieces(text, cell.span, marks.get((cell.article, cell.sentence), [])),
    )


def _more(one: Dispute) -> list[str]:
    """The letters of the origins that add a clause, where that is all the point is about."""
    if one.kind != "addition":
        return []
    wordings = (wording for side in one.sides for wording in side if wording.words)
    return [letter(voice.place) for wording in wordings for voice in wording.voices]


def _dispute(one: Dispute, parts: Parts, speech: Speech) -> DisputePart:
    sides = (tuple(_wording(one, wording, parts, speech) for wording in wordings) for wordings in one.sides)
    return DisputePart(kind=speech.say(KIND_WORDS[one.kind]), sides=tuple(sides))


def _wording(one: Dispute, wording: Wording, parts: Parts, speech: Speech) -> WordingPart:
    return WordingPart(
        words=wording_words(one, wording, speech),
        lang=parts[wording.voices[0].article].lang if wording.words else speech.code,
        voices=tuple(
            VoicePart(letter=letter(each.place), article=parts[each.article], otherwise=each.otherwise)
            for each in wording.voices
        ),
    )
