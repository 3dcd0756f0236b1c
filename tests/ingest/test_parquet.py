import datetime
import io
import sys
from pathlib import Path

import pytest
from packing import read, zipped

from samestory.ingest import Limits, mapping

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def made(rows: list[dict[str, object]]) -> bytes:
    out = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(rows), out)
    return out.getvalue()


DAY = datetime.datetime(2025, 11, 11, 18, 30, tzinfo=datetime.UTC)
ROW = {"Text": "The bridge is closed.", "published": DAY, "source": {"id": 1, "name": "The Post"}, "n": 5}


def test_a_row_is_an_article(tmp_path: Path) -> None:
    found, failed = read(tmp_path / "x.parquet", made([ROW] * 70 + [{**ROW, "Text": None}]))
    assert list(found) == [f"x.parquet#{n}" for n in range(1, 71)]
    assert list(failed) == ["x.parquet#71"]
    assert found["x.parquet#1"].data == b"The bridge is closed."
    assert found["x.parquet#1"].fields == {"published": "2025-11-11T18:30:00+00:00", "outlet": "The Post"}


def test_columns_are_found_by_the_names_given(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"story": {"body": "One."}, "day": datetime.date(2025, 11, 11), "text": "no"}
    ]
    found, _ = read(tmp_path / "x.parquet", made(rows), mapping=mapping(["text=story.body,date=day"]))
    assert found["x.parquet#1"].data == b"One."
    assert found["x.parquet#1"].fields == {"published": "2025-11-11"}


def test_a_table_without_a_text_says_which_columns_it_has(tmp_path: Path) -> None:
    failed = read(tmp_path / "x.parquet", made([{"id": 1, "words": "x"}]))[1]
    assert "there are id, words; name one" in failed["x.parquet"]


def test_in_an_archive_and_damaged(tmp_path: Path) -> None:
    data = made([ROW])
    found, failed = read(tmp_path / "x.zip", zipped({"a.parquet": data, "b.parquet": data[:-9]}))
    assert list(found) == ["x.zip!a.parquet#1"]
    assert "damaged" in failed["x.zip!b.parquet"]


def test_the_same_text_a_million_times_is_bounded(tmp_path: Path) -> None:
    text = arrow.array(["words " * 20_000]).dictionary_encode()
    column = arrow.DictionaryArray.from_arrays(arrow.array([0] * 100_000, arrow.int32()), text.dictionary)
    out = io.BytesIO()
    parquet.write_table(arrow.table({"text": column}), out)
    assert len(out.getvalue()) < 200_000
    found, failed = read(tmp_path / "x.parquet", out.getvalue(), Limits(min_unpacked=1_000_000, max_ratio=20))
    assert len(found) < 50
    assert "unpacks to far more" in failed["x.parquet"]
    found, failed = read(tmp_path / "x.parquet", made([ROW]), Limits(max_bytes=10))
    assert "over the limit" in failed["x.parquet#1"]


def test_without_the_library_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyarrow.parquet", "pyarrow"):
        monkeypatch.setitem(sys.modules, name, None)
    reason = "reading it needs the library pyarrow: pip install 'samestory[tables]', then run again"
    assert read(tmp_path / "x.parquet", made_before())[1] == {"x.parquet": reason}
    found, failed = read(tmp_path / "x.zip", zipped({"a.txt": b"words", "b.parquet": made_before()}))
    assert list(found) == ["x.zip!a.txt"]
    # Of the archive itself too, so that it is opened again.
    assert failed == {"x.zip!b.parquet": reason, "x.zip": reason}


def made_before() -> bytes:
    return b"PAR1" + bytes(8) + b"PAR1"
