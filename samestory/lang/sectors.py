"""How a language tells whose and what an actor is: the ``[sectors]`` section of its file.

Holds no rules: read/actors.py applies it.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Literal

import msgspec

SectorWord = Literal[
    "government", "judiciary", "legislature", "military", "police", "opposition", "parties", "rebels",
    "paramilitary", "intelligence", "gunmen", "civilians", "business", "education", "health", "labour",
    "farming", "media", "refugees", "religion", "society", "crime",
]  # fmt: skip

# PLOVER's codes of sectors; MED is health there, JRN the media.
CODES: MappingProxyType[SectorWord, str] = MappingProxyType(
    {
        "government": "GOV", "judiciary": "JUD", "legislature": "LEG", "military": "MIL", "police": "COP",
        "opposition": "OPP", "parties": "PTY", "rebels": "REB", "paramilitary": "PRM", "intelligence": "SPY",
        "gunmen": "UAF", "civilians": "CVL", "business": "BUS", "education": "EDU", "health": "MED",
        "labour": "LAB", "farming": "AGR", "media": "JRN", "refugees": "REF", "religion": "REL",
        "society": "SOC", "crime": "CRM",
    }
)  # fmt: skip
# Of bodies that belong to no country.
OF_NO_COUNTRY = frozenset({"IGO", "NGO", "ISM", "IMG", "MNC"})


class Sectors(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of posts and bodies by sector, and words for nations.

    A form that ends in a star stands for every word that begins so, one that begins with a star for every
    word that ends so; other forms stand for their cases too. ``words`` say a sector of their own
    ("minister", "police"); ``carriers`` have that of what they are of ("spokesman"), ``rulers`` as well,
    else they are of the government ("president"). ``nations`` are adjectives and words for people,
    ``places`` names of territories and cities that CLDR lacks, each with the territory's code. ``known`` are
    bodies that many know by name, with country and sector ("Kremlin" is "RU GOV"), ``societies`` words for
    non-governmental bodies. ``abroad`` are posts held in a country that is not one's own. What follows
    ``toward`` is never whose the actor is, what follows ``within`` may be, unless its post is abroad;
    ``joined`` put two side by side. ``former`` stand before a post held no more, ``fillers`` beside one
    without saying what it is. ``head_last`` is true where what an actor is stands last ("Lorn police
    chief"), ``adjectives_behind`` where a people's adjective follows its noun.
    """

    head_last: bool = False
    adjectives_behind: bool = False
    words: dict[SectorWord, frozenset[str]] = {}
    carriers: frozenset[str] = frozenset()
    rulers: frozenset[str] = frozenset()
    societies: frozenset[str] = frozenset()
    abroad: frozenset[str] = frozenset()
    toward: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    joined: frozenset[str] = frozenset()
    former: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()
    nations: dict[str, str] = {}
    places: dict[str, str] = {}
    known: dict[str, str] = {}


def problems(sectors: Sectors) -> Iterator[str]:
    """What is wrong in a section beyond types, naming the key."""
    for name, table in (("nations", sectors.nations), ("places", sectors.places)):
        for phrase, country in table.items():
            if not _is_country(country):
                yield f"`sectors.{name}` gives {phrase!r} {country!r}; write a CLDR code, XX"
    for phrase, told in sectors.known.items():
        country, _, sector = told.partition(" ")
        whose = country in {"-", *OF_NO_COUNTRY} or _is_country(country)
        if not whose or (sector and sector not in CODES.values()):
            yield f"`sectors.known` gives {phrase!r} {told!r}; write country and sector, RU GOV or - JRN"
    for word, where in _twice(sectors):
        yield f"`sectors.words` has {word!r} in {where}; leave it in one"


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code.isupper()


def _twice(sectors: Sectors) -> Iterator[tuple[str, str]]:
    """The words that two sectors have, and which."""
    where: dict[str, list[str]] = {}
    for sector, words in sectors.words.items():
        for word in words:
            where.setdefault(word, []).append(sector)
    yield from ((word, " and ".join(found)) for word, found in where.items() if len(found) > 1)
