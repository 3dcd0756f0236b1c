"""Dossiers of older versions through the pipeline: all that a new one would hold, and what readers said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from commanding import AS_IN_A_SHELL, command
from dossiers import findings
from msgspec import structs
from older import of_version, pile, plain, unpacked

from samestory import pipeline
from samestory.engine import Here, Lasting
from samestory.errors import DossierMissing, WorkersUnlike
from samestory.model import Contents, Decision
from samestory.progress import silent
from samestory.rereading import read_again
from samestory.store.view import View
from samestory.store.writer import Writer


def contents(dossier: Path) -> Contents:
    with View.open(dossier) as view:
        return view.contents()


def said(held: Contents) -> list[Decision]:
    return [one for one in held.decisions if one.made_by != "machine"]


def test_one_of_the_first_version_holds_all_that_a_new_one_does(tmp_path: Path, encoding: None):
    (first,) = of_version("1")
    dossier, folder = unpacked(first, tmp_path / "old.db"), pile(tmp_path / "pile")
    pipeline.upgrade(dossier)
    pipeline.run(folder, tmp_path / "new.db")
    pipeline.decide(tmp_path / "new.db", said(contents(dossier)))
    assert len(said(contents(dossier))) == 1
    assert findings(dossier) == findings(tmp_path / "new.db")
    # Its files are opened once more, and are found as they were.
    assert pipeline.run(folder, dossier).read == 0
    assert findings(dossier) == findings(tmp_path / "new.db")


def test_a_run_reads_files_again_and_pages_from_what_is_stored(tmp_path: Path, encoding: None):
    (last,) = of_version("6")
    dossier, other = (unpacked(last, tmp_path / name) for name in ("a.db", "b.db"))
    done = pipeline.run(pile(tmp_path / "pile"), dossier)
    assert (done.read, done.copy) == (3, tmp_path / "a.db.v6.bak")
    pipeline.upgrade(other)
    held = contents(dossier)
    assert findings(dossier) == findings(other)
    assert [len(story.articles) for story in held.stories] == [3, 1]
    assert [one.made_by for one in said(held)] == ["user:bo", "user:ana"]
    assert all(article.names and article.numbers for article in held.articles)
    assert [one.article.url for one in held.versions] == ["http://127.0.0.1:8791/news/tram"] * 2
    assert plain(dossier)["outdated"] == []


def test_what_was_cut_off_is_read_again_later(
    tmp_path: Path, encoding: None, monkeypatch: pytest.MonkeyPatch
):
    (last,) = of_version("6")
    dossier, other = (unpacked(last, tmp_path / name) for name in ("a.db", "b.db"))

    def cut(step: str, done: int, total: int) -> None:
        if step == "reread" and done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.upgrade(dossier, pipeline.Options(batch=2), cut)
    assert len(plain(dossier)["outdated"]) == 3
    assert contents(dossier).stories == ()
    # Whatever is done next goes on from there.
    pipeline.decide(dossier, ())
    pipeline.upgrade(other)
    assert findings(dossier) == findings(other)


class WithOtherWeights(Here):
    """Where other weights are prepared."""

    def map(self, function: Callable[..., Any], items: Iterable[Any]) -> Iterator[Any]:
        for made in super().map(function, items):
            yield tuple(structs.replace(one, model="others") for one in made)


def test_what_other_weights_read_again_is_refused(tmp_path: Path, encoding: None):
    (last,) = of_version("6")
    dossier = unpacked(last, tmp_path / "a.db")
    with Writer.open(dossier) as writer, pytest.raises(WorkersUnlike, match="the weights others"):
        read_again(writer, pipeline.Options(batch=2), silent, Lasting(WithOtherWeights))
    assert len(plain(dossier)["outdated"]) == 5


@AS_IN_A_SHELL
def test_the_command_says_where_the_old_one_is(tmp_path: Path, encoding: None):
    (last,) = of_version("7")
    dossier = unpacked(last, tmp_path / "a.db")
    refused = command("stories", dossier)
    assert refused.status == 1
    assert f"bring it up to date with `samestory upgrade {dossier}`" in refused.complaint
    done = command("upgrade", dossier)
    assert (done.status, f"stands in {dossier}.v7.bak" in done.told) == (0, True)
    assert command("upgrade", dossier).told == f"{dossier} is up to date.\n"
    assert command("stories", dossier).status == 0


def test_no_dossier_is_made_by_upgrading(tmp_path: Path):
    with pytest.raises(DossierMissing):
        pipeline.upgrade(tmp_path / "none.db")
    assert not list(tmp_path.iterdir())
