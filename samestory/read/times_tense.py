"""Where an expression without more lies, before the day of writing or after it: told by the nearest verb.

Looks at the words beside an expression, in its sentence; what they say of time stands in lang/LANG.toml.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from samestory.read.times_entries import Roles
from samestory.read.times_rules import Reading
from samestory.read.times_words import Words

# How far from an expression, in words, a verb before or behind it still decides for it.
BEFORE, AFTER = 25, 3
# So near before it a verb decides even where another stands nearer behind.
CLOSE = 6
# How far before it "until" still stands beside it.
UNTIL = 3
# What may be past ("expected") is no past where a word of the future stands so many words before it.
OPENED = 4
# Roles of marks that end a sentence.
ENDS = ("stop", "dot")


def lies_ahead(listed: Words, reading: Reading, *, verb_last: bool) -> bool:
    """True where the nearest verb, or an "until" right before it, says that it is to come.

    Where a language has its verb last, that is the next one behind.
    """
    before = _within(listed.roles[max(0, reading.first - BEFORE) : reading.first][::-1])
    after = _within(listed.roles[reading.last + 1 : reading.last + 1 + (BEFORE if verb_last else AFTER)])
    if any("until" in roles for roles in before[:UNTIL]):
        return True
    if before and "past_beside" in before[0]:
        return any("future" in roles for roles in before[1 : 1 + OPENED])
    first, second = _nearest(before), _nearest(after)
    if verb_last:
        return second[1] if second[0] < BEFORE else first[1]
    return first[1] if first[0] < CLOSE else min(first, second, key=lambda one: one[0])[1]


def _within(near: Sequence[Roles]) -> list[Roles]:
    """The roles of the words of ``near`` up to the sentence's end."""
    return list(takewhile(lambda roles: not roles or roles.keys().isdisjoint(ENDS), near))


def _nearest(near: Sequence[Roles]) -> tuple[int, bool]:
    """How far the nearest verb is, and whether it is of the future."""
    return next(
        ((far, "future" in roles) for far, roles in enumerate(near) if "future" in roles or "past" in roles),
        (BEFORE, False),
    )
