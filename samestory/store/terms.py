"""The words of a text in the form they are searched by, without capitals, accents and letters' variants.

Knows no language and no inflection: which forms are of one word is asked when a reader searches.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import regex

from samestory.model import Span

# Letters and figures with their marks. Han, kana and hangul stand without spaces between words.
UNSPACED = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
WORD = regex.compile(
    rf"[{UNSPACED}&&[\p{{L}}\p{{N}}]]+|[[\p{{L}}\p{{N}}]--[{UNSPACED}ʼ]]"
    rf"[[\p{{L}}\p{{N}}\p{{M}}\u200c\u200d]--[{UNSPACED}ʼ]]*",
    flags=regex.VERSION1,
)
RUN = regex.compile(rf"[{UNSPACED}]")
# No word that is looked for is longer.
LONGEST = 64


class _Forms(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    # Letters that Unicode does not take apart, as they are typed where a keyboard lacks them.
    TYPED = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})

    def __missing__(self, point: int) -> str:
        # Taken apart twice: letters taken apart may have capitals, and folded ones parts.
        apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(point)).casefold())
        kept = "".join(one for one in apart if not unicodedata.combining(one) and _is_kept(one))
        return self.setdefault(point, kept.translate(self.TYPED))


_FORMS = _Forms()


def terms(text: str) -> Iterator[tuple[Span, str]]:
    """Each word of ``text``: where it stands, and its form. Of scripts without spaces, each two characters.

    The last character of such a run comes alone as well, so that one character, too, begins some form.
    """
    for match in WORD.finditer(text):
        start, end = match.span()
        for first, last in _parts(text, start, end):
            if word := form(text[first:last]):
                yield Span(first, last), word


def words(text: str) -> str:
    """The forms of all words of ``text`` with spaces between them, as they are indexed."""
    each = (form(part) for word in WORD.findall(text) for part in _cut(word))
    return " ".join(filter(None, each))


def form(word: str) -> str:
    """The form that ``word`` is searched by; empty where no letter or figure is left of it."""
    return word[:LONGEST].translate(_FORMS)[:LONGEST]


def _cut(word: str) -> Iterator[str]:
    return (word[first:last] for first, last in _parts(word, 0, len(word)))


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if RUN.match(text, start):
        yield from ((place, min(place + 2, end)) for place in range(start, end))
    else:
        yield start, end


def _is_kept(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"
