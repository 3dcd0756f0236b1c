"""Where Documents come from: one file per kind of source, all giving the same records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from samestory.ingest.files import check, listing, read_file
from samestory.ingest.records import FileEntry, Limits
from samestory.model import Document, Failure

__all__ = ["FileEntry", "Limits", "check", "documents", "listing", "read_file"]

DEFAULT_LIMITS = Limits()


def documents(root: Path, *, limits: Limits = DEFAULT_LIMITS) -> Iterator[Document | Failure]:
    """Every document under ``root`` (a folder or one file), in order of path; a Failure for each not read.

    InputError where there is nothing at ``root``; no bad file inside raises.
    """
    for entry in listing(root):
        yield from read_file(entry, limits)
