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


def line(words: str, style: str = "") -> Text:
    """``words`` with a space for each control character but a line's end: they could rewrite the terminal."""
    safe = "".join(one if one == "\n" or unicodedata.category(one) not in UNSAFE else " " for one in words)
    return Text(safe, style=style)


def inset(parts: Sequence[RenderableType], by: int = 3) -> list[RenderableType]:
    """``parts``, ``by`` columns further in."""
    return [Padding(one, (0, 0, 0, by), expand=False) for one in parts]
