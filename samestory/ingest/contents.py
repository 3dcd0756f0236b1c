"""All documents in one open file, however deep they lie: readers bring what is in it, here that is opened.

A file inside another is called ``archive.zip!a/b.txt``. No bytes raise: what cannot be read is a Failure.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from typing import BinaryIO, cast

from samestory.ingest import kinds
from samestory.ingest.broken import BROKEN, why
from samestory.ingest.names import Names, inside, is_passed_over
from samestory.ingest.records import How, Member, NotInstalled, UnpacksTooFar, failure
from samestory.model import Document, Failure


def contents(stream: BinaryIO, source: str, suffix: str, how: How) -> Iterator[Document | Failure]:
    """The documents in ``stream``, a file of the kind of ``suffix``, and a Failure for each not read."""
    try:
        yield from _opened(stream, source, suffix, how, how.limits.max_depth)
    except UnpacksTooFar as error:
        yield failure(source, str(error))
    else:
        # Told of the whole file too, so that it is opened again when what was missing is there.
        yield from (failure(source, reason) for reason in sorted(how.lacking)[:1])


def _opened(stream: BinaryIO, source: str, suffix: str, how: How, depth: int) -> Iterator[Document | Failure]:
    names = Names()
    try:
        for found in kinds.reader_of(suffix)(stream, source, how):
            if not isinstance(found, Member):
                yield found
            elif found.is_whole:
                yield from _member(found, source, how, depth - 1)
            elif not is_passed_over(found.name):
                yield from _member(
                    found, names.once(inside(found.holder or source, found.name)), how, depth - 1
                )
    except BROKEN as error:
        if isinstance(error, NotInstalled):
            how.lacking.add(str(error))
        yield failure(source, why(error))


def _member(member: Member, source: str, how: How, depth: int) -> Iterator[Document | Failure]:
    suffix = kinds.suffix_of(member.name)
    if suffix is None and member.is_whole and "." not in member.name.rpartition("/")[2]:
        suffix = kinds.sniffed(cast(BufferedReader, member.stream).peek(kinds.HEAD)[: kinds.HEAD])
    if member.problem or suffix is None:
        yield failure(source, member.problem or kinds.unread(member.name))
    elif depth <= 0 and suffix in kinds.ARCHIVES:
        yield failure(source, f"more than {how.limits.max_depth} archives inside one another; unpack it")
    else:
        yield from _opened(member.stream, source, suffix, how, depth)
