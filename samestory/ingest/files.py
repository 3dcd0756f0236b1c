"""Files and folders: which files there are, and the documents in one of them.

A bad file never stops the run: it becomes a Failure that says why. What the bytes mean is not asked here.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from samestory.ingest import kinds
from samestory.ingest.broken import why
from samestory.ingest.contents import contents
from samestory.ingest.records import (
    ABOUT_THE_FOLDER,
    DOSSIER,
    FileEntry,
    How,
    Limits,
    Mapping,
    failure,
    megabytes,
)
from samestory.ingest.stores import opened
from samestory.model import Document, Failure


def listing(root: Path) -> Iterator[FileEntry]:
    """The files under ``root`` (a folder or one file) in order of their paths, without reading them.

    Hidden files, Samestory's own dossiers and READMEs are left out; a file named by itself is always listed.
    Links are followed to files inside the folder only; a link to a folder inside is left out, as that
    folder is walked where it stands.
    """
    base = root.resolve()
    if not base.is_dir():
        yield _entry(base, base.parent, source=root.name)
        return
    yield from walked(base, [base])


def walked(base: Path, tops: Iterable[Path]) -> Iterator[FileEntry]:
    """The files at and under ``tops``, paths in ``base``, as ``listing`` gives them."""
    # A stack, not recursion: paths may be deeper than Python's call stack.
    waiting = list(reversed(list(tops)))
    while waiting:
        path = waiting.pop()
        if os.path.isdir(path) and not path.is_symlink():
            try:
                children = sorted(child for child in path.iterdir() if not is_passed_over(child))
            except OSError as error:
                yield _problem(path, base, f"the folder cannot be opened: {error.strerror}")
                continue
            waiting.extend(reversed(children))
        elif not _is_folder_link_inside(path, base):
            yield _entry(path, base)


def read_file(entry: FileEntry, limits: Limits, mapping: Mapping = ()) -> Iterator[Document | Failure]:
    """The documents in one listed file, or the Failure that says why there are none.

    ``mapping`` has the names of our fields in tables and JSON. Raises nothing for a bad file.
    """
    if entry.problem is not None:
        yield failure(entry.source, entry.problem)
        return
    suffix = kinds.suffix_of(entry.path.name) or ""
    try:
        with opened(entry) as stream:
            # The size now, not the size listed: the file may have grown since.
            size = entry.size if entry.address else os.fstat(stream.fileno()).st_size
            if suffix in kinds.TEXTS and size > limits.max_bytes:
                yield failure(
                    entry.source,
                    f"{megabytes(size)} of text, over the limit of {megabytes(limits.max_bytes)}",
                )
                return
            yield from contents(stream, entry.source, suffix, How.of(size, limits, mapping))
    except OSError as error:
        yield failure(entry.source, why(error))


def may_hold_rows(entry: FileEntry) -> bool:
    """True where what is read of a file depends on the names that tables and JSON give our fields."""
    return kinds.suffix_of(entry.path.name) not in kinds.TEXTS


def is_passed_over(path: Path) -> bool:
    """True for hidden files, dossiers, and what tells about the folder it is in."""
    name = path.name.lower()
    if name.startswith("."):
        return True
    # os.path tells of what may not be looked at as if it were not there; pathlib raises.
    return not os.path.isdir(path) and (DOSSIER.fullmatch(name) is not None or name in ABOUT_THE_FOLDER)


def _is_folder_link_inside(path: Path, base: Path) -> bool:
    return path.is_symlink() and os.path.isdir(path) and path.resolve().is_relative_to(base)


def _entry(path: Path, base: Path, *, source: str | None = None) -> FileEntry:
    try:
        problem = _problem_of(path, base)
        status = path.lstat() if problem else path.stat()
    except (OSError, RuntimeError) as error:
        # RuntimeError is how pathlib tells of a circle of links before Python 3.13.
        return _problem(path, base, f"cannot be read: {getattr(error, 'strerror', None) or error}")
    return FileEntry(
        path=path,
        source=source or _source(path, base),
        size=status.st_size,
        mtime_ns=status.st_mtime_ns,
        problem=problem,
    )


def _problem_of(path: Path, base: Path) -> str | None:
    """Why the file at ``path`` will not be read, as far as can be told without opening it."""
    if path.is_symlink():
        target = path.resolve()
        if not target.is_relative_to(base):
            return "a link that leads outside the folder; copy the file in, or give its own folder"
        if not target.exists():
            return "a link to a file that is not there"
    if kinds.suffix_of(path.name) is None:
        return kinds.unread(path.name)
    return None if stat.S_ISREG(path.stat().st_mode) else "not a regular file"


def _problem(path: Path, base: Path, problem: str) -> FileEntry:
    return FileEntry(path=path, source=_source(path, base), size=0, mtime_ns=0, problem=problem)


def _source(path: Path, base: Path) -> str:
    """The path from ``base`` in POSIX form; bytes of a name that are no UTF-8 are written as ``\\xNN``."""
    return os.fsencode(path.relative_to(base).as_posix()).decode("utf-8", "backslashreplace")
