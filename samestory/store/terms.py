"""The words of a text in the form they are searched by, without capitals, accents and letters' variants.

Knows no language and no inflection: which forms are of one word is asked when a reader searches.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import regex

from samestory.model import Span

# Letters and figures with their marks. Han, kana and hangul stand without spaces between words.
UNSPACED = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
WORD = regex.compile(
    rf"(?P<unspaced>[{UNSPACED}&&[\p{{L}}\p{{N}}]]+)|[[\p{{L}}\p{{N}}]--[{UNSPACED}ʼ]]"
    rf"[[\p{{L}}\p{{N}}\p{{M}}\u200c\u200d]--[{UNSPACED}ʼ]]*",
    flags=regex.VERSION1,
)
# Letters that Unicode does not take apart, as they are typed where a keyboard lacks them.
_TYPED = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
# No word that is looked for is longer.
LONGEST = 64


def terms(text: str) -> Iterator[tuple[Span, str]]:
    """Each word of ``text``: where it stands, and its form. Of scripts without spaces, each two characters.

    The last character of such a run comes alone as well, so that one character, too, begins some form.
    """
    for match in WORD.finditer(text):
        start, end = match.span()
        if match["unspaced"]:
            yield from _pairs(text, start, end)
        elif word := form(match[0]):
            yield Span(start, end), word


def form(word: str) -> str:
    """The form that ``word`` is searched by; empty where no letter or figure is left of it."""
    return _form(word[:LONGEST])


@lru_cache(maxsize=65536)
def _form(word: str) -> str:
    if word.isascii():
        return word.lower()
    # Taken apart twice: letters taken apart may have capitals, and folded ones parts.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    kept = "".join(one for one in apart if not unicodedata.combining(one) and _is_kept(one))
    return kept.translate(_TYPED)[:LONGEST]


def _is_kept(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def _pairs(text: str, start: int, end: int) -> Iterator[tuple[Span, str]]:
    for place in range(start, end):
        last = min(place + 2, end)
        if word := form(text[place:last]):
            yield Span(place, last), word
