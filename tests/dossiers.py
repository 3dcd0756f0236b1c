"""What several tests do to dossiers: runs, dumps, copies of the examples."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import apsw

from samestory.store.packing import unpacked

EXAMPLES = Path(__file__).parent.parent / "examples"
PILE = EXAMPLES / "pile"
# Two stories of one affair, three years apart, in three languages.
FEW = ("03.txt", "07.txt", "12.txt", "15.txt")

VERDICTS = """SELECT kind, l.id, r.id, verdict, score, reasons FROM verdicts
              JOIN sides l ON l.number = "left" JOIN sides r ON r.number = "right" """

Rows = list[tuple[Any, ...]]
# Runs the command and gives what it printed.
Cli = Callable[..., subprocess.CompletedProcess[str]]


def copied(folder: Path, names: Iterable[str] = FEW, source: Path = PILE) -> Path:
    """``folder`` with copies of examples in it."""
    folder.mkdir(exist_ok=True)
    for name in names:
        shutil.copy(source / name, folder / name)
    return folder


def tables(dossier: Path) -> dict[str, Rows]:
    """Every row of every table, records unpacked; of the index of words, which words stand where."""
    connection = apsw.Connection(str(dossier), flags=apsw.SQLITE_OPEN_READONLY)
    listed = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    names = [n for (n,) in listed if n.partition("_")[0] not in ("words", "vocabulary", "searched")]
    found = {
        name: sorted(map(_plain, connection.execute(f"SELECT * FROM {name}")), key=repr) for name in names
    }
    found["articles"] = sorted(map(_article, connection.execute("SELECT * FROM articles")), key=repr)
    # Numbers of sides follow the order that they came in.
    del found["sides"]
    found["verdicts"] = sorted(map(_plain, connection.execute(VERDICTS)), key=repr)
    connection.execute("CREATE VIRTUAL TABLE temp.stands USING fts5vocab (main, words, instance)")
    found["words"] = list(
        connection.execute(
            """SELECT article, doc - first, lang, outlet, term FROM temp.stands
               JOIN searched ON doc >= first AND doc < first + count ORDER BY 1, 2, 5"""
        )
    )
    connection.close()
    return found


def findings(dossier: Path) -> dict[str, Rows]:
    """All that a dossier says of its articles, whichever folder they lay in and whichever came first."""
    found = tables(dossier)
    del found["roots"], found["files"]
    for name in ("sightings", "failures"):
        found[name] = sorted(row[1:] for row in found[name])
    found["articles"] = [tuple(_placeless(value) for value in row) for row in found["articles"]]
    return found


def is_sound(dossier: Path) -> bool:
    """True where SQLite finds nothing wrong with the file."""
    connection = apsw.Connection(str(dossier))
    ((verdict,),) = connection.execute("PRAGMA integrity_check")
    connection.close()
    return verdict == "ok"


def _article(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row of articles with its record unpacked."""
    return *row[:7], unpacked(row[7], row[4]), *row[8:]


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(_unpacked(value) if isinstance(value, bytes) else value for value in row)


def _unpacked(value: bytes) -> bytes:
    try:
        return unpacked(value)
    except ValueError:
        # Vectors, which may begin as what is packed does.
        return value


def _placeless(value: Any) -> Any:
    """An article's record without the place it was first seen at."""
    if not isinstance(value, bytes) or not value.startswith(b'{"'):
        return value
    return json.dumps({key: part for key, part in json.loads(value).items() if key != "source"})
