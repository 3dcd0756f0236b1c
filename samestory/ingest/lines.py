"""Lines of a file that may be far larger than memory, and may have no line ends at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

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


def too_long(length: int, limits: Limits) -> str:
    """Why a line of ``length`` bytes was not read."""
    return f"the line is {megabytes(length)} long, over the limit of {megabytes(limits.max_bytes)}"
