"""Dossiers of neighbouring windows joined give the stories of one dossier of all."""

from __future__ import annotations

from pathlib import Path

import pytest
from gathering import contents, gathered, report

from samestory.cli_shards import join as command
from samestory.errors import InputError
from samestory.progress import silent
from samestory.shards.joined import Counts, join
from samestory.shards.laying import Store
from samestory.shards.of_dossier import lay_out
from samestory.store.view import View

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
pytestmark = pytest.mark.usefixtures("encoding")

# The ferry's story goes on over the border of two windows, each of which has the other's last or first days.
EARLY = (report("mayor", 1, -30), report("mayor", 2, -30), report("bridge", 1, -60), report("ferry", 1, -1))
BOTH = (report("ferry", 2), report("ferry", 3, 1))
LATE = (report("ferry", 4, 2), report("market", 1, 30), report("market", 2, 30), report("bridge", 2, 60))


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """Shards of two windows in one store."""
    for name, reports in (("a-1", (*EARLY, *BOTH)), ("b-2", (*BOTH, *LATE))):
        with View.open(gathered(tmp_path / f"{name}.db", reports)) as view:
            lay_out(view, Store(str(tmp_path / "told")), name, silent)
    return tmp_path / "told"


def rows(out: Path) -> list[dict[str, object]]:
    files = sorted((out / "joined").rglob("*.parquet"))
    return [row for file in files for row in parquet.ParquetFile(file).read().to_pylist()]


def test_stories_are_those_of_one_dossier_of_all(told: Path, tmp_path: Path):
    found = join(Store(str(tmp_path / "out")), [Store(str(told))], silent)
    whole = contents(gathered(tmp_path / "all.db", (*EARLY, *BOTH, *LATE)))
    made = {row["id"]: row for row in rows(tmp_path / "out")}
    assert {one.id: sorted(one.articles) for one in whole.stories} == {
        id_: row["articles"] for id_, row in made.items()
    }
    assert found == Counts(windows=2, stories=6, joined=5)
    assert {one.id: len(one.origins) for one in whole.stories} == {
        id_: row["origins"] for id_, row in made.items()
    }
    ferry = max(made.values(), key=lambda row: len(row["articles"]))  # type: ignore[arg-type]
    assert (ferry["window"], str(ferry["day"])) == ("a-1", "2024-05-13")
    assert [one["window"] for one in ferry["stories"]] == ["a-1", "b-2"]  # type: ignore[attr-defined]


def test_the_order_of_folders_changes_nothing_and_what_is_there_is_left(
    told: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    other = tmp_path / "other"
    for file in told.rglob("b-2-*"):
        place = other / file.relative_to(told)
        place.parent.mkdir(parents=True, exist_ok=True)
        file.rename(place)
    for name, folders in (("one", (told, other)), ("two", (other, told))):
        assert command(str(tmp_path / name), *map(str, folders)) == 0
    assert rows(tmp_path / "one") == rows(tmp_path / "two")
    assert "6 stories of 2 windows are 5" in capsys.readouterr().out
    files = {file: file.stat().st_mtime_ns for file in (tmp_path / "one").rglob("*.parquet")}
    (tmp_path / "one" / "joined" / "1999-01").mkdir()
    (tmp_path / "one" / "joined" / "1999-01" / "0000.parquet").touch()
    command(str(tmp_path / "one"), str(told), str(other))
    assert {file: file.stat().st_mtime_ns for file in files} == files
    # What is there changes: all is written anew, and what nothing is in any more is dropped.
    next(iter(files)).unlink()
    command(str(tmp_path / "one"), str(told), str(other))
    assert set((tmp_path / "one").rglob("*.parquet")) == set(files)
    assert rows(tmp_path / "one") == rows(tmp_path / "two")


def test_a_run_that_was_cut_off_is_not_taken_for_the_one_before(told: Path, tmp_path: Path):
    def cut(step: str, done: int, total: int) -> None:
        if done == total:
            raise KeyboardInterrupt

    out, store = Store(str(tmp_path / "out")), Store(str(told))
    before = join(out, [store], silent)
    (aside := tmp_path / "aside").mkdir()
    files = [(file, aside / f"{number}") for number, file in enumerate(told.rglob("b-2-*"))]
    for file, place in files:
        file.rename(place)
    with pytest.raises(KeyboardInterrupt):
        join(out, [store], cut)
    for file, place in files:
        place.rename(file)
    assert join(out, [store], silent) == before
    found = rows(tmp_path / "out")
    join(Store(str(tmp_path / "new")), [store], silent)
    assert found == rows(tmp_path / "new")


def test_a_damaged_note_of_what_was_joined_is_none(told: Path, tmp_path: Path):
    out, store = Store(str(tmp_path / "out")), Store(str(told))
    before = join(out, [store], silent)
    (tmp_path / "out" / ".done" / "joined.json").write_bytes(b"{")
    assert join(out, [store], silent) == before


def test_what_cannot_be_joined_is_told(told: Path, tmp_path: Path):
    out = Store(str(tmp_path / "out"))
    with pytest.raises(InputError, match="nothing to join"):
        command(str(tmp_path / "out"))
    with pytest.raises(InputError, match="has no shards of dossiers"):
        join(out, [Store(str(tmp_path / "nowhere"))], silent)
    again = tmp_path / "again"
    for file in told.rglob("a-1-*"):
        place = again / file.relative_to(told)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.read_bytes())
    with pytest.raises(InputError, match="both have a window a-1"):
        join(out, [Store(str(told)), Store(str(again))], silent)


@pytest.mark.parametrize("table", ["articles", "stories"])
def test_a_shard_that_is_missing_is_told(told: Path, tmp_path: Path, table: str):
    out, stores = Store(str(tmp_path / "out")), [Store(str(told))]
    shard = min(told.rglob(f"{table}/*/b-2-*"))
    shard.rename(tmp_path / "aside")
    with pytest.raises(InputError, match=rf"{shard.relative_to(told)} is missing in .*/told; write it again"):
        join(out, stores, silent)
    (tmp_path / "aside").rename(shard)
    assert join(out, stores, silent).windows == 2


def test_a_store_that_is_given_twice_is_one(
    told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link").symlink_to(told, target_is_directory=True)
    assert command("out", "told", "told/", "./told", str(told), f"file://{told}", "link") == 0
    assert "6 stories of 2 windows are 5" in capsys.readouterr().out
    assert Store("memory://told").place == Store("memory://told/").place != Store("memory://other").place


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        *(("stories", "record", value) for value in (b"{", b"{}", b"[" * 100_000, None)),
        *(("stories", name, None) for name in ("id", "articles")),
        *(("stories", name, 7) for name in ("day", "title")),
        *(("articles", name, value) for name, value in (("id", None), ("day", 7.5))),
    ],
)
def test_a_window_with_a_damaged_row_is_told(
    told: Path, tmp_path: Path, table: str, column: str, value: object
):
    shard = next(told.rglob(f"{table}/*/a-1-*"))
    held = parquet.read_table(shard)
    values = arrow.array([value] * len(held))
    held = held.set_column(held.schema.get_field_index(column), column, values)
    parquet.write_table(held, shard)
    with pytest.raises(InputError, match=rf"{table}/.*/a-1-.* is damaged .* delete it"):
        join(Store(str(tmp_path / "out")), [Store(str(told))], silent)


def test_a_shard_that_is_none_is_told(told: Path, tmp_path: Path):
    out = Store(str(tmp_path / "out"))
    next(told.rglob("stories/*/a-1-*")).write_bytes(b"PAR1")
    with pytest.raises(InputError, match="is damaged"):
        join(out, [Store(str(told))], silent)
