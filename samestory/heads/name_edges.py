"""Where a name begins and ends: signs at its edges that are no part of it, and those that belong to it.

The tagger answers word by word and a sign is a word; here brackets and quote marks come in pairs again.
"""

from __future__ import annotations

import unicodedata

import regex

from samestory.model import Span

OPENING, CLOSING = frozenset("([{（［"), frozenset(")]}）］")
# One language opens with the mark that another closes with, so quote marks are only counted.
QUOTE_MARKS = frozenset('"«»„“”‹›‟「」『』《》')
# Letters with dots between them, of which the last dot was taken for the sentence's.
INITIALS = regex.compile(r"(?<![\p{L}\p{N}])\p{L}(?:\.\p{L})+")


def tidied(text: str, span: Span) -> Span | None:
    """``span`` without signs at its edges, but with the sign that closes a pair; None where nothing is left.

    Dots and apostrophes at the end stay, as abbreviations and genitives have them.
    """
    start, end = span.start, span.end
    while start < end and not _is_word(text[start]):
        start += 1
    while end > start and not _may_end(text[start:end]):
        end -= 1
    return Span(start, end + _belongs(text[start:end], text[end : end + 1])) if start < end else None


def _may_end(written: str) -> bool:
    last = written[-1]
    return _is_word(last) or last in ".'’!" or _closes(last, written[:-1])


def _belongs(written: str, following: str) -> bool:
    """Whether the sign after ``written`` is part of it: it closes a pair, or is the last dot of initials."""
    return _closes(following, written) or (following == "." and INITIALS.fullmatch(written) is not None)


def _closes(sign: str, before: str) -> bool:
    if sign in QUOTE_MARKS:
        return sum(character in QUOTE_MARKS for character in before) % 2 == 1
    return sign in CLOSING and sum((c in OPENING) - (c in CLOSING) for c in before) > 0


def _is_word(character: str) -> bool:
    """Letters, marks, numbers, and signs that begin or end names such as "@anna" and "Canal+"."""
    return unicodedata.category(character)[0] in "LMN" or character in "@#+"
