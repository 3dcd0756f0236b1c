"""Text to sentence spans by rules over one language's data; knows no language by itself.

A line's end always ends a sentence. Within a line an ending mark ends one unless the word before it,
the marks around it or the word after it say otherwise. Time is linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from samestory.lang import Language, Sentences, fold
from samestory.model import Span

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CLOSERS = re.compile(r"(?:\[\d{1,3}\]|[)\]}»«”’\"'“›‹」』）》】])*")
_LEAD = re.compile(r"[\s(\[{«»„“”‘’‚\"'‹›¿¡—–―•·*\-「『（《【]*")
_WORD = re.compile(r"[\w.'’-]{1,48}")
_NUMBER = re.compile(r"\d[\d.,:/–-]*")
_ROMAN = re.compile(r"[IVXLC]+")
_INITIALS = re.compile(r"(?:[^\W\d_][.-]+)*[^\W\d_]")
_PUNCTUATION = re.compile(r"[.,:;!?…«»“”„\"()。，：；！？「」]")
_QUOTE_CLOSERS = frozenset("»«”’\"'“›‹」』")
_BEFORE_WORD = "([{«„“”\"'‘‚‹›»¿¡—–-,;:/"
# Marks of scripts written without spaces: a sentence ends right behind them.
_UNSPACED = frozenset("。！？｡")
_GOES_ON = frozenset("，、；：,;:")
# How far back a word and its neighbour, or a bare date, are looked for, in code points.
_BACK = 48
# How far back quotes are counted.
_QUOTE_BACK = 400
# Attribution stands this near to the quote: words, or characters in scripts without spaces.
_NEAR_WORDS = 6
_NEAR_CHARACTERS = 14


class _Mark(msgspec.Struct, frozen=True, kw_only=True):
    """An ending mark as found: the sentence's start so far, the mark, its closers and the next word.

    ``mark`` to ``after`` are the ending marks; ``after`` to ``stop`` the quotes and brackets they close;
    ``following`` is where the next word starts and ``lead`` what stands between.
    """

    text: str
    folded: str
    start: int
    mark: int
    after: int
    stop: int
    following: int
    line_end: int

    @property
    def marks(self) -> str:
        return self.text[self.mark : self.after]

    @property
    def closers(self) -> str:
        return self.text[self.after : self.stop]

    @property
    def lead(self) -> str:
        return self.text[self.stop : self.following]

    @property
    def closes_quote(self) -> bool:
        return not _QUOTE_CLOSERS.isdisjoint(self.closers)


def split(text: str, language: Language) -> tuple[Span, ...]:
    """The sentences of ``text``: trimmed, in order, disjoint, together covering all but white space.

    Each sentence of a quote of several is its own; words of attribution stay with the sentence they follow.
    """
    folded = fold(text)
    spans: list[Span] = []
    for line in _LINE.finditer(text):
        spans.extend(_line_sentences(text, folded, Span(line.start(), line.end()), language))
    return tuple(spans)


def _line_sentences(text: str, folded: str, line: Span, language: Language) -> list[Span]:
    """The sentences of one line; pieces without a letter or digit join the sentence beside them."""
    pieces: list[Span] = []
    start, last_speaks = line.start, True
    for stop in (*_stops(text, folded, line, language), line.end):
        piece = _trimmed(text, start, stop)
        start = stop
        if piece is None:
            continue
        speaks = _says_something(piece.of(text))
        if pieces and not (speaks and last_speaks):
            piece = Span(pieces.pop().start, piece.end)
            speaks = speaks or last_speaks
        pieces.append(piece)
        last_speaks = speaks
    return pieces


def _trimmed(text: str, start: int, end: int) -> Span | None:
    body = text[start:end]
    left = start + len(body) - len(body.lstrip())
    right = start + len(body.rstrip())
    return Span(left, right) if left < right else None


def _says_something(piece: str) -> bool:
    return any(character.isalnum() for character in piece)


@lru_cache(maxsize=64)
def _marks_pattern(terminators: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(terminators)}]+")


def _stops(text: str, folded: str, line: Span, language: Language) -> Iterator[int]:
    """Offsets inside ``line`` where a sentence ends."""
    start = line.start
    quotes = language.sentences.quotes
    for found in _marks_pattern(language.sentences.terminators).finditer(text, line.start, line.end):
        stop = _after_closers(text, line, found.end(), quotes)
        lead = _LEAD.match(text, stop, line.end)
        mark = _Mark(
            text=text,
            folded=folded,
            start=start,
            mark=found.start(),
            after=found.end(),
            stop=stop,
            following=lead.end() if lead else stop,
            line_end=line.end,
        )
        if mark.following < line.end and _ends(mark, language):
            yield stop
            start = stop


def _after_closers(text: str, line: Span, position: int, quotes: tuple[tuple[str, str], ...]) -> int:
    """Behind the quotes and brackets closed at ``position``; a guillemet may stand after one space."""
    closed = _CLOSERS.match(text, position, line.end)
    stop = closed.end() if closed else position
    ahead = text[stop : min(stop + 2, line.end)]
    if not ahead:
        return stop
    closing = {closer for _, closer in quotes}
    if ahead[0].isspace():
        return stop + 2 if ahead[1:] == "»" and "»" in closing else stop
    last = text[stop - 1]
    if stop == position or last not in {opener for opener, _ in quotes}:
        return stop
    # A mark that opens and closes alike opens here when those before it are in pairs.
    before = text.count(last, max(line.start, stop - _QUOTE_BACK), stop - 1)
    return stop - 1 if last not in closing or before % 2 == 0 else stop


def _ends(mark: _Mark, language: Language) -> bool:
    """Whether a sentence ends at ``mark``."""
    rules = language.sentences
    if not _UNSPACED.isdisjoint(mark.marks):
        goes_on = mark.text[mark.stop] in _GOES_ON
        return not goes_on and not (mark.closes_quote and _attributed(mark, rules, spaced=False))
    if not mark.text[mark.stop].isspace() or not _opens(mark):
        return False
    if mark.closes_quote and any(dash in mark.lead for dash in "—–―"):
        return False
    if mark.marks == ".":
        return _dot_ends(mark, language)
    if mark.text[mark.mark - 1 : mark.mark] in ("[", "("):
        return False
    return not (mark.closes_quote and _attributed(mark, rules, spaced=True))


def _opens(mark: _Mark) -> bool:
    """Whether what follows can open a sentence: a capital, a caseless letter, a figure, a sign."""
    first = mark.text[mark.following]
    if first.islower():
        return mark.text[mark.following + 1 : mark.following + 2].isupper()
    return first.isalnum() or first in "#@№§" or unicodedata.category(first) in ("Sc", "So")


def _attributed(mark: _Mark, rules: Sentences, *, spaced: bool) -> bool:
    """Whether a verb of saying follows the closed quote, before any other mark."""
    ahead = mark.folded[mark.following : min(mark.line_end, mark.following + 2 * _BACK)]
    for punctuation in _PUNCTUATION.finditer(ahead):
        if punctuation.group() in ":：":
            return False
        before = ahead[: punctuation.start()]
        if punctuation.group() != "." or not _abbreviated(before, rules):
            ahead = before
            break
    if not spaced:
        return any(verb in ahead[:_NEAR_CHARACTERS] for verb in rules.saying)
    near = f" {' '.join(ahead.split()[:_NEAR_WORDS])} "
    return any(f" {verb} " in near for verb in rules.saying)


def _abbreviated(before: str, rules: Sentences) -> bool:
    """Whether the last word of ``before`` is a title or an initial."""
    words = before.split()
    return bool(words) and (words[-1] in rules.abbreviations or bool(_INITIALS.fullmatch(words[-1])))


def _dot_ends(mark: _Mark, language: Language) -> bool:
    """Whether a single dot ends a sentence, by the word before it and the word after it."""
    before = mark.folded[max(mark.start, mark.mark - _BACK) : mark.mark]
    words = before.split()
    word = words[-1].lstrip(_BEFORE_WORD) if words and not before[-1].isspace() else ""
    if not word:
        return True
    raw = mark.text[mark.mark - len(word) : mark.mark]
    if _numbers_item(mark, word):
        return False
    if _NUMBER.fullmatch(word) or (len(raw) > 1 and _ROMAN.fullmatch(raw)):
        return _number_ends(mark, word, language)
    previous = words[-2].lstrip(_BEFORE_WORD) if len(words) > 1 else ""
    return _word_ends(mark, previous, word, language)


def _numbers_item(mark: _Mark, word: str) -> bool:
    """Whether ``word`` is the number or letter of a list's item: short, first in its sentence."""
    first = mark.mark - len(word)
    if len(word) > 2 or first - mark.start > _BACK or not (word.isdigit() or len(word) == 1):
        return False
    return not _says_something(mark.text[mark.start : first])


def _next_word(mark: _Mark) -> str:
    found = _WORD.match(mark.folded, mark.following, mark.line_end)
    return found.group() if found else ""


def _opens_plainly(mark: _Mark, rules: Sentences) -> bool:
    """Whether the next word is one that opens sentences and follows no initial."""
    word = _next_word(mark)
    initial = len(word) > 1 and word[1] == "."
    return not initial and word.rstrip(".'’-") in rules.starters


def _number_ends(mark: _Mark, word: str, language: Language) -> bool:
    """A dot behind a figure: part of a date, an ordinal, or the end."""
    short = len(word) <= 3 and word.isdigit()
    following = _next_word(mark).rstrip(".")
    if short and (following[:1].isdigit() or following in language.times.months) and len(word) <= 2:
        return False
    if language.sentences.ordinal_dot and (short or not word[0].isdigit()) and mark.lead.isspace():
        return _opens_plainly(mark, language.sentences)
    return True


def _word_ends(mark: _Mark, previous: str, word: str, language: Language) -> bool:
    """A dot behind a word: an abbreviation's own, or the end."""
    rules = language.sentences
    # An elided article clings to its word ("l'art. 5").
    names = {word, word.rpartition("'")[2], f"{previous} {word}"}
    if not names.isdisjoint(rules.unit_abbreviations) and _is_unit(mark, previous, word, rules):
        return _unit_ends(mark, language)
    if not names.isdisjoint(rules.abbreviations):
        return False
    if not names.isdisjoint(rules.suffix_abbreviations) or _INITIALS.fullmatch(word):
        return _opens_plainly(mark, rules)
    if not names.isdisjoint(rules.number_abbreviations):
        return not _number_follows(mark)
    return True


def _number_follows(mark: _Mark) -> bool:
    found = _WORD.match(mark.text, mark.following, mark.line_end)
    word = found.group().rstrip(".") if found else ""
    return word[:1].isdigit() or bool(_ROMAN.fullmatch(word))


def _is_unit(mark: _Mark, previous: str, word: str, rules: Sentences) -> bool:
    """Whether a unit's abbreviation is one here: behind a figure, or with no other reading."""
    if _NUMBER.fullmatch(previous) or f"{previous} {word}" in rules.unit_abbreviations:
        return True
    before = mark.mark - len(word)
    words = mark.text[max(mark.start, before - _BACK) : before].split()
    roman = bool(words) and bool(_ROMAN.fullmatch(words[-1]))
    return roman or (len(word) > 1 and word not in rules.abbreviations)


def _unit_ends(mark: _Mark, language: Language) -> bool:
    """A unit's dot ends before a capital that opens no abbreviation, unless only a date stands before."""
    if mark.text[mark.following].isdigit() or _only_a_date(mark, language):
        return False
    following = _next_word(mark).removesuffix(".")
    rules = language.sentences
    dotted = _next_word(mark).endswith(".")
    return not (dotted and following in rules.unit_abbreviations | rules.suffix_abbreviations)


def _only_a_date(mark: _Mark, language: Language) -> bool:
    """Whether the sentence so far holds nothing but figures, months, small words and the unit."""
    if mark.mark - mark.start > _BACK:
        return False
    rules, months = language.sentences, language.times.months
    words = [word.strip(_BEFORE_WORD + ".") for word in mark.folded[mark.start : mark.mark].split()]
    return all(
        not word
        or word[0].isdigit()
        or word in months
        or word in rules.starters
        or word in rules.unit_abbreviations
        for word in words
    )
