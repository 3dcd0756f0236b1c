"""The words of a text that have to do with time, each with what it may be (its roles).

What words there are stands in lang/LANG.toml; what they mean together is times_rules.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec

from samestory.lang import Language, Times, fold, load
from samestory.model import Span, TimeMention, Unit
from samestory.read import clocks
from samestory.read.edges import UNSPACED, either
from samestory.read.times import mentions

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]")
UNSPACED_LETTER = re.compile(f"[{UNSPACED}]")
PUNCTUATION = {
    ",": "comma",
    "-": "dash",
    "–": "dash",
    "—": "dash",
    ".": "dot",
    "'": "mark",
    "’": "mark",
    "(": "mark",
    "!": "stop",
    "?": "stop",
    ";": "stop",
}
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
SHORT_DATE = re.compile(r"(?<![\d./])(\d{1,2})[./](\d{1,2})[./](\d\d)(?![\d./]\d|\d)")
DAY_AND_MONTH = re.compile(r"(?<![\d./,])(\d{1,2})\.(\d{1,2})\.(?!\d)")
MIDDLE = 50
LAST_LATIN = "\u0250"
LONGEST_HANGING = 4
LONGEST_FIGURE = 4
LONGEST_COUNT = 3
# The sets of roles of words that are made of marks, figures and dates, beside those a language lists.
KINDS = (
    (),
    ("clock",),
    ("date",),
    ("date", "yearless"),
    ("monthyear",),
    ("year",),
    ("year", "round"),
    ("roman",),
)
Value = int | float | str | TimeMention
Roles = dict[str, Value]


class Word(msgspec.Struct, frozen=True):
    """Words at a span, and by role what they are."""

    span: Span
    roles: Roles


class Lexicon(msgspec.Struct, frozen=True):
    """One language's words: whole ones, openings of words by length, and phrases by their first word."""

    whole: dict[str, Roles]
    stems: dict[int, dict[str, Roles]]
    phrases: dict[str, list[tuple[tuple[str, ...], Roles]]]
    cut: re.Pattern[str]
    day_parts: dict[str, str]
    decades: frozenset[str]
    kinds: tuple[frozenset[str], ...]
    capital_months: bool
    counted: frozenset[str]


def words(text: str, language: Language) -> list[Word]:
    """All words and marks of ``text``; dates and clock times are one word each."""
    lexicon, folded = _lexicon(language.code), fold(text)
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
    return _lexicon(language.code).kinds


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
    return 1, {}


def _figure(forms: Sequence[str], tokens: Sequence[Span], i: int, lexicon: Lexicon) -> tuple[int, int, Roles]:
    """A figure and what hangs on it ("1990s", "11-го", "19th"): its length in tokens, end and roles."""
    written = forms[i]
    if not written.isdecimal() or len(written) > LONGEST_FIGURE:
        return 1, tokens[i].end, {}
    roles: Roles = {"number": int(written)} if len(written) > LONGEST_COUNT else _count(int(written))
    if len(written) == len("1990") and written[:2] in ("19", "20"):
        roles["four"] = int(written)
    if len(written) in (2, 4) and written.endswith("0"):
        roles["tens"] = int(written)
    hung = _hanging(forms, tokens, i)
    if not hung or (forms[i + hung] in lexicon.whole and forms[i + hung] not in lexicon.decades):
        return 1, tokens[i].end, roles
    if forms[i + hung] in lexicon.decades and "tens" in roles:
        roles["decade"] = int(written)
    left: Roles = {role: value for role, value in roles.items() if role not in ("number", "small")}
    return 1 + hung, tokens[i + hung].end, {**left, "ordinal": int(written)}


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


@lru_cache(maxsize=64)
def _lexicon(code: str) -> Lexicon:
    language = load(code)
    merged: dict[str, Roles] = {}
    for form, role, value in _entries(language):
        merged.setdefault(form, {})[role] = value
    for form, roles in [*merged.items(), *_relative(language.times)]:
        # Who writes without the marks on letters writes the same words.
        merged.setdefault(_bare(form), roles)
    whole: dict[str, Roles] = {}
    stems: dict[int, dict[str, Roles]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Roles]]] = {}
    unspaced = any(UNSPACED_LETTER.search(form) for form in merged)
    cut = re.compile(rf"\d+|{either(merged)}|{TOKEN.pattern}") if unspaced else TOKEN
    for form, roles in merged.items():
        parts = tuple(cut.findall(form.rstrip("*")))
        if len(parts) > 1:
            phrases.setdefault(parts[0], []).append((parts, roles))
        elif form.endswith("*"):
            stems.setdefault(len(form) - 1, {})[form[:-1]] = roles
        else:
            whole[form] = roles
    for listed in phrases.values():
        listed.sort(key=lambda one: -len(one[0]))
    whole = {form: _with_openings(form, roles, stems) for form, roles in whole.items()}
    return Lexicon(
        whole=whole,
        stems=dict(sorted(stems.items(), reverse=True)),
        phrases=phrases,
        cut=cut,
        day_parts=_day_parts(language.times),
        decades=language.times.decade_after,
        kinds=tuple({frozenset(roles) for roles in (*merged.values(), *whole.values())} | set(_made())),
        capital_months=language.times.month_first,
        counted=_counted(language.times),
    )


def _with_openings(form: str, roles: Roles, stems: dict[int, dict[str, Roles]]) -> Roles:
    """``roles`` of a word with those of what it begins with."""
    for length, openings in stems.items():
        roles = {**openings.get(form[:length], {}), **roles}
    return roles


def _relative(times: Times) -> Iterator[tuple[str, Roles]]:
    """The listed phrases for days, weeks, months and years."""
    tables: tuple[tuple[Unit, dict[str, int]], ...] = (
        ("day", times.days),
        ("week", times.weeks),
        ("month", times.months_relative),
        ("year", times.years_relative),
    )
    parts, counted = _day_parts(times), _counted(times)
    for unit, table in tables:
        for phrase, offset in ((p, o) for p, o in table.items() if p not in counted):
            mention = TimeMention(span=Span(0, 0), unit=unit, offset=offset)
            roles: Roles = {"relative": mention, f"relative_{unit}": mention}
            yield phrase, roles | ({"of_part": parts[phrase]} if phrase in parts else {})


def _bare(form: str) -> str:
    """``form`` without marks on Latin letters; other letters are other letters without theirs."""
    return "".join(
        unicodedata.normalize("NFD", letter)[0] if letter < LAST_LATIN else letter for letter in form
    )


def _made() -> Iterator[frozenset[str]]:
    """The sets of roles that words have which stand in no lexicon."""
    yield from (frozenset(kind) for kind in KINDS)
    yield from (frozenset({mark}) for mark in PUNCTUATION.values())
    for unit in ("day", "week", "month", "year"):
        for part in (set[str](), {"of_part"}):
            yield frozenset({"relative", f"relative_{unit}"} | part)
    for more in (set[str](), {"tens"}, {"four"}, {"tens", "four"}):
        yield from (frozenset({"number", *small, *more}) for small in ((), ("small",)))
        yield from (frozenset({"ordinal", *decade, *more}) for decade in ((), ("decade",)))


def _counted(times: Times) -> frozenset[str]:
    """Listed phrases that the rules read as well, as so many units back or ahead ("a year ago")."""
    ways = times.ago | times.ago_before | times.hence | times.hence_before | times.earlier | times.later
    listed = (*times.weeks, *times.months_relative, *times.years_relative)
    return frozenset(phrase for phrase in listed if not ways.isdisjoint(TOKEN.findall(phrase)))


def _day_parts(times: Times) -> dict[str, str]:
    """The part of day that a phrase for a day names, where it does ("tonight", "yesterday morning")."""
    parts = {form: part for part, forms in times.parts.items() for form in forms}
    found: dict[str, str] = {}
    for phrase in times.days:
        named = [part for form, part in parts.items() if f" {form} " in f" {phrase} "]
        found |= {phrase: named[0]} if named else {}
    return found


def _entries(language: Language) -> Iterator[tuple[str, str, Value]]:
    times = language.times
    for role, tables in _tables(times):
        for value, forms in tables:
            yield from ((form, role, value) for form in forms)
    for unit, forms in times.units.items():
        yield from ((form, f"unit_{unit}", unit) for form in forms)
        yield from ((form, "length", unit) for form in forms if unit != "half")
    for role, forms in _lists(times):
        yield from ((form, role, 1) for form in forms)
    yield from ((form, "month", value) for form, value in times.months.items())
    yield from ((form, "weekday", value) for form, value in times.weekdays.items())
    yield from ((form, "ordinal", n) for n, forms in enumerate(times.ordinals, 1) for form in forms)
    numbers = {**language.numbers.words, **dict.fromkeys(times.ones, 1.0)}
    numbers |= {form: float(n) for n, forms in times.counts.items() for form in forms}
    for role in ("number", "small"):
        yield from ((form, role, value) for form, value in numbers.items())
    yield from ((form, "step", 1) for form in times.next_day)
    yield from ((form, "step", -1) for form in times.day_before)
    yield from ((form, "last_one", -1) for form in times.last)
    for role, number in (("last", -1), ("this", 0), ("next", 1)):
        yield from ((form, "shift", number) for form in getattr(times, role))


def _tables(times: Times) -> Iterable[tuple[str, Iterable[tuple[str, frozenset[str]]]]]:
    return (
        ("unit", times.units.items()),
        ("part", times.parts.items()),
        ("meridiem", times.meridiem.items()),
        ("season", times.seasons.items()),
        ("holiday", times.holidays.items()),
        ("vague", times.vague.items()),
        ("repeating", times.repeating.items()),
        ("known", times.known.items()),
    )


def _lists(times: Times) -> Iterable[tuple[str, frozenset[str]]]:
    names = (
        *(
            "few",
            "same",
            "ago",
            "ago_before",
            "hence",
            "hence_before",
            "hence_unsure",
            "ages",
            "earlier",
            "later",
            "every",
        ),
        *(
            "range_opens",
            "range_words",
            "month_openers",
            "month_closers",
            "decade_after",
            "fillers",
            "decade_before",
            "night_before",
            "future",
        ),
    )
    return ((name, getattr(times, name)) for name in names)
