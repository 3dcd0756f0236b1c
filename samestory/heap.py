"""Free memory goes back to the system, which the C library would keep for later. Frees nothing itself."""

from __future__ import annotations

import ctypes
import sys


def trim() -> None:
    """Give back what is free, where the C library can: glibc can, others do so by themselves or never."""
    if sys.platform == "linux":
        given_back = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if given_back is not None:
            given_back(0)
