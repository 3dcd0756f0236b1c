"""A dossier as shards and back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from dossiers import FEW, copied, findings
from msgspec.structs import replace

from samestory import pipeline
from samestory.cli_shards import shards as command
from samestory.errors import InputError
from samestory.model import Contents, Decision
from samestory.progress import silent
from samestory.shards.laying import Store
from samestory.shards.of_dossier import Laid, lay_out, name_of, own
from samestory.store.view import View

parquet = pytest.importorskip("pyarrow.parquet")
pytestmark = pytest.mark.usefixtures("encoding")


def laid(dossier: Path, out: Path, name: str = "news") -> Laid:
    with View.open(dossier) as view:
        return lay_out(view, Store(str(out)), name, silent)


def test_what_is_read_back_is_the_dossier(pile_dossier: Path, tmp_path: Path, pile: Contents):
    out, again = tmp_path / "out", tmp_path / "again.db"
    first = laid(pile_dossier, out)
    assert (first.unchanged, first.dropped) == (0, 0)
    assert laid(pile_dossier, out) == Laid(written=0, unchanged=first.written, dropped=0)
    done = pipeline.run(out, again)
    assert (done.read, done.articles) == (len(pile.articles), len(pile.articles))
    assert findings(again) == findings(pile_dossier)
    with View.open(again) as view:
        assert view.contents() == pile
    assert pipeline.run(out, again).unchanged == first.written


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/news.db", "news"),
        ("news.2023", "news.2023"),
        (".march.db", "march"),
        (".db", ".db"),
        ("...", "..."),
    ],
)
def test_shards_are_called_as_their_dossier(path: str, name: str):
    assert name_of(Path(path)) == name


def test_shards_of_another_dossier_of_the_name_are_not_replaced(
    pile_dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    one, other, out = tmp_path / "news.db", tmp_path / "b" / "news.db", tmp_path / "out"
    other.parent.mkdir()
    for place in (one, other):
        shutil.copy(pile_dossier, place)
    assert command(one, str(out)) == 0
    monkeypatch.chdir(tmp_path)
    assert command(Path("news.db"), str(out)) == 0
    held = {file: file.read_bytes() for file in out.rglob("*.parquet")}
    with pytest.raises(InputError, match=r"/news\.db has shards called news in .*another name"):
        command(other, str(out))
    assert {file: file.read_bytes() for file in out.rglob("*.parquet")} == held
    store = Store(str(out))
    store.drop([".done/news.dossier"])
    own(store, other)
    own(store, other)


def test_the_tables_are_there_for_others_to_read(pile_dossier: Path, tmp_path: Path, pile: Contents):
    laid(pile_dossier, tmp_path / "out")

    def read(table: str) -> dict[str, dict[str, object]]:
        rows = parquet.read_table(tmp_path / "out" / table, partitioning=None).to_pylist()
        return {row["id"]: row for row in rows}

    articles, stories = read("articles"), read("stories")
    assert {id_: row["text"] for id_, row in articles.items()} == {one.id: one.text for one in pile.articles}
    assert {id_: row["articles"] for id_, row in stories.items()} == {
        one.id: list(one.articles) for one in pile.stories
    }
    assert {one.id for one in pile.threads} == set(read("threads"))
    assert {id_: row["name"] for id_, row in read("entities").items()} == {
        one.id: one.name for one in pile.entities
    }
    dated = [one for one in pile.articles if one.published is not None]
    assert {articles[one.id]["day"] for one in dated} == {
        one.published.start.date() for one in dated if one.published
    }


def test_only_what_has_changed_is_written_and_others_shards_are_left(tmp_path: Path):
    folder, dossier, out = copied(tmp_path / "pile"), tmp_path / "news.db", tmp_path / "out"
    pipeline.run(folder, dossier)
    first = laid(dossier, out)
    laid(dossier, out, "other")
    for file in FEW[:2]:
        (folder / file).write_text("", "utf-8")
    pipeline.run(folder, dossier)
    after = laid(dossier, out)
    assert after.unchanged > 0
    assert after.dropped > 0
    assert after.written + after.unchanged + after.dropped >= first.written
    shutil.copytree(out, tmp_path / "others")
    for file in (tmp_path / "others").rglob("news-*"):
        file.unlink()
    done = pipeline.run(tmp_path / "others", tmp_path / "others.db")
    assert done.articles == len(FEW)


def test_what_readers_decided_comes_along_where_none_has_decided_here(tmp_path: Path):
    folder, dossier, out = copied(tmp_path / "pile", FEW[:2]), tmp_path / "news.db", tmp_path / "out"
    pipeline.run(folder, dossier)
    with View.open(dossier) as view:
        left, right = view.article_ids()
    verdict = Decision(kind="story", left=left, right=right, verdict="same", score=1.0, made_by="user:ana")
    pipeline.decide(dossier, [verdict])
    laid(dossier, out)
    pipeline.run(out, tmp_path / "again.db")
    assert findings(tmp_path / "again.db") == findings(dossier)
    pipeline.decide(dossier, [replace(verdict, verdict="different")])
    pipeline.run(out, dossier)
    with View.open(dossier) as view:
        assert [one.verdict for one in view.decisions() if one.made_by != "machine"] == ["different"]


def test_what_another_samestory_or_other_weights_read_is_a_failure(
    pile_dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    laid(pile_dossier, tmp_path / "out")
    with monkeypatch.context() as patched:
        patched.setattr("samestory.shards.layout.version", lambda _: "0.0.0")
        laid(pile_dossier, tmp_path / "older")
    done = pipeline.run(tmp_path / "older", tmp_path / "older.db")
    assert done.articles == 0
    with View.open(tmp_path / "older.db") as view:
        assert all("it was written by Samestory 0.0.0" in one.reason for one in view.failures())
    monkeypatch.setattr("samestory.intake.model_in", lambda *_: "other")
    pipeline.run(tmp_path / "out", tmp_path / "other.db")
    with View.open(tmp_path / "other.db") as view:
        assert any("it was encoded with the weights" in one.reason for one in view.failures())
