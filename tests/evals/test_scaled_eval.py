"""What two workers are timed on, and what is made of the times."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.scaled import Cost, Scaled, _write
from samestory.ingest import documents
from samestory.model import Contents, Document

pytest.importorskip("pyarrow")


def cost(wall: float, *workers: float) -> Cost:
    return Cost(wall=wall, own=1.0, workers=workers)


def test_ratios_are_of_one_worker_to_two_and_shares_to_the_busier():
    reading, whole = (cost(30, 28), cost(16, 12, 14)), (cost(40, 36), cost(25, 18, 17))
    found = Scaled(articles=10, reading=reading, whole=whole, same=True)
    assert found.ratios == (30 / 16, 40 / 25)
    assert found.shares == (28 / 14, 36 / 18)


def test_tables_hold_the_articles(pile: Contents, tmp_path: Path):
    _write(tmp_path / "pile", pile.articles, 4)
    held = [one for one in documents(tmp_path / "pile") if isinstance(one, Document)]
    assert len(held) == len(pile.articles)
    assert len({one.source.partition("#")[0] for one in held}) == -(-len(held) // 4)
    for one, document in zip(pile.articles, held, strict=True):
        text = document.data.decode()
        assert all(span.of(one.text) in text for span in one.sentences)
        assert document.fields.get("title") == one.words(one.title)
