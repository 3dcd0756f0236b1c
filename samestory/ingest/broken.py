"""What may go wrong in a file that somebody sent: damaged, cut off, locked, or made to do harm."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib

from samestory.ingest.records import NotRead

# Readers of other people's formats raise these for bytes that are not what they should be.
BROKEN = (
    OSError,
    EOFError,
    ValueError,
    LookupError,
    OverflowError,
    RuntimeError,
    MemoryError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    tarfile.TarError,
    NotRead,
)


def why(error: BaseException) -> str:
    """The reason in words, for a Failure."""
    if isinstance(error, NotRead):
        return str(error)
    if isinstance(error, EOFError):
        return "it is cut off; what stands before is read"
    if isinstance(error, OSError) and error.errno is not None:
        return f"cannot be read: {error.strerror or error}"
    if isinstance(error, MemoryError):
        return "it asks for more memory than there is"
    if isinstance(error, RecursionError):
        return "it is nested too deep"
    said = str(error) or type(error).__name__
    return f"it is damaged ({said}); what stands before is read"
