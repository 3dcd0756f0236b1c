"""The words that people are shown, in the language of who reads: messages, plurals, days, numbers, names.

A message's id is its wording in code; CODE.po beside this file has it in another language. Knows no article
and says nothing of its own.

In code: ``held.speech.say("only {letters}", letters="A")``, ``held.speech.plural("{n} row", "{n} rows", 5)``;
words that stand in a constant are marked by ``message()``. A template has the same once its environment is
dressed, one environment a language: ``{{ say("{name} of", name=name) }}`` and ``plural``, which escape what
they are given, ``speech`` (``<html lang="{{ speech.code }}">``), and the filters ``number`` and ``decimal``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib import resources
from io import BytesIO
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from markupsafe import escape

from samestory.record import Record

if TYPE_CHECKING:
    from jinja2 import Environment

# The language that messages are written in, and where its days are written before its months.
SOURCE = "en"
REGIONS = {SOURCE: "en_GB"}
# Skeletons of Unicode CLDR: what is told of a date, not how; and a month that stands alone, as a pattern.
DAY, DAY_OF_YEAR, MONTH_OF_YEAR, MONTH = "yMMMMd", "MMMMd", "yMMMM", "LLLL"


class Speech(Record, frozen=True):
    """A language that people are spoken to in, by its ``code``.

    A message is formed with ``{name}``; a whole number given for one is written as the language writes it.
    """

    code: str = SOURCE

    @property
    def locale(self) -> Locale:
        """The locale of Unicode CLDR that days, numbers and names are written for."""
        return _locale(self.code)

    @property
    def translated(self) -> bool:
        """Whether it is another language than messages are written in."""
        return self.code != SOURCE

    def say(self, message: str, **values: object) -> str:
        """``message`` in this language, its own words where it has none; empty for none."""
        return self._filled(self._one(message), values)

    def plural(self, one: str, many: str, n: int, **values: object) -> str:
        """Of a message for one thing and for many the form that goes with ``n``, which is ``{n}`` in it."""
        return self._filled(self._many(one, many, n), {**values, "n": n})

    def number(self, number: int) -> str:
        """A whole number with its thousands marked."""
        return _decimal(self.locale, number, None)

    def decimal(self, number: float, places: int = 2) -> str:
        """A number with so many decimals."""
        return _decimal(self.locale, number, f"0.{'0' * places}" if places else "0")

    def percent(self, hundredths: int) -> str:
        """So many in a hundred."""
        return format_percent(hundredths / 100, locale=self.locale)

    def day(self, day: date) -> str:
        """A day with its year: "14 May 2024"."""
        return _written(self.locale, DAY, day)

    def days(self, first: date, last: date) -> str:
        """Days from the first to the last, what they share said once: "14–15 May 2024"."""
        if (first.year, first.month, first.day) == (last.year, last.month, last.day):
            return self.day(last)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{self.day(last)}"
        return f"{_written(self.locale, self._within(first, last, DAY), first)} – {self.day(last)}"

    def months(self, first: date, last: date) -> str:
        """A month or several: "May 2024", "May – June 2024"."""
        closing = _written(self.locale, MONTH_OF_YEAR, last)
        if (first.year, first.month) == (last.year, last.month):
            return closing
        return f"{_written(self.locale, self._within(first, last, MONTH_OF_YEAR), first)} – {closing}"

    def weekday(self, number: int) -> str:
        """The name of a day of the week, 0 for Monday."""
        return str(self.locale.days["stand-alone"]["wide"][number])

    def listed(self, items: Sequence[str]) -> str:
        """Things in a row: "A", "A and B"."""
        return format_list(items, locale=self.locale) if items else ""

    def language(self, code: str) -> str:
        """The name of a language; its code where it has none here."""
        return str(self.locale.languages.get(code, code))

    def country(self, code: str) -> str:
        """The name of a country by its CLDR code; the code where it has none here."""
        return str(self.locale.territories.get(code, code))

    def _within(self, first: date, last: date, whole: str) -> str:
        shorter = {DAY: DAY_OF_YEAR, MONTH_OF_YEAR: MONTH}
        return shorter[whole] if first.year == last.year else whole

    def _one(self, message: str) -> str:
        return _catalogue(self.code).gettext(message) if message else ""

    def _many(self, one: str, many: str, n: int) -> str:
        return _catalogue(self.code).ngettext(one, many, n)

    def _filled(self, text: str, values: Mapping[str, object]) -> str:
        written = {name: self.number(one) if type(one) is int else one for name, one in values.items()}
        return text.format(**written)


UNTRANSLATED = Speech()


def message(words: str) -> str:
    """``words`` as they are; says where they stand that they are a message."""
    return words


def messages(one: str, many: str) -> tuple[str, str]:
    """A message for one thing and for many, as they are; says where they stand that they are one."""
    return one, many


def speech(code: str | None) -> Speech:
    """What to speak in to who reads the language ``code``: it, where it has messages, else UNTRANSLATED."""
    return Speech(code) if code in spoken() else UNTRANSLATED


def spoken() -> tuple[str, ...]:
    """The codes of all languages that there are messages in."""
    files = (file.name for file in resources.files(__name__).iterdir() if file.name.endswith(".po"))
    return tuple(sorted((SOURCE, *(name.removesuffix(".po") for name in files))))


def dress(environment: Environment, speech: Speech) -> None:
    """Gives the templates of ``environment`` the words of ``speech``."""

    def say(message: str, **values: object) -> str:
        return speech._filled(escape(speech._one(message)), values)

    def plural(one: str, many: str, n: int, **values: object) -> str:
        return speech._filled(escape(speech._many(one, many, n)), {**values, "n": n})

    environment.globals.update(say=say, plural=plural, speech=speech)
    environment.filters.update(number=speech.number, decimal=speech.decimal)


@lru_cache(maxsize=64)
def _locale(code: str) -> Locale:
    return Locale.parse(REGIONS.get(code, code))


@lru_cache(maxsize=10_000)
def _decimal(locale: Locale, number: float, pattern: str | None) -> str:
    return format_decimal(number, pattern, locale=locale)


@lru_cache(maxsize=64)
def _catalogue(code: str) -> NullTranslations:
    """The messages in a language; where it has no file, each is given back as it is."""
    file = resources.files(__name__) / f"{code}.po"
    if not file.is_file():
        return NullTranslations()
    packed = BytesIO()
    with file.open("rb") as lines:
        write_mo(packed, read_po(lines, locale=code))
    packed.seek(0)
    return GNUTranslations(packed)


@lru_cache(maxsize=10_000)
def _written(locale: Locale, skeleton: str, day: date) -> str:
    return (
        format_date(day, MONTH, locale)
        if skeleton == MONTH
        else format_skeleton(skeleton, day, locale=locale)
    )
