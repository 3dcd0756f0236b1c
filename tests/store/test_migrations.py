"""Dossiers that older versions really wrote, of three reports of ours, brought up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import apsw
import numpy as np
import pytest
from dossiers import is_sound
from older import of_version, plain, unpacked

from samestory.errors import DossierError, DossierVersionError
from samestory.store.checking import problems
from samestory.store.connection import VERSION
from samestory.store.rescue import Rescued, rescue
from samestory.store.vectors import kept
from samestory.store.view import View
from samestory.store.writer import Writer


@pytest.fixture(params=of_version(), ids=lambda file: file.name.partition(".")[0])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return unpacked(request.param, tmp_path / "a.db")


@pytest.fixture
def version(older: Path) -> int:
    return asked(older, "PRAGMA user_version")[0][0]


def asked(dossier: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = apsw.Connection(str(dossier), flags=apsw.SQLITE_OPEN_READONLY)
    found = list(connection.execute(sql))
    connection.close()
    return found


def test_is_made_like_a_new_one(older: Path, tmp_path: Path):
    shape = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2"
    with Writer.open(older), Writer.open(tmp_path / "new.db"):
        pass
    assert asked(older, shape) == asked(tmp_path / "new.db", shape)
    assert is_sound(older)


def test_what_cannot_be_made_again_is_there(older: Path):
    before = plain(older)
    with Writer.open(older):
        pass
    after = plain(older)
    assert after["roots"] == before["roots"]
    assert after["failures"] == before["failures"]
    # What was added to rows since then stands at their end.
    for table in ("sightings", "asked", "versions"):
        its = sorted(before.get(table, []))
        assert [row[: len(old)] for row, old in zip(sorted(after[table]), its, strict=True)] == its
    told = [[row for row in held["decisions"] if "machine" not in row] for held in (before, after)]
    assert told[0] == told[1] != []
    texts = "SELECT document, id, lang, title, text, model FROM articles ORDER BY 1"
    assert len(after["articles"]) == len(before["articles"])
    assert asked(older, texts) == asked(next(older.parent.glob("*.bak")), texts)


def test_vectors_are_as_if_they_were_stored_anew(older: Path):
    rows = "SELECT id, width, vectors FROM articles ORDER BY 1"
    with Writer.open(older) as writer:
        for id_, width, stored in asked(next(older.parent.glob("*.bak")), rows):
            halves = np.frombuffer(stored, "<f2").reshape(-1, width)
            assert np.array_equal(writer.vectors(id_), kept(halves))


@pytest.mark.parametrize("width", [0, -3, 7])
def test_damaged_vectors_are_read_again(tmp_path: Path, width: int):
    dossier = unpacked(of_version("8")[0], tmp_path / "a.db")
    connection = apsw.Connection(str(dossier))
    connection.execute("UPDATE articles SET width = ? WHERE rowid = 1", (width,)).fetchall()
    connection.close()
    ((document,),) = asked(dossier, "SELECT document FROM articles WHERE rowid = 1")
    with Writer.open(dossier):
        pass
    assert (document,) in asked(dossier, "SELECT document FROM outdated")


def test_what_cannot_be_brought_up_to_date_is_rescued_as_it_is(tmp_path: Path):
    dossier = unpacked(of_version("8")[0], tmp_path / "a.db")
    before = plain(dossier)
    ((page,),) = asked(dossier, "SELECT rootpage FROM sqlite_master WHERE name = 'decisions_right'")
    ((size,),) = asked(dossier, "PRAGMA page_size")
    data = bytearray(dossier.read_bytes())
    data[(page - 1) * size : page * size] = b"\xff" * size
    dossier.write_bytes(data)
    with pytest.raises(DossierError, match="samestory rescue"):
        Writer.open(dossier)
    told = [row for row in before["decisions"] if "machine" not in row]
    found = rescue(dossier, tmp_path / "b.db")
    assert found == Rescued(articles=len(before["articles"]), decisions=len(told), lost=0)
    assert plain(tmp_path / "b.db")["decisions"] == told != []
    texts = "SELECT id, text FROM articles ORDER BY 1"
    assert asked(tmp_path / "b.db", texts) == asked(dossier, texts)
    # Its vectors are as older ones were, so that all are read again.
    assert len(asked(tmp_path / "b.db", "SELECT * FROM outdated")) == len(before["articles"])
    assert list(problems(tmp_path / "b.db")) == []


def test_of_every_version_the_same_is_read_again(tmp_path: Path):
    texts = set()
    for file in of_version("[1-6]*"):
        with Writer.open(unpacked(file, tmp_path / f"{file.name}.db")) as writer:
            files = [one for one in writer.articles() if not one.source.startswith("http")]
            assert {one.id for one in files} <= set(writer.outdated())
        texts.add(tuple(files))
    # So tests of one version in full hold for all: what is read again follows from these.
    assert len(texts) == 1


def test_a_copy_of_what_it_was_stands_beside(older: Path, version: int):
    before, held = older.read_bytes(), plain(older)
    with Writer.open(older) as writer:
        copy = writer.copy()
    assert copy == older.with_name(f"a.db.v{version}.bak")
    assert plain(copy) == held
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
    before = plain(older)

    def fail(step: str, done: int, total: int) -> None:
        if step == "upgrade" and done == total:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Writer.open(older, progress=fail)
    assert plain(older) == before
    assert is_sound(older)


def test_where_no_copy_can_be_made_it_is_left_alone(older: Path, version: int):
    before = plain(older)
    (older.parent / f"a.db.v{version}.bak.part").mkdir()
    with pytest.raises(DossierError, match=r"is copied before .* free \d+ MB there"):
        Writer.open(older)
    assert plain(older) == before
