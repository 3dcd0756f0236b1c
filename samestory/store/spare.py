"""A copy of a dossier as it is, beside it, before it is brought up to date. Knows no records."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from pathlib import Path

import apsw

from samestory.errors import DossierError
from samestory.progress import Progress

# Pages copied between two words of how far it is.
PAGES = 2_000


def copied(path: Path, version: int, progress: Progress) -> Path:
    """Where the dossier at ``path`` now stands once more, whole; nobody may write to it meanwhile.

    Raises DossierError where it cannot be copied, such as for want of space.
    """
    part = path.with_name(f"{path.name}.v{version}.bak.part")
    try:
        # What a run that was killed left; it may lack the end.
        part.unlink(missing_ok=True)
        _copy(path, part, progress)
        return part.rename(_free(path, version))
    except (apsw.Error, OSError) as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise DossierError(
            f"{path} has dossier version {version} and is copied before it is brought up to date, but {part} "
            f"cannot be written: {error}; free {path.stat().st_size / 1e6:.0f} MB there, or move the dossier "
            "where there is room"
        ) from error


def _copy(path: Path, part: Path, progress: Progress) -> None:
    source = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    target = apsw.Connection(str(part))
    try:
        with target.backup("main", source, "main") as backup:
            while not backup.done:
                backup.step(PAGES)
                progress("copy", backup.page_count - backup.remaining, backup.page_count)
        # It is one file, however the dossier was being written.
        target.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        target.close()
        source.close()


def _free(path: Path, version: int) -> Path:
    """A name that no copy has: one that was made before is not replaced."""
    numbers = (f"-{number}" if number > 1 else "" for number in count(1))
    names = (path.with_name(f"{path.name}.v{version}{number}.bak") for number in numbers)
    return next(name for name in names if not name.exists())
