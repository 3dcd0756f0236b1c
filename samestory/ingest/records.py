"""What ingest works with: a file found, the limits it is read under, and how a document gets its id.

Not part of the domain's words: nothing outside ingest and the pipeline's stamps needs these.
"""

from __future__ import annotations

from pathlib import Path

from samestory.ids import content_id
from samestory.model import Document, Failure, Record


class Limits(Record, frozen=True):
    """How much is read into memory for one document, in bytes.

    For JSON lines this bounds one line, not the file.
    """

    max_bytes: int = 20_000_000


class FileEntry(Record, frozen=True):
    """A file as listed, not yet read.

    ``source`` is its POSIX path relative to the folder given; ``size`` is in bytes, ``mtime_ns`` in
    nanoseconds since 1970: together they tell an unchanged file without reading it.
    ``problem`` says why the file cannot be read, where the listing already shows it.
    """

    path: Path
    source: str
    size: int
    mtime_ns: int
    problem: str | None = None


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
