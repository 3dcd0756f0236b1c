"""Opening the dossier file: a new one, an existing one, or a clear error. Knows no records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import apsw

from samestory.errors import DossierError, DossierMissing, DossierVersionError

VERSION = 1
APPLICATION_ID = 0x53616D65  # "Same" in ASCII
BUSY_MS = 10_000


def open_to_write(path: Path) -> apsw.Connection:
    """The dossier at ``path``, created where there is none; raises DossierError."""
    with _explained(path):
        connection = apsw.Connection(str(path))
        connection.set_busy_timeout(BUSY_MS)
        if _scalar(connection, "SELECT count(*) FROM sqlite_master") == 0:
            _create(connection)
        _check(connection, path)
        _scalar(connection, "PRAGMA journal_mode = WAL")
        # NORMAL in WAL keeps every committed batch through a crash of the process.
        connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def open_to_read(path: Path) -> apsw.Connection:
    """The dossier at ``path``, read-only; raises DossierMissing or DossierError."""
    if not path.is_file():
        raise DossierMissing(f"no dossier at {path}; make one with `samestory run FOLDER --dossier {path}`")
    with _explained(path):
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        connection.set_busy_timeout(BUSY_MS)
        _check(connection, path)
    return connection


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """SQLite's errors in the user's terms."""
    try:
        yield
    except apsw.NotADBError as error:
        raise DossierError(f"{path} is not a dossier (not an SQLite file); give another --dossier") from error
    except apsw.CorruptError as error:
        raise DossierError(f"{path} is damaged: {error}; restore it from a copy, or run again into a new file") from error
    except (apsw.CantOpenError, apsw.ReadOnlyError, apsw.IOError, apsw.PermissionsError) as error:
        raise DossierError(
            f"cannot open {path}: {error}; check that the folder exists and can be written, or give --dossier"
        ) from error
    except apsw.FullError as error:
        raise DossierError(f"the disk holding {path} is full; free space and run again") from error
    except (apsw.BusyError, apsw.LockedError) as error:
        raise DossierError(f"{path} is in use by another run; wait for it to end") from error


def _create(connection: apsw.Connection) -> None:
    sql = files("samestory.store").joinpath("schema.sql").read_text(encoding="utf-8")
    with connection:
        for _ in connection.execute(sql):
            pass
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _check(connection: apsw.Connection, path: Path) -> None:
    if _scalar(connection, "PRAGMA application_id") != APPLICATION_ID:
        raise DossierError(f"{path} is an SQLite file but not a dossier; give another --dossier")
    version = _scalar(connection, "PRAGMA user_version")
    if version != VERSION:
        raise DossierVersionError(
            f"{path} has dossier version {version}, this Samestory reads {VERSION}; run again into a new file"
        )


def _scalar(connection: apsw.Connection, sql: str) -> object:
    rows = list(connection.execute(sql))
    return rows[0][0] if rows else None
