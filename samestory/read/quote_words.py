"""Finds the words of lang/'s [quotes]: verbs of saying, pronouns, nouns for speakers. Judges none of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Literal, NamedTuple

from samestory.lang import Language, fold, load
from samestory.model import Span

Role = Literal[
    "verb",
    "reporting",
    "according",
    "behind",
    "aside",
    "pronoun",
    "speaker",
    "that",
    "as",
    "audience",
    "towards",
    "told",
    "none",
]
CUES = frozenset[Role](("verb", "according", "behind", "aside"))
# A script without spaces gives a token for each of its signs.
_WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3400-\u9fff\uf900-\ufaff]+")
# What may stand between two words of a phrase.
SHORTEST_FIRST, SHORTEST_LAST = 3, 5
# Words for a source take so many at most up to their noun ("по его собственным словам").
MOST_OF_SOURCE = 4
_GAP = frozenset((" ", "-", "'", "", "  "))


class Word(NamedTuple):
    """A word or phrase at a span, with the part it can play."""

    span: Span
    role: Role


_Token = tuple[str, int, int]
_Known = Mapping[str, tuple[tuple[tuple[str, ...], Role], ...]]


def words(text: str, language: Language) -> tuple[Word, ...]:
    """Every word or phrase of the language's lists in ``text``, in order; of two at one place the longest."""
    known = _known(language.code)
    folded = fold(text)
    tokens = [(m[0], m.start(), m.end()) for m in _WORD.finditer(folded)]
    found: list[Word] = []
    place = 0
    opens = frozenset(fold(word) for word in language.quotes.according_opens)
    while place < len(tokens):
        size, role = _longest(folded, tokens, place, known)
        if tokens[place][0] in opens and (source := _source(folded, tokens, place, language)) > size:
            size, role = source, "according"
        if role is not None:
            found.append(Word(Span(tokens[place][1], tokens[place + size - 1][2]), role))
        elif language.quotes.compounds and _ends_in_speaker(tokens[place][0], known):
            found.append(Word(Span(*tokens[place][1:]), "speaker"))
        place += max(1, size)
    return tuple(found)


def _longest(text: str, tokens: list[_Token], place: int, known: _Known) -> tuple[int, Role | None]:
    """Of the phrases that stand at ``place`` the longest, in words, and its role."""
    for phrase, role in known.get(tokens[place][0], ()):
        if len(phrase) == 1 or _stands(text, tokens[place : place + len(phrase)], phrase):
            return len(phrase), role
    return 0, None


def _source(text: str, tokens: list[_Token], place: int, language: Language) -> int:
    """How many words from ``place`` on end in a noun for what a source says; 0 for none."""
    nouns, ends = language.quotes.according_nouns, language.quotes.compounds
    for size in range(2, MOST_OF_SOURCE + 1):
        near = tokens[place : place + size]
        if len(near) < size or not text[near[-2][2] : near[-1][1]].isspace():
            return 0
        word = near[-1][0]
        if word in nouns or (ends and any(word.endswith(noun) for noun in nouns)):
            return size
    return 0


def _ends_in_speaker(word: str, known: _Known) -> bool:
    """Whether a compound's last part is a noun for a speaker."""
    ends = (word[cut:] for cut in range(SHORTEST_FIRST, len(word) - SHORTEST_LAST + 1))
    return any(role == "speaker" and len(phrase) == 1 for end in ends for phrase, role in known.get(end, ()))


def _stands(text: str, tokens: list[_Token], phrase: tuple[str, ...]) -> bool:
    return tuple(token[0] for token in tokens) == phrase and all(
        text[one[2] : other[1]] in _GAP for one, other in pairwise(tokens)
    )


@lru_cache(maxsize=64)
def _known(code: str) -> _Known:
    """By their first word, all phrases with their roles, the longest first."""
    language = load(code)
    its = language.quotes
    roles: tuple[tuple[Role, frozenset[str]], ...] = (
        ("none", its.not_cues),
        ("verb", language.sentences.saying | its.verbs),
        ("behind", its.according_after),
        ("according", its.according),
        ("aside", its.asides),
        ("audience", its.audience),
        ("towards", its.towards),
        ("told", its.audience_after),
        ("pronoun", its.pronouns),
        ("speaker", its.speakers | language.names.posts),
        ("that", its.that),
        ("reporting", its.reporting),
        ("as", its.as_told),
    )
    by_phrase: dict[tuple[str, ...], Role] = {}
    for role, phrases in roles:
        for phrase in sorted(phrases):
            by_phrase.setdefault(tuple(_WORD.findall(phrase)), role)
    found: dict[str, list[tuple[tuple[str, ...], Role]]] = {}
    for split, role in sorted(by_phrase.items(), key=lambda item: (-len(item[0]), item[0])):
        found.setdefault(split[0], []).append((split, role))
    return MappingProxyType({first: tuple(phrases) for first, phrases in found.items()})
