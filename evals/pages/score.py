"""How much of an article's text was read, and how much else: F1 of runs of four words."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

import regex

# Scripts written without spaces go by the character.
WORD = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}]|\w+")
# Soft hyphens and other characters that show nothing.
UNSEEN = regex.compile(r"\p{Cf}")
RUN = 4
PARTS = regex.compile(r"[,;]")


def words(text: str) -> list[str]:
    """The words of ``text`` as compared: without case, marks and forms of one character."""
    found: list[str] = WORD.findall(UNSEEN.sub("", unicodedata.normalize("NFKC", text).casefold()))
    return found


def same(one: str | None, other: str) -> bool:
    """Whether two titles have the same words."""
    return words(one or "") == words(other)


def same_people(told: str, wanted: Sequence[str]) -> bool:
    """Whether ``told``, names parted by commas or semicolons, are those ``wanted``, in any order."""
    named = {tuple(words(one)) for one in PARTS.split(told)}
    return named - {()} == {tuple(words(one)) for name in wanted for one in PARTS.split(name)}


def f1(told: str, wanted: str) -> float:
    """F1 of the runs of four words of ``told`` against ``wanted``, each run as often as it stands there."""
    left, right = _runs(words(told)), _runs(words(wanted))
    return 2 * (left & right).total() / max(left.total() + right.total(), 1)


def without(text: str, *titles: str | None) -> str:
    """The lines of ``text`` that are none of ``titles``: some tools repeat the title in the text."""
    known = [words(title) for title in titles if title]
    return "\n".join(line for line in text.split("\n") if words(line) not in known)


def _runs(told: list[str]) -> Counter[tuple[str, ...]]:
    last = max(len(told) - RUN + 1, min(len(told), 1))
    return Counter(tuple(told[start : start + RUN]) for start in range(last))
