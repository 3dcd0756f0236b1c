"""How words about time join to one expression: one set of rules for all languages, over the words' roles.

A rule says which words make an expression; what it means on a calendar is times_placing.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from samestory.model import Span
from samestory.read.times_entries import Value
from samestory.read.times_lexicon import lexicon_of
from samestory.read.times_words import Words

ROLE = re.compile(r"<(?:(?P<name>\w+):)?(?P<roles>[\w|]+)>")
# Roles are written <role>, <name:role> where the rule's reader needs the word; the span ends at named words.
SOFT = "<fillers|dash|mark>{0,2}"
GAP = "<fillers|comma|dot|mark|dash>{0,3}"
COUNT = "(?:<count:worded><dash|fillers>?<count:worded>|<count:small>)(?:<dash>?<halved:and_half><dash>?)?"
MANY = f"(?:(?:{COUNT}|<few:few>)<between_counts>?)"
YEARS = "(?:<year:year|four>|<years:relative_year>)"
# The whole text: nothing stands before and nothing behind.
OPENS, CLOSES = "\x01", "\x02"
# A text of so few words may be an expression without a word that tells so ("the 15th").
SHORT = 5
WEEKDAY = "<weekday:weekday|short_weekday>"
MONTH = "<month:monthyear|month|relative_month>"
DAY = (
    f"(?:<shift:shift>{SOFT}<weekday:weekday>|<weekday:weekday>{SOFT}<shift:shift>"
    f"|{WEEKDAY}{GAP}<date:date|likely_date>|<date:date><comma|mark>?{WEEKDAY}"
    "|(?=<weeks:relative_week>)<weekday:weekday>"
    f"|<weekday:weekday>{SOFT}<weeks:relative_week>|<weeks:relative_week>{SOFT}<weekday:weekday>"
    f"|<date:yearless>{SOFT}<years:relative_year>"
    f"|<same:same>{SOFT}<dayunit:unit_day>|<weekday:weekday>|<date:date>|<relative:relative_day>|<holiday:holiday>"
    "|(?<=<date_openers>)<date:likely_date>)"
)
HOUR = "<clock:clock><dot>?(?:<meridiem:meridiem>|<fillers>?<part:part>)?"
WHICH = "<which:ordinal|roman|number>"
QUARTER = "<of:unit_quarter|unit_half>"
# Each rule's forms; the rules in order of preference where two readings are equally long.
RULES: dict[str, tuple[str, ...]] = {
    "night_before": (f"<cue:night_before>{SOFT}{DAY}",),
    "clock": (
        f"{HOUR}{GAP}{DAY}(?:{GAP}<part:part>)?",
        f"{DAY}(?:{GAP}<part:part>)?{GAP}{HOUR}",
        f"(?:<part:part>{SOFT})?{HOUR}",
    ),
    "part": (
        f"{DAY}{GAP}<part:part>",
        f"<part:part>{GAP}{DAY}",
        f"<same:same>{SOFT}<part:part>",
        "<of_day:of_day>",
        f"<shift:shift>{SOFT}<part:part>",
        f"<part:part>{SOFT}<shift:shift>",
    ),
    "set": (
        f"<cue:every>{SOFT}(?:<count:small>|<few:few>)?(?:<unit:unit>|<weekday:weekday>|<part:part>|<month:month>)",
        "<unit:repeating>",
    ),
    "day": (
        DAY,
        f"{OPENS}<weekday:short_weekday><dot>?{CLOSES}",
        f"(?<=<date_openers>)<weekday:short_weekday>(?=<comma|dot|mark>|{CLOSES})",
    ),
    "off_day": (
        f"{MANY}{SOFT}<unit:unit>{SOFT}<after:after_day>{SOFT}{DAY}",
        f"{MANY}{SOFT}<unit:unit>{SOFT}<before:before_day>{SOFT}{DAY}",
    ),
    "weekdays_off": (
        f"{MANY}<weekday:weekday><before:ago>",
        f"{MANY}<weekday:weekday><after:hence>",
    ),
    "day_of_month": (
        f"{WEEKDAY}{SOFT}<which:nth>(?!{SOFT}<month|unit>)",
        "<which:ordinal|number><dayunit:unit_day>?<day_joins><fillers>?<month:relative_month>",
        f"{OPENS}<fillers>{{0,2}}<which:ordinal>{CLOSES}",
        "<which:number><day_suffix>",
        f"{WEEKDAY}<mark><which:number><mark>",
        "<opens:day_openers><which:number>(?!<unit|month>)",
        "<which:number|ordinal><closes:day_closers>",
        f"(?:<which:ordinal>|<shift:last_one>){SOFT}<dayunit:unit_day>{SOFT}{MONTH}",
    ),
    "ordinal_day": (
        f"<tens:number>?<which:ordinal|number>{SOFT}<month:monthyear|month>(?:{GAP}<year:year|four>)?",
        f"(?:<year:year|four>{SOFT})?<month:sure_month><which:number><day_suffix>",
        "<month:monthyear><which:number><day_suffix>",
        f"<month:month><fillers>?<tens:number>?<dash>?<which:ordinal>(?:{GAP}<year:year|four>)?",
    ),
    "nth_weekday": (
        f"(?:<which:ordinal>|<shift:last_one>){SOFT}<weekday:weekday>{SOFT}(?:{MONTH}|<unit_month>)",
    ),
    "month": (
        f"<month:month>{SOFT}<years:relative_year>",
        f"<year:year|four>{SOFT}<month:sure_month>",
        f"<years:relative_year>{SOFT}<month:month>",
        f"<shift:shift>{SOFT}<month:month>",
        f"<month:month>{SOFT}<shift:shift>",
        f"<same:same>{SOFT}<month:month>",
        "(?<=<month_openers>)<dash>?<bare:month_name>",
        "<bare:month_name>(?=<month_closers>)",
        "<bare:sure_month>",
    ),
    "season": (
        f"<season:season>{SOFT}{YEARS}",
        f"{YEARS}{SOFT}<season:season>",
        f"<shift:shift>{SOFT}<season:season>",
        f"<season:season>{SOFT}<shift:shift>",
        "(?<=<month_openers>)<dash>?<bare:season>",
    ),
    "quarter": (
        f"{WHICH}<dot>?{SOFT}{QUARTER}(?:{GAP}{YEARS})?",
        f"{QUARTER}{SOFT}{WHICH}(?:{GAP}{YEARS})?",
        f"{YEARS}{SOFT}{WHICH}{SOFT}{QUARTER}",
        f"<last:last_one>{SOFT}{QUARTER}{SOFT}{YEARS}",
        f"{YEARS}{SOFT}{QUARTER}{SOFT}{WHICH}",
        f"{YEARS}{SOFT}{QUARTER}",
    ),
    "century": (
        f"<which:ordinal|roman>{SOFT}<of:unit_century>",
        f"<which:number><dot>?{SOFT}<of:century_name>",
        f"<of:unit_century>{SOFT}<which:ordinal|roman>",
    ),
    "decade": (
        f"<tens:decade|decade_short>{SOFT}<unit:unit_year>",
        "<tens:decade>",
        "(?:<mark>|(?<=<decade_openers>))<tens:decade_short>",
        "<decade_before><mark>?<tens:tens|round>",
        f"<tens:tens|round><dash|mark>?<after:decade_after>(?:{SOFT}<unit:unit_year>)?",
    ),
    "ago": (
        f"(?=<few:many>)<unit:unit>{SOFT}<cue:ago>",
        "<cue:ago_before>(?=<few:many>)<unit:many>",
        f"<cue:ago_before>(?:{SOFT}{MANY}{SOFT})?<unit:unit>(?!<four|year>)",
        f"{MANY}?{SOFT}<unit:unit>{SOFT}<cue:ago>",
    ),
    "hence": (
        "<cue:hence_before>(?=<few:many>)<unit:many>",
        f"(?=<few:many>)<unit:many>{SOFT}<cue:hence>",
        f"<cue:hence_before>(?:{SOFT}{MANY}{SOFT})?<unit:unit>",
        f"<unsure:hence_unsure>{SOFT}{MANY}{SOFT}<unit:unit>",
        f"{MANY}?{SOFT}<unit:unit>{SOFT}<cue:hence>",
    ),
    "earlier": (
        "<unit:unit_year><dash><cue:earlier>",
        f"(?=<few:many>)<unit:many>{SOFT}<cue:earlier>",
        f"{MANY}{SOFT}<unit:unit>{SOFT}<cue:earlier>",
    ),
    "later": (
        f"(?=<few:many>)<unit:many>{SOFT}<cue:later>",
        f"{MANY}{SOFT}<unit:unit>{SOFT}<cue:later>",
    ),
    "same": (f"<same:same>{SOFT}<unit:unit>", "<unit:unit><same:same_behind>"),
    "lasting": (
        f"<unit:many><count:worded>{SOFT}<shift:shift>",
        "(?:<one>)?(?=<few:many>)<unit:many>",
        f"<shift:shift>{SOFT}(?=<few:many>)<unit:many>",
        "<unit:length>(?=<ended>)",
        "<unit:pair>",
        f"<shift:shift>{SOFT}{MANY}{SOFT}<unit:unit>",
        f"{MANY}{SOFT}<shift:shift>{SOFT}<unit:unit>",
        f"{MANY}{SOFT}<unit:length>(?:<halved:and_half>)?",
    ),
    "shifted": (f"<shift:shift>{SOFT}<unit:unit>", f"<unit:unit>{SOFT}<shift:shift>"),
    "age": (f"{MANY}{SOFT}<unit:unit>{SOFT}<cue:ages>", f"<cue:ages_before>{SOFT}{MANY}{SOFT}<unit:unit>"),
    "known": ("<unit:known>",),
    "step": (f"<step:step>(?:{SOFT}<part:part>)?",),
    "holiday": (f"<holiday:holiday>(?:{GAP}{YEARS})?", f"<shift:shift>{SOFT}<holiday:holiday>"),
    "as_written": (
        "(?:<spoken:month>)?<high:hundreds><low:teens>(?:<dash>?<low:small>)?",
        "<month:monthyear>",
        "<year:year>",
        "(?<=<month_openers>)<year:four>(?!<unit|scale>)",
        "<year:four>(?!<unit|scale>)",
        "<relative:relative_week|relative_month|relative_year>",
    ),
    "vague": ("<vague:vague>", "(?<=<fillers>)<vague:behind_fillers>"),
}

# Roles one of which a word of every expression has.
TELLING = frozenset(
    (
        *("clock", "date", "weekday", "relative", "month", "monthyear", "season", "part", "of_day", "step"),
        *("holiday", "unit", "length", "many", "known", "repeating", "year", "four", "hundreds", "decade"),
        *(
            "likely_date",
            "short_weekday",
            "decade_short",
            "decade_before",
            "decade_after",
            "vague",
            "behind_fillers",
            "day_openers",
            "day_closers",
        ),
    )
)


class Reading(msgspec.Struct, frozen=True):
    """An expression: the rule that read it, its words by name, its span, and where its words stand."""

    rule: str
    said: dict[str, list[Value]]
    span: Span
    first: int
    last: int


class Rule(msgspec.Struct, frozen=True):
    """A rule compiled for one language; each group of its pattern with a name and the roles it takes."""

    name: str
    pattern: re.Pattern[str]
    groups: tuple[tuple[str, tuple[str, ...]], ...]


def readings(words: Words, code: str) -> list[Reading]:
    """The expressions of a text in order, none overlapping: the earliest first, and of those the longest."""
    tags, places = _about_time("".join(words.signs), code)
    found = [
        (match.start(), -match.end(), order, match, rule)
        for order, rule in enumerate(_rules(code))
        for match in rule.pattern.finditer(tags)
    ]
    kept: list[Reading] = []
    end = 0
    for start, stop, _, match, rule in sorted(found, key=lambda one: one[:3]):
        if start >= end:
            kept.append(_reading(rule, match, words, places))
            end = -stop
    return kept


def _about_time(signs: str, code: str) -> tuple[str, list[int]]:
    """The letters of those runs of words that may hold an expression, and the place of each letter.

    A word that has nothing to do with time stands between two runs, so that no rule reads over it.
    """
    blank = lexicon_of(code).blank
    if len(signs) <= SHORT:
        return OPENS + signs + CLOSES, list(range(-1, len(signs) + 1))
    kept: list[str] = []
    places: list[int] = []
    for run in _runs(code).finditer(signs):
        opens, closes = run.start() == 0, run.end() == len(signs)
        kept += (OPENS if opens else blank, run[0], CLOSES if closes else blank)
        places += range(run.start() - 1, run.end() + 1)
    return "".join(kept), places


def _reading(rule: Rule, match: re.Match[str], words: Words, places: Sequence[int]) -> Reading:
    said: dict[str, list[Value]] = {}
    named = []
    for number, (name, roles) in enumerate(rule.groups, 1):
        if match.start(number) >= 0:
            place = places[match.start(number)]
            held = words.roles[place]
            said.setdefault(name, []).append(next(held[role] for role in roles if role in held))
            named.append(place)
            if "of_part" in held:
                said["of_part"] = [held["of_part"]]
            if "from_told" in held:
                said["from_told"] = [1]
            if "pair" in held:
                said["count"] = [2.0]
    first, last = min(named), max(named)
    return Reading(rule.name, said, words.span(first, last), first, last)


@lru_cache(maxsize=64)
def _runs(code: str) -> re.Pattern[str]:
    """Words with roles side by side, one of them at least such as every expression has."""
    lexicon = lexicon_of(code)
    telling = "".join(sign for kind, sign in lexicon.signs.items() if kind & TELLING)
    # A run is looked for where it can begin, not from each of its words on.
    begins = f"(?<![^{lexicon.blank}])"
    return re.compile(f"{begins}[^{telling}{lexicon.blank}]*[{telling}][^{lexicon.blank}]*")


@lru_cache(maxsize=64)
def _rules(code: str) -> tuple[Rule, ...]:
    signs = lexicon_of(code).signs
    return tuple(_rule(name, "|".join(forms), signs) for name, forms in RULES.items())


def _rule(name: str, written: str, signs: dict[frozenset[str], str]) -> Rule:
    groups: list[tuple[str, tuple[str, ...]]] = []

    def pattern(match: re.Match[str]) -> str:
        roles = tuple(match["roles"].split("|"))
        letters = "".join(sign for kind, sign in signs.items() if not kind.isdisjoint(roles))
        letter = f"[{letters}]" if letters else "(?!)"
        if match["name"] is None:
            return letter
        groups.append((match["name"], roles))
        return f"({letter})"

    return Rule(name, re.compile(ROLE.sub(pattern, written)), tuple(groups))
