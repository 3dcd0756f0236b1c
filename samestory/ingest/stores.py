"""Files in stores that go by an address: s3://bucket/news/, gs://, sftp://, file:///data/*.parquet.

What fsspec has a file system for; pages of the web are not among them. Lists and opens, reads nothing.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from glob import has_magic
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from samestory.errors import InputError
from samestory.ids import content_id
from samestory.ingest import kinds
from samestory.ingest.names import is_passed_over
from samestory.ingest.records import DOSSIER, FileEntry

PROTOCOL = re.compile(r"[a-z][a-z0-9+.-]*(?:::[a-z][a-z0-9+.-]*)*://", re.IGNORECASE)
WEB = ("http://", "https://")
# Between the parts of an address that fsspec leads from one to the next, as in simplecache::s3://bucket.
LINK = "::"
# In the memory of one process, where no other looks.
OWN = "memory://"
# What of a file's description tells that it has changed, under the names that file systems give it.
MARKS = (
    "etag", "md5hash", "crc32c", "generation", "content_md5", "checksum",
    "lastmodified", "last_modified", "mtime", "modified", "updated", "created",
)  # fmt: skip


def is_stored(given: Path | str) -> bool:
    """True where what a reader gives is the address of files in a store."""
    return isinstance(given, str) and bool(PROTOCOL.match(given)) and not given.lower().startswith(WEB)


def on_this_machine(address: str) -> Path | None:
    """The path that a ``file://`` address stands for; None for other stores."""
    protocol, _, path = address.partition("://")
    if protocol.lower() not in ("file", "local"):
        return None
    # As everywhere else "file:/C:/news" has a slash before its drive.
    return Path(path[1:] if re.match(r"/[A-Za-z]:", path) else path)


def home_of(address: str) -> Path:
    """The folder that sources at ``address`` are relative to, as a path: ``s3:/bucket/news``.

    It begins with no slash, so that no folder of this machine is called so. Passwords are left out.
    """
    protocol, _, rest = _bare(address).partition("://")
    parts = PurePosixPath(rest).parts
    fixed = parts[: next((n for n, part in enumerate(parts) if has_magic(part)), len(parts))]
    return Path(f"{protocol.lower()}:", *(part for part in fixed if part != "/"))


def listed(address: str) -> tuple[Path, list[FileEntry], bool]:
    """The home of what stands at ``address``, its files in order of path, and whether they are all there.

    A folder, a file or a pattern. Hidden files, dossiers and READMEs are left out. Raises InputError where
    there is nothing, where a library is missing, and where the store does not answer.
    """
    with asked(address) as (files, path):
        top = path.rstrip("/")
        found = _matching(files, path) if has_magic(path) else files.find(top, detail=True)
        if not found:
            raise InputError(f"there is nothing at {address}; give files or a folder with articles in them")
        is_folder = not has_magic(path) and top not in found
        begins = top if is_folder else _folder_of(top)
        entries = [
            _entry(name, name[len(begins) :].lstrip("/"), about, _address(address, path, name, files))
            for name, about in found.items()
        ]
    home = home_of(address) if is_folder or has_magic(path) else home_of(address).parent
    kept = [one for one in entries if not _no_news(one.source)]
    return home, sorted(kept, key=lambda one: PurePosixPath(one.source).parts), is_folder


def opened(entry: FileEntry) -> BinaryIO:
    """The file listed, to be read and closed; raises OSError where it cannot be had."""
    if not entry.address or on_this_machine(entry.address):
        return entry.path.open("rb")
    import fsspec  # noqa: PLC0415 - a run over folders need not load it

    try:
        file = fsspec.open(entry.address, "rb").open()
    except OSError:
        raise
    except Exception as error:
        # Libraries of stores have errors of their own.
        raise OSError(str(error)) from error
    # Some of its files can only be read, not looked ahead in.
    return io.BufferedReader(cast(io.RawIOBase, file))


def _matching(files: Any, path: str) -> dict[str, dict[str, Any]]:
    """What matches a pattern; a folder that does is read whole."""
    found: dict[str, dict[str, Any]] = {}
    for name, about in files.glob(path, detail=True).items():
        found |= files.find(name, detail=True) if about["type"] == "directory" else {name: about}
    return found


def _folder_of(path: str) -> str:
    """The folder of a file, or that in which a pattern begins."""
    parts = path.split("/")
    first = next((n for n, part in enumerate(parts) if has_magic(part)), len(parts) - 1)
    return "/".join(parts[:first])


def _address(given: str, path: str, name: str, files: Any) -> str:
    """Where ``name`` stands, with all that the address given says of host and user; ``path`` is its path."""
    place = given.rfind(path.rstrip("/"))
    return f"{given[:place]}{name}" if place >= 0 else str(files.unstrip_protocol(name))


def _entry(name: str, source: str, about: Mapping[str, Any], address: str) -> FileEntry:
    problem = None if kinds.suffix_of(name) is not None else kinds.unread(name)
    if LINK in name:
        problem = f"its name has {LINK} in it, which parts an address in two; give it another name"
    return FileEntry(
        path=Path(name),
        source=source,
        size=int(about.get("size") or 0),
        mtime_ns=_mark(about),
        problem=problem,
        address=address,
    )


def _mark(about: Mapping[str, Any]) -> int:
    """A number that differs once the file has changed, as far as its store tells."""
    told = {str(name).lower(): value for name, value in about.items()}
    marks = [f"{name}={told[name]}" for name in MARKS if told.get(name) is not None]
    return int(content_id(*marks)[:15], 16)


def _no_news(source: str) -> bool:
    return is_passed_over(source) or DOSSIER.fullmatch(source) is not None


def _bare(address: str) -> str:
    """``address`` without who asks, as in ``sftp://me:secret@host/news``."""
    protocol, _, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return f"{protocol}://{host.rpartition('@')[2]}{slash}{path}"


@contextmanager
def asked(address: str) -> Iterator[tuple[Any, str]]:
    """The file system and the path in it; its errors in the user's terms."""
    import fsspec  # noqa: PLC0415 - a run over folders need not load it

    shown = _bare(address)
    try:
        yield fsspec.url_to_fs(address)
    except InputError:
        raise
    except ImportError as error:
        raise InputError(f"cannot read {shown}: {error} (pip install its library), then run again") from error
    except ValueError as error:
        raise InputError(f"cannot read {shown}: {error}; give a path, or an address of a store") from error
    except Exception as error:
        said = str(error) or type(error).__name__
        raise InputError(
            f"{shown} cannot be reached: {said}; check the address, and the keys that its library asks for"
        ) from error
