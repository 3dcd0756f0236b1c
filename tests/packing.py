"""Archives made for tests, and what is read of a file."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

from samestory.ingest import Limits, documents
from samestory.ingest.records import Mapping
from samestory.model import Document, Failure

BRIDGE = b"The bridge at Kestrin is closed until Friday, the town council said."


def zipped(files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", how) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w") -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return packed.getvalue()


def read(
    path: Path, data: bytes, limits: Limits | None = None, mapping: Mapping = ()
) -> tuple[dict[str, Document], dict[str, str]]:
    """What is read of a file with those bytes: documents and reasons of failure, by source."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    found = list(documents(path, limits=limits or Limits(), mapping=mapping))
    assert len({one.source for one in found if isinstance(one, Document)}) == sum(
        isinstance(one, Document) for one in found
    )
    return (
        {one.source: one for one in found if isinstance(one, Document)},
        {one.source: one.reason for one in found if isinstance(one, Failure)},
    )
