"""The task that measures what is read from pages, on pages of its own."""

from __future__ import annotations

import gzip
import json
from itertools import combinations
from pathlib import Path

import pytest

from evals.pages import naive, own
from evals.pages.run import run
from evals.pages.score import f1, same, same_people, without

BODY = (
    "<p>The council of Corva has sold the timber mill by the river to a company from the capital.</p>"
    "<p>It had stood empty for twenty years, and the roof of the saw hall had fallen in last winter.</p>"
)


def test_stored_and_own_pages_are_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = list(own.cases())[::10]
    monkeypatch.setattr(own, "cases", lambda: iter(few))
    head = '<title>Mill sold</title><meta property="article:published_time" content="2020-05-04">'
    head += '<meta name="author" content="Ana Veld, Ivo Lind">'
    page = f"<html><head>{head}</head><body><article><h1>Mill sold</h1>{BODY}</article></body></html>"
    record = {
        "html": "1.html.gz",
        "html_lang": "en-GB",
        "country": "uk",
        "publisher": "Mill Post",
        "url": "https://a.example/1",
        "title": "Mill sold",
        "date": "2020-05-04 10:00:00",
        "authors": ["Ana Veld", "Ivo Lind"],
        "summary": [],
        "sections": [{"headline": [], "paragraphs": BODY.removesuffix("</p>")[3:].split("</p><p>")}],
    }
    (tmp_path / "fundus").mkdir()
    (tmp_path / "fundus" / "1.html.gz").write_bytes(gzip.compress(page.encode()))
    (tmp_path / "fundus" / "index.jsonl").write_text(json.dumps(record) + "\n")
    figures = {one.name: one.value for one in run(tmp_path).figures}
    read = [value for name, value in figures.items() if "stored" in name]
    assert read == [1.0, 1.0, 1.0, 1.0]
    assert 0 < figures["text F1, own, held"] <= 1


def test_runs_of_words_are_counted_as_often_as_they_stand_there() -> None:
    assert f1("a b c d e", "A, b. C d e") == 1.0
    assert f1("a b c d", "a b c d a b c d") == pytest.approx(2 / 6)
    assert f1("", "a b") == 0.0


def test_titles_are_compared_by_their_words() -> None:
    assert same("Mill\u00a0sold!", "mill sold")
    assert not same(None, "mill sold")
    assert without("Mill sold\nIt burnt.", None, "MILL SOLD") == "It burnt."


def test_authors_are_compared_as_a_set() -> None:
    assert same_people("Ivo Lind; ana veld", ["Ana Veld", "Ivo Lind"])
    assert same_people("AFP, Corva", ["AFP, Corva"])
    assert not same_people("Ana Veld", ["Ana Veld", "Ivo Lind"])
    assert not same_people("", ["Ana Veld"])


def test_the_naive_reading_takes_all_paragraphs() -> None:
    told = naive.told(f"<html><title> Mill - Post </title><p>Home</p>{BODY}<i>2020-05-04</i></html>", "")
    assert (told.text.count("\n"), told.title, str(told.day)) == (2, "Mill - Post", "2020-05-04")


def test_no_outlet_place_or_article_stands_in_both_halves() -> None:
    pages = list(own.cases())
    assert [sum(page.lang == lang for page in pages) for lang in own.LANGS] == [20, 20, 20]
    halves = [{page.url for page in pages if page.half == half} for half in ("develop", "held")]
    assert not halves[0] & halves[1]
    assert all(one.text != other.text for one, other in combinations(pages, 2))


def test_own_pages_hold_all_of_their_article() -> None:
    for page in own.cases():
        html = page.html()
        for line in (page.title, *page.text.split("\n")):
            assert line in html, (page.title, line)
