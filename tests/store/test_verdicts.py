"""The machine's decisions as they are put into the file and come out again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from samestory.model import Decision, Reason
from samestory.store import verdicts
from samestory.store.connection import Database, open_to_write

WHY = (Reason(name="same_meaning", value=0.5, says="the names are 0.50 alike in meaning"),)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_to_write(tmp_path / "a.db")
    yield opened
    opened.close()


def decision(left: str, right: str, score: float = 0.25) -> Decision:
    return Decision(kind="entity", left=left, right=right, verdict="same", score=score, reasons=WHY)


@pytest.mark.parametrize("at_once", [1, 2, 1000])
def test_what_is_put_comes_out_however_many_are_put_at_a_time(
    database: Database, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(verdicts, "AT_ONCE", at_once)
    put = [decision("b", "c"), decision("a", "c"), decision("a", "d", 1 / 3), decision("b", "c", 0.75)]
    verdicts.put_each(database, iter(put))
    # The last one told of a pair stands; sides are numbered as they come.
    assert list(verdicts.every(database)) == [put[1], put[2], put[3]]
    numbered = list(database.rows("SELECT id FROM sides ORDER BY number"))
    assert numbered == [("b",), ("c",), ("a",), ("d",)]


def test_the_statements_that_put_them_are_prepared_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def allowed(operation: int, *_: object) -> int:
        asked.append(operation)
        return apsw.SQLITE_OK

    # SQLite asks for leave whenever it makes the plan of a statement.
    database._connection.authorizer = allowed
    monkeypatch.setattr(verdicts, "AT_ONCE", 1)
    each = [decision(str(one), str(one + 1)) for one in range(50)]
    verdicts.put_each(database, each[:1])
    before = len(asked)
    verdicts.put_each(database, each)
    assert before
    assert len(asked) == before
