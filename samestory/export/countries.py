"""Countries and sectors of actors as codes of three letters and as words to read.

Knows no actor; what an actor's country and sector are is told by the words at its name (read/actors.py).
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType

from babel.core import get_global

from samestory.model import Actor
from samestory.speech import UNTRANSLATED, Speech, message

# Bodies of no country, as PLOVER's manual calls them.
BODIES = MappingProxyType(
    {
        "IGO": message("intergovernmental"),
        "NGO": message("non-governmental"),
        "ISM": message("international movement"),
        "IMG": message("international armed group"),
        "MNC": message("multinational company"),
    }
)
# Codes of former countries (ISO 3166-3), which CLDR keeps beside those of their successors.
FORMER = frozenset({"ANT", "BUR", "DDR", "FXX", "NTZ", "SCG", "SUN", "TMP", "YMD", "YUG", "ZAR"})
# Codes that everyone may give a meaning of their own.
PRIVATE = re.compile("Q[M-Z]")
# What CODES of lang/sectors.py calls them.
SECTORS = MappingProxyType(
    {
        "GOV": message("government"), "JUD": message("judiciary"), "LEG": message("legislature"),
        "MIL": message("military"), "COP": message("police"), "OPP": message("opposition"),
        "PTY": message("parties"), "REB": message("rebels"), "PRM": message("paramilitary"),
        "SPY": message("intelligence"), "UAF": message("gunmen"), "CVL": message("civilians"),
        "BUS": message("business"), "EDU": message("education"), "MED": message("health"),
        "LAB": message("labour"), "AGR": message("farming"), "JRN": message("media"),
        "REF": message("refugees"), "REL": message("religion"), "SOC": message("society"),
        "CRM": message("crime"),
    }
)  # fmt: skip


def alpha3(country: str | None) -> str | None:
    """An actor's country in three letters: ISO 3166-1, or PLOVER's for a body of no country.

    Kosovo is XKK, as Unicode CLDR has it. None for what has no such code.
    """
    return country if country in BODIES else _alpha3().get(country or "")


def country_words(country: str, speech: Speech = UNTRANSLATED) -> str:
    """What to call a country, or a body of none: "Romania"; its code where it has no name."""
    return speech.say(BODIES[country]) if country in BODIES else speech.country(country)


def standing_codes(actor: Actor) -> str:
    """An actor's country and sector as codes: "RO GOV"; empty where neither is known."""
    return " ".join(one for one in (actor.country, actor.sector) if one)


def standing_words(actor: Actor, speech: Speech = UNTRANSLATED) -> str:
    """An actor's country and sector in words: "Romania, government"; empty where neither is known."""
    country = "" if actor.country is None else country_words(actor.country, speech)
    sector = "" if actor.sector is None else speech.say(SECTORS.get(actor.sector, actor.sector))
    return ", ".join(one for one in (country, sector) if one)


@lru_cache(maxsize=1)
def _alpha3() -> MappingProxyType[str, str]:
    """Codes of three letters by CLDR's of two."""
    aliases = get_global("territory_aliases").items()
    named = ((long, short[0]) for long, short in aliases if len(long) == 3 and long.isalpha())
    return MappingProxyType(
        {short: long for long, short in named if long not in FORMER and not PRIVATE.match(long)}
    )
