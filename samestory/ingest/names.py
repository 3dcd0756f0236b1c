"""What files inside files are called: names to be shown, each once, that lead nowhere."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePosixPath

from samestory.ingest.records import ABOUT_THE_FOLDER

FOR_ANOTHER_SYSTEM = "__macosx"
# Controls, and marks that would show a name the wrong way round.
UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
LONGEST_NAME = 1000


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


def shown(name: str) -> str:
    r"""``name`` as it can be printed: controls and halves of characters as ``\xNN``, and not without end."""
    clean = UNSHOWABLE.sub(lambda c: c[0].encode("unicode_escape").decode("ascii"), name)
    return clean if len(clean) <= LONGEST_NAME else f"{clean[:LONGEST_NAME]}…"


def is_passed_over(name: str) -> bool:
    """True for hidden files and what tells about the archive, as in a folder."""
    parts = PurePosixPath(name.lower().replace("\\", "/")).parts
    hidden = any(part.startswith(".") and part != ".." for part in parts)
    return hidden or FOR_ANOTHER_SYSTEM in parts or not parts or parts[-1] in ABOUT_THE_FOLDER
