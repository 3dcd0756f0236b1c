"""Runs the pipeline on the five seed reports and counts what came out as a careful reader says it should.

The reports lie in ``seeds/`` in the data root or beside it; expected.json holds facts about them, no text.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from evals.base import DataMissing, Figure, Result
from samestory.model import Contents, Story
from samestory.pipeline import Options
from samestory.pipeline import run as run_pipeline
from samestory.progress import silent
from samestory.store.view import View

NAME = 3  # characters of a seed's file name that tell it


def run(data: Path) -> Result:
    """The share of checks that hold, by kind; 1.0 means the account is as expected."""
    folder = _folder(data)
    expected = msgspec.json.decode(Path(__file__).with_name("expected.json").read_bytes())
    with tempfile.TemporaryDirectory() as work:
        dossier = Path(work) / "seeds.db"
        run_pipeline(folder, dossier, Options(), silent)
        with View.open(dossier) as view:
            seen = _Seen(view.contents())
    checks = {
        "stories": list(_stories(seen, expected)),
        "origins": list(_origins(seen, expected)),
        "dates": list(_dates(seen, expected)),
        "alignment": list(_aligned(seen, expected)),
        "alone": list(_alone(seen, expected)),
        "names": list(_names(seen, expected)),
    }
    files = tuple(sorted(os.path.relpath(file, data) for file in folder.glob("0*.txt")))
    return Result(
        task="seeds",
        about="Share of what a careful reader expects of the five seed reports that the run gives",
        baseline="every file its own story, origin and unknown date",
        peer=None,
        figures=tuple(
            Figure(name=name, value=sum(held) / len(held), baseline=BASELINES[name])
            for name, held in checks.items()
        ),
        files=files,
    )


# Of the checks of each kind, the share that the baseline passes.
BASELINES = {"stories": 3 / 5, "origins": 2 / 4, "dates": 1 / 5, "alignment": 0.0, "alone": 1.0, "names": 0.0}


class _Seen:
    """A dossier's contents by the seeds' short names."""

    def __init__(self, contents: Contents) -> None:
        self.names = {i: files[0][:NAME] for i, files in contents.files.items()}
        self.texts = {a.id: a.text for a in contents.articles}
        self.stories = contents.stories
        self.entities = contents.entities

    def named(self, articles: tuple[str, ...]) -> list[str]:
        """Short names of article ids, sorted."""
        return sorted(self.names[a] for a in articles)

    def story_of(self, name: str) -> Story:
        """The story that holds the seed."""
        return next(s for s in self.stories if name in self.named(s.articles))


def _folder(data: Path) -> Path:
    for folder in (data / "seeds", data.parent / "seeds"):
        if list(folder.glob("0*.txt")):
            return folder
    raise DataMissing(f"no seeds/0*.txt in {data} or beside it")


def _stories(seen: _Seen, expected: Any) -> Iterator[bool]:
    groups = [seen.named(s.articles) for s in seen.stories]
    yield from (group in groups for group in expected["stories"])
    one, other = expected["thread"]
    yield seen.story_of(one).thread == seen.story_of(other).thread
    one, other = expected["not_in_thread"]
    yield seen.story_of(one).thread != seen.story_of(other).thread


def _origins(seen: _Seen, expected: Any) -> Iterator[bool]:
    groups = [seen.named(o.articles) for s in seen.stories for o in s.origins]
    yield from (group in groups for group in expected["origins"])


def _dates(seen: _Seen, expected: Any) -> Iterator[bool]:
    known = {seen.names[d.article]: d for s in seen.stories for d in s.dates}
    for name, (day, how) in expected["published"].items():
        when = known[name].when
        yield known[name].how == how and (None if when is None else when.start.date().isoformat()) == day


def _aligned(seen: _Seen, expected: Any) -> Iterator[bool]:
    for left, right, count in expected["aligned"]:
        for copy in seen.story_of(left).account.copies:
            if sorted((seen.names[copy.left], seen.names[copy.right])) == [left, right]:
                yield abs(len(copy.pairs) - count) <= 1


def _alone(seen: _Seen, expected: Any) -> Iterator[bool]:
    """A statement only one seed makes stands in a row of its own."""
    for name, word in expected["alone"]:
        rows = [[c for column in row.cells for c in column] for row in seen.story_of(name).account.rows]
        holding = [
            row
            for row in rows
            if any(seen.names[c.article] == name and word in c.span.of(seen.texts[c.article]) for c in row)
        ]
        yield bool(holding) and all(len(row) == 1 for row in holding)


def _names(seen: _Seen, expected: Any) -> Iterator[bool]:
    """One entity for all that ends in a word with one of these beginnings, of the type where one is told."""
    for kind, *beginnings in expected["names"]:
        ends = [
            {s.written.split()[-1] for s in entity.spellings}
            for entity in seen.entities
            if kind in ("", entity.type)
        ]
        holding = [its for its in ends if any(word.startswith(tuple(beginnings)) for word in its)]
        yield len(holding) == 1 and all(any(w.startswith(b) for w in holding[0]) for b in beginnings)
