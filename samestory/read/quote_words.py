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

Role = Literal["verb", "according", "behind", "aside", "pronoun", "speaker", "that", "audience"]
CUES = frozenset[Role](("verb", "according", "behind", "aside"))
# A script without spaces gives a token for each of its signs.
_WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3400-\u9fff\uf900-\ufaff]+")
# What may stand between two words of a phrase.
SHORTEST_FIRST, SHORTEST_LAST = 3, 5
_GAP = frozenset((" ", "-", "'", "", "  "))


class Word(NamedTuple):
    """A word or phrase at a span, with the part it can play."""

    span: Span
    role: Role


def words(text: str, language: Language) -> tuple[Word, ...]:
    """Every word or phrase of the language's lists in ``text``, in order; of two at one place the longest."""
    known = _known(language.code)
    folded = fold(text)
    tokens = [(m[0], m.start(), m.end()) for m in _WORD.finditer(folded)]
    found: list[Word] = []
    place = 0
    while place < len(tokens):
        for phrase, role in known.get(tokens[place][0], ()):
            if _stands(folded, tokens[place : place + len(phrase)], phrase):
                end = place + len(phrase) - 1
                found.append(Word(Span(tokens[place][1], tokens[end][2]), role))
                place = end
                break
        else:
            if language.quotes.compounds and _ends_in_speaker(tokens[place][0], known):
                found.append(Word(Span(*tokens[place][1:]), "speaker"))
        place += 1
    return tuple(found)


def _ends_in_speaker(word: str, known: Mapping[str, tuple[tuple[tuple[str, ...], Role], ...]]) -> bool:
    """Whether a compound's last part is a noun for a speaker."""
    ends = (word[cut:] for cut in range(SHORTEST_FIRST, len(word) - SHORTEST_LAST + 1))
    return any(role == "speaker" and len(phrase) == 1 for end in ends for phrase, role in known.get(end, ()))


def _stands(text: str, tokens: list[tuple[str, int, int]], phrase: tuple[str, ...]) -> bool:
    return tuple(token[0] for token in tokens) == phrase and all(
        text[one[2] : other[1]] in _GAP for one, other in pairwise(tokens)
    )


@lru_cache(maxsize=64)
def _known(code: str) -> Mapping[str, tuple[tuple[tuple[str, ...], Role], ...]]:
    """By their first word, all phrases with their roles, the longest first."""
    language = load(code)
    its = language.quotes
    roles: tuple[tuple[Role, frozenset[str]], ...] = (
        ("verb", language.sentences.saying | its.verbs),
        ("according", its.according),
        ("behind", its.according_after),
        ("aside", its.asides),
        ("audience", its.audience),
        ("pronoun", its.pronouns),
        ("speaker", its.speakers | language.names.posts),
        ("that", its.that),
    )
    by_phrase: dict[tuple[str, ...], Role] = {}
    for role, phrases in roles:
        for phrase in sorted(phrases):
            by_phrase.setdefault(tuple(_WORD.findall(phrase)), role)
    found: dict[str, list[tuple[tuple[str, ...], Role]]] = {}
    for split, role in sorted(by_phrase.items(), key=lambda item: (-len(item[0]), item[0])):
        found.setdefault(split[0], []).append((split, role))
    return MappingProxyType({first: tuple(phrases) for first, phrases in found.items()})
