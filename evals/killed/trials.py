"""Work killed time after time and begun again, then left in peace, and what is there at the end."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

import msgspec

from evals.killed.children import DONE, Work, nothing, started
from evals.killed.moments import Heard, Moment, Victim, drawn, itself, killed_at
from evals.killed.remains import documents, said, wrong


class Kind(NamedTuple):
    """Work that is killed: ``work`` over ``source``, on a copy of the dossier ``begun`` where there is one.

    ``victim`` chooses whom to kill of its processes, ``at_most`` how often before it is left in peace.
    """

    name: str
    work: Work
    source: str
    begun: Path | None = None
    victim: Victim = itself
    at_most: int = 8


class Whole(NamedTuple):
    """The work without a kill: seconds, words told, and all that the dossier says then."""

    seconds: float
    words: int
    said: Mapping[str, str]


class Kill(msgspec.Struct, frozen=True, kw_only=True):
    """One kill: at which step; what is wrong with the file; how much of what was told is no longer there."""

    where: str
    wrong: str
    lost: int


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one dossier: its kills, and the parts of it that are not as if nothing had happened."""

    kind: str
    kills: tuple[Kill, ...]
    unlike: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing was lost or broken on the way, and the end is the same."""
        return not self.unlike and not any(one.wrong or one.lost for one in self.kills)


def undisturbed(kind: Kind, home: Path) -> Whole:
    """The work of ``kind`` without a kill, in the folder ``home``."""
    dossier = begun(kind.begun, home)
    # The first of all takes longer: what the others are forked from is loaded.
    with started(nothing, dossier, kind.source) as (_, hear):
        hear.recv()
    began, words = time.monotonic(), 0
    with started(kind.work, dossier, kind.source) as (_, hear):
        while hear.recv()[0] != DONE:
            words += 1
        seconds = time.monotonic() - began
    return Whole(seconds, words, said(dossier))


def trial(kind: Kind, whole: Whole, chance: Random, home: Path) -> Trial:
    """The work of ``kind`` killed and begun again, then left in peace, in the folder ``home``."""
    dossier = begun(kind.begun, home)
    seen, kills = documents(dossier), list[Kill]()
    while len(kills) < kind.at_most:
        heard = _done(kind, dossier, drawn(chance, whole.words, whole.seconds))
        seen |= heard.seen
        if not heard.killed:
            break
        lost = len(seen - documents(dossier))
        kills.append(Kill(where=heard.where, wrong=wrong(dossier), lost=lost))
    if _done(kind, dossier, None).where != DONE:
        return Trial(kind=kind.name, kills=tuple(kills), unlike=("the end",))
    return Trial(kind=kind.name, kills=tuple(kills), unlike=unlike(dossier, whole.said))


def begun(dossier: Path | None, home: Path) -> Path:
    """The file to work on in the new folder ``home``, which holds what ``dossier`` does."""
    home.mkdir()
    path = home / "news.db"
    if dossier is not None:
        shutil.copy(dossier, path)
    return path


def unlike(dossier: Path, wanted: Mapping[str, str]) -> tuple[str, ...]:
    """The parts of ``dossier`` that do not say what is ``wanted``."""
    found = said(dossier)
    return tuple(part for part, its in wanted.items() if found[part] != its)


def _done(kind: Kind, dossier: Path, moment: Moment | None) -> Heard:
    with started(kind.work, dossier, kind.source) as (process, hear):
        return killed_at(moment, process.pid or 0, hear, dossier, kind.victim)
