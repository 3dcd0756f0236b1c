"""Events as tables and records: what is written is what is told, and reads back as it was."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
from acting import CORVA, HERALD, LINES, LITORAL, STORIES, VENN, contents
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from rich.console import Console

from samestory.errors import InputError
from samestory.export import events_csv, events_json, events_parquet, events_plover, events_printed
from samestory.export.cells import FORMULA, plain
from samestory.export.events import Shown, Wanted, every, of_story
from samestory.export.events_rows import COLUMNS, rows
from samestory.model import Contents, Story

parquet = pytest.importorskip("pyarrow.parquet")


def shown(lang: str | None = None) -> Shown:
    return every(contents(), Wanted(), lang)


def records(lang: str | None = None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in events_plover.lines([shown(lang)])]


def without_names() -> Contents:
    """The same events, none of whose names means an entity."""
    return structs.replace(contents(), entities=())


def test_a_line_an_event_and_its_sentences_below():
    console = Console(width=200, no_color=True)
    with console.capture() as captured:
        console.print(events_printed.printed(shown()))
    lines = [line.rstrip() for line in captured.get().splitlines()]
    assert lines[0] == "3 events"
    start = lines.index(
        "12 May 2026  Ada Venn [RO GOV] ACCUSE → =Norvik Lines [BUS], in Corva  · "
        "told by 2 of 3 origins, 3 reports"
    )
    assert [line.strip() for line in lines[start + 1 : start + 7]] == [
        "A  Ministra ‹Ada Venn› a acuzat compania ‹=Norvik Lines› că a deversat petrol.",
        "B  Министър ‹Ада Вен› обвини „‹Норвик Лайнс›“ в замърсяване.",
        "≠ B  denied: ‹Вен› отрече, че е обвинила ‹Норвик Лайнс›.",
        "≠ C  REJECT, the other way round: Компания ‹Норвик Лайнс› отвергла слова министра ‹Ады Венн›.",
        "time not told  =Norvik Lines [BUS] THREATEN → Ada Venn [RO GOV], possible  · "
        "told by 1 of 3 origins, 1 report",
        "A  ‹=Norvik Lines› might sue ‹Ada Venn›, its lawyers said.",
    ]
    assert "May 2026  Corva court SANCTION → =Norvik Lines [BUS], planned" in lines


def test_nothing_told_says_so(nothing: Contents):
    console = Console(width=200, no_color=True)
    with console.capture() as captured:
        console.print(events_printed.printed(every(nothing, Wanted())))
    assert captured.get().split("\n")[0].rstrip() == "No events"


def test_json_leads_to_every_character():
    texts = {one.id: one.text for one in contents().articles}
    found = list(spans(events_json.listed(shown())))
    assert len(found) > 20
    for one, article in found:
        assert texts[article][one["start"] : one["end"]] == one["text"]


def spans(value: Any, article: str = "") -> Iterator[tuple[dict[str, Any], str]]:
    """Every span of a JSON value, with the article it is of."""
    if isinstance(value, dict):
        article = value.get("article", article)
        if "start" in value and "text" in value:
            yield value, article
        for one in value.values():
            yield from spans(one, article)
    elif isinstance(value, list):
        for one in value:
            yield from spans(one, article)


def test_json_has_the_whole_event():
    (oil_story, _) = events_json.listed(shown())["stories"]
    oil, suit = oil_story["events"]
    assert (oil["root"], oil["quad"], oil["mood"]) == ("ACCUSE", "verbal conflict", "stated")
    assert (oil["origins"], oil["of"], oil["reports"]) == (2, 3, 3)
    assert (oil["source"]["entity"], oil["source"]["country"], oil["source"]["sector"]) == (VENN, "RO", "GOV")
    assert (oil["place"]["entity"], oil["when"]["words"]) == (CORVA, "12 May 2026")
    assert [(one["origin"], one["root"], one["mood"], one["turned"]) for one in oil["otherwise"]] == [
        ("B", "ACCUSE", "denied", False),
        ("C", "REJECT", "stated", True),
    ]
    assert (oil["told"][0]["time"]["text"], oil["told"][0]["place"]["text"]) == ("12 May", "Corva")
    assert (suit["when"], suit["place"], suit["otherwise"]) == (None, None, [])
    assert events_json.within(STORIES[0], shown().held) == oil_story["events"]


def test_a_table_reads_back_as_it_was():
    lines = list(events_csv.lines([shown()]))
    assert len(lines) == 4
    read = list(csv.DictReader(StringIO("".join(lines))))
    told = [dict(zip(COLUMNS, row, strict=True)) for row in rows([shown()])]
    for back, row in zip(read, told, strict=True):
        assert back == {name: "" if v is None else str(plain(v)) for name, v in row.items()}
    assert read[0]["target"] == "'=Norvik Lines"
    assert (read[2]["date"], read[2]["end_date"]) == ("2026-05-01", "2026-05-31")


def test_the_sentence_of_a_row_is_the_surest_or_the_reader_s():
    for lang, article in ((None, LITORAL), ("en", HERALD)):
        row = dict(zip(COLUMNS, next(rows([shown(lang)])), strict=True))
        assert row["article"] == article.id
        assert article.text[row["start"] : row["end"]] == row["sentence"]  # type: ignore[misc]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_cell_is_a_formula_and_nothing_else_is_changed(text: str):
    cell = plain(text)
    assert not cell.startswith(FORMULA)
    assert cell.removeprefix("'") == text.removeprefix("'")


def test_parquet_reads_back_as_it_was():
    written = BytesIO()
    events_parquet.write([shown()], written)
    table = parquet.read_table(BytesIO(written.getvalue()))
    assert table.column_names == list(COLUMNS)
    assert [tuple(row.values()) for row in table.to_pylist()] == list(rows([shown()]))
    kinds = {str(field.type) for field in table.schema}
    assert kinds == {"string", "date32[day]", "int64", "double"}
    assert table.column("date").to_pylist() == [date(2026, 5, 12), None, date(2026, 5, 1)]


def test_parquet_of_nothing_has_its_columns(nothing: Contents):
    written = BytesIO()
    events_parquet.write([every(nothing, Wanted())], written)
    table = parquet.read_table(BytesIO(written.getvalue()))
    assert (table.num_rows, table.column_names) == (0, list(COLUMNS))


def test_parquet_is_written_in_groups(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(events_parquet, "GROUP", 2)
    written = BytesIO()
    events_parquet.write([shown()], written)
    file = parquet.ParquetFile(BytesIO(written.getvalue()))
    assert (file.num_row_groups, file.metadata.num_rows) == (2, 3)


def test_without_pyarrow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow.parquet", None)
    with pytest.raises(InputError, match=r"pip install 'samestory\[tables\]'"):
        events_parquet.write([shown()], BytesIO())


def test_plover_has_its_fields_and_leaves_out_what_is_not_known():
    oil, suit, fine = records("en")
    assert {name: oil[name] for name in ("id", "date", "event", "quad_code", "event_loc")} == {
        "id": "event-oil",
        "date": "2026-05-12",
        "event": ["ACCUSE"],
        "quad_code": 3,
        "event_loc": {"name": "Corva", "entity": CORVA},
    }
    assert oil["source"] == [
        {
            "code": "ROU",
            "sector": "GOV",
            "actor_text": "Ada Venn",
            "entity": VENN,
            "name": "Ada Venn",
            "type": "person",
        }
    ]
    assert "code" not in oil["recipient"][0]
    assert oil["recipient"][0]["entity"] == LINES
    info = oil["text_info"]
    assert HERALD.text[info["start"] : info["end"]] == oil["text"]
    assert oil["cite_info"] == {
        "citation": "herald.txt",
        "url": "https://herald.example/oil",
        "title": "Ada Venn accuses =Norvik Lines",
        "language": "en",
        "publication": "Coast Herald",
    }
    assert suit["date"] is None
    assert not {"time", "enddate", "event_loc"} & set(suit)
    assert (fine["date"], fine["enddate"], fine["mood"]) == ("2026-05-01", "2026-05-31", "planned")


@pytest.mark.parametrize("lang", [None, "en", "bg"])
def test_plover_has_actors_as_the_sentence_writes_them(lang: str | None):
    for one in records(lang):
        for part in ("source", "recipient"):
            assert one[part][0]["actor_text"] in one["text"]


def test_names_of_no_entity_are_told_as_written():
    held = without_names()
    row = dict(zip(COLUMNS, next(rows([every(held, Wanted())])), strict=True))
    assert (row["source"], row["source_id"], row["source_type"]) == ("Ada Venn", None, "person")
    (first, _) = [json.loads(line) for line in events_plover.lines([of_story(held, STORIES[0], Wanted())])]
    assert first["source"] == [{"actor_text": "Ada Venn", "name": "Ada Venn", "type": "person"}]


def test_tables_and_records_are_made_line_by_line():
    asked: list[Story] = []

    class Noting(tuple[Story, ...]):
        def __iter__(self) -> Iterator[Story]:
            for one in super().__iter__():
                asked.append(one)
                yield one

    whole = structs.replace(shown(), stories=Noting(STORIES))
    lines = events_plover.lines([whole])
    next(lines)
    assert len(asked) == 1
    table = events_csv.lines([whole])
    assert next(table).startswith("event,date,")
    assert len(asked) == 1
