"""One account of each news story, across languages: who reported it, who copied it, where reports differ.

``run`` makes a dossier from a folder of articles or an address, ``add`` from several, ``View`` reads one,
``open`` shows one in a notebook, ``decide`` stores a reader's corrections; the rest are the records and
errors met on the way. Importing this loads nothing; a name is looked up in its home when first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from samestory.errors import (
        DossierError,
        DossierMissing,
        DossierVersionError,
        InputError,
        LanguageDataError,
        SamestoryError,
        UnreadableDocument,
        WeightsDamaged,
        WeightsError,
        WeightsMissing,
        WorkersLost,
        WorkersUnlike,
    )
    from samestory.ingest import Limits, Net
    from samestory.model import (
        About,
        Account,
        Article,
        Cell,
        Contents,
        Copy,
        Dated,
        Decision,
        Difference,
        Entity,
        Failure,
        Happening,
        Key,
        Mention,
        Moment,
        NameForms,
        NameMention,
        Occasion,
        Origin,
        Quote,
        Reason,
        Said,
        Span,
        Spelling,
        Spot,
        Statement,
        Story,
        Thread,
        TimeTold,
        Title,
        Utterance,
        Version,
        When,
    )
    from samestory.notebook.opened import OpenDossier, open  # noqa: A004
    from samestory.pipeline import Options, Summary, add, decide, forget, run, upgrade
    from samestory.progress import Progress
    from samestory.store.view import View

    __version__: str

__all__ = [
    "About",
    "Account",
    "Article",
    "Cell",
    "Contents",
    "Copy",
    "Dated",
    "Decision",
    "Difference",
    "DossierError",
    "DossierMissing",
    "DossierVersionError",
    "Entity",
    "Failure",
    "Happening",
    "InputError",
    "Key",
    "LanguageDataError",
    "Limits",
    "Mention",
    "Moment",
    "NameForms",
    "NameMention",
    "Net",
    "Occasion",
    "OpenDossier",
    "Options",
    "Origin",
    "Progress",
    "Quote",
    "Reason",
    "Said",
    "SamestoryError",
    "Span",
    "Spelling",
    "Spot",
    "Statement",
    "Story",
    "Summary",
    "Thread",
    "TimeTold",
    "Title",
    "UnreadableDocument",
    "Utterance",
    "Version",
    "View",
    "WeightsDamaged",
    "WeightsError",
    "WeightsMissing",
    "When",
    "WorkersLost",
    "WorkersUnlike",
    "__version__",
    "add",
    "decide",
    "forget",
    "open",
    "run",
    "upgrade",
]

# Those quick to load come first.
HOMES = ("errors", "model", "progress", "store.view", "ingest", "pipeline", "notebook.opened")


def __getattr__(name: str) -> Any:
    if name == "__version__":
        # Imported here: it loads more than all else here.
        from importlib.metadata import version  # noqa: PLC0415

        return version("samestory")
    for home in HOMES if name in __all__ else ():
        module = import_module(f"samestory.{home}")
        if hasattr(module, name):
            return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
