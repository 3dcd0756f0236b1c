"""Real news lines joined again: cases whose inner ends are the ends of the lines.

A line may itself hold two sentences, so splits inside a line are counted as wrong though some are right:
F1 here is a lower bound. Lines that do not end in a mark (headlines) are left out.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

LINES = 600
TOGETHER = 5
_ENDERS = ".!?؟…。！？"
_CLOSERS = "\"'”“»«’)』」"
# Languages written without a space between sentences.
_UNSPACED = frozenset({"zh"})


class Case(msgspec.Struct, frozen=True):
    """One text of a language and its sentences in order."""

    lang: str
    text: str
    sentences: list[str]


def cases(lang: str, file: Path) -> list[Case]:
    """The first lines of ``file`` that end in a mark, five joined to a text."""
    lines = [line.strip() for line in file.read_text(encoding="utf-8-sig").splitlines()[:LINES]]
    ended = [line for line in lines if line.rstrip(_CLOSERS).endswith(tuple(_ENDERS))]
    glue = "" if lang in _UNSPACED else " "
    groups = [ended[i : i + TOGETHER] for i in range(0, len(ended), TOGETHER)]
    return [Case(lang=lang, text=glue.join(group), sentences=group) for group in groups]
