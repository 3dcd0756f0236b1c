"""The words of one language that have to do with time, each with what it may be (its roles).

Made of lang/LANG.toml; how a text is cut into them is times_words.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import msgspec

from samestory.lang import Language, Times, load
from samestory.model import Span, TimeMention, Unit
from samestory.read.edges import UNSPACED, either

# Marks above and below Arabic letters, which most writers leave out.
VOWEL_MARKS = "\u064b-\u0652"
TOKEN = re.compile(rf"\d+(?:[.,]\d+)*|[^\W\d_](?:[^\W\d_]|[{VOWEL_MARKS}])*|[^\w\s]")
VOWEL_MARK = re.compile(f"[{VOWEL_MARKS}]")
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
SHORTEST_BARE = 4
LAST_LATIN = "\u0250"
# The sets of roles of words that are made of marks, figures and dates, beside those a language lists.
KINDS = (
    (),
    ("clock",),
    ("date",),
    ("date", "yearless"),
    ("likely_date", "yearless"),
    ("monthyear",),
    ("year",),
    ("year", "round"),
    ("roman",),
    ("small",),
)
Value = int | float | str | TimeMention
Roles = dict[str, Value]
Phrases = list[tuple[tuple[str, ...], Roles]]
# Letters of a private area, one for each set of roles.
FIRST_SIGN = 0xE000


class Lexicon(msgspec.Struct, frozen=True):
    """One language's words: whole ones, openings and endings of words by length, and phrases.

    Phrases stand by their first word and their second one, the longest first.
    """

    code: str
    prefixes: frozenset[str]
    whole: dict[str, Roles]
    stems: dict[int, dict[str, Roles]]
    endings: dict[int, dict[str, Roles]]
    phrases: dict[str, dict[str, Phrases]]
    cut: re.Pattern[str]
    day_parts: dict[str, str]
    decades: frozenset[str]
    signs: dict[frozenset[str], str]
    capital_months: bool
    counted: frozenset[str]

    def sign(self, roles: Roles) -> str:
        """The letter for a set of roles, so that rules can be patterns of letters."""
        return self.signs[frozenset(roles)]

    @property
    def blank(self) -> str:
        """The letter of a word that has nothing to do with time."""
        return self.signs[frozenset()]


class Entry(NamedTuple):
    """One word: the phrases that begin with it by their second word, its own roles, and the letter for these.

    ``odd`` is true where that is not all: a figure, a word that phrases begin with or that needs a capital.
    """

    phrases: dict[str, Phrases] | None
    roles: Roles
    sign: str
    odd: bool


@lru_cache(maxsize=1 << 16)
def entry(code: str, form: str) -> Entry:
    """What a language has for a word."""
    lexicon = lexicon_of(code)
    phrases, roles = lexicon.phrases.get(form), _roles(form, lexicon)
    odd = phrases is not None or form[0].isdecimal() or bool(roles.keys() & {"month", "roman"})
    return Entry(phrases, roles, lexicon.sign(roles), odd)


def _roles(written: str, lexicon: Lexicon) -> Roles:
    form = VOWEL_MARK.sub("", written)
    for prefix in lexicon.prefixes:
        if form not in lexicon.whole and form.startswith(prefix) and form[len(prefix) :] in lexicon.whole:
            return lexicon.whole[form[len(prefix) :]]
    if form in lexicon.whole:
        return lexicon.whole[form]
    for length, stems in lexicon.stems.items():
        if len(form) >= length and form[:length] in stems:
            return stems[form[:length]]
    for length, endings in lexicon.endings.items():
        if len(form) > length + 1 and form[-length:] in endings:
            return endings[form[-length:]]
    if form in PUNCTUATION:
        return {PUNCTUATION[form]: form}
    return {"roman": _roman(form)} if all(letter in ROMAN for letter in form) else {}


def _roman(form: str) -> int:
    values = [ROMAN[letter] for letter in form]
    return sum(-a if a < b else a for a, b in pairwise((*values, 0)))


@lru_cache(maxsize=64)
def lexicon_of(code: str) -> Lexicon:
    """The words of one language, made once."""
    language = load(code)
    merged: dict[str, Roles] = {}
    for form, role, value in _entries(language):
        merged.setdefault(form, {})[role] = value
    for form, roles in [*merged.items(), *_relative(language.times)]:
        # Who writes without the marks on letters writes the same words; short ones would be others.
        merged.setdefault(_bare(form) if len(form) >= SHORTEST_BARE else form, roles)
    whole: dict[str, Roles] = {}
    stems: dict[int, dict[str, Roles]] = {}
    endings: dict[int, dict[str, Roles]] = {}
    phrases: dict[str, dict[str, Phrases]] = {}
    unspaced = any(UNSPACED_LETTER.search(form) for form in merged)
    cut = re.compile(rf"\d+|{either(merged)}|[{UNSPACED}]|{TOKEN.pattern}") if unspaced else TOKEN
    for form, roles in merged.items():
        parts = tuple(cut.findall(form.strip("*")))
        if len(parts) > 1:
            phrases.setdefault(parts[0], {}).setdefault(parts[1], []).append((parts, roles))
        elif form.endswith("*"):
            stems.setdefault(len(form) - 1, {})[form[:-1]] = roles
        elif form.startswith("*"):
            endings.setdefault(len(form) - 1, {})[form[1:]] = roles
        else:
            whole[form] = roles
    for listed in [one for by_second in phrases.values() for one in by_second.values()]:
        listed.sort(key=lambda one: -len(one[0]))
    whole = {form: _with_openings(form, roles, stems) for form, roles in whole.items()}
    kinds = {frozenset(roles) for roles in (*merged.values(), *whole.values())} | set(_made())
    return Lexicon(
        code=code,
        prefixes=language.times.prefixes,
        whole=whole,
        stems=dict(sorted(stems.items(), reverse=True)),
        endings=dict(sorted(endings.items(), reverse=True)),
        phrases=phrases,
        cut=cut,
        day_parts=_day_parts(language.times),
        decades=language.times.decade_after,
        signs={kind: chr(FIRST_SIGN + i) for i, kind in enumerate(sorted(kinds, key=sorted))},
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
    plain = VOWEL_MARK.sub("", form)
    return "".join(
        unicodedata.normalize("NFD", letter)[0] if letter < LAST_LATIN else letter for letter in plain
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
        yield from (
            frozenset({"ordinal", "nth", *decade, *more}) for decade in ((), ("decade",), ("decade_short",))
        )


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
    for unit, forms in [*times.units.items(), *times.many.items()]:
        yield from ((form, "unit", unit) for form in forms)
        yield from ((form, f"unit_{unit}", unit) for form in forms)
        yield from ((form, "length", unit) for form in forms if unit != "half")
    for role, forms in _lists(times):
        yield from ((form, role, 1) for form in forms)
    # Who says something in the news has said it.
    yield from ((form, "past", 1) for form in language.sentences.saying | language.quotes.verbs)
    yield from ((form, "month", value) for form, value in times.months.items())
    for unit, forms in times.pairs.items():
        for role in (f"unit_{unit}", "unit", "pair"):
            yield from ((form, role, unit) for form in forms)
    if times.bare_months:
        yield from ((form, "sure_month", value) for form, value in times.months.items())
    full = times.months.keys() - times.short_months
    yield from ((form, "month_name", times.months[form]) for form in sorted(full))
    yield from ((form, "weekday", value) for form, value in times.weekdays.items())
    yield from ((form, "short_weekday", value) for form, value in times.short_weekdays.items())
    yield from ((form, "day_joins", 1) for form in times.between_day_and_month if form.isalpha())
    yield from ((form, "ordinal", n) for n, forms in enumerate(times.ordinals, 1) for form in forms)
    numbers = {**language.numbers.words, **dict.fromkeys(times.ones, 1.0)}
    numbers |= {form: float(n) for n, forms in times.counts.items() for form in forms}
    for role in ("small", "worded"):
        yield from ((form, role, value) for form, value in numbers.items())
    yield from ((form, "number", value) for form, value in numbers.items() if form not in times.ones)
    yield from ((form, "hundreds", value) for form, value in numbers.items() if value in (19, 20))
    yield from ((form, "teens", value) for form, value in numbers.items() if 10 <= value < 100)
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
        ("many", times.many.items()),
        ("behind_fillers", times.behind_fillers.items()),
        ("of_day", times.of_day.items()),
        ("decade", times.decades.items()),
        ("clock", times.clock_words.items()),
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
            "past",
            "past_beside",
            "until",
            "ended",
            "and_half",
            "between_counts",
            "decade_openers",
            "ages_before",
            "date_openers",
            "after_day",
            "before_day",
            "not_times",
        ),
    )
    return ((name, getattr(times, name)) for name in names)
