"""A name as written -> the forms it is compared by, so that who compares needs to know no language.

Compares nothing itself: which names are one is gather/entities.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from anyascii import anyascii

from samestory.lang import fold, load
from samestory.model import NameForms, NameType
from samestory.read.inflections import bases, is_ending
from samestory.read.territories import WORD, is_listed, territory

# Small words that an acronym leaves out are no longer than this.
LONGEST_SMALL_WORD = 2
LONGEST_ACRONYM = 5
_ROMAN = {
    "II": "2",
    "III": "3",
    "IV": "4",
    "VI": "6",
    "VII": "7",
    "VIII": "8",
    "IX": "9",
    "XI": "11",
    "XII": "12",
}
_NO_LETTER = re.compile(r"[^a-z0-9]")
_DOUBLED = re.compile(r"([a-z])\1+")
# One sound, many spellings in Latin letters. All hissing sounds are one, as "c", "z", "ch" and "sh" trade
# places from one language's spelling to the next.
_SOUNDS = (
    (r"tsch|tch|sch|tsh|shch|dzh|cz|sz|sh|zh|ch|dz|dj|ts|tz|z|c(?=[eiy])", "s"), (r"kh|gh(?=[aou])", "h"),
    (r"gh", "g"), (r"ph", "f"), (r"th", "t"), (r"ck|c|q", "k"), (r"w", "v"), (r"x", "ks"),
    (r"[yj]", "i"), (r"^ie", "e"), (r"i+(?=[aeou])", ""), (r"i+", "i"), (r"ou|oo", "u"),
)  # fmt: skip
_RULES = tuple((re.compile(pattern), sound) for pattern, sound in _SOUNDS)
# Letters that name several sounds, where the word was written in Latin ones: each reading is tried.
_READINGS = (("ch", "h"), ("ch", "k"), ("j", "zh"), ("x", "h"))


@lru_cache(maxsize=65536)
def forms(written: str, type: NameType, code: str) -> NameForms:  # noqa: A002
    """The forms that are compared of the name ``written`` in the language ``code``.

    ``words`` come in Latin letters by anyascii; ``lemmas`` give each word without a case ending, spelled by
    sound, the barest first.
    """
    language = load(code)
    words = _words(written, code)
    return NameForms(
        words=tuple(filter(None, map(_latin, words))),
        lemmas=tuple(filter(None, (_lemmas(word, code) for word in words))),
        known=territory(words, type, language),
        initials=_initials(words),
        base=is_listed(words, language) or all(bases(word, code)[0] == fold(word) for word in words),
    )


def sound(word: str) -> str:
    """A word in small Latin letters, spelled by sound: equal for what most alphabets write differently."""
    for pattern, instead in _RULES:
        word = pattern.sub(instead, word)
    return _DOUBLED.sub(r"\1", word)


def _words(written: str, code: str) -> list[str]:
    """The name's words; an ending hyphened to an acronym is none."""
    found = list(WORD.finditer(written))
    hyphened = len(found) > 1 and written[found[-1].start() - 1] == "-"
    if hyphened and found[-2][0].isupper() and found[-1][0].islower() and is_ending(found[-1][0], code):
        found.pop()
    # A Roman numeral of two letters or more is a figure.
    return [_ROMAN.get(match[0], match[0]) for match in found]


def _latin(word: str) -> str:
    return _NO_LETTER.sub("", anyascii(word).lower())


def _lemmas(word: str, code: str) -> tuple[str, ...]:
    found = [sound(reading) for base in bases(word, code) for reading in _readings(base)]
    # Letters of an acronym are read one by one, so that no two of them make a sound.
    acronym = [_latin(word)] if word.isupper() and len(word) <= LONGEST_ACRONYM else []
    return tuple(filter(None, dict.fromkeys((*acronym, *found))))


def _readings(base: str) -> Iterator[str]:
    latin = _latin(base)
    yield latin
    if base.isascii():
        yield from (latin.replace(letters, instead) for letters, instead in _READINGS if letters in latin)


def _initials(words: list[str]) -> str:
    """First letters as an acronym has them: of a name of two words or more, without its small words."""
    told = [word for word in words if len(word) > LONGEST_SMALL_WORD or not word.islower()]
    return "".join(_latin(word if word.isdigit() else word[0]) for word in told) if len(told) > 1 else ""
