"""Where words end, as pattern parts: letters of scripts written without spaces never bound a word."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

# Han, kana and hangul: figures and dates stand right beside them.
UNSPACED = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
LETTER = rf"[^\W\d_{UNSPACED}]"
NOT_AFTER = rf"(?<![^\W_{UNSPACED}])"
NOT_BEFORE = rf"(?![^\W_{UNSPACED}])"


def either(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, the longest first; one that matches nothing where there are none."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) or r"(?!)"


class Bounded:
    """A pattern with any of these parts in it, to be asked like one of ``re``.

    To make it takes a thousandth of a second for each part, because of the letters of scripts without spaces.
    So it is made without them, which is the same for a text that has none, and whole once one of another kind
    comes.
    """

    def __init__(self, written: str) -> None:
        self._written = written

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As in ``re``."""
        return self._for(text).finditer(text, start, end)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As in ``re``."""
        return self._for(text).search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As in ``re``."""
        return self._for(text).match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As in ``re``."""
        return self._for(text).fullmatch(text, start, end)

    def _for(self, text: str) -> re.Pattern[str]:
        return self._plain if text.isascii() or _spaced(text) else self._whole

    @cached_property
    def _plain(self) -> re.Pattern[str]:
        return re.compile(self._written.replace(UNSPACED, ""))

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile(self._written)


# A text is asked about by many patterns, one after the other; two texts at a time, and their sentences.
@lru_cache(maxsize=8)
def _spaced(text: str) -> bool:
    return re.search(f"[{UNSPACED}]", text) is None
