"""Names of territories, cities and world bodies that are well known, by language: Unicode CLDR and lang/.

A gazetteer of a few hundred names, not of all places; what it does not know keeps its own name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, product
from types import MappingProxyType

import regex
from babel import Locale, UnknownLocaleError
from babel.core import get_global

from samestory.lang import Language, fold, load
from samestory.model import NameType
from samestory.read.inflections import bases

WORD = regex.compile(r"\d+|\p{L}[\p{L}\p{M}]*(?:['’ʼ‘]\p{L}[\p{L}\p{M}]*)*")
# Codes that name no place: the whole world, outlying, invented and unknown regions.
NO_PLACE = frozenset({"001", "QO", "XA", "XB", "ZZ"})
# A name of many words has many readings; the first ones are its likeliest.
MOST_READINGS = 32
SHORTEST_ROOT = 5
# The Republic of China is Taiwan; the People's Republic is China.
OTHER_REPUBLICS = MappingProxyType({"territory:CN": "territory:TW"})
OTHER_SCRIPTS = ("Latn", "Cyrl")
_LAST_BRACKET = regex.compile(r"(.*\S)\s*[(（](.*)[)）]")


def territory(words: Sequence[str], type: NameType, language: Language) -> str | None:  # noqa: A002
    """The code of the well-known place or body that ``words`` name in any case, None for others.

    ``territory:PL`` and ``territory:150`` are CLDR's territories, ``city:Europe/Paris`` its time zones'
    cities, ``body:NATO`` a body from lang/. A word for a territory's people counts as it ("Poles"), also
    where it was taken for a person.
    """
    if type not in {"place", "organisation", "person"} or not words:
        return None
    known = _known(language.code)
    if type == "person":
        return _of_people(words[0], language) if len(words) == 1 else None
    readings = product(*(bases(word, language.code) for word in words))
    found = next((known[r] for r in islice(readings, MOST_READINGS) if r in known), None)
    if found is None:
        return _of_people(words[0], language) if len(words) == 1 else _of_realm(words, language)
    return found


def is_listed(words: Sequence[str], language: Language) -> bool:
    """True where ``words`` stand as CLDR or lang/ lists the name."""
    return tuple(map(fold, words)) in _listed(language.code)


@lru_cache(maxsize=64)
def names_listed(code: str) -> MappingProxyType[str, str]:
    """Codes of territories and cities by name, as Unicode CLDR lists them in the language ``code``.

    A bracket at the end holds a second name ("Myanmar (Burma)"); a part that two names have is none.
    """
    found = dict(_in_cldr(code))
    parts = [(part, known) for name, known in found.items() for part in _parts(name)]
    codes = {part: {of for other, of in parts if other == part} for part, _ in parts}
    return MappingProxyType({part: known for part, known in parts if len(codes[part]) == 1} | found)


def _parts(name: str) -> Iterator[str]:
    bracket = _LAST_BRACKET.fullmatch(name)
    if bracket:
        yield bracket[1]
        if len(bracket[2]) >= SHORTEST_ROOT - 1 and not bracket[2].isupper():
            yield bracket[2]


def _of_realm(words: Sequence[str], language: Language) -> str | None:
    """The territory that ``words`` name in full ("Republic of Kazakhstan")."""
    for realm in _realms(language.code):
        size = len(realm)
        if size >= len(words):
            continue
        for beside, rest in ((words[:size], words[size:]), (words[-size:], words[:-size])):
            alike = [not of.isdisjoint(bases(w, language.code)) for of, w in zip(realm, beside, strict=True)]
            found = territory(rest, "place", language) if all(alike) else None
            if found and found.startswith("territory:"):
                return OTHER_REPUBLICS.get(found, found)
    return None


@lru_cache(maxsize=64)
def _realms(code: str) -> tuple[tuple[frozenset[str], ...], ...]:
    """The bases of each word of each realm, the longest first."""
    found = [WORD.findall(realm) for realm in sorted(load(code).names.realms)]
    longest = sorted(found, key=len, reverse=True)
    return tuple(tuple(frozenset(bases(word, code)) for word in realm) for realm in longest)


def _of_people(word: str, language: Language) -> str | None:
    known = _known(language.code)
    listed = _people(language.code)
    direct = next((listed[base] for base in bases(word, language.code) if base in listed), None)
    if direct is not None:
        return direct
    for base in reversed(bases(word, language.code)):
        for size in range(1, len(base) - SHORTEST_ROOT + 1):
            code = known.get((base[:-size],)) if base[-size:] in language.names.demonyms else None
            if code is not None:
                return code
    return None


@lru_cache(maxsize=64)
def _people(code: str) -> MappingProxyType[str, str]:
    """Codes by the words for a territory's people, without endings, that no rule gives."""
    listed = load(code).names.peoples.items()
    return MappingProxyType(
        {base: of for word, of in listed for base in (bases(word, code)[0], bases(word, code)[-1])}
    )


@lru_cache(maxsize=64)
def _listed(code: str) -> frozenset[tuple[str, ...]]:
    names = (*load(code).names.aliases, *(name for name, _ in _in_cldr(code)))
    return frozenset(tuple(map(fold, WORD.findall(name))) for name in names)


@lru_cache(maxsize=64)
def _known(code: str) -> MappingProxyType[tuple[str, ...], str]:
    """Codes by a name's words without endings; what lang/ says outranks CLDR."""
    found: dict[tuple[str, ...], str] = {}
    for name, known in (*load(code).names.aliases.items(), *_in_cldr(code)):
        words = WORD.findall(name)
        # Both the base and the form itself, as a short rest may be another word's base.
        for key in (tuple(bases(w, code)[0] for w in words), tuple(bases(w, code)[-1] for w in words)):
            found.setdefault(key, known)
    return MappingProxyType(found)


def _in_cldr(code: str) -> Iterator[tuple[str, str]]:
    for locale in _locales(code):
        for territory_code, name in sorted(locale.territories.items()):
            if territory_code not in NO_PLACE:
                yield name, f"territory:{territory_code}"
        for zone in sorted(get_global("zone_territories")):
            if "/" in zone:
                yield _city(zone, locale), f"city:{zone}"


def _locales(code: str) -> Iterator[Locale]:
    """The language's locale, then those of its other scripts."""
    for script in (None, *OTHER_SCRIPTS):
        try:
            yield Locale(code, script=script)
        except (UnknownLocaleError, ValueError):
            continue


def _city(zone: str, locale: Locale) -> str:
    """The city's name in the locale; CLDR leaves out what is written as in the zone's id."""
    named = locale.time_zones.get(zone)
    return str((named or {}).get("city") or zone.rpartition("/")[2].replace("_", " "))
