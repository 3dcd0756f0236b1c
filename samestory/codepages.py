"""Which 8-bit code page a text without any mark of its encoding is in.

Called only for bytes that are not Unicode. A wrong guess is caught by read's own checks afterwards.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from charset_normalizer import from_bytes

# In order of how common they are on the web: the first of equals is taken.
LATIN_PAGES = ("cp1252", "cp1250", "iso8859-2", "iso8859-16", "cp1254", "cp1257", "iso8859-15")
MARKS = re.compile(r"[^\W\d_]", re.UNICODE)
# A sign or control character between two letters: the byte was a letter in another code page.
BROKEN_WORD = re.compile(r"[^\W\d_][^\w\s'’\-–—./&@·:_]+(?=[^\W\d_])|[\x80-\x9f]")
# Enough to tell a code page by, whatever the text's length.
SAMPLE = 200_000


def guess(data: bytes) -> str | None:
    """The name of the code page that ``data`` reads best in; None where none gives words."""
    sample = data[:SAMPLE]
    best = from_bytes(sample).best()
    if best is not None and not _is_latin(str(best)):
        return best.encoding
    return _best_latin(sample) or (best.encoding if best else None)


def _is_latin(text: str) -> bool:
    letters: list[str] = MARKS.findall(text)
    latin = sum(letter < "\u0250" for letter in letters)
    return latin * 2 > len(letters)


def _best_latin(data: bytes) -> str | None:
    """Of the Latin code pages the one whose letters belong to one language's alphabet, or nearly."""
    scores = [(_fit(data, page), -order, page) for order, page in enumerate(LATIN_PAGES)]
    fit, _, page = max(scores)
    return page if fit > 0.5 else None


def _fit(data: bytes, page: str) -> float:
    """Share of ``data``'s letters beyond ASCII in the alphabet that fits best, less what breaks words."""
    text = data.decode(page, "replace").lower()
    letters = [letter for letter in MARKS.findall(text) if letter > "\x7f"]
    broken = len(BROKEN_WORD.findall(text)) + text.count("\ufffd")
    if not letters:
        return 1.0 if not broken else 0.0
    known = max(sum(letter in alphabet for letter in letters) for alphabet in _alphabets())
    return (known - broken) / len(letters)


@lru_cache(maxsize=1)
def _alphabets() -> tuple[frozenset[str], ...]:
    table = tomllib.loads(files("samestory").joinpath("alphabets.toml").read_text(encoding="utf-8"))
    return tuple(frozenset(letters) for letters in table.values())
