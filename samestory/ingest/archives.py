"""Archives of many files: zip and tar. Their names are only names; nothing is written where they say."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, Self, cast

from samestory.ingest.broken import BROKEN, why
from samestory.ingest.records import Found, How, Member, failure, megabytes
from samestory.ingest.salvage import salvaged
from samestory.ingest.unpacking import metered, seekable

ENCRYPTED = 0x1
UTF8_NAME = 0x800
# A tar's own notes, long names among them, are held in memory; an honest one is far shorter.
LONGEST_NOTE = 1_000_000
NOTES = (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE)


def read_zip(stream: BinaryIO, source: str, how: How) -> Iterator[Found]:
    """The files in a zip, in its order; what is locked or damaged is a Failure, and reading goes on.

    Of a zip whose table of contents is lost, as in one cut off, the files that are whole are read.
    """
    file = seekable(stream, how)
    try:
        archive = zipfile.ZipFile(file)
    except BROKEN as error:
        yield from salvaged(file, how)
        yield failure(source, why(error))
        return
    with archive:
        for info in archive.infolist():
            if not info.is_dir():
                yield from _zip_member(archive, info, how)


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, how: How) -> Iterator[Member]:
    name = _zip_name(info)
    problem = _zip_problem(info, how)
    if problem:
        yield Member(name, problem=problem)
        return
    try:
        member = archive.open(info)
    except BROKEN as error:
        yield Member(name, problem=why(error))
        return
    with member:
        yield Member(name, metered(cast(BinaryIO, member), how))


def read_tar(stream: BinaryIO, source: str, how: How) -> Iterator[Member]:
    """The files in a tar, in its order, read in one pass; links and devices in it are Failures."""
    with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Info, errorlevel=0) as archive:
        for info in archive:
            # It keeps all it has seen, for going back; here nothing does.
            archive.members.clear()  # type: ignore[attr-defined]
            if info.isdir():
                continue
            member = archive.extractfile(info) if info.isreg() else None
            if member is not None:
                yield Member(info.name, metered(cast(BinaryIO, member), how))
            elif info.islnk() or info.issym():
                yield Member(info.name, problem="a link, which is not followed in an archive")
            else:
                yield Member(info.name, problem="not a regular file")


class _Info(tarfile.TarInfo):
    """A tar's entry that refuses notes which would fill the memory."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        info = super().frombuf(buf, encoding, errors)
        if info.type in NOTES and info.size > LONGEST_NOTE:
            raise tarfile.ReadError(f"a name or note of {megabytes(info.size)}")
        return info


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Its name; many programs write it in UTF-8 without saying so."""
    if info.flag_bits & UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _zip_problem(info: zipfile.ZipInfo, how: How) -> str | None:
    if info.flag_bits & ENCRYPTED:
        return "locked with a password; unpack it and give the files"
    limits = how.limits
    if info.file_size > max(limits.max_bytes, limits.max_ratio * info.compress_size):
        return (
            f"it would unpack from {megabytes(info.compress_size)} to {megabytes(info.file_size)}, "
            "far more than a text of its size does"
        )
    return None
