"""Where clock times stand in running text ("14:34", "15 h 30"), so that they are not taken for figures.

Words beside an hour stand in lang/LANG.toml. Clock times are not placed on a calendar.
"""

from __future__ import annotations

import re
from functools import lru_cache

from samestory.lang import Language, load
from samestory.model import Span
from samestory.read.edges import LETTER, either

HOUR = r"(?<![\d.,:])(?:[01]?\d|2[0-4])"
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
def _patterns(code: str) -> tuple[re.Pattern[str], ...]:
    times = load(code).times
    before, after, between = times.clock_before, times.clock_after, times.clock_between
    dotted = rf"{HOUR}[.]{MINUTE}"
    forms = [rf"(?P<clock>{COLON.pattern})"]
    if before:
        forms.append(rf"(?<!\w)(?:{either(before)})\.?\s(?P<clock>{dotted}|{HOUR}(?![\d.,]*\d))")
    if after:
        forms.append(rf"(?P<clock>{dotted}|{HOUR})\s?(?:{either(after)})(?!{LETTER})")
    if between:
        forms.append(rf"(?P<clock>{HOUR}\s?(?:{either(between)})\.?\s?{MINUTE})")
    beside = before | after | between | times.clock_beside
    if beside:
        words = either(beside)
        forms.append(rf"(?P<clock>{dotted})\s?(?:{words})(?!{LETTER})")
        forms.append(rf"(?<!\w)(?:{words})\s(?P<clock>{dotted})")
    return tuple(map(re.compile, forms))
