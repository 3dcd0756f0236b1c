"""Lines that speak to the reader about the page: "write to us", "get our app", "3 min read", "updated 14:05".

Told by words of the language's data that stand together; no one of them alone makes a line an appeal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from samestory.lang import Furniture
from samestory.read.edges import LETTER, Bounded, either

# Proper names, in the scripts they are written in; a line of nothing else is a row of share buttons.
NETWORKS = frozenset(
    {
        "facebook", "fb", "twitter", "x", "x.com", "telegram", "viber", "whatsapp", "instagram", "youtube",
        "tiktok", "linkedin", "pinterest", "reddit", "threads", "bluesky", "mastodon", "messenger", "rss",
        "vk", "ok", "rutube", "google news", "google новости", "google новини", "apple podcasts", "spotify",
        "e-mail", "email", "discord", "tumblr", "xing", "snapchat", "flipboard",
        "фейсбук", "туитър", "твиттер", "телеграм", "телеграмм", "вайбър", "вайбер", "инстаграм", "ютуб",
        "вконтакте", "одноклассники", "дзен", "яндекс дзен", "рутуб", "тикток", "твіттер",
    }
)  # fmt: skip
FIGURES = re.compile(r"\d[\d.,:\s\u00a0/-]*")
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# Addresses, telephone numbers and keys are what readers are asked to use.
MEANS = re.compile(r"\S+@\S+\.\w|https?://|www\.|\bctrl\b|\+?\d[\d ()-]{7,}\d")
SPEECH = tuple("\"'„“”«»‹›‘’—–-")
SENTENCES = re.compile(r"(?:\A|(?<=[.!?:…]))\W*")
# Words; a longer line is the article's own whatever it contains, and a long one needs more signs than two.
LONGEST, LONG = 24, 12
SHORT_NAME = 4
# Words of a note that need not be known, where it has a figure.
LONGEST_OTHER = 1


class Signs(NamedTuple):
    """The patterns of a language's words; each matches nothing where it has none."""

    calls: Bounded
    orders: Bounded
    things: Bounded
    notes: Bounded


def is_appeal(folded: str, words: int, phrases: Furniture) -> bool:
    """True where a folded line asks its reader to do something with the page or with the outlet."""
    folded = folded.removeprefix("- ")
    if words > LONGEST or folded.startswith(SPEECH):
        return False
    signs = _signs(phrases)
    calls = _found(signs.calls, folded) | _orders(signs.orders, folded)
    if not calls:
        return False
    things = _found(signs.things, folded) | _found(_networks(), folded)
    things |= {""} if MEANS.search(folded) else set()
    return bool(things - calls) and len(calls | things) >= (2 if words <= LONG else 3)


def is_note(folded: str, words: int, phrases: Furniture) -> bool:
    """True where a folded line is a figure with words of notes: reading time, readers, comments, updates."""
    if words > LONG or not FIGURES.search(folded):
        return False
    notes = _signs(phrases).notes
    told = WORD.findall(folded)
    known = sum(bool(notes.fullmatch(word)) for word in told)
    return known > 0 and len(told) - known <= LONGEST_OTHER and known >= len(told) - known


def _found(pattern: Bounded, folded: str) -> set[str]:
    return {match[0] for match in pattern.finditer(folded)}


def _orders(pattern: Bounded, folded: str) -> set[str]:
    starts = (pattern.match(folded, start.end()) for start in SENTENCES.finditer(folded))
    return {match[0] for match in starts if match}


@lru_cache(maxsize=1)
def _networks() -> Bounded:
    # The short ones are words of their own in many languages.
    return _pattern(name for name in NETWORKS if len(name) > SHORT_NAME)


@lru_cache(maxsize=64)
def _signs(phrases: Furniture) -> Signs:
    return Signs(*map(_pattern, (phrases.calls, phrases.orders, phrases.things, phrases.notes)))


def _pattern(words: Iterable[str]) -> Bounded:
    whole = either(word for word in words if not word.endswith("*"))
    begun = either(word[:-1] for word in words if word.endswith("*"))
    return Bounded(rf"(?<!{LETTER})(?:(?:{whole})(?!{LETTER})|(?:{begun}){LETTER}*)")
