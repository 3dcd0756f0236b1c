"""What is known of each language, as data: one TOML file a language, loaded and checked here.

Holds no rules: the readers in ``read/`` apply this data. Every phrase comes out folded (see ``fold``),
so text must be folded the same way before it is compared; folding keeps every offset.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

import msgspec

from samestory.errors import LanguageDataError

UNKNOWN = "und"

# Letters and marks that writers use for one another; each maps to one code point, so offsets hold.
_SAME_LETTER = str.maketrans(
    {
        "ş": "ș",
        "ţ": "ț",
        "ё": "е",
        "ς": "σ",
        "ı": "i",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "’": "'",
        "ʼ": "'",
        "‘": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
    }
)


class Sentences(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How sentences end: ending marks, abbreviations whose dot does not end, quotes (outer first).

    Abbreviations carry no final dot. After ``abbreviations`` no sentence ends; after
    ``number_abbreviations`` none before a number; after ``unit_abbreviations`` one may before a capital;
    after ``suffix_abbreviations`` and initials only before one of ``starters``, the words that open a
    sentence and belong to no name. ``saying`` are the written forms of verbs that attribute a quote.
    """

    terminators: str
    abbreviations: frozenset[str] = frozenset()
    number_abbreviations: frozenset[str] = frozenset()
    unit_abbreviations: frozenset[str] = frozenset()
    suffix_abbreviations: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    saying: frozenset[str] = frozenset()
    quotes: tuple[tuple[str, str], ...] = ()
    ordinal_dot: bool = False


class Times(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words for time: months are 1..12, Monday is 0, relative phrases give an offset in their unit.

    ``month_first`` is true where the day may follow the month ("November 11").
    """

    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    days: dict[str, int] = {}
    weeks: dict[str, int] = {}
    months_relative: dict[str, int] = {}
    years_relative: dict[str, int] = {}
    between_day_and_month: frozenset[str] = frozenset()
    before_year: frozenset[str] = frozenset()
    range_words: frozenset[str] = frozenset()
    year_words: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    month_first: bool = False


class Numbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that multiply the figure before them ("million", also shortened); with their factors."""

    scales: dict[str, float] = {}


class Furniture(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands on a page around the article: line openings, words within lines, photo credits."""

    lines: frozenset[str] = frozenset()
    contains: frozenset[str] = frozenset()
    credits: frozenset[str] = frozenset()


class Events(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words about happenings: ``ordinals`` single out one occurrence of a repeating event."""

    ordinals: frozenset[str] = frozenset()


class Language(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that is known of one language; ``code`` is ISO 639-1, or ``und`` for the neutral default."""

    code: str
    name: str
    endonym: str
    direction: Literal["ltr", "rtl"]
    sentences: Sentences
    times: Times = Times()
    numbers: Numbers = Numbers()
    furniture: Furniture = Furniture()
    events: Events = Events()


def fold(text: str) -> str:
    """``text`` in the form compared: lower case, look-alike letters made one; as long as ``text``.

    The lengths in code points are equal, so a span found in the folded text holds in ``text``.
    """
    # This one capital is the only code point whose lower case is longer than itself.
    return text.replace("İ", "i").lower().translate(_SAME_LETTER)


def known() -> tuple[str, ...]:
    """Codes of the languages that have a file, sorted; without the neutral default."""
    names = (entry.name for entry in resources.files(__name__).iterdir())
    codes = (name.removesuffix(".toml") for name in names if name.endswith(".toml"))
    return tuple(sorted(code for code in codes if code != UNKNOWN))


@lru_cache(maxsize=256)
def load(code: str) -> Language:
    """The data of the language ``code``; the neutral default where the language has no file.

    Raises LanguageDataError where the file does not say what it should.
    """
    chosen = code if code in known() else UNKNOWN
    file = resources.files(__name__).joinpath(f"{chosen}.toml")
    return parse(chosen, file.read_text(encoding="utf-8"))


def parse(code: str, text: str) -> Language:
    """A language from the TOML ``text`` of the file for ``code``, every phrase folded.

    Raises LanguageDataError naming the file, the key and what to do.
    """
    try:
        language = msgspec.convert(_folded(tomllib.loads(text)), Language)
    except tomllib.TOMLDecodeError as error:
        raise _bad(code, f"not valid TOML: {error}") from error
    except msgspec.ValidationError as error:
        raise _bad(code, str(error)) from error
    problem = _problem(code, language)
    if problem:
        raise _bad(code, problem)
    return language


def _bad(code: str, problem: str) -> LanguageDataError:
    return LanguageDataError(
        f"samestory/lang/{code}.toml: {problem}; correct that key (docs/adding-a-language.md lists them all)"
    )


def _folded(file: dict[str, Any]) -> dict[str, Any]:
    """A file's content with the phrases of its sections folded; its names stay as they are."""
    return {key: _fold_section(value) if isinstance(value, dict) else value for key, value in file.items()}


def _fold_section(section: dict[str, Any]) -> dict[str, Any]:
    return {key: _fold_part(part) for key, part in section.items()}


def _fold_part(part: Any) -> Any:
    if isinstance(part, dict):
        return _fold_table(part)
    if isinstance(part, list):
        return [fold(item) if isinstance(item, str) else item for item in part]
    return part


def _fold_table(table: dict[str, Any]) -> dict[str, Any]:
    """Keys folded; two spellings that fold alike must agree on their value."""
    out: dict[str, Any] = {}
    for key, value in table.items():
        if out.setdefault(fold(key), value) != value:
            raise msgspec.ValidationError(f"{key!r} stands twice with different values")
    return out


def _problem(code: str, language: Language) -> str | None:
    """What is wrong beyond types, naming the key; None when all is well."""
    times = language.times
    if language.code != code:
        return f"`code` is {language.code!r} but the file is named {code!r}"
    if not language.sentences.terminators:
        return "`sentences.terminators` is empty"
    for name, table, low, high in (
        ("months", times.months, 1, 12),
        ("weekdays", times.weekdays, 0, 6),
    ):
        wrong = [word for word, number in table.items() if not low <= number <= high]
        if wrong:
            return f"`times.{name}` gives {wrong[0]!r} a number outside {low}..{high}"
    dotted = [word for word in language.sentences.abbreviations if word.endswith(".")]
    if dotted:
        return f"`sentences.abbreviations` has {dotted[0]!r} with its final dot; leave the dot out"
    return None
