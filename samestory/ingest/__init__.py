"""Where Documents come from: one file per kind of source, all giving the same records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from samestory.ingest.files import listing, may_hold_rows, read_file
from samestory.ingest.given import WEB, Given, called, check, given, is_address
from samestory.ingest.parts import Part, in_parts, read_part
from samestory.ingest.records import FileEntry, Limits, Mapping, Net
from samestory.ingest.rows import mapping
from samestory.ingest.stores import is_stored
from samestory.model import Document, Failure

__all__ = [
    "WEB", "FileEntry", "Given", "Limits", "Mapping", "Net", "Part", "called", "check", "documents", "given",
    "in_parts", "is_address", "is_stored", "listing", "mapping", "may_hold_rows", "read_file", "read_part",
]  # fmt: skip

DEFAULT_LIMITS = Limits()


def documents(
    root: Path | str, *, limits: Limits = DEFAULT_LIMITS, mapping: Mapping = ()
) -> Iterator[Document | Failure]:
    """Every document at ``root``, in order of path; a Failure for each not read.

    ``root`` is a folder, a file, a pattern such as ``news/*.zip``, ``-`` for standard input or, as a string,
    an address in a store. InputError where there is nothing; no bad file inside raises.
    """
    with given(root, limits) as found:
        for entry in found.files:
            yield from read_file(entry, limits, mapping)
