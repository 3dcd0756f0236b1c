"""The actors whose country and sector are known: PLOVER's records, names of petrarch2, own sentences.

The records and the own sentences come in halves; nothing is tuned on the one that is held.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, cast

import msgspec
from babel import Locale
from babel.core import get_global

from evals.base import found
from samestory.model import NameType, Span

HERE = Path(__file__).parent
HALVES = ("develop", "held")
RECORDS = "plover/**/PLOVER_GSR_CAMEO.txt"
NAMES = "petrarch2/actors.jsonl"
# The one of petrarch2's files that is of states; the letters of a country and a sector together.
STATES, LONGEST_CODE = "Countries", 6
# Codes of countries that the records get wrong.
MISWRITTEN = MappingProxyType({"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"})
# Sectors of before its manual of now: former elites are civilians now, a religion is no sector.
BEFORE = MappingProxyType({"ELI": "CVL", "CIV": "CVL", "MOS": None, "INS": "REB", "SEP": "REB"})
UNSURE = "***"
_NO_COUNTRY = frozenset({"IGO", "NGO", "IMG", "ISM", "MNC"})
_MARK = re.compile(r"\[(?:(person|organisation|place|work|event|phrase):)([^\]]+)\]")


class Case(NamedTuple):
    """An actor named in a text, with what is to be told of it; the sector is not counted where ``unsure``.

    ``country`` is a CLDR code or one of PLOVER's for those of no country; None is nothing to tell.
    """

    lang: str
    text: str
    span: Span
    type: NameType | None
    country: str | None
    sector: str | None
    unsure: bool = False


class _Name(msgspec.Struct, frozen=True):
    file: str
    name: str
    aliases: tuple[str, ...]
    codes: tuple[str, ...]

    @property
    def code(self) -> str:
        """The one code that it has for all time; empty where there are more."""
        return self.codes[0] if len(self.codes) == 1 else ""


def records(root: Path, half: str) -> list[Case]:
    """The sources and targets of every second record, by a hash of its id; raises DataMissing."""
    file = found(root, RECORDS)[0]
    told = [one for one in msgspec.json.decode(file.read_bytes()) if one["event"] != "DOCUMENT"]
    return [case for one in told if half_of(one["id"]) == half for case in _of_record(one)]


def bodies(root: Path) -> list[Case]:
    """The names of petrarch2 with one code for all time, of a state and a sector; raises DataMissing.

    What has a code for a time is a person. Rebels, who name themselves after what they fight for, and
    territories are left out.
    """
    territories = {name.lower() for name in Locale("en").territories.values()}
    made = []
    for one in _names(root):
        country, sector = country_of(one.code[:3]), sector_of(one.code[3:] or None)
        known = country not in {None, *_NO_COUNTRY} and sector not in {None, "REB"}
        if known and len(one.code) == LONGEST_CODE and one.name.lower() not in territories:
            text = one.name.title()
            made.append(Case("en", text, Span(0, len(text)), "organisation", country, sector))
    return made


def states(root: Path) -> list[Case]:
    """What petrarch2 calls states and their people, and places in them; raises DataMissing."""
    made = []
    for one in _names(root):
        country = country_of(one.code) if STATES in one.file else None
        if country not in {None, *_NO_COUNTRY}:
            for name in (one.name, *one.aliases):
                made.append(Case("en", name.title(), Span(0, len(name)), None, country, None, unsure=True))
    return made


def _names(root: Path) -> tuple[_Name, ...]:
    return tuple(msgspec.json.Decoder(_Name).decode_lines(found(root, NAMES)[0].read_bytes()))


def cases(half: str) -> list[Case]:
    """The own sentences of a half: name in brackets with its type, then country and sector, - for nothing."""
    told = cast(dict[str, list[list[str]]], tomllib.loads((HERE / f"{half}.toml").read_text("utf-8")))
    return [parsed(lang, *line) for lang, lines in told.items() for line in lines]


def parsed(lang: str, marked: str, country: str, sector: str) -> Case:
    """A case as written; raises ValueError where no actor is marked."""
    mark = _MARK.search(marked)
    if mark is None:
        raise ValueError(f"no actor is marked in {marked!r}; write [person:Ada Lorn]")
    kind = None if mark[1] == "phrase" else cast(NameType, mark[1])
    text = f"{marked[: mark.start()]}{mark[2]}{marked[mark.end() :]}"
    span = Span(mark.start(), mark.start() + len(mark[2]))
    whose, what = (None if code == "-" else code for code in (country, sector))
    return Case(lang, text, span, kind, whose, what)


def half_of(name: str) -> str:
    return HALVES[hashlib.sha256(name.encode()).digest()[0] & 1]


def _of_record(record: dict[str, Any]) -> Iterator[Case]:
    for actor in (*(record.get("source") or ()), *(record.get("target") or ())):
        # Some records have a word where their target should be.
        if not isinstance(actor, dict):
            continue
        written = actor["actorText"]
        # An actor written with a gap stands nowhere, and is read alone.
        text = record["text"] if written in record["text"] else written
        start, told = text.find(written), actor.get("sector")
        span = Span(start, start + len(written))
        codes = country_of(actor["code"]), sector_of(told and told[:3])
        yield Case("en", text, span, None, *codes, told == UNSURE)


def country_of(code: str) -> str | None:
    """The CLDR code; PLOVER's own for those of no country, None where neither knows it."""
    if code in _NO_COUNTRY:
        return code
    known = get_global("territory_aliases").get(MISWRITTEN.get(code, code))
    return known[0] if known and len(known) == 1 else None


def sector_of(code: str | None) -> str | None:
    return None if code in (None, UNSURE) else BEFORE.get(code, code)
