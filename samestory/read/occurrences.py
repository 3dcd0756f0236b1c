"""Words that tell which of its kind a happening is: ordinals, weekdays, "again", "a year after".

Marks them where they stand; what they mean for two articles is for gather.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from samestory.lang import Language, fold, load
from samestory.model import Occurrence, Span, TimeMention
from samestory.read.edges import NOT_AFTER, NOT_BEFORE, Bounded, either

# Four digits are a year.
DIGITS = r"(?<![\d.,:/-])(?<!\w)(?P<digits>\d{1,3})"
# "3. liga": a dot makes an ordinal only before a small letter.
DOT = "."


def mentions(text: str, language: Language, times: Sequence[TimeMention]) -> tuple[Occurrence, ...]:
    """Every such word of ``text``, in order, none within another; parts of dates are not ordinals.

    ``times`` are the text's expressions of time; a past year tells of a like happening before.
    """
    dated = {place for time in times for place in range(time.span.start, time.span.end)}
    found = [*_worded(fold(text), language), *_in_digits(text, language)]
    told = [one for one in found if one.kind == "weekday" or one.span.start not in dated]
    past = (Occurrence(span=t.span, kind="repeat") for t in times if t.unit == "year" and (t.offset or 0) < 0)
    return tuple(sorted((*told, *past), key=lambda one: one.span))


def _worded(folded: str, language: Language) -> Iterator[Occurrence]:
    numbers = {form: value for value, forms in language.events.ordinals.items() for form in forms}
    for match in _words(language.code).finditer(folded):
        span = Span(match.start(), match.end())
        if match.lastgroup == "weekday":
            yield Occurrence(span=span, kind="weekday", value=language.times.weekdays[match[0]])
        elif match.lastgroup == "repeat":
            yield Occurrence(span=span, kind="repeat")
        elif match.lastgroup == "ordinal":
            yield Occurrence(span=span, kind="ordinal", value=numbers[match[0]])


def _in_digits(text: str, language: Language) -> Iterator[Occurrence]:
    for match in _figures(language.code).finditer(text):
        if match[0].endswith(DOT) and not text[match.end() + 1 : match.end() + 2].islower():
            continue
        yield Occurrence(span=Span(*match.span()), kind="ordinal", value=int(match["digits"]))


@lru_cache(maxsize=64)
def _words(code: str) -> Bounded:
    """Phrases that only hold an ordinal or a weekday come first, and mark nothing."""
    language = load(code)
    ordinals = [form for forms in language.events.ordinals.values() for form in forms]
    parts = (
        ("not", language.events.not_ordinals),
        ("weekday", language.times.weekdays),
        ("repeat", language.events.repeats),
        ("ordinal", ordinals),
    )
    known = "|".join(rf"(?P<{name}>{either(words)})" for name, words in parts)
    return Bounded(rf"{NOT_AFTER}(?:{known}){NOT_BEFORE}")


@lru_cache(maxsize=64)
def _figures(code: str) -> Bounded:
    endings = load(code).events.ordinal_endings
    dotted = rf"|{re.escape(DOT)}(?= )" if DOT in endings else ""
    return Bounded(rf"{DIGITS}(?:(?:{either(endings - {DOT})}){NOT_BEFORE}{dotted})")
