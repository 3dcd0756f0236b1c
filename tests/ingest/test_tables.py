import csv
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packing import read

from samestory.ingest import Limits, mapping
from samestory.ingest.records import How
from samestory.ingest.tables import read_csv

HEADER = "title,text,published,source\n"
ROW = 'Bridge closed,"It is closed, all of it.\nUntil Friday.",2025-11-11,The Kestrin Post\n'
EXPECTED = {"title": "Bridge closed", "published": "2025-11-11", "outlet": "The Kestrin Post"}


def test_a_row_is_an_article_called_by_its_number_in_a_spreadsheet(tmp_path: Path) -> None:
    found, failed = read(tmp_path / "x.csv", (HEADER + ROW + "\n" + ROW).encode())
    assert (list(found), failed) == (["x.csv#2", "x.csv#4"], {})
    assert found["x.csv#2"].data == b"It is closed, all of it.\nUntil Friday."
    assert found["x.csv#2"].fields == EXPECTED


@pytest.mark.parametrize("separator", ",;\t|")
@pytest.mark.parametrize("stated", ["", "sep={}\r\n"])
def test_any_separator_in_use_is_told_from_the_header(tmp_path: Path, separator: str, stated: str) -> None:
    out = io.StringIO()
    table = csv.writer(out, delimiter=separator)
    table.writerow(["id", "title", "text", "published", "source"])
    table.writerow(["7", "Bridge closed", "It is closed, all; of it | ok.", "2025-11-11", "The Kestrin Post"])
    data = (stated.format(separator) + out.getvalue()).encode()
    found, failed = read(tmp_path / "x.csv", data)
    (one,) = found.values()
    assert (one.data, one.fields, failed) == (b"It is closed, all; of it | ok.", EXPECTED, {})
    assert one.source == ("x.csv#3" if stated else "x.csv#2")


TEXTS = {
    "utf-8": ("Мостът е затворен", "Мостът в Кестрин остава затворен до петък, съобщиха от общината."),
    "utf-8-sig": ("Podul e închis", "Podul din Kestrin rămâne închis până vineri, a anunțat primăria."),
    "utf-16": ("Мостът е затворен", "Мостът в Кестрин остава затворен до петък, съобщиха от общината."),
    "cp1251": ("Мостът е затворен", "Мостът в Кестрин остава затворен до петък, съобщиха от общината."),
    "cp1250": (
        "Most je uzavřen",
        "Most v Kestrinu zůstává až do pátku uzavřený, uvedla městská rada ve čtvrtek.",
    ),
    "cp1252": (
        "¿Cuándo abre?",
        "El puente de Kestrin seguirá cerrado hasta el miércoles, según informó el señor alcalde.",
    ),
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_any_encoding_in_use_is_told(tmp_path: Path, encoding: str) -> None:
    title, text = TEXTS[encoding]
    data = f"heading;text\n{title};{text}\n".encode(encoding)
    found, failed = read(tmp_path / "x.csv", data, mapping=mapping(["title=heading"]))
    assert not failed
    (one,) = found.values()
    assert (one.data.decode(), one.fields) == (text, {"title": title})


def test_a_damaged_character_does_not_make_it_another_encoding(tmp_path: Path) -> None:
    title, text = TEXTS["utf-8"]
    data = f'title,text\n{title},"{text}"\nA,B\n'.encode() + b"C,D\xff\xfeE\n"
    found, _ = read(tmp_path / "x.csv", data)
    assert found["x.csv#2"].fields == {"title": title}
    assert found["x.csv#4"].data.decode() == "D\ufffd\ufffdE"


def test_columns_are_found_by_the_names_given(tmp_path: Path) -> None:
    data = b"Body,Posted,text\nThe bridge is closed.,2025-11-11,no\n"
    found, _ = read(
        tmp_path / "x.tsv", data.replace(b",", b"\t"), mapping=mapping(["text=body", "date=posted"])
    )
    (one,) = found.values()
    assert (one.data, one.fields) == (b"The bridge is closed.", {"published": "2025-11-11"})


def test_a_table_without_a_text_says_which_columns_it_has(tmp_path: Path) -> None:
    for data, reason in (
        (b"id,story\n1,x\n", "no column for the text: there are id, story; name one with --map text=COLUMN"),
        (b"id,text\n", "no row under the names"),
        (b"\n\n", "empty"),
        (b"", "empty"),
    ):
        found, failed = read(tmp_path / "x.csv", data)
        assert not found
        assert reason in failed["x.csv"]


def test_a_text_cut_by_separators_is_no_text(tmp_path: Path) -> None:
    data = b"title,text\nBridge,It is closed, all of it.\nFerry,It was late.,,\n"
    found, failed = read(tmp_path / "x.csv", data)
    assert list(found) == ["x.csv#3"]
    assert "has 3 cells and there are 2 columns" in failed["x.csv#2"]


def test_a_quotation_mark_left_open_costs_what_it_spans_and_no_more(tmp_path: Path) -> None:
    rows = "".join(f"Title {n},Text number {n} of the table.\n" for n in range(200))
    data = f'title,text\nA,"It never ends.\n{rows}'.encode()
    found, failed = read(tmp_path / "x.csv", data, Limits(max_bytes=500))
    assert len(failed) == 1
    assert "quotation mark left open" in failed["x.csv#2"]
    assert len(found) > 150


def test_a_long_line_is_one_failure_and_never_in_memory(tmp_path: Path) -> None:
    data = b"title,text\nA,One.\nB," + b"x" * 30_000_000 + b"\nC,Three.\n"
    (tmp_path / "x.csv").write_bytes(data)
    tracemalloc.start()
    with (tmp_path / "x.csv").open("rb") as stream:
        found = list(read_csv(stream, "x.csv", How(Limits(max_bytes=100_000))))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [one.source for one in found] == ["x.csv#2", "x.csv#3", "x.csv#4"]
    assert "30.0 MB long" in found[1].reason  # type: ignore[union-attr]
    # A sample of the table is held, by which its encoding is told.
    assert peak < 10_000_000


def test_a_cell_may_be_longer_than_the_library_allows(tmp_path: Path) -> None:
    found, failed = read(tmp_path / "x.csv", b"text\n" + b"words " * 50_000 + b"\n")
    assert (list(found), failed) == (["x.csv#2"], {})


def test_nul_is_a_character_like_any(tmp_path: Path) -> None:
    found, _ = read(tmp_path / "x.csv", b"text\nThe bridge\x00 is closed.\n")
    assert found["x.csv#2"].data == b"The bridge\x00 is closed."


@given(st.lists(st.tuples(st.text(max_size=8), st.text(min_size=1, max_size=40)), min_size=1, max_size=8))
def test_what_a_table_was_written_from_is_what_is_read(rows: list[tuple[str, str]]) -> None:
    out = io.StringIO(newline="")
    table = csv.writer(out, quoting=csv.QUOTE_ALL)
    table.writerows([("title", "text"), *rows])
    data = io.BytesIO(out.getvalue().encode("utf-8", "replace"))
    found = list(read_csv(data, "x", How()))
    assert [one.source for one in found] == [f"x#{n}" for n in range(2, len(rows) + 2)]
    for (_, text), one in zip(rows, found, strict=True):
        if text.strip():
            assert one.data == text.encode("utf-8", "replace").decode().strip().encode()  # type: ignore[union-attr]
