"""What is known of each language, as data: one TOML file a language, loaded and checked here.

Holds no rules: the readers in ``read/`` apply this data. Every phrase comes out folded (see ``fold``),
so text must be folded the same way before it is compared; folding keeps every offset.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

import msgspec

from samestory.errors import InputError, LanguageDataError
from samestory.lang.quoted import Quotes
from samestory.lang.sectors import Sectors
from samestory.lang.sectors import problems as of_sectors
from samestory.lang.times import Times as Times

UNKNOWN = "und"
Bound = Literal["over", "under", "about"]

_HOLIDAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]|[0-4]-[0-6])|(easter|orthodox)([+-]\d+)?")
_DECIMAL = re.compile(r"\d+(\.\d+)?")
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


class Numbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How figures are written: the decimal mark, words that multiply, words that make a figure a label.

    ``decimal`` is None where both marks are in use. ``scales`` are the words after a figure ("million", also
    shortened) with their factors; ``labels`` stand before a figure that counts nothing ("No. 5"). ``words``
    are numbers written out, two and more; ``bounds`` stand before a number ("more than") and
    ``bounds_after`` behind it, with what they make of it; ``units`` stand behind it and are part of what it
    says ("percent").
    """

    decimal: Literal[",", "."] | None = None
    scales: dict[str, float] = {}
    labels: frozenset[str] = frozenset()
    words: dict[str, float] = {}
    bounds: dict[str, Bound] = {}
    bounds_after: dict[str, Bound] = {}
    units: dict[str, str] = {}


class Names(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How names stand out and change: ``endings`` are case endings that add a consonant to a name.

    Where ``nouns_capitalised``, capitals alone make no name: ``before_nouns`` are words that stand before
    common nouns, ``adjective_endings`` end a word between the two, ``noun_endings`` end common nouns.

    ``cases`` are all endings that a name's word may have, "a>b" where b comes instead of a in its base;
    ``demonyms`` are the endings that make a place's people of its name, ``peoples`` words for such people
    with the place's code where no ending does. ``aliases`` are well-known names and acronyms with the code
    they stand for; ``realms`` the words before or after a state's name that make it its full one. ``posts``
    are words for titles and posts, ``joints`` the small words that may stand
    between a post, what it is a post of, and the name; ``body_first`` is true where the body may come first
    ("Larnow Mayor Ada Lorn").
    """

    endings: frozenset[str] = frozenset()
    nouns_capitalised: bool = False
    before_nouns: frozenset[str] = frozenset()
    adjective_endings: frozenset[str] = frozenset()
    noun_endings: frozenset[str] = frozenset()
    cases: frozenset[str] = frozenset()
    demonyms: frozenset[str] = frozenset()
    peoples: dict[str, str] = {}
    aliases: dict[str, str] = {}
    realms: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()
    joints: frozenset[str] = frozenset()
    body_first: bool = False


class Furniture(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands on a page around the article: line openings, words within lines, photo credits.

    ``calls`` are words that only who addresses the reader uses ("your", "write to us"), ``orders`` such as do
    so where they begin a sentence ("click"), ``things`` what readers are asked about ("newsletter", "app").
    ``notes`` stand beside figures in notes on the page ("views", "updated"). A star stands for letters.
    """

    lines: frozenset[str] = frozenset()
    contains: frozenset[str] = frozenset()
    credits: frozenset[str] = frozenset()
    calls: frozenset[str] = frozenset()
    orders: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()


class Events(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that tell which of its kind a happening is.

    ``ordinals`` has for each number the forms of its ordinal; ``not_ordinals`` are phrases that hold
    such a form and count nothing ("prime minister" in some languages); ``ordinal_endings`` hang on digits, a
    dot only before a small letter. ``repeats`` tell of a like happening before ("again", "a year after").
    """

    ordinals: dict[int, frozenset[str]] = {}
    not_ordinals: frozenset[str] = frozenset()
    ordinal_endings: frozenset[str] = frozenset()
    repeats: frozenset[str] = frozenset()


class Statements(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How sentences say no, and who says so.

    ``negations`` are words of negation and ``negated_forms`` forms that hold one, a star for letters;
    ``not_negations`` are phrases with such a word that mean none ("not only"). ``denials`` are verbs that
    turn what they govern into its contrary ("denied"). ``refusals`` are words with a no of their own, so
    that nothing can be told by counting ("without", "closed"). ``sources`` stand beside the name of who
    says it.
    """

    negations: frozenset[str] = frozenset()
    negated_forms: frozenset[str] = frozenset()
    not_negations: frozenset[str] = frozenset()
    denials: frozenset[str] = frozenset()
    refusals: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of running text: ``common`` are those too frequent to name anything ("the", "said").

    ``endings`` are those that forms of one word end in, beside the ``cases`` of names; "a>b" where b comes
    instead of a.
    """

    common: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()


class Language(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that is known of one language; ``code`` is ISO 639-1, or ``und`` for the neutral default."""

    code: str
    name: str
    endonym: str
    direction: Literal["ltr", "rtl"]
    sentences: Sentences
    times: Times = Times()
    numbers: Numbers = Numbers()
    names: Names = Names()
    furniture: Furniture = Furniture()
    events: Events = Events()
    statements: Statements = Statements()
    quotes: Quotes = Quotes()
    words: Words = Words()
    sectors: Sectors = Sectors()


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


def meant(code: str, held: Collection[str]) -> str:
    """The language that ``code`` means, without its country: "ro" for "ro-RO"; ``held`` are codes of texts.

    Raises InputError for what is neither a language of ours nor of any text.
    """
    asked = code.replace("_", "-").split("-")[0].lower()
    if asked in held or asked in known():
        return asked
    such = f"give a code such as {', '.join(sorted(held)[:3])}" if held else "give its two letters"
    raise InputError(f"no language has the code {code!r}; {such}")


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
        language = msgspec.convert(_folded(tomllib.loads(text)), Language, str_keys=True)
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
        return [fold(item) if isinstance(item, str) else _fold_part(item) for item in part]
    return part


def _fold_table(table: dict[str, Any]) -> dict[str, Any]:
    """Keys folded; two spellings that fold alike must agree on their value."""
    out: dict[str, Any] = {}
    for key, value in table.items():
        folded = _fold_part(value)
        if out.setdefault(fold(key), folded) != folded:
            raise msgspec.ValidationError(f"{key!r} stands twice with different values")
    return out


def _problem(code: str, language: Language) -> str | None:
    """What is wrong beyond types, naming the key; None when all is well."""
    return next(_problems(code, language), None)


def _problems(code: str, language: Language) -> Iterator[str]:
    sentences, times = language.sentences, language.times
    if language.code != code:
        yield f"`code` is {language.code!r} but the file is named {code!r}"
    if not sentences.terminators:
        yield "`sentences.terminators` is empty"
    for name, table, low, high in (
        ("months", times.months, 1, 12),
        ("weekdays", times.weekdays, 0, 6),
    ):
        for word in (word for word, number in table.items() if not low <= number <= high):
            yield f"`times.{name}` gives {word!r} a number outside {low}..{high}"
    for day in (day for day in times.holidays if not _HOLIDAY.fullmatch(day)):
        yield f"`times.holidays` has {day!r}; write month and day, 12-25, or how they are counted"
    for count in (count for count in times.counts if not _DECIMAL.fullmatch(count)):
        yield f"`times.counts` has {count!r}; write a number, 1.5 in quotes"
    for phrase in times.not_days & times.days.keys():
        yield f"{phrase!r} stands both in `times.days` and in `times.not_days`; leave it in one"
    forms = [form for its in language.events.ordinals.values() for form in its]
    for form in sorted({form for form in forms if forms.count(form) > 1}):
        yield f"`events.ordinals` gives {form!r} two numbers"
    for word in (word for word, factor in language.numbers.scales.items() if factor <= 1):
        yield f"`numbers.scales` gives {word!r} a factor that is not above 1"
    for word in (word for word in sentences.abbreviations if word.endswith(".")):
        yield f"`sentences.abbreviations` has {word!r} with its final dot; leave the dot out"
    yield from of_sectors(language.sectors)
