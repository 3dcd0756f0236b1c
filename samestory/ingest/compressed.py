"""One file compressed: .gz, .bz2, .xz. What it holds is told by its name without that ending."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from samestory.ingest.records import How, Member
from samestory.ingest.unpacking import metered

OPENERS = {".gz": gzip.GzipFile, ".bz2": bz2.BZ2File, ".xz": lzma.LZMAFile}
# One ending for two layers.
SHORT = {
    ".tgz": (".gz", ".tar"),
    ".tbz2": (".bz2", ".tar"),
    ".tbz": (".bz2", ".tar"),
    ".txz": (".xz", ".tar"),
}


def read_compressed(stream: BinaryIO, source: str, how: How) -> Iterator[Member]:
    """The one file in it. Concatenated parts are one."""
    path = PurePosixPath(source)
    suffix, inner = SHORT.get(path.suffix.lower(), (path.suffix.lower(), ""))
    opened = gzip.GzipFile(fileobj=stream) if suffix == ".gz" else OPENERS[suffix](stream)
    with opened as unpacked:
        yield Member(path.stem + inner, metered(cast(BinaryIO, unpacked), how), is_whole=True)
