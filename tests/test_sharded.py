"""Reading into shards, and dossiers made of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

import pytest
from dossiers import FEW, copied, findings

from samestory import pipeline, sharded
from samestory.cli_shards import shards
from samestory.errors import SamestoryError
from samestory.ids import content_id
from samestory.ingest import FileEntry, files
from samestory.pipeline import Options
from samestory.progress import silent
from samestory.sharded import Reading
from samestory.shards.laying import Rows, Store
from samestory.shards.rows import ELSEWHERE, home
from samestory.store.view import View

pytest.importorskip("pyarrow")
pytestmark = pytest.mark.usefixtures("encoding")


def read(source: Path | str, out: Path) -> Reading:
    return sharded.read(source, str(out), Options(), silent)


def names(dossier: Path) -> set[str]:
    """Where documents were seen, and what was not read, as a dossier calls it."""
    with View.open(dossier) as view:
        tables = view.tables()
        seen = tables.sightings([one.id for one in view.contents().articles])
        told = [(root, source) for its in seen.values() for root, _, source, _ in its]
        told += [(root, source) for root, _, source, *_ in tables.failures()]
    return {"/".join(one) for one in told}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = copied(tmp_path / "news")
    (made / "empty.txt").touch()
    return made


def test_a_dossier_of_shards_is_that_of_the_documents(folder: Path, tmp_path: Path):
    assert read(folder, tmp_path / "out") == Reading(read=len(FEW), failures=1)
    pipeline.run(folder, tmp_path / "plain.db")
    pipeline.run(f"file://{tmp_path}/out", tmp_path / "shards.db")
    assert findings(tmp_path / "shards.db") == findings(tmp_path / "plain.db")


@pytest.mark.parametrize("files", [("a.jsonl", "a.jsonl"), ("a.jsonl", "b.jsonl"), ("a/z.jsonl", "b.jsonl")])
@pytest.mark.parametrize(
    "days", [("2024-06-03", "2024-05-03"), ("2024-05-03", "2024-06-03"), ("", "1999-01-01")]
)
def test_of_two_days_of_one_text_at_one_address_the_first_read_stays(
    tmp_path: Path, files: tuple[str, str], days: tuple[str, str]
):
    row = '{"text": "The ferry was late. Ice held it up.", "url": "https://a.example/ice", "date": "%s"}\n'
    for name, day in zip(files, days, strict=True):
        (file := tmp_path / "news" / name).parent.mkdir(parents=True, exist_ok=True)
        with file.open("a") as stream:
            stream.write(row % day)
    read(tmp_path / "news", tmp_path / "out")
    pipeline.run(tmp_path / "news", tmp_path / "plain.db")
    pipeline.run(f"file://{tmp_path}/out", tmp_path / "shards.db")
    assert findings(tmp_path / "shards.db") == findings(tmp_path / "plain.db")


def test_a_file_is_read_again_when_it_has_changed(folder: Path, tmp_path: Path):
    out = tmp_path / "out"
    read(folder, out)
    assert read(folder, out) == Reading(failures=1, unchanged=len(FEW))
    before = {file.relative_to(out) for file in out.rglob("*.parquet")}
    (folder / FEW[0]).write_text(
        "Date: 1999-03-04\n\nThe ferry was late\n\nIce held it up for three hours. Nobody was hurt.\n",
        "utf-8",
    )
    assert read(folder, out) == Reading(read=1, failures=1, unchanged=len(FEW) - 1)
    after = {file.relative_to(out) for file in out.rglob("*.parquet")}
    assert [one.parts[1] for one in after - before] == ["1999-03"]
    assert [one.name for one in before - after] == [f"{FEW[0]}.parquet"]


def test_two_folders_of_one_name_keep_their_shards(tmp_path: Path):
    out, others = tmp_path / "out", FEW[:2]
    (tmp_path / "b").mkdir()
    one, other = copied(tmp_path / "news", others), copied(tmp_path / "b" / "news", others)
    for name in others:
        (other / name).write_text(f"The ferry was late\n\nIce held {name} up. Nobody was hurt.\n", "utf-8")
    for folder in (one, other):
        assert read(folder, out) == Reading(read=len(others))
        assert read(folder, out) == Reading(unchanged=len(others))
    assert pipeline.run(f"file://{out}", tmp_path / "a.db").articles == 2 * len(others)


@pytest.mark.parametrize("step", ["read", "alone", "names"])
def test_two_folders_of_one_name_read_at_once_keep_their_shards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
):
    out, began, of_store = tmp_path / "out", [], getattr(Store, step)
    (tmp_path / "b").mkdir()
    one, other = copied(tmp_path / "news", FEW[:1]), copied(tmp_path / "b" / "news", FEW[:1])
    (other / FEW[0]).write_text("The ferry was late\n\nIce held it up. Nobody was hurt.\n", "utf-8")

    def meanwhile(self: Store, *what: str) -> object:
        found = of_store(self, *what) if step == "read" else None
        if not began and what[0].startswith(".done"):
            began.append(True)
            assert read(other, out) == Reading(read=1)
        return found if step == "read" else of_store(self, *what)

    with monkeypatch.context() as patched:
        patched.setattr(Store, step, meanwhile)
        assert read(one, out) == Reading(read=1)
    assert read(one, out) == read(other, out) == Reading(unchanged=1)
    assert pipeline.run(f"file://{out}", tmp_path / "a.db").articles == 2


@pytest.mark.parametrize("way", ["read", "shards", "shards of shards"])
def test_files_of_one_name_in_folders_of_one_name_stay_two(tmp_path: Path, way: str):
    places = []
    for month, text in (("march", "Ice held it up. Nobody was hurt."), ("april", "A storm kept it in port.")):
        folder = tmp_path / month / "news"
        folder.mkdir(parents=True)
        (folder / "01.txt").write_text(f"The ferry was late\n\n{text}\n", "utf-8")
        (folder / "empty.txt").touch()
        out, dossier = tmp_path / f"{month} out", tmp_path / f"{month}.db"
        if way == "read":
            read(folder, out)
        else:
            pipeline.run(folder, dossier)
            shards(dossier, str(out))
        if way == "shards of shards":
            pipeline.run(f"file://{out}", again := tmp_path / f"{month}-2.db")
            out = tmp_path / f"{month} out 2"
            shards(again, str(out))
        places.append(f"file://{out}")
    done = pipeline.add(tmp_path / "a.db", places)
    assert (done.articles, done.failures) == (2, 2)
    april = home((tmp_path / "april" / "news").as_posix())
    assert names(tmp_path / "a.db") == {
        f"{root}/{name}" for root in ("news", f"{april}/news") for name in ("01.txt", "empty.txt")
    }


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_a_file_of_more_months_than_may_be_open_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    resource = pytest.importorskip("resource")
    folder, out = copied(tmp_path / "news", FEW[:1]), tmp_path / "out"
    read(folder, out)
    rows = [
        f'{{"text": "The ferry was late. It froze.", "date": "{1990 + one // 12}-{one % 12 + 1:02}-03"}}'
        for one in range(120)
    ]
    (folder / "many.jsonl").write_text("\n".join(rows), "utf-8")
    monkeypatch.setattr(sharded, "GROUP", 50)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (len(list(Path("/dev/fd").iterdir())) + 40, hard))
    try:
        assert read(folder, out) == Reading(read=120, unchanged=1)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert len(list(out.glob("articles/*/news/many.jsonl.parquet"))) == 120
    assert pipeline.run(f"file://{out}", tmp_path / "a.db").articles == 121


def test_a_shard_that_is_gone_is_made_again(folder: Path, tmp_path: Path):
    out = tmp_path / "out"
    read(folder, out)
    shards = [next(out.rglob(f"{name}.parquet")) for name in FEW[:2]]
    for shard in shards:
        shard.unlink()
    # Of one that has changed besides there is nothing to drop.
    (folder / FEW[0]).write_text(
        "Date: 1999-03-04\n\nIce\n\nIt held the ferry up. Nobody was hurt.\n", "utf-8"
    )
    assert read(folder, out) == Reading(read=2, failures=1, unchanged=len(FEW) - 2)
    assert [shard.exists() for shard in shards] == [False, True]


def test_what_was_cut_off_leaves_no_shard_of_what_has_changed_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder, out = tmp_path / "news", tmp_path / "out"
    folder.mkdir()
    texts = [
        f"Date: {year}-03-04\n\nThe ferry is late\n\nIce held it up in {year}.\n" for year in (1999, 2001)
    ]

    def cut(self: Store, names: object) -> None:
        raise KeyboardInterrupt

    (folder / "a.txt").write_text(texts[0], "utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(Store, "drop", cut)
        with pytest.raises(KeyboardInterrupt):
            read(folder, out)
    (folder / "a.txt").write_text(texts[1], "utf-8")
    assert read(folder, out) == Reading(read=1)
    assert [file.relative_to(out).parts[1] for file in out.rglob("*.parquet")] == ["2001-03"]


def test_a_file_whose_note_is_damaged_is_read_again(folder: Path, tmp_path: Path):
    read(folder, out := tmp_path / "out")
    shards = {file: file.read_bytes() for file in out.rglob("*.parquet")}
    note = out / ".done" / "news" / f"{FEW[0]}.json"
    note.write_bytes(note.read_bytes()[:-2])
    assert read(folder, out) == Reading(read=1, failures=1, unchanged=len(FEW) - 1)
    assert {file.name for file in out.rglob("*.parquet")} == {file.name for file in shards}
    assert read(folder, out) == Reading(failures=1, unchanged=len(FEW))


def test_what_could_not_be_had_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder, out = copied(tmp_path / "news", FEW[:2]), tmp_path / "out"
    had = files.opened

    def refused(entry: FileEntry) -> IO[bytes]:
        if entry.source == FEW[0]:
            raise PermissionError(13, "Permission denied")
        return had(entry)

    with monkeypatch.context() as patched:
        patched.setattr(files, "opened", refused)
        assert read(folder, out) == Reading(read=1, failures=1)
        assert read(folder, out) == Reading(failures=1, unchanged=1)
    assert read(folder, out) == Reading(read=1, unchanged=1)
    assert read(folder, out) == Reading(unchanged=2)
    assert not list(out.glob("failures/**/*.parquet"))


def test_a_failure_goes_with_its_file(folder: Path, tmp_path: Path):
    out = tmp_path / "out"
    read(folder, out)
    assert list(out.glob("failures/**/*.parquet"))
    (folder / "empty.txt").unlink()
    assert read(folder, out) == Reading(unchanged=len(FEW))
    assert not list(out.glob("failures/**/*.parquet"))


@pytest.mark.parametrize(
    "name",
    [
        "a::b:::c.txt",
        "я" * 125 + ".txt",
        "[2024] spring?.txt",
        "#1 %20 50% *.txt",
        "~a b.txt",
        "è" * 120 + ".txt",
    ],
)
@pytest.mark.parametrize("where", ["folder", "memory"])
def test_a_file_of_any_name_is_read(tmp_path: Path, name: str, where: str):
    folder = tmp_path / ".in[box]"
    folder.mkdir()
    (folder / name).write_text("The ferry was late\n\nIce held it up. Nobody was hurt.\n", "utf-8")
    out = str(tmp_path / "out") if where == "folder" else f"memory://read{content_id(name)}"
    for expected in (Reading(read=1), Reading(unchanged=1)):
        assert sharded.read(folder, out, Options(), silent) == expected
    assert pipeline.run(out if where == "memory" else f"file://{out}", tmp_path / "a.db").articles == 1


def test_a_folder_called_as_the_shard_of_a_file_beside_it_is_read(tmp_path: Path):
    for name in ("a.txt", "a.txt.parquet/a.txt", "a.txt.json/a.txt.json/a.txt"):
        file = tmp_path / "news" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"The ferry was late\n\nIce held {len(name)} up. Nobody was hurt.\n", "utf-8")
    for expected in (Reading(read=3), Reading(unchanged=3)):
        assert read(tmp_path / "news", tmp_path / "out") == expected
    assert pipeline.run(f"file://{tmp_path}/out", tmp_path / "a.db").articles == 3


def test_workers_elsewhere_write_to_the_same_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = copied(tmp_path / "news", FEW[:2])
    monkeypatch.chdir(tmp_path)
    seen = []
    monkeypatch.setattr(sharded, "_read", lambda task, how: seen.append(how.out) or Reading())
    sharded.read(folder, "out", Options(), silent)
    sharded.read(folder, "memory://out", Options(), silent)
    assert set(seen) == {str(tmp_path / "out"), "memory://out"}


def test_a_full_disk_is_told_and_leaves_no_parts(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(self: Rows, rows: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Rows, "add", full)
    with pytest.raises(SamestoryError, match="cannot write"):
        read(folder, tmp_path / "out")
    assert not [file for file in (tmp_path / "out").rglob("*") if file.suffix in (".parquet", ".part")]


@pytest.mark.parametrize(
    "spoilt", [{"record": b"{"}, {"record": None}, {"vectors": b"x"}, {"vectors": b""}, {"width": 0}]
)
def test_a_damaged_shard_is_a_failure(folder: Path, tmp_path: Path, spoilt: dict[str, object]):
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    out = tmp_path / "out"
    read(folder, out)
    shard = next(out.rglob(f"{FEW[0]}.parquet"))
    table = parquet.read_table(shard)
    rows = [row | spoilt for row in table.to_pylist()]
    parquet.write_table(arrow.Table.from_pylist(rows, schema=table.schema), shard)
    done = pipeline.run(f"file://{out}", tmp_path / "a.db")
    assert (done.articles, done.failures) == (len(FEW) - 1, 2)


def test_shards_are_not_read_into_shards(folder: Path, tmp_path: Path):
    read(folder, tmp_path / "out")
    assert read(tmp_path / "out", tmp_path / "further") == Reading()


def test_no_root_that_a_shard_tells_of_is_a_folder_of_this_machine(folder: Path, tmp_path: Path):
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    out = tmp_path / "out"
    read(folder, out)
    for shard in out.rglob("articles/**/*.parquet"):
        table = parquet.read_table(shard)
        rows = [
            row | {"seen": [one | {"root": folder.as_posix()} for one in row["seen"]]}
            for row in table.to_pylist()
        ]
        parquet.write_table(arrow.Table.from_pylist(rows, schema=table.schema), shard)
    assert pipeline.run(f"file://{out}", tmp_path / "a.db").articles == len(FEW)
    with View.open(tmp_path / "a.db") as view:
        seen = view.tables().sightings([one.id for one in view.contents().articles])
    assert all(path.startswith(ELSEWHERE) for its in seen.values() for _, path, _, _ in its)
