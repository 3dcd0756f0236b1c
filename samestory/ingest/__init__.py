"""Where Documents come from: one file per kind of source, all giving the same records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from samestory.ingest.files import listing, may_hold_rows, read_file
from samestory.ingest.given import WEB, Given, called, check, given, is_address
from samestory.ingest.records import FileEntry, Limits, Mapping, Net
from samestory.ingest.rows import mapping
from samestory.model import Document, Failure

__all__ = [
    "WEB", "FileEntry", "Given", "Limits", "Mapping", "Net", "called", "check", "documents", "given",
    "is_address", "listing", "mapping", "may_hold_rows", "read_file",
]  # fmt: skip

DEFAULT_LIMITS = Limits()


def documents(
    root: Path, *, limits: Limits = DEFAULT_LIMITS, mapping: Mapping = ()
) -> Iterator[Document | Failure]:
    """Every document at ``root``, in order of path; a Failure for each not read.

    ``root`` is a folder, a file, a pattern such as ``news/*.zip``, or ``-`` for standard input. InputError
    where there is nothing; no bad file inside raises.
    """
    with given(root, limits) as found:
        for entry in found.files:
            yield from read_file(entry, limits, mapping)
