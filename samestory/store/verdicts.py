"""The machine's decisions in few bytes: ids by numbers, verdicts by their places, reasons by phrases.

Those of readers are rows of their own, as they are. Written within a transaction of the writer's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Literal, get_args

import msgspec

from samestory.model import Decision, Verdict
from samestory.store.connection import Database
from samestory.store.reasons import packed, unpacked

# Stored by their places here, so that new ones go to the end. Kinds lie in the order that they are told in.
Kind = Literal["entity", "story", "thread"]
KINDS, VERDICTS = get_args(Kind), get_args(Verdict)
# Scores are told in ten-thousandths; others are stored as they are.
PARTS = 10_000
EVERY = """SELECT j.kind, l.id, r.id, j.verdict, j.score, j.reasons FROM verdicts j
           JOIN sides l ON l.number = j."left" JOIN sides r ON r.number = j."right"
           ORDER BY j.kind, l.id, r.id"""
NUMBERS = "IN (SELECT number FROM sides WHERE id IN (SELECT value FROM json_each(?)))"
# Two searches, each by an index; asked in one, all would be gone through. CROSS: nor for what they find.
AMONG = f"""WITH asked AS MATERIALIZED (
                SELECT "left", "right", kind FROM verdicts
                WHERE "left" {NUMBERS} AND +kind IN (SELECT value FROM json_each(?))
                UNION SELECT "left", "right", kind FROM verdicts
                WHERE "right" {NUMBERS} AND +kind IN (SELECT value FROM json_each(?))
            )
            SELECT j.kind, l.id, r.id, j.verdict, j.score, j.reasons FROM asked a
            CROSS JOIN verdicts j ON (j."left", j."right", j.kind) = (a."left", a."right", a.kind)
            CROSS JOIN sides l ON l.number = j."left" CROSS JOIN sides r ON r.number = j."right"
            ORDER BY j.kind, l.id, r.id"""
WITHDRAWN = """DELETE FROM verdicts WHERE "left" = (SELECT number FROM sides WHERE id = ?)
               AND "right" = (SELECT number FROM sides WHERE id = ?) AND kind = ?"""
NUMBERED = "INSERT OR IGNORE INTO sides (id) VALUES (?), (?)"
# Asked for one by one: of a join, with what is asked bound to it, SQLite makes the plan anew for each row.
PUT = """INSERT OR REPLACE INTO verdicts VALUES (
             (SELECT number FROM sides WHERE id = ?), (SELECT number FROM sides WHERE id = ?), ?, ?, ?, ?
         )"""
# Decisions put at a time.
AT_ONCE = 1000


def put_each(database: Database, decisions: Iterable[Decision]) -> None:
    """Store decisions of the machine's, each in the place of the one before on the same."""
    left = iter(decisions)
    while some := [_row(one) for one in islice(left, AT_ONCE)]:
        database.do_each(NUMBERED, [row[:2] for row in some])
        database.do_each(PUT, some)


def _row(its: Decision) -> tuple[str, str, int, int, int | float, bytes]:
    parts = round(its.score * PARTS)
    score = parts if parts / PARTS == its.score else float(its.score)
    kind, verdict = KINDS.index(its.kind), VERDICTS.index(its.verdict)
    return its.left, its.right, kind, verdict, score, packed(its.reasons)


def clear(database: Database) -> None:
    """Take all out."""
    for table in ("verdicts", "sides"):
        database.do(f"DELETE FROM {table}")


def drop(database: Database, kind: Kind, ids: Iterable[str]) -> None:
    """Take out those of this kind on any of ``ids``."""
    for side in ('"left"', '"right"'):
        database.do(
            f"DELETE FROM verdicts WHERE {side} {NUMBERS} AND kind = ?", _json(ids), KINDS.index(kind)
        )


def withdraw(database: Database, decisions: Iterable[Decision]) -> None:
    """Take out the machine's on these very pairs."""
    gone = ((one.left, one.right, KINDS.index(one.kind)) for one in decisions)
    database.do_each(WITHDRAWN, gone)


def every(database: Database) -> Iterator[Decision]:
    """All of them, by kind and pair."""
    return database.made(EVERY, _decision)


def among(database: Database, kinds: Iterable[str], ids: Iterable[str]) -> Iterator[Decision]:
    """Those of these ``kinds`` on any of ``ids``, by kind and pair."""
    places = _json(KINDS.index(kind) for kind in {*kinds} & {*KINDS})
    asked = _json(ids)
    return database.made(AMONG, _decision, asked, places, asked, places)


def _decision(kind: int, left: str, right: str, verdict: int, score: float, reasons: bytes) -> Decision:
    if not (0 <= kind < len(KINDS) and 0 <= verdict < len(VERDICTS)):
        raise ValueError(f"a decision cannot be unpacked: there is no kind {kind} or verdict {verdict}")
    return Decision(
        kind=KINDS[kind], left=left, right=right, verdict=VERDICTS[verdict],
        score=score / PARTS if isinstance(score, int) else score, reasons=unpacked(reasons),
    )  # fmt: skip


def _json(values: Iterable[object]) -> str:
    return msgspec.json.encode(list(values)).decode()
