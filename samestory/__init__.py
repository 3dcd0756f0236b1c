"""One account of each news story, across languages: who reported it, who copied it, where reports differ.

``run`` makes a dossier from a folder of articles, ``open`` reads one; the words they use are in
``samestory.model``, the errors in ``samestory.errors``. Importing this loads neither encoder nor readers.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from samestory.errors import SamestoryError
    from samestory.pipeline import Options, Summary, run
    from samestory.store.view import View

    open = View.open  # noqa: A001 - read as samestory.open

__all__ = ["Options", "SamestoryError", "Summary", "View", "open", "run"]

HOMES = {
    "Options": "samestory.pipeline",
    "SamestoryError": "samestory.errors",
    "Summary": "samestory.pipeline",
    "View": "samestory.store.view",
    "run": "samestory.pipeline",
}


def __getattr__(name: str) -> Any:
    if name == "open":
        return __getattr__("View").open
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
