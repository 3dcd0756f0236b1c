"""The words of a text that have to do with time, each with what it may be (its roles).

What words there are stands in lang/LANG.toml; what they mean together is times_rules.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from samestory.lang import Language, fold
from samestory.model import Span, TimeMention
from samestory.read import clocks
from samestory.read.times import mentions
from samestory.read.times_lexicon import PUNCTUATION, Lexicon, Roles, lexicon_of

ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
SHORT_DATE = re.compile(r"(?<![\d./])(\d{1,2})[./](\d{1,2})[./](\d\d)(?![\d./]\d|\d)")
DAY_AND_MONTH = re.compile(r"(?<![\d./,])(\d{1,2})\.(\d{1,2})\.(?!\d)")
MIDDLE = 50
LONGEST_HANGING = 4
LONGEST_FIGURE = 4
LONGEST_COUNT = 3


class Word(msgspec.Struct, frozen=True):
    """Words at a span, and by role what they are."""

    span: Span
    roles: Roles


def words(text: str, language: Language) -> list[Word]:
    """All words and marks of ``text``; dates and clock times are one word each."""
    lexicon, folded = lexicon_of(language.code), fold(text)
    taken = _ready(text, folded, language, lexicon)
    found: list[Word] = []
    place = 0
    for ready in taken:
        found += _read(folded, Span(place, ready.span.start), lexicon, text)
        found.append(ready)
        place = ready.span.end
    return [*found, *_read(folded, Span(place, len(text)), lexicon, text)]


def kinds(language: Language) -> tuple[frozenset[str], ...]:
    """All sets of roles that a word of the language may have."""
    return lexicon_of(language.code).kinds


def _ready(text: str, folded: str, language: Language, lexicon: Lexicon) -> list[Word]:
    """Dates and clock times, in order, none overlapping; a date goes before a clock time."""
    dates = [
        Word(m.span, _dated(m, folded, lexicon))
        for m in mentions(text, language)
        if m.span.of(folded) not in lexicon.counted
    ]
    dates += [Word(span, {"date": mention}) for span, mention in _short_dates(folded)]
    if language.numbers.decimal == ",":
        dates += [Word(span, {"date": m, "yearless": m}) for span, m in _days_and_months(folded)]
    clock = [Word(s, {"clock": s.of(folded)}) for s in clocks.spans(folded, language)]
    found: list[Word] = []
    for word in sorted((*dates, *clock), key=lambda w: (w.span.start, -w.span.end)):
        if not found or word.span.start >= found[-1].span.end:
            found.append(word)
    return found


def _short_dates(folded: str) -> Iterator[tuple[Span, TimeMention]]:
    """Dates in figures with a year of two digits ("18.07.14"): of this century up to the middle of it."""
    for match in SHORT_DATE.finditer(folded):
        day, month, year = (int(part) for part in match.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:
            span = Span(match.start(), match.end())
            century = 2000 if year < MIDDLE else 1900
            yield span, TimeMention(span=span, day=day, month=month, year=century + year)


def _days_and_months(folded: str) -> Iterator[tuple[Span, TimeMention]]:
    """Days with their month in figures, a dot behind each ("28.10."), where no dot marks a decimal."""
    for match in DAY_AND_MONTH.finditer(folded):
        day, month = (int(part) for part in match.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:
            span = Span(match.start(), match.end() - 1)
            yield span, TimeMention(span=span, day=day, month=month)


def _dated(mention: TimeMention, folded: str, lexicon: Lexicon) -> Roles:
    if mention.unit is not None:
        written = mention.span.of(folded)
        roles: Roles = {"relative": mention, f"relative_{mention.unit}": mention}
        return roles | ({"of_part": lexicon.day_parts[written]} if written in lexicon.day_parts else {})
    if mention.day is not None:
        dated: Roles = {"date": mention}
        return dated if mention.year else {**dated, "yearless": mention}
    if mention.month is not None or mention.year is None:
        return {"monthyear": mention}
    year: Roles = {"year": mention}
    return year if mention.year % 10 else {**year, "round": mention.year}


def _read(folded: str, span: Span, lexicon: Lexicon, text: str) -> Iterator[Word]:
    tokens = [Span(m.start(), m.end()) for m in lexicon.cut.finditer(folded, span.start, span.end)]
    forms = [t.of(folded) for t in tokens]
    # Where nothing has a capital, a month without one is none the less a month.
    capitals = lexicon.capital_months and not text.islower()
    i = 0
    while i < len(tokens):
        length, roles = _longest(forms, i, lexicon)
        end = tokens[i + length - 1].end
        if length == 1 and forms[i][0].isdecimal():
            length, end, roles = _figure(forms, tokens, i, lexicon)
        elif length == 1 and not roles:
            roles = _plain(forms[i], tokens[i].of(text))
        elif capitals and "month" in roles and not text[tokens[i].start].isupper():
            roles = {}
        yield Word(Span(tokens[i].start, end), roles)
        i += length


def _longest(forms: Sequence[str], i: int, lexicon: Lexicon) -> tuple[int, Roles]:
    for phrase, roles in lexicon.phrases.get(forms[i], ()):
        if tuple(forms[i : i + len(phrase)]) == phrase:
            return len(phrase), roles
    form = forms[i]
    if form in lexicon.whole:
        return 1, lexicon.whole[form]
    for length, stems in lexicon.stems.items():
        if len(form) >= length and form[:length] in stems:
            return 1, stems[form[:length]]
    for length, endings in lexicon.endings.items():
        if len(form) > length + 1 and form[-length:] in endings:
            return 1, endings[form[-length:]]
    return 1, {}


def _figure(forms: Sequence[str], tokens: Sequence[Span], i: int, lexicon: Lexicon) -> tuple[int, int, Roles]:
    """A figure and what hangs on it ("1990s", "11-го", "19th"): its length in tokens, end and roles."""
    written = forms[i]
    if not written.isdecimal() or len(written) > LONGEST_FIGURE:
        return 1, tokens[i].end, _with_decimals(written)
    roles: Roles = {"number": int(written)} if len(written) > LONGEST_COUNT else _count(int(written))
    if len(written) == len("1990") and written[:2] in ("19", "20"):
        roles["four"] = int(written)
    if len(written) in (2, 4) and written.endswith("0"):
        roles["tens"] = int(written)
    hung = _hanging(forms, tokens, i)
    if not hung or (forms[i + hung] in lexicon.whole and forms[i + hung] not in lexicon.decades):
        return 1, tokens[i].end, roles
    if forms[i + hung] in lexicon.decades and "tens" in roles:
        roles["decade" if len(written) == LONGEST_FIGURE else "decade_short"] = int(written)
    left: Roles = {role: value for role, value in roles.items() if role not in ("number", "small")}
    return 1 + hung, tokens[i + hung].end, {**left, "ordinal": int(written)}


def _with_decimals(written: str) -> Roles:
    """What "2.5" may count; with more figures behind the mark it is read as thousands."""
    parts = re.split("[.,]", written)
    counts = len(parts) == 2 and len(parts[0]) < LONGEST_COUNT and len(parts[1]) == 1
    return {"small": float(".".join(parts))} if counts else {}


def _count(number: float) -> Roles:
    """A number that may count units: one of four digits is a year."""
    return {"number": number, "small": number}


def _hanging(forms: Sequence[str], tokens: Sequence[Span], i: int) -> int:
    """How many tokens hang on the figure at ``i``: letters, perhaps with a dash before them."""
    for count in (1, 2):
        if i + count >= len(forms) or tokens[i + count].start != tokens[i + count - 1].end:
            return 0
        if forms[i + count].isalpha():
            return count if len(forms[i + count]) <= LONGEST_HANGING else 0
        if forms[i + count] != "-":
            return 0
    return 0


def _plain(form: str, written: str) -> Roles:
    if form in PUNCTUATION:
        return {PUNCTUATION[form]: form}
    if written.isupper() and all(letter in ROMAN for letter in form):
        values = [ROMAN[letter] for letter in form]
        signed = [-a if a < b else a for a, b in pairwise((*values, 0))]
        return {"roman": sum(signed)}
    return {}
