"""Words that somebody else chose, such as names of files and what servers say, as they can be shown."""

from __future__ import annotations

import re

# Controls, and marks that would show a name the wrong way round.
UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
LONGEST_NAME = 1000


def shown(name: str) -> str:
    r"""``name`` as it can be printed: controls and halves of characters as ``\xNN``, and not without end."""
    clean = UNSHOWABLE.sub(lambda c: c[0].encode("unicode_escape").decode("ascii"), name)
    return clean if len(clean) <= LONGEST_NAME else f"{clean[:LONGEST_NAME]}…"
