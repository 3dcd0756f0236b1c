"""The words of a text that have to do with time, each with what it may be (its roles).

What words there are stands in lang/LANG.toml; what they mean together is times_rules.py.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from samestory.lang import Language, fold
from samestory.model import Span, TimeMention
from samestory.read import clocks
from samestory.read.times import mentions
from samestory.read.times_entries import Roles
from samestory.read.times_figures import in_figures
from samestory.read.times_lexicon import Lexicon, entry, lexicon_of

# Roles of words that may as well hang on a figure.
HUNG = frozenset(("day_joins",))
LONGEST_HANGING = 4
LONGEST_FIGURE = 4
LONGEST_COUNT = 3


class Ready(msgspec.Struct, frozen=True):
    """A date or clock time at a span, and by role what it is."""

    span: Span
    roles: Roles


class Words(msgspec.Struct, frozen=True):
    """The words and marks of a text in order: where each stands, what it is by role, a letter for its roles.

    Lists beside one another rather than a record for each word: most words are none about time.
    """

    starts: list[int]
    ends: list[int]
    roles: list[Roles]
    signs: list[str]

    def span(self, first: int, last: int) -> Span:
        """The characters from the ``first`` word to the ``last``, that one included."""
        return Span(self.starts[first], self.ends[last])

    def places(self, span: Span) -> tuple[int, int]:
        """The first and the last word of ``span``, which words begin and end."""
        return bisect_left(self.starts, span.start), bisect_left(self.ends, span.end)

    def add(self, start: int, end: int, roles: Roles, sign: str) -> None:
        """Another word behind those there are."""
        self.starts.append(start)
        self.ends.append(end)
        self.roles.append(roles)
        self.signs.append(sign)

    def extend(self, others: Words, first: int, after: int) -> None:
        """Those of ``others`` from ``first`` to ``after``, that one excluded."""
        self.starts.extend(others.starts[first:after])
        self.ends.extend(others.ends[first:after])
        self.roles.extend(others.roles[first:after])
        self.signs.extend(others.signs[first:after])


def words(text: str, language: Language) -> Words:
    """All words and marks of ``text``; dates and clock times are one word each."""
    lexicon, folded = lexicon_of(language.code), fold(text)
    found = Words([], [], [], [])
    place = 0
    for ready in _ready(text, folded, language, lexicon):
        _read(folded, Span(place, ready.span.start), lexicon, text, found)
        found.add(ready.span.start, ready.span.end, ready.roles, lexicon.sign(ready.roles))
        place = ready.span.end
    _read(folded, Span(place, len(text)), lexicon, text, found)
    return found


def _ready(text: str, folded: str, language: Language, lexicon: Lexicon) -> list[Ready]:
    """Dates and clock times, in order, none overlapping; a date goes before a clock time."""
    dates = [
        Ready(m.span, _dated(m, folded, lexicon))
        for m in mentions(text, language)
        if m.span.of(folded) not in lexicon.counted and not lexicon.longer.match(folded, m.span.start)
    ]
    for mention, how in in_figures(folded, language):
        role = "date" if how == "sure" else "likely_date"
        roles: Roles = {role: mention} if mention.year else {role: mention, "yearless": mention}
        dates.append(Ready(mention.span, roles))
    clock = [Ready(s, {"clock": s.of(folded)}) for s in clocks.spans(folded, language)]
    found: list[Ready] = []
    for word in sorted((*dates, *clock), key=lambda w: (w.span.start, -w.span.end)):
        if not found or word.span.start >= found[-1].span.end:
            found.append(word)
    return found


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


def _read(folded: str, span: Span, lexicon: Lexicon, text: str, found: Words) -> None:
    """Adds the words within ``span`` to those found."""
    matches = list(lexicon.cut.finditer(folded, span.start, span.end))
    forms = [match[0] for match in matches]
    # Where nothing has a capital, a month without one is none the less a month.
    capitals = lexicon.capital_months and not text.islower()
    entries = [entry(lexicon.code, form) for form in forms]
    starts, ends = [match.start() for match in matches], [match.end() for match in matches]
    plain = Words(starts, ends, [one.roles for one in entries], [one.sign for one in entries])
    done = 0
    for i in [i for i, one in enumerate(entries) if one.odd]:
        if i < done:
            continue
        length, roles = _at(forms, plain, i, lexicon)
        end = ends[i + length - 1]
        if length == 1 and _other(roles, text[starts[i] : end], capitals):
            roles = {}
        if length > 1 or roles is not plain.roles[i]:
            found.extend(plain, done, i)
            found.add(starts[i], end, roles, lexicon.sign(roles))
            done = i + length
    found.extend(plain, done, len(starts))


def _at(forms: Sequence[str], plain: Words, i: int, lexicon: Lexicon) -> tuple[int, Roles]:
    """The longest that begins with a word: its length in words, and roles."""
    phrases = entry(lexicon.code, forms[i]).phrases
    for phrase, roles in phrases.get(forms[i + 1], ()) if phrases and i + 1 < len(forms) else ():
        if tuple(forms[i : i + len(phrase)]) == phrase:
            return len(phrase), roles
    return _figure(forms, plain, i, lexicon) if forms[i][0].isdecimal() else (1, plain.roles[i])


def _other(roles: Roles, written: str, capitals: bool) -> bool:
    """True for a word that as ``written`` is none about time: the verb "march", "vi" in small letters."""
    if capitals and "month" in roles and not written[0].isupper():
        return True
    return "roman" in roles and len(roles) == 1 and not written[0].isupper()


def _figure(forms: Sequence[str], plain: Words, i: int, lexicon: Lexicon) -> tuple[int, Roles]:
    """A figure and what hangs on it ("1990s", "11-го", "19th"): its length in tokens, and roles."""
    written = forms[i]
    if not written.isdecimal() or len(written) > LONGEST_FIGURE:
        return 1, _with_decimals(written)
    roles: Roles = {"number": int(written)} if len(written) > LONGEST_COUNT else _count(int(written))
    if len(written) == len("1990") and written[:2] in ("19", "20"):
        roles["four"] = int(written)
    if len(written) in (2, 4) and written.endswith("0"):
        roles["tens"] = int(written)
    hung = _hanging(forms, plain, i)
    own = lexicon.whole.get(forms[i + hung], {}).keys() - HUNG
    if not hung or (own and forms[i + hung] not in lexicon.decades):
        return 1, roles
    if forms[i + hung] in lexicon.decades and "tens" in roles:
        roles["decade" if len(written) == LONGEST_FIGURE else "decade_short"] = int(written)
    left: Roles = {role: value for role, value in roles.items() if role not in ("number", "small")}
    return 1 + hung, {**left, "ordinal": int(written), "nth": int(written)}


def _with_decimals(written: str) -> Roles:
    """What "2.5" may count; with more figures behind the mark it is read as thousands."""
    parts = re.split("[.,]", written)
    counts = len(parts) == 2 and len(parts[0]) < LONGEST_COUNT and len(parts[1]) == 1
    return {"small": float(".".join(parts))} if counts else {}


def _count(number: float) -> Roles:
    """A number that may count units: one of four digits is a year."""
    return {"number": number, "small": number}


def _hanging(forms: Sequence[str], plain: Words, i: int) -> int:
    """How many tokens hang on the figure at ``i``: letters, perhaps with a dash before them."""
    for count in (1, 2):
        if i + count >= len(forms) or plain.starts[i + count] != plain.ends[i + count - 1]:
            return 0
        if forms[i + count].isalpha():
            return count if len(forms[i + count]) <= LONGEST_HANGING else 0
        if forms[i + count] != "-":
            return 0
    return 0
