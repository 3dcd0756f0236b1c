"""Words that tell whose and what an actor is, each where it stands: nations, known bodies, posts, sectors.

Marks words alone; which of them speak of an actor is actors.py's to say.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import islice, product
from types import MappingProxyType
from typing import NamedTuple

import regex
from babel.core import get_global

from samestory.lang import Language, fold, load
from samestory.lang.sectors import CODES
from samestory.model import Span
from samestory.read.edges import UNSPACED
from samestory.read.inflections import bases
from samestory.read.territories import names_listed, territory

_TOKEN = regex.compile(
    rf"[{UNSPACED}]|(?:\p{{L}}\.){{2,}}|(?:(?![{UNSPACED}])[\p{{L}}\p{{N}}])(?:(?![{UNSPACED}])[\p{{L}}\p{{N}}\p{{M}}])*"
    r"(?:['’ʼ‘][\p{L}\p{N}]+)*['’]?"
)
_APOSTROPHE = regex.compile(r"(?<=\p{L})['’ʼ‘](?=\p{L})")
# A phrase of many words has many readings; the first ones are its likeliest.
MOST_READINGS = 64
SHORTEST_STEM = 3
_NAMED, _PEOPLE = frozenset({"name", "body"}), frozenset({"people"})
# Codes of two letters that are no country's.
_NO_COUNTRY = frozenset({"EA", "EP", "EU", "EZ", "IC", "UN"})
# Zones whose city is read as a common word or a person as often.
_NO_CITY = ("America/Regina", "Antarctica/")


class Meaning(NamedTuple):
    """What a word or phrase says: a country's code, a sector's code, and its ``roles`` beside others.

    Roles are ``name`` (a territory's own), ``people`` (its adjective or people), ``body``, ``carrier``,
    ``ruler``, ``society``, ``abroad``, ``toward``, ``within``, ``of``, ``joined``, ``former`` and ``filler``.
    """

    country: str | None = None
    sector: str | None = None
    roles: frozenset[str] = frozenset()

    def bare(self) -> Meaning:
        """Without its sector."""
        return self._replace(sector=None)

    def with_(self, other: Meaning) -> Meaning:
        """Both together; what ``self`` says stands."""
        country, sector = self.country or other.country, self.sector or other.sector
        roles = self.roles | other.roles
        # What says something is no filler.
        return Meaning(country, sector, roles - {"filler"} if country or sector or len(roles) > 1 else roles)


class Word(NamedTuple):
    """A word or phrase at a span of the text, and what it says; ``meaning`` is empty for any other word.

    ``named`` is true where it is written as names are.
    """

    span: Span
    meaning: Meaning
    named: bool = False


def marked(text: str, span: Span, language: Language) -> list[Word]:
    """The words under ``span`` in order, those of a known phrase as one."""
    code = language.code
    tokens = list(_tokens(text, span, code))
    words = [text[start:end] for start, end in tokens]
    found, place = [], 0
    while place < len(tokens):
        first = words[place]
        # Few words begin a phrase.
        length, meaning = (
            (1, _alone(first, code)) if _reach(first, code) < 2 else _longest(words, place, code)
        )
        under = Span(tokens[place][0], tokens[place + length - 1][1])
        found.append(Word(under, meaning, not first[0].islower()))
        place += length
    return found


def whole(word: str, code: str) -> bool:
    """Whether a ``word`` is no listed one cut short: "build" where "builder" is listed."""
    folded = fold(word)
    return (folded,) not in _index(code) or folded in _listed_whole(code)


@lru_cache(maxsize=64)
def _listed_whole(code: str) -> frozenset[str]:
    return frozenset(fold(phrase) for phrase, _ in _listed(load(code)))


def _tokens(text: str, span: Span, code: str) -> Iterator[tuple[int, int]]:
    """Starts and ends of the words under ``span``.

    A small word joined to the next by an apostrophe is one of its own.
    """
    joined = _APOSTROPHE.search(text, span.start, span.end) is not None
    for match in _TOKEN.finditer(text, span.start, span.end):
        mark = _APOSTROPHE.search(match[0]) if joined else None
        if mark and fold(match[0][: mark.start()]) in _elided(code):
            yield match.start(), match.start() + mark.start()
            yield match.start() + mark.end(), match.end()
        else:
            yield match.span()


@lru_cache(maxsize=64)
def _elided(code: str) -> frozenset[str]:
    told = load(code).sectors
    return told.of | told.toward | told.within | told.fillers


def _longest(words: Sequence[str], place: int, code: str) -> tuple[int, Meaning]:
    """How many ``words`` from ``place`` on are the longest known phrase, one if none, and its meaning."""
    for length in range(min(len(words) - place, _reach(words[place], code)), 1, -1):
        phrase = words[place : place + length]
        for reading in islice(product(*(_keys(word, code) for word in phrase)), MOST_READINGS):
            meaning = _index(code).get(reading)
            if meaning is not None and (not _is_name(meaning) or _capital(phrase)):
                return length, meaning
    return 1, _alone(words[place], code)


@lru_cache(maxsize=65536)
def _alone(word: str, code: str) -> Meaning:
    """What a ``word`` by itself says: as listed, or as a rule makes it of a territory's name ("Zambian")."""
    listed = (_index(code).get((key,)) for key in _keys(word, code))
    known = (one for one in listed if one is not None and (not _is_name(one) or _capital([word])))
    return next(known, None) or _of_its_people(territory([word], "person", load(code)))


@lru_cache(maxsize=65536)
def _reach(word: str, code: str) -> int:
    """How many words the longest known phrase has that begins with ``word``; 0 where none does."""
    return max(_reaches(code).get(key, 0) for key in _keys(word, code))


@lru_cache(maxsize=64)
def _reaches(code: str) -> MappingProxyType[str, int]:
    found: dict[str, int] = {}
    for key in _index(code):
        found[key[0]] = max(found.get(key[0], 0), len(key))
    return MappingProxyType(found)


def _is_name(meaning: Meaning) -> bool:
    """Whether a phrase is a name and nothing else, and so written with a capital in every language."""
    return bool(meaning.roles & _NAMED) and "people" not in meaning.roles


def _capital(words: Sequence[str]) -> bool:
    """Whether a word is written as names are, in letters that have no case or with a capital."""
    return any(not word[0].islower() for word in words)


@lru_cache(maxsize=65536)
def _keys(word: str, code: str) -> tuple[str, ...]:
    """What ``word`` is looked up by: itself, its base, and the stems with a star that it has."""
    folded = fold(word)
    stems = _stems(code)
    starred = [
        key
        for size in range(SHORTEST_STEM, len(folded) + 1)
        for key in (f"{folded[:size]}*", f"*{folded[-size:]}")
        if key in stems
    ]
    return tuple(dict.fromkeys((folded, *reversed(starred), *_ends(folded, code))))


def _ends(word: str, code: str) -> tuple[str, ...]:
    """The longest and the barest base."""
    every = bases(word, code)
    return every[-1], every[0]


@lru_cache(maxsize=64)
def _stems(code: str) -> frozenset[str]:
    return frozenset(part for key in _index(code) for part in key if "*" in part)


@lru_cache(maxsize=64)
def _index(code: str) -> MappingProxyType[tuple[str, ...], Meaning]:
    """Meanings by a phrase's words. What lang/ says outranks CLDR."""
    found: dict[tuple[str, ...], Meaning] = {}
    for phrase, meaning in _listed(load(code)):
        words = _split(phrase, code)
        for key in {tuple(_bare(word, code, end) for word in words) for end in (0, -1)} - {()}:
            if meaning != Meaning():
                found[key] = found.get(key, Meaning()).with_(meaning)
    return MappingProxyType(found)


def _split(phrase: str, code: str) -> list[str]:
    """The words of a listed phrase, a star with the word it stands at."""
    words = []
    for start, end in _tokens(phrase, Span(0, len(phrase)), code):
        before = "*" if phrase[:1] == "*" and start == 1 else ""
        after = "*" if phrase[end : end + 1] == "*" else ""
        words.append(f"{before}{phrase[start:end]}{after}")
    return words


def _bare(word: str, code: str, end: int) -> str:
    return fold(word) if "*" in word else _ends(fold(word), code)[end]


def _listed(language: Language) -> Iterator[tuple[str, Meaning]]:
    """Everything that the language has a word for, what outranks first."""
    told, names = language.sectors, language.names
    for phrase, code in told.known.items():
        yield phrase, _told(code, "body")
    for phrase, code in told.nations.items():
        yield phrase, Meaning(country=code, roles=_PEOPLE)
    for phrase, code in told.places.items():
        yield phrase, Meaning(country=code, roles=frozenset({"name"}))
    for phrase, code in names.peoples.items():
        yield phrase, _of_its_people(code)
    for sector, words in told.words.items():
        yield from ((phrase, Meaning(sector=CODES[sector])) for phrase in sorted(words))
    yield from _of_roles(language)
    bodies = _bodies()
    yield from ((phrase, _told(code, "body")) for phrase, code in bodies["names"].items())
    for phrase, code in names.aliases.items():
        # One of these codes is also a country's in CLDR, where it is the country.
        yield phrase, _told(bodies["codes"][code], "body") if code in bodies["codes"] else _named(code)
    yield from ((phrase, _named(code)) for phrase, code in names_listed(language.code).items())


def _of_roles(language: Language) -> Iterator[tuple[str, Meaning]]:
    told, names = language.sectors, language.names
    # Small words that posts are made of ("of foreign affairs") tell nothing alone.
    fillers = told.fillers | names.realms | (names.joints - told.of - told.toward - told.within - told.joined)
    tables: tuple[tuple[str, Iterable[str]], ...] = (
        ("carrier", told.carriers), ("ruler", told.rulers), ("society", told.societies),
        ("abroad", told.abroad), ("toward", told.toward), ("within", told.within), ("of", told.of),
        ("joined", told.joined), ("former", told.former), ("filler", fillers),
    )  # fmt: skip
    for role, words in tables:
        yield from ((phrase, Meaning(roles=frozenset({role}))) for phrase in sorted(words))


def _told(code: str, role: str) -> Meaning:
    """What ``RU GOV``, ``IGO`` or ``- JRN`` says."""
    country, _, sector = code.partition(" ")
    return Meaning(None if country == "-" else country, sector or None, frozenset({role}))


def _of_its_people(code: str | None) -> Meaning:
    meaning = _named(code)
    return meaning if meaning.country is None else meaning._replace(roles=_PEOPLE)


def _named(code: str | None) -> Meaning:
    """What a code of territories.py says; nothing where it is of no country, city or body known here."""
    kind, _, name = (code or "").partition(":")
    if kind == "territory" and name.isalpha() and len(name) == 2 and name not in _NO_COUNTRY:
        return Meaning(country=name, roles=frozenset({"name"}))
    if kind == "city" and name.count("/") == 1 and not name.startswith(_NO_CITY):
        return Meaning(country=get_global("zone_territories").get(name), roles=frozenset({"name"}))
    told = _bodies()["codes"].get(code or "")
    return Meaning() if told is None else _told(told, "body")


@lru_cache(maxsize=1)
def _bodies() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("samestory.read").joinpath("bodies.toml").read_text(encoding="utf-8"))
