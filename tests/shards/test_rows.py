"""Rows of shards, sound and spoilt: what comes back is what was put in, or the shard is damaged."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from samestory.ingest import FileEntry, Limits, files
from samestory.ingest.records import NotRead
from samestory.model import Article, Decision, Document, Failure, Span, When
from samestory.shards.laying import Rows
from samestory.shards.layout import KEY, Label, Table
from samestory.shards.rows import Months, batches, decisions, failed, in_order, labelled, row
from samestory.store.writer import Encoded

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

TEXT = "Ferry\nIt sailed. It came back."
ARTICLE = Article(
    id="0a", document_id="0d", source="a.txt", lang="en", text=TEXT, title=Span(0, 5),
    sentences=(Span(6, 16), Span(17, 30)),
)  # fmt: skip
READ = Encoded(ARTICLE, np.eye(3, 8, dtype=np.float32), "weights")
DECIDED = {
    "kind": "story", "left": "0a", "right": "0b", "verdict": "same", "score": 1.0, "made_by": "user:ana",
    "reasons": b"[]",
}  # fmt: skip
ROWS: dict[Table, dict[str, Any]] = {
    "articles": row(READ, [("news", "0", "a.txt", "")]),
    "failures": failed("news", "0", Failure(source="b.txt", stage="read", reason="empty")),
    "decisions": DECIDED,
}


def laid(path: Path, table: Table, groups: Sequence[Sequence[dict[str, Any]]]) -> FileEntry:
    with path.open("wb") as stream, Rows(stream, Label(table=table, state="one")) as rows:
        for group in groups:
            rows.add(group)
    return entry(path)


def entry(path: Path) -> FileEntry:
    return FileEntry(path=path, source=path.name, size=path.stat().st_size, mtime_ns=0)


def rewritten(path: Path, said: dict[bytes, bytes], **columns: Any) -> FileEntry:
    """The shard with other values in some columns, of whatever type, and this for its description."""
    table = parquet.read_table(path)
    for name, value in columns.items():
        values = arrow.array([value] * len(table))
        table = table.set_column(table.schema.get_field_index(name), name, values)
    parquet.write_table(table.replace_schema_metadata(said or table.schema.metadata), path)
    return entry(path)


def held(shard: FileEntry) -> list[object]:
    """What a shard gives, articles' vectors as lists; raises NotRead where it is damaged."""
    ((known, label),) = labelled([shard])
    if label is None:
        raise NotRead(known.problem or "it is no shard")
    found = list(batches(known, label, "weights", "{1}/{0}".format))
    told = [(one.article, one.vectors.tolist(), one.model) for batch in found for one in batch.articles]
    others = [one for batch in found for one in (*batch.sightings, *batch.failures)]
    return [*told, *others, *decisions(known, label)]


def test_what_is_sound_comes_back(tmp_path: Path) -> None:
    found = {table: held(laid(tmp_path / "a.parquet", table, [[one]])) for table, one in ROWS.items()}
    (article, rows, _), sighting = found["articles"]  # type: ignore[misc]
    assert article == ARTICLE
    assert np.allclose(rows, READ.vectors, atol=0.01)
    assert (sighting.root, sighting.document) == ("0/news", "0d")  # type: ignore[attr-defined]
    assert found["decisions"] == [
        Decision(kind="story", left="0a", right="0b", verdict="same", score=1.0, made_by="user:ana")
    ]


def nulls(table: Table) -> Iterator[tuple[Table, str, object]]:
    asked = {"articles": ("id", "document", "text", "seen", "record", "model", "width", "vectors")}
    return ((table, name, None) for name in asked.get(table, tuple(ROWS[table])))


OTHER = msgspec.json.encode(msgspec.structs.replace(ARTICLE, document_id="0e"))
OUTSIDE = msgspec.json.encode(msgspec.structs.replace(ARTICLE, sentences=(Span(6, 16), Span(17, 99))))


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        *(one for table in ROWS for one in nulls(table)),
        ("articles", "document", "0e"),
        ("articles", "text", "Another"),
        ("articles", "document", 7),
        ("articles", "record", OTHER),
        ("articles", "record", OUTSIDE),
        ("articles", "record", b"[" * 100_000),
        ("articles", "seen", [{"root": None, "home": "0", "source": "a.txt", "seen": ""}]),
        ("articles", "seen", [{"root": "news"}]),
        ("articles", "width", 1 << 60),
        ("articles", "width", -1),
        ("articles", "width", 8.0),
        ("failures", "stage", "ruin"),
        ("failures", "source", 1.5),
        ("decisions", "score", float("nan")),
        ("decisions", "score", 7.0),
        ("decisions", "kind", "ruin"),
        ("decisions", "reasons", b"{"),
        ("decisions", "reasons", b'[{"label": 1}]'),
    ],
)
def test_a_spoilt_row_is_damage(tmp_path: Path, table: Table, column: str, value: object) -> None:
    laid(tmp_path / "a.parquet", table, [[ROWS[table]]])
    spoilt = rewritten(tmp_path / "a.parquet", {}, **{column: value})
    with pytest.raises(NotRead, match=r"the shard (is damaged|cannot be read).*delete it"):
        held(spoilt)


@pytest.mark.parametrize("said", [{b"other": b"{}"}, {KEY: b"{"}, {KEY: b'{"table": "articlds"}'}])
@pytest.mark.parametrize("table", ["articles", "decisions"])
def test_a_shard_that_does_not_say_so_is_no_table(
    tmp_path: Path, table: Table, said: dict[bytes, bytes]
) -> None:
    laid(tmp_path / "a.parquet", table, [[ROWS[table]]])
    ((known, label),) = labelled([rewritten(tmp_path / "a.parquet", said)])
    (told,) = files.read_file(known, Limits())
    assert label is None
    assert isinstance(told, Failure)
    assert told.reason.startswith("the shard is damaged")
    assert "delete it" in told.reason


def test_a_table_is_no_shard(tmp_path: Path) -> None:
    rows = [{"id": "1", "title": "Ferry", "text": TEXT, "model": "x", "record": "y"}]
    parquet.write_table(arrow.Table.from_pylist(rows), tmp_path / "a.parquet")
    ((known, label),) = labelled([entry(tmp_path / "a.parquet")])
    assert (known.problem, label) == (None, None)
    assert [type(one) for one in files.read_file(known, Limits())] == [Document]


def test_shards_come_in_the_order_of_what_they_were_read_of() -> None:
    names = (
        "a/2024-05/x.parquet", "out/articles/2024-05/news/b/a.txt.parquet",
        "out/articles/2024-05/news/c.txt.parquet", "out/articles/2024-06/news/a.txt.parquet",
        "out/articles/2024-06/news/c.txt.parquet", "out/articles/undated/news/b.txt.parquet",
        "out/articles/x.txt", "out/failures/news/a.txt.parquet",
        "out/articles/2024-05/news/d.json.gz.parquet", "out/articles/2024-05/news/d.json.parquet",
    )  # fmt: skip
    listed = [FileEntry(path=Path(f"/home/{one}"), source=one, size=1, mtime_ns=1) for one in names]
    assert [names.index(one.source) for one in in_order(listed)] == [0, 3, 1, 5, 2, 4, 6, 7, 9, 8]


def test_what_says_the_same_at_one_address_is_of_the_month_of_the_first() -> None:
    def on(month: int, **other: Any) -> Article:
        start = datetime(2024, month, 3)
        day = When(start=start, end=start + timedelta(days=1), granularity="day", reason="stated")
        return msgspec.structs.replace(ARTICLE, published=day, **other)

    for url, its in (
        ("https://a.example/ice", ["2024-06"] * 3),
        ("https://a.example/", ["2024-06", "2024-05", "2024-03"]),
        (None, ["2024-06", "2024-05", "2024-03"]),
    ):
        months = Months()
        untitled = on(3, url=url, title=None)
        assert [months.of(one) for one in (on(6, url=url), on(5, url=url), untitled)] == its
        assert months.of(on(4, url=url, sentences=(Span(6, 16),))) == "2024-04"
        # Two titles are two articles.
        assert months.of(on(3, url=url, title=Span(0, 2))) == "2024-03"


def test_a_bit_at_the_end_of_a_shard_changes_nothing_unseen(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    groups = [[{**ROWS["articles"], "seen": seen} for seen in ([], [])] for _ in range(3)]
    sound = held(laid(path, "articles", groups))
    data = path.read_bytes()
    size = int.from_bytes(data[-8:-4], "little")
    chance = random.Random(7)
    for _ in range(600):
        spoilt = bytearray(data)
        spoilt[-8 - chance.randrange(size)] ^= 1 << chance.randrange(8)
        path.write_bytes(spoilt)
        try:
            assert held(entry(path)) == sound
        except NotRead:
            # Nor is it read as a table of articles.
            ((known, label),) = labelled([entry(path)])
            read = () if label else files.read_file(known, Limits())
            assert not [one for one in read if isinstance(one, Document)]
