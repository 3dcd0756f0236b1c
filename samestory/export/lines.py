"""Lines for a terminal or a pipe: text from anyone made safe, and what stands further in.

Makes renderables and chooses nothing; printed.py and names_printed.py do.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

# Unicode categories of control characters and of halves of characters.
UNSAFE = frozenset(("Cc", "Cs"))
# Marks that set or turn the direction of what follows them: a name could turn round the line it stands in.
DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def line(words: str, style: str = "") -> Text:
    """``words`` with a space for each control character but a line's end: they could rewrite the terminal.

    Marks of direction are left out, so that lengths may differ.
    """
    return Text("".join(_safe(one) for one in words if one not in DIRECTIONS), style=style)


def inset(parts: Sequence[RenderableType], by: int = 3) -> list[RenderableType]:
    """``parts``, ``by`` columns further in."""
    return [Padding(one, (0, 0, 0, by), expand=False) for one in parts]


def _safe(letter: str) -> str:
    return letter if letter == "\n" or unicodedata.category(letter) not in UNSAFE else " "
