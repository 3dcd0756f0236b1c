"""Where clock times stand in running text ("14:34", "15 h 30"), so that they are not taken for figures.

Words beside an hour stand in lang/LANG.toml. Clock times are not placed on a calendar.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from samestory.lang import Language, load
from samestory.model import Span
from samestory.read.edges import LETTER, Bounded, either

# Each begins with a digit, as that is searched for much faster than what stands before it.
FIRST, SECOND = r"\d(?<![\d.,:]\d)", r"(?:(?<=[01])\d|(?<=2)[0-4])?"
HOUR = FIRST + SECOND
ONE_SPACE = (r"\s",)
MINUTE = r"[0-5]\d(?!\d|[.,:]\d)"
COLON = re.compile(rf"{HOUR}:{MINUTE}|{HOUR}:[0-5]\d:[0-5]\d(?!\d)")


def spans(folded: str, language: Language) -> tuple[Span, ...]:
    """Every clock time of a folded text, in the order of the patterns; they may overlap."""
    return tuple(
        Span(match.start("clock"), match.end("clock"))
        for pattern in _patterns(language.code)
        for match in pattern.finditer(folded)
    )


@lru_cache(maxsize=64)
def _patterns(code: str) -> tuple[Bounded, ...]:
    times = load(code).times
    before, after, between = times.clock_before, times.clock_after, times.clock_between
    dotted = rf"{HOUR}[.]{MINUTE}"
    forms = [rf"(?P<clock>{COLON.pattern})"]
    if before:
        hour = FIRST + _behind(before, (*ONE_SPACE, r"\.\s")) + SECOND
        forms.append(rf"(?P<clock>{hour}[.]{MINUTE}|{hour}(?![\d.,]*\d))")
    if after:
        forms.append(rf"(?P<clock>{dotted}|{HOUR})\s?(?:{either(after)})(?!{LETTER})")
    if between:
        forms.append(rf"(?P<clock>{HOUR}\s?(?:{either(between)})\.?\s?{MINUTE})")
    beside = before | after | between | times.clock_beside
    if beside:
        words = either(beside)
        forms.append(rf"(?P<clock>{dotted})\s?(?:{words})(?!{LETTER})")
        forms.append(rf"(?P<clock>{FIRST + _behind(beside, ONE_SPACE) + SECOND}[.]{MINUTE})")
    return tuple(map(Bounded, forms))


def _behind(words: frozenset[str], marks: Sequence[str]) -> str:
    """Looks back from an hour's first digit for one of ``words``, one of ``marks`` between the two."""
    listed = sorted(re.escape(word) for word in words)
    return "(?:" + "|".join(rf"(?<=(?<!\w){word}{mark}\d)" for word in listed for mark in marks) + ")"
