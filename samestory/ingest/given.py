"""What a reader gives to be read: a folder, a file, a pattern of paths, or standard input.

Finds the files and the place that their names are relative to; opens none of them.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from glob import glob, has_magic
from pathlib import Path
from typing import BinaryIO, cast

from msgspec import structs

from samestory.errors import InputError
from samestory.ingest import kinds
from samestory.ingest.files import is_passed_over, listing, walked
from samestory.ingest.records import FileEntry, Limits, megabytes
from samestory.ingest.stores import home_of, is_stored, listed, on_this_machine
from samestory.model import Record

STANDARD_INPUT = Path("-")
# The home of what comes from addresses, which are names of their own.
WEB = Path("web:")
ADDRESS = ("http://", "https://")
CHUNK = 1 << 16
# What no name of a file should have in it.
UNFIT = re.compile(r"[^\w.-]+")


class Given(Record, frozen=True):
    """Files to read. ``home`` is the folder that their sources are relative to, or ``-``.

    ``is_all`` is true where they are all that there is in ``home``.
    """

    home: Path
    files: Iterable[FileEntry]
    is_all: bool = False


def is_address(given: Path | str) -> bool:
    """True where what a reader gives is an address of the web."""
    return isinstance(given, str) and given.lower().startswith(ADDRESS)


def check(root: Path | str) -> None:
    """Raises InputError where there is nothing at ``root``; what is in a store is asked for later."""
    if is_stored(root):
        here = on_this_machine(str(root))
        if here is not None:
            check(here)
        return
    root = Path(root)
    if root == STANDARD_INPUT:
        if sys.stdin is None or sys.stdin.isatty():
            raise InputError("nothing is piped in; write `samestory run -` behind a command that prints news")
    elif not root.exists() and not any(_matches(root)):
        what = "no file matches" if has_magic(str(root)) else "there is no file or folder at"
        raise InputError(f"{what} {root}; give one with articles in it")


@contextmanager
def given(root: Path | str, limits: Limits) -> Iterator[Given]:
    """What is to be read at ``root``; raises InputError where there is nothing."""
    check(root)
    if is_stored(root):
        with _stored(str(root), limits) as found:
            yield found
        return
    root = Path(root)
    if root == STANDARD_INPUT:
        folder = Path(tempfile.mkdtemp(prefix="samestory-"))
        try:
            # What was piped in before cannot be mended, nor come again: what was wrong with it is forgotten.
            yield Given(root, (_piped_in(folder, limits),), is_all=True)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    elif root.exists():
        # A link in the path to the folder is followed, a link that is the file is what its folder holds.
        resolved = root.resolve()
        is_folder = resolved.is_dir()
        yield Given(resolved if is_folder else resolved.parent, listing(root), is_folder)
    else:
        home = pattern_home(root)
        yield Given(home, walked(home, sorted(_matches(root))))


@contextmanager
def _stored(address: str, limits: Limits) -> Iterator[Given]:
    here = on_this_machine(address)
    if here is None:
        yield Given(*listed(address))
        return
    with given(here, limits) as found:
        files = (structs.replace(one, address=f"file://{one.path.as_posix()}") for one in found.files)
        yield Given(found.home, files, found.is_all)


def called(root: Path | str) -> str:
    """What is given in a word: a folder's name, a file's without its suffixes, a host's, or ``stdin``."""
    if is_stored(root):
        here = on_this_machine(str(root))
        return called(here) if here is not None else UNFIT.sub("-", home_of(str(root)).name) or "store"
    if isinstance(root, str) and is_address(root):
        return UNFIT.sub("-", root.partition("://")[2].partition("/")[0].rpartition("@")[2]) or "web"
    root = Path(root)
    if root == STANDARD_INPUT:
        return "stdin"
    if not root.exists() and has_magic(str(root)):
        return pattern_home(root).name
    path = root.resolve()
    suffix = kinds.suffix_of(path.name) if path.is_file() else None
    name = path.name[: -len(suffix)] if suffix else path.name
    return name.removesuffix(".tar") or path.name


def pattern_home(pattern: Path) -> Path:
    """The folder that a pattern of paths begins in."""
    return Path(*_leading(pattern)).resolve()


def _leading(pattern: Path) -> Iterator[str]:
    for part in pattern.parts[:-1]:
        if has_magic(part):
            return
        yield part


def _matches(pattern: Path) -> Iterator[Path]:
    """Files and folders that match, from the pattern's home on; none lies in another of them."""
    if not has_magic(str(pattern)):
        return
    home = pattern_home(pattern)
    rest = pattern.parts[sum(1 for _ in _leading(pattern)) :]
    found = sorted(home / name for name in glob(str(Path(*rest)), root_dir=home, recursive=True))
    last: Path | None = None
    for path in found:
        if not is_passed_over(path) and (last is None or not path.is_relative_to(last)):
            last = path
            yield path


def _piped_in(folder: Path, limits: Limits) -> FileEntry:
    """Standard input, laid on disk; it goes by a hash of its bytes, so that the same again is known.

    InputError where it is empty or more than may be laid on disk.
    """
    hashed, size, head = hashlib.sha256(), 0, b""
    path = folder / "stdin"
    with path.open("wb") as copy:
        while data := cast(BinaryIO, sys.stdin.buffer).read(CHUNK):
            size += len(data)
            if size > limits.max_spooled:
                raise InputError(f"more than {megabytes(limits.max_spooled)} piped in; give the file itself")
            head = head or data[: kinds.HEAD]
            hashed.update(data)
            copy.write(data)
    suffix = kinds.sniffed(head)
    named = path.rename(path.with_suffix(suffix))
    return FileEntry(path=named, source=f"stdin-{hashed.hexdigest()[:12]}{suffix}", size=size, mtime_ns=0)
