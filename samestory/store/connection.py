"""Opening the dossier file: a new one, an existing one, or a clear error. Knows no records.

SQLite's errors come out of here as DossierError, whether they happen on opening or in the middle of work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

import apsw
import msgspec

from samestory.errors import DossierError, DossierMissing, DossierVersionError
from samestory.progress import Progress, silent
from samestory.store.packing import unpacked
from samestory.store.spare import copied

VERSION = 9
# Of those before, the first.
OLDEST = 1
APPLICATION_ID = 0x53616D65  # "Same" in ASCII
GIVE_ONE = "give the file that `samestory run` made"
PATIENCE = 10.0


class Database:
    """An open dossier file: rows out, statements and transactions in. Every call may raise DossierError.

    ``copy`` is where it stands as it was, if it was of an older version when it was opened.
    """

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        self._connection, self._path, self._logs = connection, path, False
        self.copy: Path | None = None

    def rows(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """The rows ``sql`` gives."""
        with explained(self._path):
            yield from self._connection.execute(sql, values)

    def records(self, sql: str, decode: Callable[[bytes], Any], *values: Any) -> Iterator[Any]:
        """The only column of each row ``sql`` gives, decoded."""
        return (record for (record,) in self.decoded(sql, decode, *values))

    def decoded(self, sql: str, decode: Callable[[bytes], Any], *values: Any) -> Iterator[tuple[Any, ...]]:
        """The rows ``sql`` gives, the last column of each decoded."""
        with explained(self._path):
            for *plain, record in self._connection.execute(sql, values):
                yield *plain, _decoded(record, decode)

    def made(self, sql: str, make: Callable[..., Any], *values: Any) -> Iterator[Any]:
        """What ``make`` makes of the columns of each row ``sql`` gives; it decodes them."""
        with explained(self._path):
            for row in self._connection.execute(sql, values):
                yield _decoded(row, lambda its: make(*its))

    def do(self, sql: str, *values: Any) -> None:
        """Run ``sql`` for what it does."""
        for _ in self.rows(sql, *values):
            pass

    def do_each(self, sql: str, each: Iterable[tuple[Any, ...]]) -> None:
        """Run ``sql`` for what it does, once with each of these values."""
        with explained(self._path):
            self._connection.executemany(sql, each)

    @contextmanager
    def moment(self) -> Iterator[None]:
        """What is read inside is of one moment, whatever another run writes; may stand in another."""
        with explained(self._path):
            inside = self._connection.in_transaction
        if inside:
            yield
            return
        self.do("BEGIN")
        try:
            yield
        finally:
            # An error on reading may have rolled back already.
            if self._connection.in_transaction:
                self.do("ROLLBACK")

    @contextmanager
    def transaction(self, *, lasting: bool = False) -> Iterator[None]:
        """All or nothing of what is done inside; waits for another writer's to end.

        Once it is done it survives a crash of the process; what is ``lasting`` a power cut too.
        """
        self._log_beside()
        # NORMAL with a log keeps every committed batch through a crash of the process.
        self.do(f"PRAGMA synchronous = {'FULL' if lasting else 'NORMAL'}")
        # IMMEDIATE: a transaction that began by reading could not wait, once another has written.
        self.do("BEGIN IMMEDIATE")
        try:
            yield
            self.do("COMMIT")
        finally:
            # A full disk may have rolled back already.
            if self._connection.in_transaction:
                self.do("ROLLBACK")

    def close(self) -> None:
        """Give the file back: one file again, unless others are reading it."""
        with explained(self._path):
            try:
                if self._logs:
                    self._connection.set_busy_timeout(0)
                    # SQLError: rows were being read when work was cut off, which is to be told, not this.
                    with suppress(apsw.BusyError, apsw.SQLError):
                        self._connection.execute("PRAGMA journal_mode = DELETE").fetchall()
            finally:
                self._connection.close()

    def _log_beside(self) -> None:
        """From the first write on, keep the log in a file beside, so that others read while this writes."""
        if not self._logs:
            self.do("PRAGMA journal_mode = WAL")
            self._logs = True


def open_to_write(path: Path, patience: float = PATIENCE, progress: Progress = silent) -> Database:
    """The dossier at ``path``, created where there is none, brought up to date where it is an older one.

    ``patience`` is how long, in seconds, each step waits for another writer's. Raises DossierError.
    """
    if path.is_dir():
        raise DossierError(f"{path} is a folder; give a file as --dossier, such as {path.name}.db")
    with explained(path):
        database = _connected(path, apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE, patience)
        with _closed_on_error(database):
            if _is_empty(database):
                _create(database)
            if OLDEST <= _version(database, path) < VERSION:
                _bring_up(database, path, progress)
            _check(database, path)
    return database


def open_to_read(path: Path, patience: float = PATIENCE, since: int = VERSION) -> Database:
    """The dossier at ``path``, read-only, of no version before ``since``.

    Raises DossierMissing or DossierError.
    """
    if path.is_dir():
        raise DossierError(f"{path} is a folder; give the dossier file that `samestory run` made")
    if not path.exists():
        raise DossierMissing(f"no dossier at {path}; make one with `samestory run FOLDER --dossier {path}`")
    with explained(path):
        try:
            return _opened_to_read(path, patience, since)
        except DossierError as error:
            if not isinstance(error.__cause__, apsw.ReadOnlyError):
                raise
            _settle(path, patience)
            return _opened_to_read(path, patience, since)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """SQLite's errors in the user's terms."""
    try:
        yield
    except apsw.ConnectionClosedError as error:
        raise DossierError(f"{path} was closed; open it again") from error
    except apsw.NotADBError as error:
        raise DossierError(f"{path} is not a dossier; {GIVE_ONE}") from error
    except (apsw.CorruptError, apsw.SQLError, ValueError) as error:
        raise DossierError(
            f"{path} is damaged: {error}; restore it from a copy, or save what is whole with "
            f"`samestory rescue {path} NEW`"
        ) from error
    except (apsw.CantOpenError, apsw.ReadOnlyError, apsw.IOError, apsw.PermissionsError) as error:
        raise DossierError(
            f"cannot open or write {path}: {error}; check that its folder is there and can be written, "
            "or give another path for the dossier"
        ) from error
    except apsw.FullError as error:
        raise DossierError(f"the disk holding {path} is full; free space and run again") from error
    except (apsw.BusyError, apsw.LockedError) as error:
        raise DossierError(f"{path} is in use by another run; wait for it to end") from error


def _decoded(record: Any, decode: Callable[[Any], Any]) -> Any:
    try:
        return decode(record)
    except (msgspec.MsgspecError, TypeError, ValueError) as error:
        raise apsw.CorruptError(str(error)) from error


def _opened_to_read(path: Path, patience: float, since: int) -> Database:
    database = _connected(path, apsw.SQLITE_OPEN_READONLY, patience)
    with _closed_on_error(database):
        _check(database, path, since)
    return database


def _settle(path: Path, patience: float) -> None:
    """Take back what a run that was killed had half written, which who only reads cannot."""
    database = _connected(path, apsw.SQLITE_OPEN_READWRITE, patience)
    with _closed_on_error(database):
        _is_empty(database)
    database.close()


@contextmanager
def _closed_on_error(database: Database) -> Iterator[None]:
    try:
        yield
    except BaseException:
        database.close()
        raise


def _connected(path: Path, flags: int, patience: float) -> Database:
    connection = apsw.Connection(str(path), flags=flags)
    connection.set_busy_timeout(int(patience * 1000))
    connection.create_scalar_function("unpacked", _as_text, 1, deterministic=True)
    return Database(connection, path)


def _as_text(*stored: Any) -> str:
    """A record as SQL can look into it."""
    return unpacked(stored[0]).decode()


def _is_empty(database: Database) -> bool:
    return _scalar(database, "SELECT count(*) FROM sqlite_master") == 0


def _create(database: Database) -> None:
    sql = files("samestory.store").joinpath("schema.sql").read_text(encoding="utf-8")
    with database.transaction():
        # Another run may have been first.
        if _is_empty(database):
            database.do(sql)
            database.do(f"PRAGMA user_version = {VERSION}")
            database.do(f"PRAGMA application_id = {APPLICATION_ID}")


def _bring_up(database: Database, path: Path, progress: Progress) -> None:
    # Imported here: most dossiers are up to date, and steps write by what stands on this module.
    from samestory.store.migrations import migrate  # noqa: PLC0415

    with database.transaction():
        version = _version(database, path)
        # Another run may have been first.
        if version < VERSION:
            database.copy = copied(path, version, progress)
            migrate(database, version, progress)
            database.do(f"PRAGMA user_version = {VERSION}")


def _check(database: Database, path: Path, since: int = VERSION) -> None:
    version = _version(database, path)
    told = f"{path} has dossier version {version}, this Samestory reads {VERSION}"
    if OLDEST <= version < since:
        raise DossierVersionError(f"{told}; bring it up to date with `samestory upgrade {path}`")
    if not since <= version <= VERSION:
        raise DossierVersionError(f"{told}; use the Samestory that made it, or give another file")


def _version(database: Database, path: Path) -> int:
    """The version of the dossier; raises DossierError where the file is none."""
    if _scalar(database, "PRAGMA application_id") != APPLICATION_ID:
        raise DossierError(f"{path} is not a dossier; {GIVE_ONE}")
    return int(str(_scalar(database, "PRAGMA user_version")))


def _scalar(database: Database, sql: str) -> object:
    rows = list(database.rows(sql))
    return rows[0][0] if rows else None
