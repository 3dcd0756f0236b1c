"""What is decided where a reader's decisions are timed."""

from __future__ import annotations

from pathlib import Path

import pytest
from gathering import contents, gathered

from evals.corrected import decisions
from samestory import pipeline
from samestory.store.grounds import Bounds
from samestory.store.view import View

pytestmark = pytest.mark.usefixtures("encoding")


def test_each_is_taken_in_by_itself_and_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pipeline, "BOUNDS", Bounds(fewest=1))
    dossier = gathered(tmp_path / "some.db")
    before, stories = contents(dossier), dict[str, int]()
    for number, kind in enumerate(("join", "split", "copy", "thread"), 1):
        with View.open(dossier) as view:
            made = decisions(view, kind)
        pipeline.decide(dossier, made)
        stories[kind] = len(contents(dossier).stories) - len(before.stories)
        pipeline.forget(dossier, made)
        with View.open(dossier) as view:
            growth = view.held().growth()
        assert growth is not None
        assert growth.decided == 2 * number
        assert contents(dossier) == before
    assert stories == {"join": -1, "split": 1, "copy": 0, "thread": 0}
