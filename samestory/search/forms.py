"""The forms that a word may have in a language, by its endings; no dictionary.

It makes more forms than there are: which of them exist is seen in the index.
"""

from __future__ import annotations

from functools import lru_cache

from samestory.lang import load
from samestory.store.terms import form

# Shorter rests are words that only look as if they had an ending.
SHORTEST_REST = 3
Endings = tuple[tuple[str, str], ...]


@lru_cache(maxsize=4096)
def forms(word: str, code: str) -> frozenset[str]:
    """What ``word``, in the form it is searched by, may be written as in the language ``code``.

    Every word that leaves the same rest under one of the language's endings; itself is among them.
    """
    endings = _endings(code)
    rests = {word, *_rests(word, endings)} if len(word) >= SHORTEST_REST else {word}
    return frozenset((*rests, *(each for rest in rests for each in _ended(rest, endings))))


def _rests(word: str, endings: Endings) -> set[str]:
    ended = {word.removesuffix(ending) + instead for ending, instead in endings if word.endswith(ending)}
    return {rest for rest in ended if len(rest) >= SHORTEST_REST}


def _ended(rest: str, endings: Endings) -> set[str]:
    if len(rest) < SHORTEST_REST:
        return set()
    return {rest.removesuffix(instead) + ending for ending, instead in endings if rest.endswith(instead)}


@lru_cache(maxsize=64)
def _endings(code: str) -> Endings:
    """Endings with what stands instead of them in the rest; words end where an apostrophe stands."""
    language = load(code)
    written = {tuple(one.partition(">")[::2]) for one in (*language.names.cases, *language.words.endings)}
    return tuple(sorted((form(ending), form(instead)) for ending, instead in written if "'" not in ending))
