"""Streams out of packed files: counted, so that no small file fills the machine, and seekable where asked."""

from __future__ import annotations

import io
import tempfile
from typing import TYPE_CHECKING, BinaryIO, cast

from samestory.ingest.broken import BROKEN
from samestory.ingest.records import Budget, How, NotRead, megabytes

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK = 1 << 16


class _Rejoined(io.RawIOBase):
    """A stream of which the beginning was read."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = io.BytesIO(head), stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        data = self._head.read(len(view)) or self._stream.read(len(view))
        view[: len(data)] = data
        return len(data)


def rejoined(head: bytes, stream: BinaryIO) -> BinaryIO:
    """``stream`` with ``head``, read from it before, in front again."""
    return cast(BinaryIO, io.BufferedReader(_Rejoined(head, stream), CHUNK))


class _Metered(io.RawIOBase):
    """Bytes of another stream, each paid for. Where that breaks it ends, and breaks when read once more.

    So a reader gets all that comes before, and one that asks again at the end knows that it is the end.
    """

    def __init__(self, stream: io.BufferedIOBase, budget: Budget) -> None:
        self._stream, self._budget = stream, budget
        self._broken: BaseException | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        if self._broken:
            raise self._broken
        view = memoryview(buffer)
        try:
            # As much as there is at once: asked for more it would drop what comes before a break.
            data = self._stream.read1(len(view))
        except BROKEN as error:
            self._broken, data = error, b""
        self._budget.spend(len(data))
        view[: len(data)] = data
        return len(data)


def metered(stream: BinaryIO, how: How) -> BinaryIO:
    """``stream``, reading of which raises UnpacksTooFar where more comes than its file may unpack to."""
    return cast(BinaryIO, io.BufferedReader(_Metered(cast(io.BufferedIOBase, stream), how.budget), CHUNK))


def seekable(stream: BinaryIO, how: How) -> BinaryIO:
    """``stream`` itself where one can go back in it, else its bytes in a temporary file.

    Raises NotRead where they are more than may be laid on disk.
    """
    if stream.seekable():
        return stream
    copy = tempfile.SpooledTemporaryFile(max_size=how.limits.max_bytes)  # noqa: SIM115  (whoever reads closes it)
    spool(stream, cast(BinaryIO, copy), how)
    copy.seek(0)
    return cast(BinaryIO, copy)


def spool(stream: BinaryIO, copy: BinaryIO, how: How) -> None:
    """Copy ``stream``; raises NotRead where it is more than may be laid on disk."""
    size = 0
    while data := stream.read(CHUNK):
        size += len(data)
        if size > how.limits.max_spooled:
            raise NotRead(f"more than {megabytes(how.limits.max_spooled)}; unpack it and give its files")
        copy.write(data)
