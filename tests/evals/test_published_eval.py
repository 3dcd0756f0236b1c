"""The task that measures days of publication, on pages of its own."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from evals.published import naive
from evals.published.run import run

BODY = (
    "<p>The council of Corva has sold the timber mill by the river to a company from the capital.</p>"
    "<p>It had stood empty for twenty years, and the roof of the saw hall had fallen in last winter.</p>"
) * 3
WORLD = "htmldate_eval/tests"


def stored(file: Path, head: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    page = f"<html><head><title>Mill sold</title>{head}</head><body><article><h1>Mill sold</h1>{BODY}"
    file.write_bytes(gzip.compress(f"{page}</article></body></html>".encode()))


def test_a_day_told_for_a_page_without_one_is_wrong(tmp_path: Path) -> None:
    stated = '<meta property="article:published_time" content="2020-05-04T10:00:00+02:00">'
    stored(tmp_path / WORLD / "test_set" / "1.html.gz", stated)
    stored(tmp_path / WORLD / "test_set" / "2.html.gz", stated)
    index = {
        "https://a.example/1": {"file": "1.html", "date": "2020-05-04"},
        "https://a.example/2": {"file": "2.html", "date": float("nan")},
    }
    (tmp_path / WORLD / "eval_mediacloud_2020.json").write_text(json.dumps(index))
    stored(tmp_path / "fundus" / "3.html.gz", "")
    record = {"html": "3.html.gz", "url": "https://a.example/3", "date": "2024-01-02 03:04:05+00:00"}
    (tmp_path / "fundus" / "index.jsonl").write_text(json.dumps(record) + "\n")
    figures = {one.name: one.value for one in run(tmp_path).figures}
    assert figures == {
        "right, world": 1.0,
        "right where told, world": 0.5,
        "right or rightly none, world": 0.5,
        "right, publishers": 0.0,
        "right where told, publishers": 0.0,
        "right or rightly none, publishers": 0.0,
    }


def test_the_naive_day_is_the_first_that_the_calendar_has() -> None:
    assert str(naive.day("id=2020-13-45 on 2020-02-29, then 2021-01-01")) == "2020-02-29"
    assert naive.day("no day at all") is None
