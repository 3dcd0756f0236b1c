"""Where words end, as pattern parts: letters of scripts written without spaces never bound a word."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Han, kana and hangul: figures and dates stand right beside them.
UNSPACED = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
LETTER = rf"[^\W\d_{UNSPACED}]"
NOT_AFTER = rf"(?<![^\W_{UNSPACED}])"
NOT_BEFORE = rf"(?![^\W_{UNSPACED}])"


def either(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, the longest first; one that matches nothing where there are none."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) or r"(?!)"
