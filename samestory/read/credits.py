"""Which news agencies a text credits, from agencies.toml. Does not judge what was taken from them."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from samestory.model import Span

# An agency's name is no longer.
LONGEST = 30


def credited(text: str) -> tuple[str, ...]:
    """The agencies named in ``text``, by their usual names, in alphabetical order."""
    spellings, pattern = _agencies()
    return tuple(sorted({spellings[match[0]] for match in pattern.finditer(text)}))


def credited_at(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Where agencies are named from ``start`` on, whose names begin before ``end``."""
    found = _agencies()[1].finditer(text, start, min(len(text), end + LONGEST))
    return tuple(Span(match.start(), match.end()) for match in found if match.start() < end)


@lru_cache(maxsize=1)
def _agencies() -> tuple[dict[str, str], re.Pattern[str]]:
    table = tomllib.loads(files("samestory.read").joinpath("agencies.toml").read_text(encoding="utf-8"))
    spellings = {form: name for name, forms in table.items() for form in forms}
    longest_first = sorted(spellings, key=len, reverse=True)
    return spellings, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
