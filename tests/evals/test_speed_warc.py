"""A web archive made of stored pages, and the time it takes to read it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

pytest.importorskip("fastwarc")

from evals import speed_warc

BODY = "<p>The council of Corva has sold the timber mill by the river to a company from the capital.</p>" * 4


def test_all_pages_are_packed_and_read_both_ways(tmp_path: Path) -> None:
    (tmp_path / "fundus").mkdir()
    rows = [{"html": f"{n}.html.gz", "url": f"https://a.example/{n}"} for n in range(3)]
    for row in rows:
        page = f"<html><head><title>Mill sold</title></head><body><article>{BODY}</article></body></html>"
        (tmp_path / "fundus" / row["html"]).write_bytes(gzip.compress(page.encode()))
    (tmp_path / "fundus" / "index.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    archive = tmp_path / "x.warc.gz"
    assert speed_warc.packed(tmp_path, archive) == 3
    found = speed_warc.measured(archive, 3, rounds=1)
    assert found.ratio == pytest.approx(found.read / found.alone)
    assert found.taken < found.read
    assert found.opened < found.alone
