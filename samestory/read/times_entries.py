"""What lang/LANG.toml lists of time, as words with what each may be (its roles).

How they are looked up is times_lexicon.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from samestory.lang import Language, Times
from samestory.model import Span, TimeMention, Unit
from samestory.read.edges import UNSPACED

Value = int | float | str | TimeMention
Roles = dict[str, Value]
# Marks above and below Arabic letters, which most writers leave out.
VOWEL_MARKS = "\u064b-\u0652"
TOKEN = re.compile(rf"\d+(?:[.,]\d+)*|[^\W\d_](?:[^\W\d_]|[{VOWEL_MARKS}])*|[^\w\s]")
UNSPACED_LETTER = re.compile(f"[{UNSPACED}]")


def relative(times: Times) -> Iterator[tuple[str, Roles]]:
    """The listed phrases for days, weeks, months and years, and adjectives made of them."""
    tables: tuple[tuple[Unit, dict[str, int]], ...] = (
        ("day", times.days),
        ("week", times.weeks),
        ("month", times.months_relative),
        ("year", times.years_relative),
        ("day", times.day_adjectives),
        ("year", times.year_adjectives),
    )
    parts, others = day_parts(times), counted(times)
    for unit, table in tables:
        for phrase, offset in ((p, o) for p, o in table.items() if p not in others):
            roles = _offset(unit, offset)
            yield phrase, roles | ({"of_part": parts[phrase]} if phrase in parts else {})
    for phrase, (offset, weekday) in weekdays_of_weeks(times).items():
        yield phrase, {**_offset("week", offset), "weekday": weekday}


def _offset(unit: Unit, offset: int) -> Roles:
    mention = TimeMention(span=Span(0, 0), unit=unit, offset=offset)
    return {"relative": mention, f"relative_{unit}": mention}


def weekdays_of_weeks(times: Times) -> dict[str, tuple[int, int]]:
    """Words that tell week and weekday in one, where letters of the two fall together ("上周一")."""
    return {
        week + weekday[shared:]: (offset, number)
        for week, offset in times.weeks.items()
        for weekday, number in times.weekdays.items()
        for shared in range(1, len(weekday))
        if UNSPACED_LETTER.match(weekday) and week.endswith(weekday[:shared])
    }


def counted(times: Times) -> frozenset[str]:
    """Listed phrases that the rules read as well: so many units away ("a year ago"), or from a date told."""
    ways = times.ago | times.ago_before | times.hence | times.hence_before | times.earlier | times.later
    longer = (*times.months_relative, *times.years_relative)
    away = [phrase for phrase in (*times.weeks, *longer) if not ways.isdisjoint(TOKEN.findall(phrase))]
    told = [phrase for phrase in longer if not times.from_told.isdisjoint(TOKEN.findall(phrase))]
    return frozenset((*away, *told))


def _within(form: str, phrase: str) -> bool:
    """True where ``phrase`` holds ``form`` and words stand without spaces."""
    return form in phrase and UNSPACED_LETTER.match(form) is not None


def day_parts(times: Times) -> dict[str, str]:
    """The part of day that a phrase for a day names, where it does ("tonight", "yesterday morning")."""
    parts = {form: part for part, forms in times.parts.items() for form in forms}
    found: dict[str, str] = {}
    for phrase in times.days:
        named = [
            part for form, part in parts.items() if f" {form} " in f" {phrase} " or _within(form, phrase)
        ]
        found |= {phrase: named[0]} if named else {}
    return found


def entries(language: Language) -> Iterator[tuple[str, str, Value]]:
    """Each word or phrase with one role and what it says."""
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
    for role in ("month", "month_name", "sure_month"):
        yield from ((form, role, value) for form, value in times.sure_months.items())
    named = times.units.get("century", frozenset()) - times.many.get("century", frozenset())
    yield from ((form, "century_name", "century") for form in sorted(named))
    full = times.months.keys() - times.short_months
    yield from ((form, "month_name", times.months[form]) for form in sorted(full))
    yield from ((form, "weekday", value) for form, value in times.weekday_adjectives.items())
    yield from ((form, "scale", value) for form, value in language.numbers.scales.items())
    yield from ((form, "day_suffix", 1) for form in times.day_suffixes)
    yield from ((form, "weekday", value) for form, value in times.weekdays.items())
    yield from ((form, "short_weekday", value) for form, value in times.short_weekdays.items())
    yield from ((form, "day_joins", 1) for form in times.between_day_and_month if form.isalpha())
    yield from ((form, "ordinal", n) for n, forms in enumerate(times.ordinals, 1) for form in forms)
    numbers = {**language.numbers.words, **dict.fromkeys(times.ones, 1.0)}
    numbers |= {form: float(n) for n, forms in times.counts.items() for form in forms}
    for role in ("small", "worded"):
        yield from ((form, role, value) for form, value in numbers.items())
    yield from ((form, "one", 1) for form in times.ones)
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
            "from_told",
            "day_openers",
            "day_closers",
            "same_behind",
            "date_openers",
            "after_day",
            "before_day",
            "not_times",
        ),
    )
    return ((name, getattr(times, name)) for name in names)
