"""What files inside files are called: names to be shown, each once, that lead nowhere."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath

from samestory.ingest.records import ABOUT_THE_FOLDER
from samestory.links.shown import shown

FOR_ANOTHER_SYSTEM = "__macosx"


class Names:
    """Keeps names of one file apart: the second of a name is ``name~2``."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def once(self, name: str) -> str:
        """``name``, or one like it that was not given before."""
        self._seen[name] += 1
        if self._seen[name] == 1:
            return name
        return self.once(f"{name}~{self._seen[name]}")


def inside(source: str, name: str) -> str:
    """What the file ``name`` in ``source`` is called."""
    return f"{source}!{shown(name)}"


def is_passed_over(name: str) -> bool:
    """True for hidden files and what tells about the archive, as in a folder."""
    parts = PurePosixPath(name.lower().replace("\\", "/")).parts
    hidden = any(part.startswith(".") and part != ".." for part in parts)
    return hidden or FOR_ANOTHER_SYSTEM in parts or not parts or parts[-1] in ABOUT_THE_FOLDER
