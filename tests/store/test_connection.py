from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import apsw
import pytest
from dossiers import is_sound

from samestory.errors import DossierError, DossierMissing, DossierVersionError
from samestory.model import Decision, Failure
from samestory.store.connection import VERSION
from samestory.store.view import View
from samestory.store.writer import Batch, Writer

AS_A_USER = """
import os, sys
from pathlib import Path
from samestory.store.writer import View, Writer
path = Path(sys.argv[1])
if os.geteuid() == 0:
    os.setuid(65534)
"""
FAILED = Batch(failures=(("root", Failure(source="a.txt", stage="ingest", reason="empty")),))


def test_what_cut_work_off_is_told_though_rows_were_being_read(tmp_path: Path) -> None:
    writer = Writer.open(tmp_path / "a.db")
    batch = [("root", Failure(source=f"{n}.txt", stage="ingest", reason="x" * 500)) for n in range(90)]
    writer.add(Batch(failures=tuple(batch)))
    rows = writer.tables().failures()

    def cut() -> None:
        with writer:
            next(rows)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cut()
    assert is_sound(tmp_path / "a.db")


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    with Writer.open(path) as writer:
        writer.add(FAILED)
    return path


@pytest.fixture
def shut() -> Iterator[Path]:
    """A folder in which nothing can be written, but everybody may read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Writer.open(folder / "a.db") as writer:
            writer.add(FAILED)
        (folder / "a.db").chmod(0o444)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


def as_a_user(code: str, path: Path, environment: dict[str, str]) -> str:
    """What ``code`` prints of ``path``, run by one whom permissions bind."""
    done = subprocess.run(
        [sys.executable, "-c", AS_A_USER + code, str(path)],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


def test_a_dossier_at_rest_is_one_file(dossier: Path):
    with View.open(dossier) as view:
        view.contents()
    assert [file.name for file in dossier.parent.iterdir()] == [dossier.name]


def test_an_empty_file_becomes_a_dossier(tmp_path: Path):
    (tmp_path / "a.db").touch()
    with Writer.open(tmp_path / "a.db") as writer:
        assert writer.failures() == ()


def test_no_dossier_says_how_to_make_one(tmp_path: Path):
    with pytest.raises(DossierMissing, match="samestory run FOLDER --dossier"):
        View.open(tmp_path / "none.db")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("opener", [View, Writer])
class TestWhatIsNoDossier:
    def test_a_text(self, opener: type[View], tmp_path: Path):
        path = tmp_path / "notes.txt"
        path.write_text("Bread got dearer. " * 100)
        with pytest.raises(DossierError, match="is not a dossier; give the file"):
            opener.open(path)
        assert path.read_text().startswith("Bread")

    def test_another_programs_database(self, opener: type[View], tmp_path: Path):
        path = tmp_path / "other.db"
        connection = apsw.Connection(str(path))
        connection.execute("CREATE TABLE bread (price)").fetchall()
        connection.close()
        before = path.read_bytes()
        with pytest.raises(DossierError, match="is not a dossier"):
            opener.open(path)
        assert path.read_bytes() == before

    def test_a_folder(self, opener: type[View], tmp_path: Path):
        with pytest.raises(DossierError, match="is a folder"):
            opener.open(tmp_path)

    @pytest.mark.parametrize("other", [0, VERSION + 1])
    def test_another_version(self, opener: type[View], dossier: Path, other: int):
        connection = apsw.Connection(str(dossier))
        connection.execute(f"PRAGMA user_version = {other}").fetchall()
        connection.close()
        before = dossier.read_bytes()
        with pytest.raises(
            DossierVersionError, match=f"version {other}, this Samestory reads {VERSION}; use the"
        ):
            opener.open(dossier)
        assert dossier.read_bytes() == before


def test_a_folder_that_is_not_there(tmp_path: Path):
    with pytest.raises(DossierError, match="check that its folder is there"):
        Writer.open(tmp_path / "none" / "a.db")


@pytest.mark.skipif(sys.platform == "win32", reason="other permissions")
def test_a_shut_folder_can_be_read(shut: Path, environment: dict[str, str]):
    code = "with View.open(path) as view: print(len(view.failures()))"
    assert as_a_user(code, shut / "a.db", environment) == "1\n"


@pytest.mark.skipif(sys.platform == "win32", reason="other permissions")
@pytest.mark.parametrize("name", ["a.db", "new.db"])
def test_a_shut_folder_cannot_be_written(shut: Path, environment: dict[str, str], name: str):
    code = "with Writer.open(path) as writer: writer.root(Path('/news'))"
    told = as_a_user(code, shut / name, environment).splitlines()[-1]
    assert told.startswith("samestory.errors.DossierError: cannot open or write")


@pytest.mark.parametrize(
    "statement", ["DELETE FROM failures", "CREATE TABLE more (a)", "PRAGMA user_version = 7"]
)
def test_a_view_cannot_write(dossier: Path, statement: str):
    with View.open(dossier) as view, pytest.raises(DossierError, match="cannot open or write"):
        view._database.do(statement)
    assert is_sound(dossier)


def test_another_writer_is_waited_for_so_long(dossier: Path):
    other = apsw.Connection(str(dossier))
    other.execute("BEGIN EXCLUSIVE").fetchall()
    with (
        pytest.raises(DossierError, match="in use by another run"),
        Writer.open(dossier, patience=0.05) as writer,
    ):
        writer.add(FAILED)
    with pytest.raises(DossierError, match="in use by another run"):
        View.open(dossier, patience=0.05)
    other.execute("ROLLBACK").fetchall()
    other.close()
    with View.open(dossier) as view:
        assert len(view.failures()) == 1


def test_two_writers_take_turns_and_readers_read_on(dossier: Path):
    other = Batch(failures=(("root", Failure(source="b.txt", stage="ingest", reason="empty")),))
    with Writer.open(dossier) as one, Writer.open(dossier) as two, View.open(dossier) as view:
        one.add(FAILED)
        two.add(other)
        assert len(view.failures()) == 2
    assert is_sound(dossier)


def test_a_full_disk_is_told_and_loses_nothing(dossier: Path):
    long = Batch(failures=(("root", Failure(source="long.txt", stage="ingest", reason="x" * 200_000)),))
    with Writer.open(dossier) as writer:
        writer._database.do("PRAGMA max_page_count = 20")
        with pytest.raises(DossierError, match=r"disk holding .* is full"):
            writer.add(long)
        assert len(writer.failures()) == 1
    assert is_sound(dossier)


@pytest.mark.parametrize("spoil", ["page", "record", "table"])
def test_damage_met_in_the_middle_of_work_is_told(pile_dossier: Path, tmp_path: Path, spoil: str):
    path = tmp_path / "damaged.db"
    path.write_bytes(pile_dossier.read_bytes())
    if spoil == "page":
        with path.open("r+b") as stream:
            stream.seek(4096)
            stream.write(os.urandom(path.stat().st_size - 4096))
    else:
        connection = apsw.Connection(str(path))
        record = "UPDATE articles SET record = CAST(substr(record, 1, 90) AS BLOB)"
        connection.execute(record if spoil == "record" else "DROP TABLE entities").fetchall()
        connection.close()
    with View.open(path) as view, pytest.raises(DossierError, match="is damaged"):
        view.contents()


def test_an_error_inside_a_transaction_undoes_all_of_it(dossier: Path):
    with Writer.open(dossier) as writer:
        with suppress(ZeroDivisionError), writer._database.transaction():
            writer._database.do("DELETE FROM failures")
            raise ZeroDivisionError
        assert len(writer.failures()) == 1


def test_what_a_killed_run_had_half_written_is_taken_back_by_who_reads(dossier: Path, tmp_path: Path):
    connection = apsw.Connection(str(dossier))
    # So small a cache writes into the file before the end.
    connection.execute("PRAGMA cache_size = 1; BEGIN IMMEDIATE; CREATE TABLE more (a)").fetchall()
    connection.executemany("INSERT INTO more VALUES (?)", ((b"x" * 3000,) for _ in range(100)))
    for name in ("a.db", "a.db-journal"):
        (tmp_path / f"killed{name[1:]}").write_bytes((tmp_path / name).read_bytes())
    connection.close()
    with View.open(tmp_path / "killed.db") as view:
        assert len(view.failures()) == 1
    assert not (tmp_path / "killed.db-journal").exists()


def test_what_cannot_be_had_again_is_written_through(dossier: Path):
    decision = Decision(kind="story", left="a", right="b", verdict="same", score=1.0, made_by="user:ana")
    with Writer.open(dossier) as writer:
        written_through = []
        for act in (lambda: writer.add(FAILED), lambda: writer.decide(decision)):
            act()
            written_through += [full == 2 for (full,) in writer._database.rows("PRAGMA synchronous")]
    assert written_through == [False, True]
