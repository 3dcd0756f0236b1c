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

from samestory.lang import load
from samestory.read.edges import UNSPACED, either
from samestory.read.times_entries import (
    TOKEN,
    UNSPACED_LETTER,
    VOWEL_MARKS,
    Roles,
    counted,
    day_parts,
    entries,
    relative,
    weekdays_of_weeks,
)

VOWEL_MARK = re.compile(f"[{VOWEL_MARKS}]")
PUNCTUATION = {
    ",": "comma",
    "-": "dash",
    "–": "dash",
    "—": "dash",
    ".": "dot",
    "'": "mark",
    "’": "mark",
    "(": "mark",
    ")": "mark",
    "）": "mark",
    "!": "stop",
    "?": "stop",
    ";": "stop",
    "，": "comma",
    "、": "comma",
    "（": "mark",
    "。": "stop",
    "！": "stop",
    "？": "stop",
    "；": "stop",
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
Phrases = list[tuple[tuple[str, ...], Roles]]
# Signs from here on stand for sets of roles. They mean nothing in a set of a pattern, and few go beyond the
# first 256 characters: of sets with others the patterns take ten times as long to make.
FIRST_SIGN = ord("_")


class Lexicon(msgspec.Struct, frozen=True):
    """One language's words: whole ones, openings and endings of words by length, and phrases.

    Phrases stand by their first word and their second one, the longest first.
    """

    code: str
    prefixes: frozenset[str]
    roman_after: frozenset[str]
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
    longer: re.Pattern[str]

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
    for ending in lexicon.roman_after:
        form = form.removesuffix(ending) if form.strip("".join(ROMAN)) == ending else form
    return {"roman": _roman(form)} if form and all(letter in ROMAN for letter in form) else {}


def _roman(form: str) -> int:
    values = [ROMAN[letter] for letter in form]
    return sum(-a if a < b else a for a, b in pairwise((*values, 0)))


@lru_cache(maxsize=64)
def lexicon_of(code: str) -> Lexicon:
    """The words of one language, made once."""
    language = load(code)
    merged: dict[str, Roles] = {}
    for form, role, value in entries(language):
        merged.setdefault(form, {})[role] = value
    for form, roles in [*merged.items(), *relative(language.times)]:
        # Who writes without the marks on letters writes the same words; short ones would be others.
        merged.setdefault(_bare(form) if len(form) >= SHORTEST_BARE else form, roles)
    whole: dict[str, Roles] = {}
    stems: dict[int, dict[str, Roles]] = {}
    endings: dict[int, dict[str, Roles]] = {}
    phrases: dict[str, dict[str, Phrases]] = {}
    unspaced = any(UNSPACED_LETTER.search(form) for form in merged)
    cut = _cut_of(merged) if unspaced else TOKEN
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
        roman_after=language.times.roman_after,
        whole=whole,
        stems=dict(sorted(stems.items(), reverse=True)),
        endings=dict(sorted(endings.items(), reverse=True)),
        phrases=phrases,
        cut=cut,
        day_parts=day_parts(language.times),
        decades=language.times.decade_after,
        signs={kind: chr(FIRST_SIGN + i) for i, kind in enumerate(sorted(kinds, key=sorted))},
        capital_months=language.times.month_first,
        counted=counted(language.times),
        longer=re.compile(either(weekdays_of_weeks(language.times))),
    )


def _cut_of(forms: Iterable[str]) -> re.Pattern[str]:
    """Cuts a text without spaces into the longest of ``forms`` and single letters.

    Forms stand by their first letter, as each alternative is tried at each letter of a text.
    """
    by_first: dict[str, list[str]] = {}
    for form in forms:
        by_first.setdefault(form[0], []).append(form[1:])
    grouped = "|".join(f"{re.escape(first)}(?:{either(rests)})" for first, rests in by_first.items())
    return re.compile(rf"\d+|{grouped}|[{UNSPACED}]|{TOKEN.pattern}")


def _with_openings(form: str, roles: Roles, stems: dict[int, dict[str, Roles]]) -> Roles:
    """``roles`` of a word with those of what it begins with."""
    for length, openings in stems.items():
        roles = {**openings.get(form[:length], {}), **roles}
    return roles


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
    yield frozenset({"relative", "relative_week", "weekday"})
    for more in (set[str](), {"tens"}, {"four"}, {"tens", "four"}):
        yield from (frozenset({"number", *small, *more}) for small in ((), ("small",)))
        yield from (
            frozenset({"ordinal", "nth", *decade, *more}) for decade in ((), ("decade",), ("decade_short",))
        )
