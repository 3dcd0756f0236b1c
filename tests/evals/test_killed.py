"""Kills at moments that are given, and two runs on one dossier at once; by chance: python -m evals.killed."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest
from dossiers import copied, findings, is_sound
from gathering import gathered
from older import of_version, pile, unpacked

from evals.killed import children, readers
from evals.killed.moments import Moment, killed_at
from evals.killed.remains import documents, said, wrong
from samestory import pipeline

pytestmark = [
    pytest.mark.usefixtures("encoding"),
    pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL"),
]


@pytest.mark.parametrize("moment", [Moment(3, 0.0), Moment(9, 0.02)])
def test_an_upgrade_killed_on_the_way_is_done_again(tmp_path: Path, moment: Moment):
    (last,) = of_version("6")
    dossier, other = (unpacked(last, tmp_path / name) for name in ("a.db", "b.db"))
    with children.started(children.upgrade, dossier, str(pile(tmp_path / "pile"))) as (process, hear):
        heard = killed_at(moment, process.pid or 0, hear, dossier)
    assert heard.killed
    assert wrong(dossier) == ""
    pipeline.upgrade(dossier)
    pipeline.upgrade(other)
    assert findings(dossier) == findings(other)


def test_a_reader_killed_while_it_corrects_loses_no_correction(tmp_path: Path):
    dossier, other = gathered(tmp_path / "news.db"), gathered(tmp_path / "other.db")
    pipeline.decide(other, readers.correction(other).made)
    whole = readers.Corrected(0.3, said(other))
    done = readers.interrupted(dossier, whole, Random(2), tmp_path / "killed")
    assert done.whole, done


def test_two_runs_at_once_come_to_what_one_does(tmp_path: Path):
    folder, dossier = copied(tmp_path / "few"), tmp_path / "two.db"
    with children.started(children.read, dossier, str(folder)) as (process, hear):
        assert hear.recv()[0] == "read"
        pipeline.run(folder, dossier)
        assert killed_at(None, process.pid or 0, hear, dossier).where == children.DONE
    pipeline.run(folder, tmp_path / "one.db")
    assert is_sound(dossier)
    assert findings(dossier) == findings(tmp_path / "one.db")


def test_what_is_lost_or_broken_is_seen(tmp_path: Path):
    dossier = gathered(tmp_path / "news.db")
    held, before = documents(dossier), said(dossier)
    assert len(held) == 11
    assert wrong(dossier) == ""
    dossier.write_bytes(dossier.read_bytes()[:-8192])
    assert wrong(dossier) != ""
    other = gathered(tmp_path / "other.db", ())
    assert documents(other) == frozenset()
    assert said(other) != before
    # One that is killed at once has stored nothing.
    with children.started(children.read, tmp_path / "none.db", str(tmp_path)) as (process, hear):
        heard = killed_at(Moment(0, 0.0), process.pid or 0, hear, tmp_path / "none.db")
    assert (heard.killed, heard.where, heard.seen) == (True, "start", frozenset())
