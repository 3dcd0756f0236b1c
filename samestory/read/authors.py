"""Who wrote an article, as it is stated beside its text, and where the name stands in the text.

Does not look for names that nobody states; a name in a text may be anybody's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from samestory.model import Span
from samestory.read.furniture import count_words

PARTS = re.compile(r"[;\n]")
WORD = re.compile(r"[^\W_]+")
# No name of a person or a paper has these.
UNFIT = re.compile(r"[@/\\{}<>=]|\b(?:https?|www)\b", re.IGNORECASE)
LONGEST, MOST = 80, 10
# Words of a line that says who wrote what stands below or above it.
LONGEST_BYLINE = 10


def authors(stated: str, outlet: str | None = None, page: str = "") -> tuple[str, ...]:
    """The names in ``stated``, which are parted by semicolons or line ends there; each once.

    The outlet is none of several authors. ``page`` may have a name with the stops that initials end in.
    """
    names: dict[tuple[str, ...], str] = {}
    for part in PARTS.split(stated)[: 2 * MOST]:
        name = " ".join(part.split())
        words = _words(name)
        if words and len(name) <= LONGEST and not UNFIT.search(name):
            names.setdefault(words, _as_on(page, name))
    people = {words: name for words, name in names.items() if words != _words(outlet or "")}
    return tuple((people or names).values())[:MOST]


def of_page(data: Sequence[str], found: str, outlet: str | None, page: str) -> tuple[str, ...]:
    """Who wrote the article of a page: as its data say, else as ``found`` on it; the outlet comes last."""
    ways = [authors("\n".join(data), outlet), authors(found, outlet, page)]
    own = _words(outlet or "")
    people = (names for names in ways if any(_words(name) != own for name in names))
    return next(people, ways[0] or ways[1])


def byline(text: str, names: Sequence[str]) -> Span | None:
    """The first of ``names`` where ``text`` has it in a line that says little else."""
    name = names[0] if names else ""
    at = text.find(name) if name else -1
    while at >= 0:
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        line = text[start : end if end >= 0 else len(text)]
        if count_words(line) <= LONGEST_BYLINE:
            return Span(at, at + len(name))
        at = text.find(name, end) if end >= 0 else -1
    return None


def _words(name: str) -> tuple[str, ...]:
    return tuple(WORD.findall(name.casefold()))


def _as_on(page: str, name: str) -> str:
    """``name`` as ``page`` writes it, where that only adds stops behind its letters."""
    initials = [word for word in name.split() if len(word) == 1]
    if not initials or name in page:
        return name
    found = re.search(r"\.?\s".join(map(re.escape, name.split())), page)
    return found[0] if found else name
