"""What ingest works with: a file found, how it is read, what lies in it, and how a document gets its id.

Not part of the domain's words: nothing outside ingest and the pipeline's stamps needs these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from samestory.ids import content_id
from samestory.model import Document, Failure, Record

# Our field and the reader's name for it in tables and JSON, such as ("text", "body"), in the order given.
Mapping = tuple[tuple[str, str], ...]
# These tell about the folder or archive they are in; they are not news.
ABOUT_THE_FOLDER = frozenset({"readme", "readme.md", "readme.txt"})
# With its log, and the copies that are made of it before it is brought up to date.
DOSSIER = re.compile(r".*\.db(-wal|-shm|\.v\d+(-\d+)?\.bak(\.part)?)?", re.IGNORECASE | re.DOTALL)


class Limits(Record, frozen=True):
    """How much is read, so that memory, disk and time stay bounded whatever the input is.

    ``max_bytes`` is what is held in memory for one document, and the longest line or row. Packed files may
    unpack to ``max_ratio`` times their size, and always to ``min_unpacked`` bytes; they are opened
    ``max_depth`` deep, each layer of a ``.tar.gz`` counted. ``max_spooled`` is what may be laid on disk of a
    file that comes without one: standard input, or an archive inside an archive. Reading one document takes
    at most ``max_seconds``.
    """

    max_bytes: int = 20_000_000
    max_ratio: int = 200
    min_unpacked: int = 100_000_000
    max_depth: int = 5
    max_spooled: int = 20_000_000_000
    max_seconds: float = 60.0


class Net(Record, frozen=True, kw_only=True):
    """How the network is asked.

    One answer: ``max_bytes`` unpacked, ``seconds`` in all, ``silence`` seconds without a byte, so many
    ``redirects``. One host: ``gap`` seconds between requests, so many ``tries`` of one, the first pause
    ``pause`` seconds, each later one twice as long, none above ``patience``. One feed or sitemap: its
    ``newest`` entries. ``allow_private`` lets this machine and its own network be asked; ``agent`` is what
    is said of who asks.
    """

    allow_private: bool = False
    max_bytes: int = 20_000_000
    seconds: float = 60.0
    silence: float = 15.0
    redirects: int = 5
    gap: float = 1.0
    tries: int = 3
    pause: float = 2.0
    patience: float = 60.0
    newest: int = 100
    agent: str = "samestory"


class FileEntry(Record, frozen=True):
    """A file as listed, not yet read.

    ``source`` is its POSIX path relative to the folder given; ``size`` is in bytes, ``mtime_ns`` in
    nanoseconds since 1970: together they tell an unchanged file without reading it.
    ``problem`` says why the file cannot be read, where the listing already shows it. ``address`` is where
    other machines find it too, empty for files of this one; see stores.py.
    """

    path: Path
    source: str
    size: int
    mtime_ns: int
    problem: str | None = None
    address: str = ""


class UnpacksTooFar(Exception):
    """A packed file gives more than any honest one of its size; its message is the reason."""


class NotRead(Exception):
    """The rest of a file cannot be read; its message is the reason."""


class NotInstalled(NotRead):
    """A library is missing; with it the file could be read."""


@dataclass
class Budget:
    """How many bytes one file may still unpack to, over all that lies in it."""

    left: int

    def spend(self, size: int) -> None:
        """Raises UnpacksTooFar where ``size`` more bytes are too many."""
        self.left -= size
        if self.left < 0:
            raise UnpacksTooFar("it unpacks to far more than a file of its size should; the rest is not read")


@dataclass(frozen=True)
class How:
    """How one file is read: limits, the reader's names for our fields, and what it may unpack to.

    ``lacking`` collects what was found missing on the way.
    """

    limits: Limits = field(default_factory=Limits)
    mapping: Mapping = ()
    budget: Budget = field(default_factory=lambda: Budget(Limits().min_unpacked))
    lacking: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, size: int, limits: Limits, mapping: Mapping = ()) -> How:
        """For a file of ``size`` bytes."""
        return cls(limits, mapping, Budget(max(limits.min_unpacked, limits.max_ratio * size)))


@dataclass(frozen=True)
class Member:
    """A file inside another. ``name`` tells its kind; it is only a name and leads nowhere.

    ``stream`` is read before the next member is asked for. ``is_whole`` is true where it is all that its
    file holds, as in a ``.gz``: it then goes by its file's source. ``problem`` says why it is not read.
    ``holder`` is the source of what it lies in, where that is a part of its file, as a message in a mailbox.
    """

    name: str
    stream: BinaryIO = field(default_factory=BytesIO)
    is_whole: bool = False
    problem: str | None = None
    holder: str | None = None


Found = Document | Failure | Member
# Reads an open file: (stream, its source, how) -> what is in it, in order. Raises NotRead, UnpacksTooFar or
# what broken.BROKEN lists where reading cannot go on; what came before stays.
Reader = Callable[[BinaryIO, str, How], Iterator[Found]]


def document(source: str, media_type: str, data: bytes, fields: dict[str, str] | None = None) -> Document:
    """A Document whose id is the hash of its media type, its fields in order of name, and its data.

    The source is no part of the id: the same bytes found in two places are one document.
    """
    stated = dict(sorted((fields or {}).items()))
    named = [part for item in stated.items() for part in item]
    return Document(
        id=content_id(media_type, *named, data),
        source=source,
        media_type=media_type,
        data=data,
        fields=stated,
    )


def failure(source: str, reason: str) -> Failure:
    """A Failure of the ingest stage."""
    return Failure(source=source, stage="ingest", reason=reason)


def megabytes(size: int) -> str:
    """A size in bytes as shown to people: ``50.0 MB``."""
    return f"{size / 1_000_000:.1f} MB"
