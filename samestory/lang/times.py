"""What the words of one language say of time: the section ``[times]`` of its file.

Holds no rules: those are in ``read/``.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from samestory.model import Granularity

PartOfDay = Literal["small_hours", "morning", "noon", "afternoon", "evening", "night", "midnight"]
Season = Literal["spring", "summer", "autumn", "winter"]


class Times(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words for time: months are 1..12, Monday is 0, relative phrases give an offset in their unit.

    ``not_days`` are phrases that hold a word of ``days`` and mean something else. ``year_words`` follow a
    year, ``year_openers`` stand before one; ``bare_years`` is true where a year may stand without either.
    ``month_first`` is true where the day may follow the month ("November 11"); ``day_suffixes`` follow the
    day where month and day are written together. Clock words stand before an hour, after it, between it
    and its minutes, or only beside hour and minutes ("15.30").

    What follows is for expressions of time in running text (docs/adding-a-language.md says each in a line). A
    form that ends in a star stands for every word that begins so. Tables list the forms of what they name:
    ``units`` of time, ``parts`` of the day, ``seasons``, ``holidays`` by month and day ("12-25"), ``counts``
    that are not among the numbers, ``known`` units meant without more ("the weekend").
    """

    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    days: dict[str, int] = {}
    weeks: dict[str, int] = {}
    months_relative: dict[str, int] = {}
    years_relative: dict[str, int] = {}
    not_days: frozenset[str] = frozenset()
    between_day_and_month: frozenset[str] = frozenset()
    before_year: frozenset[str] = frozenset()
    range_words: frozenset[str] = frozenset()
    year_words: frozenset[str] = frozenset()
    year_openers: frozenset[str] = frozenset()
    bare_years: bool = False
    ends: frozenset[str] = frozenset()
    month_first: bool = False
    day_suffixes: frozenset[str] = frozenset()
    clock_before: frozenset[str] = frozenset()
    clock_after: frozenset[str] = frozenset()
    clock_between: frozenset[str] = frozenset()
    clock_beside: frozenset[str] = frozenset()
    units: dict[Granularity, frozenset[str]] = {}
    parts: dict[PartOfDay, frozenset[str]] = {}
    meridiem: dict[Literal["am", "pm"], frozenset[str]] = {}
    seasons: dict[Season, frozenset[str]] = {}
    holidays: dict[str, frozenset[str]] = {}
    vague: dict[Literal["past", "present", "future"], frozenset[str]] = {}
    repeating: dict[Granularity, frozenset[str]] = {}
    known: dict[Granularity, frozenset[str]] = {}
    ordinals: tuple[frozenset[str], ...] = ()
    counts: dict[str, frozenset[str]] = {}
    next_day: frozenset[str] = frozenset()
    day_before: frozenset[str] = frozenset()
    month_closers: frozenset[str] = frozenset()
    ones: frozenset[str] = frozenset()
    few: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()
    this: frozenset[str] = frozenset()
    next: frozenset[str] = frozenset()
    same: frozenset[str] = frozenset()
    ago: frozenset[str] = frozenset()
    ago_before: frozenset[str] = frozenset()
    hence: frozenset[str] = frozenset()
    hence_before: frozenset[str] = frozenset()
    hence_unsure: frozenset[str] = frozenset()
    ages: frozenset[str] = frozenset()
    earlier: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    every: frozenset[str] = frozenset()
    range_opens: frozenset[str] = frozenset()
    month_openers: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()
    decade_before: frozenset[str] = frozenset()
    decade_after: frozenset[str] = frozenset()
    night_before: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    past_beside: frozenset[str] = frozenset()
    until: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    not_times: frozenset[str] = frozenset()
    short_months: frozenset[str] = frozenset()
    behind_fillers: dict[Literal["past", "present", "future"], frozenset[str]] = {}
    many: dict[Granularity, frozenset[str]] = {}
    decades: dict[str, frozenset[str]] = {}
    and_half: frozenset[str] = frozenset()
    between_counts: frozenset[str] = frozenset()
    decade_openers: frozenset[str] = frozenset()
    short_weekdays: dict[str, int] = {}
    date_openers: frozenset[str] = frozenset()
    after_day: frozenset[str] = frozenset()
    before_day: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    pairs: dict[Granularity, frozenset[str]] = {}
    weekday_adjectives: dict[str, int] = {}
    day_adjectives: dict[str, int] = {}
    year_adjectives: dict[str, int] = {}
    sure_months: dict[str, int] = {}
    verb_last: bool = False
    same_behind: frozenset[str] = frozenset()
    day_openers: frozenset[str] = frozenset()
    day_closers: frozenset[str] = frozenset()
    from_told: frozenset[str] = frozenset()
    roman_after: frozenset[str] = frozenset()
    ages_before: frozenset[str] = frozenset()
    ended: frozenset[str] = frozenset()
    of_day: dict[PartOfDay, frozenset[str]] = {}
    clock_words: dict[str, frozenset[str]] = {}
