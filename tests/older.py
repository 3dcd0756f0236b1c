"""Dossiers as older versions wrote them: three reports in files, two texts of a page, what readers said."""

from __future__ import annotations

import gzip
from pathlib import Path

import apsw
from dossiers import Rows, copied

FOLDER = Path(__file__).parent / "store" / "older"
PILE = FOLDER / "pile"


def of_version(name: str = "*") -> list[Path]:
    """The packed dossiers, or the one of a version: of 6 there is an early one."""
    return sorted(FOLDER.glob(f"v{name}.db.gz"))


def unpacked(file: Path, path: Path) -> Path:
    """``path``, now the dossier that ``file`` packs."""
    path.write_bytes(gzip.decompress(file.read_bytes()))
    return path


def pile(folder: Path) -> Path:
    """``folder``, a new one, with the files that all of them were made of."""
    return copied(folder, [file.name for file in PILE.iterdir()], PILE)


def plain(dossier: Path) -> dict[str, Rows]:
    """The rows of every table that is a table of any version's."""
    connection = apsw.Connection(str(dossier), flags=apsw.SQLITE_OPEN_READONLY)
    listed = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'vocabulary'"
    )
    found = {name: list(connection.execute(f"SELECT * FROM {name}")) for (name,) in list(listed)}
    connection.close()
    return found
