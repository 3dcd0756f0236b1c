"""Names by their capitals, with a key that holds across alphabets and endings. Rough on purpose.

Finds no names in scripts without capitals and does not type them; a trained head does that later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from anyascii import anyascii

from samestory.model import NameMention, Span

WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
# One sound, many spellings once in Latin letters: the order matters, longer first.
SOUNDS = (
    ("sch", "s"), ("tsh", "c"), ("sh", "s"), ("zh", "z"), ("kh", "h"), ("gh", "g"), ("ch", "c"),
    ("ph", "f"), ("th", "t"), ("ck", "k"), ("dz", "z"), ("dj", "z"), ("ts", "c"), ("tz", "c"),
    ("w", "v"), ("x", "ks"), ("q", "k"),
)  # fmt: skip
SOFT_C = re.compile(r"c(?=[eiy])")
SKIPPED = re.compile(r"[^a-z]|(?<!^)[aeiouyjh]")
DOUBLED = re.compile(r"(.)\1+")
LONGEST_KEY = 4


def mentions(text: str, sentences: Sequence[Span]) -> tuple[NameMention, ...]:
    """Capitalised words of ``text`` that are not capitalised only because they open a sentence."""
    small = {w for w in WORD.findall(text) if w[0].islower()}
    openers = {_first_letter(text, s) for s in sentences}
    seen_inside = {m[0] for m in WORD.finditer(text) if m[0][0].isupper() and m.start() not in openers}
    found = []
    for match in WORD.finditer(text):
        word = match[0]
        if not word[0].isupper() or word.lower() in small:
            continue
        if match.start() in openers and word not in seen_inside:
            continue
        key = name_key(word)
        if len(key) >= 2:
            found.append(NameMention(span=Span(match.start(), match.end()), key=key))
    return tuple(found)


@lru_cache(maxsize=65536)
def name_key(word: str) -> str:
    """The word's first consonants in Latin letters, spelling of sounds evened out ("Токаева" -> "tkv")."""
    latin = anyascii(word).lower()
    latin = SOFT_C.sub("s", latin)
    for spelling, sound in SOUNDS:
        latin = latin.replace(spelling, sound)
    latin = latin.replace("c", "k")
    return DOUBLED.sub(r"\1", SKIPPED.sub("", latin))[:LONGEST_KEY]


def _first_letter(text: str, sentence: Span) -> int:
    """Where the sentence's first letter stands, past quote marks and dashes."""
    match = WORD.search(text, sentence.start, sentence.end)
    return match.start() if match else sentence.start
