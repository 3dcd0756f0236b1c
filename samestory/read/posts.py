"""The title or post that stands beside a person's name, with the body it belongs to.

Looks at what touches the name alone: words of lang/'s lists, names of bodies, and the small words between.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

import regex

from samestory.lang import Language, fold, load
from samestory.model import Span
from samestory.read.inflections import bases

_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[-'’ʼ.][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*['’]?")
# What may stand between two words of a post: spaces, quote marks, a dash within a name.
_GAP = re.compile(r"[ \u00a0\u202f\"«»„“”-]*\Z")
_COMMA = re.compile(r",[ \u00a0\u202f]+")
_COMMA_BEFORE = re.compile(r",[ \u00a0\u202f]+\Z")
_CLOSED_OFF = re.compile(r"[,.;:!?]|\s*\Z")
_END = re.compile(r"[.!?…\n;:]")
# Posts are looked for within so many characters, and have so many words at most.
REACH = 120
MOST_WORDS = 9
LONGEST_PHRASE = 3

Words = Sequence[re.Match[str]]


def posts(text: str, people: Sequence[Span], language: Language) -> list[Span | None]:
    """The post beside each of the ``people`` named in ``text``, in order; None where none is told.

    What would hold the name of another is no post of either.
    """
    starts = [name.start for name in people]

    def holds_none(its: Span) -> bool:
        last = bisect_left(starts, its.end) - 1
        return last < 0 or people[last].end <= its.start

    found = (post(text, name, language) for name in people)
    return [its if its is not None and holds_none(its) else None for its in found]


def post(text: str, name: Span, language: Language) -> Span | None:
    """The post beside the person's ``name``, also over a comma; None where none is told.

    The span holds the body's name too ("president of France"), and neither the name nor the comma.
    """
    return (
        _before(text, name.start, language) or _behind(text, name, language) or _apart(text, name, language)
    )


def _apart(text: str, name: Span, language: Language) -> Span | None:
    """A post before a comma, where the name stands alone behind it ("the mayor of Larnow, Ada Lorn,")."""
    comma = _COMMA_BEFORE.search(text, max(0, name.start - 4), name.start)
    if comma is None or not _CLOSED_OFF.match(text, name.end):
        return None
    return _before(text, comma.start(), language)


def _before(text: str, end: int, language: Language) -> Span | None:
    words = _touching(text, list(_WORD.finditer(text, max(0, end - REACH), end)), end)
    # A word cut by the reach is none.
    words = [w for w in words if w.start() > end - REACH or w.start() == 0][-MOST_WORDS:]
    for first in range(len(words)):
        length = _phrase(words[first:], language)
        if length and all(_of_body(w[0], language) for w in words[first + length :]):
            body = _body_before(words[:first], language)
            return Span(words[first - body].start(), _closed(text, words[-1].end()))
    return None


def _behind(text: str, name: Span, language: Language) -> Span | None:
    comma = _COMMA.match(text, name.end)
    if comma is None:
        return None
    end = _END.search(text, comma.end())
    stop = min(comma.end() + REACH, end.start() if end else len(text))
    words = list(_WORD.finditer(text, comma.end(), stop))
    skipped = 0
    while skipped < min(2, len(words)) and fold(words[skipped][0]) in language.names.joints:
        skipped += 1
    told = words[skipped:]
    length = _phrase(told, language)
    if not length or words[0].start() != comma.end():
        return None
    last = length
    while (
        last < min(len(told), MOST_WORDS) and _joined(text, told, last) and _of_body(told[last][0], language)
    ):
        last += 1
    while last > length and told[last - 1][0].islower() and _small(told[last - 1][0], language):
        last -= 1
    return Span(told[0].start(), _closed(text, told[last - 1].end()))


def _closed(text: str, end: int) -> int:
    """The end, past the mark that closes a quoted name."""
    return end + 1 if text[end : end + 1] in set('»“”"') else end


def _touching(text: str, words: Words, end: int) -> list[re.Match[str]]:
    """The last words before ``end`` with nothing but gaps between them."""
    found: list[re.Match[str]] = []
    for word in reversed(words):
        if not _GAP.match(text[word.end() : found[-1].start() if found else end]):
            break
        found.append(word)
    return found[::-1]


def _joined(text: str, words: Words, place: int) -> bool:
    return _GAP.match(text[words[place - 1].end() : words[place].start()]) is not None


def _phrase(words: Words, language: Language) -> int:
    """How many words from the first on are a post; 0 where they are none. Posts may follow one another."""
    known = _posts(language.code)
    for length in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        readings = [bases(word[0], language.code) for word in words[:length]]
        if tuple(r[0] for r in readings) in known or tuple(r[-1] for r in readings) in known:
            return length + _phrase(words[length:], language)
    return 0


@lru_cache(maxsize=64)
def _posts(code: str) -> frozenset[tuple[str, ...]]:
    """Posts as words without endings, and as listed."""
    told = [_WORD.findall(phrase) for phrase in load(code).names.posts]
    return frozenset(tuple(bases(w, code)[end] for w in words) for words in told for end in (0, -1))


def _of_body(word: str, language: Language) -> bool:
    return word[0].isupper() or word[0].isdigit() or _small(word, language)


def _small(word: str, language: Language) -> bool:
    return fold(word) in language.names.joints


def _body_before(words: Words, language: Language) -> int:
    """How many words before a post name its body, where the language puts it first."""
    if not language.names.body_first:
        return 0
    times, told = language.times, 0
    for word in reversed(words):
        folded = fold(word[0])
        no_body = (language.sentences.starters, times.days, times.weekdays, times.months)
        if not word[0][0].isupper() or any(folded in others for others in no_body):
            break
        told += 1
    return told
