"""Libraries that only some kinds of file need: imported late, and asked for where they are missing."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from samestory.ingest.records import NotInstalled


def needed(module: str, extra: str) -> ModuleType:
    """The library ``module``, which ``extra`` of ours installs; raises NotInstalled where it is not there."""
    try:
        return import_module(module)
    except ImportError:
        raise NotInstalled(
            f"reading it needs the library {module.partition('.')[0]}: pip install 'samestory[{extra}]', "
            "then run again"
        ) from None
