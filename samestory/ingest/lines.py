"""Lines of a file that may be far larger than memory, and may have no line ends at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, TextIO

from samestory.ingest.records import Limits, megabytes


def lines(stream: BinaryIO, longest: int) -> Iterator[bytes | int]:
    """Each line's bytes, or its length where it is over ``longest``, so much never being in memory.

    Raises what reading ``stream`` raises, after the whole lines before.
    """
    while line := stream.readline(longest + 1):
        length = len(line)
        if line.endswith(b"\n"):
            yield line
            continue
        if length <= longest:
            # The last one; of a file that breaks off here this raises, so that half a line is not taken.
            stream.read(1)
            yield line
            return
        while not line.endswith(b"\n") and (line := stream.readline(longest + 1)):
            length += len(line)
        yield length


def too_long(length: int, limits: Limits, what: str = "line") -> str:
    """Why a line, or another thing called ``what``, of ``length`` bytes was not read."""
    return f"the {what} is {megabytes(length)} long, over the limit of {megabytes(limits.max_bytes)}"


class TooLong(Exception):
    """A line is over the limit; the next may be read."""


class WholeLines:
    """The lines of a text, as ``lines`` gives those of bytes; goes on after raising TooLong."""

    def __init__(self, stream: TextIO, limits: Limits) -> None:
        self._stream, self._limits = stream, limits
        self._back: list[str] = []

    def __iter__(self) -> WholeLines:
        return self

    def __next__(self) -> str:
        if self._back:
            return self._back.pop()
        longest = self._limits.max_bytes
        line = self._stream.readline(longest + 1)
        if not line:
            raise StopIteration
        if not line.endswith(("\n", "\r")):
            self._to_the_end(len(line), longest)
        return line

    def back(self, line: str) -> None:
        """Give ``line`` next."""
        if line:
            self._back.append(line)

    def _to_the_end(self, length: int, longest: int) -> None:
        """Past a line without an end, of which ``length`` was read; raises TooLong where it has more."""
        if length <= longest:
            self._stream.read(1)
            return
        while (line := self._stream.readline(longest + 1)) and not line.endswith(("\n", "\r")):
            length += len(line)
        raise TooLong(too_long(length + len(line), self._limits))
