"""The rows of an account as a table: every sentence of every row, at its place, and no formula."""

from __future__ import annotations

import csv

import pytest

from samestory.errors import InputError
from samestory.export.cells import BYTE_ORDER_MARK
from samestory.export.rows_csv import COLUMNS, table
from samestory.model import Contents


def test_every_sentence_of_every_row_stands_there(contents: Contents):
    articles = {one.id: one for one in contents.articles}
    for story in contents.stories:
        text = table(contents, story.id)
        assert text.startswith(BYTE_ORDER_MARK)
        head, *rows = csv.reader(text.removeprefix(BYTE_ORDER_MARK).splitlines())
        assert tuple(head) == COLUMNS
        cells = [
            (number, cell)
            for number, row in enumerate(story.account.rows, 1)
            for told in row.cells
            for cell in told
        ]
        assert len(rows) == len(cells)
        for said, (number, cell) in zip(rows, cells, strict=True):
            one = dict(zip(COLUMNS, said, strict=True))
            assert int(one["row"]) == number
            assert one["article"] == cell.article
            words = articles[cell.article].text[int(one["start"]) : int(one["end"])]
            assert one["text"].removeprefix("'") == words


def test_no_such_story(contents: Contents):
    with pytest.raises(InputError, match="no story"):
        table(contents, "none")
