"""Dossiers that older versions really wrote, of three reports of ours, brought up to date."""

from __future__ import annotations

import gzip
from pathlib import Path

import apsw
import pytest
from dossiers import is_sound, tables

from samestory.errors import DossierError, DossierVersionError
from samestory.store import migrations
from samestory.store.connection import VERSION
from samestory.store.view import View
from samestory.store.writer import Writer

OLDER = Path(__file__).parent / "older"
VERSIONS = sorted(migrations.STEPS)


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def older(version: int, tmp_path: Path) -> Path:
    return unpacked(version, tmp_path)


def unpacked(version: int, folder: Path) -> Path:
    """The dossier that ``version`` wrote."""
    path = folder / "a.db"
    path.write_bytes(gzip.decompress((OLDER / f"v{version}.db.gz").read_bytes()))
    return path


def shape(dossier: Path) -> set[tuple[str, ...]]:
    connection = apsw.Connection(str(dossier), flags=apsw.SQLITE_OPEN_READONLY)
    found = set(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"))
    connection.close()
    return found


def test_is_made_like_a_new_one(older: Path, tmp_path: Path):
    with Writer.open(older), Writer.open(tmp_path / "new.db"):
        pass
    assert shape(older) == shape(tmp_path / "new.db")
    assert is_sound(older)
    with View.open(older) as view:
        assert [article.title is not None for article in view.contents().articles] == [True] * 3


def test_a_copy_of_what_it_was_stands_beside(older: Path, version: int):
    before, held = older.read_bytes(), tables(older)
    with Writer.open(older) as writer:
        copy = writer.copy()
    assert copy == older.with_name(f"a.db.v{version}.bak")
    assert tables(copy) == held
    assert {file.name for file in older.parent.iterdir()} == {older.name, copy.name}
    # A copy made before is not written over.
    older.write_bytes(before)
    with Writer.open(older) as writer:
        assert writer.copy() == older.with_name(f"a.db.v{version}-2.bak")
    with Writer.open(older) as writer:
        assert writer.copy() is None


def test_is_not_read_as_it_is_and_nothing_is_changed(older: Path, version: int):
    before = older.read_bytes()
    told = rf"version {version}, this Samestory reads {VERSION}; bring it up to date with `samestory upgrade"
    with pytest.raises(DossierVersionError, match=told):
        View.open(older)
    assert older.read_bytes() == before


def test_what_fails_on_the_way_leaves_it_as_it_was(older: Path, version: int):
    before = tables(older)

    def fail(step: str, done: int, total: int) -> None:
        if step == "upgrade" and done == total:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Writer.open(older, progress=fail)
    assert tables(older) == before
    with pytest.raises(DossierVersionError, match=f"version {version}"):
        View.open(older)


def test_without_room_for_a_copy_it_is_left_alone(older: Path, version: int):
    before = tables(older)
    # In the copy's place stands what cannot be replaced.
    (older.parent / f"a.db.v{version}.bak.part").mkdir()
    with pytest.raises(DossierError, match=r"is copied before .* free \d+ MB there"):
        Writer.open(older)
    assert tables(older) == before
