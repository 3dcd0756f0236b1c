"""A word without its case ending: every form that may be its base. Rules are the language's; no dictionary.

Bases are for comparing, never for showing: an ending that belongs to the word goes as well ("Anna" -> "ann").
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType

from samestory.lang import fold, load

# Shorter rests are words that only look as if they had an ending.
SHORTEST_REST = 3
LONGEST_ENDING = 5


@lru_cache(maxsize=65536)
def bases(word: str, code: str) -> tuple[str, ...]:
    """What ``word`` may be without one ending of the language ``code``, folded; the shortest first.

    The word itself is the last. An ending that stands for another ("ce>k") is replaced.
    """
    folded = fold(word)
    endings = _endings(code)
    found = [folded]
    for size in range(1, min(LONGEST_ENDING, len(folded) - SHORTEST_REST) + 1):
        rest, ending = folded[:-size], folded[-size:]
        found += [rest + instead for instead in endings.get(ending, ())]
    return tuple(dict.fromkeys(reversed(found)))


def is_ending(word: str, code: str) -> bool:
    """True where ``word`` is an ending of the language, as behind the hyphen of an acronym."""
    return fold(word) in _endings(code)


@lru_cache(maxsize=64)
def _endings(code: str) -> MappingProxyType[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for case in sorted(load(code).names.cases):
        ending, _, instead = case.partition(">")
        found.setdefault(ending, []).append(instead)
    return MappingProxyType({ending: tuple(instead) for ending, instead in found.items()})
