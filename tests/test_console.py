"""What every command writes with: a file is replaced whole or not at all, and never a dossier."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from naming import stored
from rich.columns import Columns
from rich.console import Group
from rich.text import Text

from samestory import console
from samestory.console import unwrapped, write
from samestory.dossier import asked
from samestory.dossier.opened import Dossier
from samestory.errors import InputError, SamestoryError
from samestory.export import events, events_csv, events_plover, printed
from samestory.model import Contents


def files(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path):
    out = tmp_path / "out.csv"
    for text in ("one\r\n", "д\n"):
        write(out, text)
        assert out.read_bytes() == text.encode()
    assert files(tmp_path) == ["out.csv"]


@pytest.mark.parametrize("linked", [False, True])
def test_a_dossier_is_never_replaced(tmp_path: Path, linked: bool):
    dossier = stored(tmp_path / "names.db")
    before = dossier.read_bytes()
    out = tmp_path / "link.db" if linked else dossier
    if linked:
        out.symlink_to(dossier)
    with pytest.raises(InputError, match=r"\.db is a dossier.*give another path"):
        write(out, "text")
    assert dossier.read_bytes() == before


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path):
    out = tmp_path / "out.csv"
    out.write_text("before", "utf-8")
    with pytest.raises(UnicodeEncodeError):
        write(out, "\ud800")
    assert out.read_text("utf-8") == "before"
    with pytest.raises(SamestoryError, match="give another path"):
        write(tmp_path, "text")
    assert files(tmp_path) == ["out.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="no links and modes of this kind")
def test_a_link_and_a_mode_stay(tmp_path: Path):
    out, link = tmp_path / "out.csv", tmp_path / "link.csv"
    out.write_text("before", "utf-8")
    out.chmod(0o640)
    link.symlink_to(out)
    write(link, "after")
    assert link.is_symlink()
    assert (out.read_text("utf-8"), out.stat().st_mode & 0o777) == ("after", 0o640)


@pytest.mark.skipif(sys.platform == "win32", reason="no device of this name")
def test_a_device_is_written_to(tmp_path: Path):
    write(Path(os.devnull), "text")
    assert Path(os.devnull).is_char_device()


def test_text_for_a_file_is_neither_coloured_nor_broken(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "20")
    told = Group(Text("word " * 30, style="bold red"), Columns(["a", "b"]))
    assert unwrapped(told) == f"{('word ' * 30).strip()}\na b\n"


@pytest.mark.parametrize("stories", [1, 3, 1000])
@pytest.mark.parametrize("lang", ["ro", None])
def test_events_told_in_parts_are_those_of_the_whole(
    stories: int, lang: str | None, pile_dossier: Path, pile: Contents
):
    with Dossier(pile_dossier) as held:
        parts = [held.stories(one) for one in console.in_parts(pile, stories)]
        told = [events.every(one, events.Wanted(), held.reading(lang, one)) for one in parts]
    assert all(len(one.stories) >= stories for one in parts[:-1])
    assert sorted(one.id for part in parts for one in part.stories) == sorted(one.id for one in pile.stories)
    assert sum(len(one.threads) for one in parts) == len(pile.threads)
    whole = events.every(pile, events.Wanted(), lang)
    assert list(events_csv.lines(told)) == list(events_csv.lines([whole]))
    assert list(events_plover.lines(told)) == list(events_plover.lines([whole]))
    assert len(list(events_csv.lines(told))) > len(pile.stories)


@pytest.mark.parametrize("stories", [1, 3, 1000])
@pytest.mark.parametrize("lang", ["ro", "bg", None])
def test_stories_told_in_parts_are_those_of_the_whole(
    stories: int, lang: str | None, pile_dossier: Path, pile: Contents
):
    with Dossier(pile_dossier) as held:
        with held.view() as view:
            whole = asked.counted(view)
        order = list(console.in_parts(whole, stories))
        told = [held.stories(one, beside=True) for one in order]
        parts = [
            printed.Part(its, one, held.reading(lang, its)) for one, its in zip(order, told, strict=True)
        ]
    pieces = "".join(map(unwrapped, printed.in_parts(whole, parts)))
    assert pieces == unwrapped(printed.summary(pile, lang=lang))
    assert len(order) == 1 or stories < 1000
