"""Tables in stores, read where they lie: the same dossier as from a folder of the same files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from dossiers import FEW, PILE, findings, tables

from samestory import intake, pipeline
from samestory.pipeline import Options

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
pytestmark = pytest.mark.usefixtures("encoding")

BY_TWOS = Options(batch=2)
BREAD = "Bread got dearer in Kestrin on Monday. Bakers said flour was to blame. The town will hold a meeting."


def written(path: Path, texts: list[str]) -> None:
    table = arrow.Table.from_pylist([{"text": text, "outlet": "The Kestrin Post"} for text in texts])
    parquet.write_table(table, path, row_group_size=3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Some stories in two shards, with a row that holds nothing, and a text beside them."""
    told = [(PILE / name).read_text("utf-8") for name in FEW]
    made = tmp_path / "news"
    made.mkdir()
    written(made / "a.parquet", [*told[:3], "", BREAD])
    written(made / "b.parquet", [*told[3:], BREAD])
    (made / "c.txt").write_text(told[0], "utf-8")
    return made


@pytest.fixture
def store(folder: Path) -> Iterator[str]:
    """The same in a store."""
    files = fsspec.filesystem("memory")
    for file in folder.iterdir():
        files.pipe_file(f"/shelf/{folder.name}/{file.name}", file.read_bytes())
    yield f"memory://shelf/{folder.name}"
    files.rm("/shelf", recursive=True)


def test_a_dossier_is_the_same_wherever_its_shards_lie(folder: Path, store: str, tmp_path: Path):
    expected = pipeline.run(folder, tmp_path / "folder.db", BY_TWOS)
    assert pipeline.run(f"file://{folder}", tmp_path / "file.db", BY_TWOS) == expected
    assert pipeline.run(store, tmp_path / "store.db", BY_TWOS) == expected
    assert tables(tmp_path / "file.db") == tables(tmp_path / "folder.db")
    assert findings(tmp_path / "store.db") == findings(tmp_path / "folder.db")


def test_what_was_read_of_a_shard_is_not_read_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    dossier, address, told = tmp_path / "news.db", f"file://{folder}", []

    def cut_off(step: str, done: int, total: int) -> None:
        told.append(step)
        if told.count("read") == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.run(address, dossier, BY_TWOS, cut_off)
    done = pipeline.run(address, dossier, BY_TWOS)
    # The first two parts hold two reports and one; the whole six, one of them in both shards.
    assert (done.read, done.articles, done.failures, done.unchanged) == (3, 6, 1, 0)
    with monkeypatch.context() as patched:
        patched.setattr(intake, "in_parts", None)
        again = pipeline.run(address, dossier, BY_TWOS)
    assert (again.read, again.unchanged) == (0, 3)
