"""What readers decided of a story's copies: which articles are one text, which are independent reports.

Takes it as made consistent and judges nothing; copies.py keeps to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from msgspec import structs

from samestory.model import Copy, Decision, Origin, Reason

Pair = tuple[str, str]

# The name of the reason that says who decided; behind it stand that reader's, then the machine's.
DECIDED = "decided"


class Decided(NamedTuple):
    """Decisions of readers that hold, by their articles, the lesser first.

    ``together`` are groups of two and more that are one text, ``apart`` pairs of which no two share a group.
    """

    together: tuple[tuple[str, ...], ...] = ()
    apart: frozenset[Pair] = frozenset()
    by: Mapping[Pair, Decision] = {}

    def of(self, left: str, right: str) -> Decision | None:
        """What a reader decided of two articles; None where no reader did."""
        return self.by.get(_pair(left, right))

    def parting(self, ones: Collection[str], others: Collection[str]) -> Decision | None:
        """A decision that parts one of ``ones`` from one of ``others``, the first by their ids."""
        found = (pair for pair in self.apart if _between(pair, ones, others))
        first = min(found, default=None)
        return None if first is None else self.by[first]

    def parts(self) -> Iterator[str]:
        """All of it that an account follows from, decision by decision."""
        for pair, one in sorted(self.by.items()):
            yield from (*pair, one.left, one.verdict, one.made_by, str(len(one.reasons)))
            yield from (reason.says for reason in one.reasons)


UNDECIDED = Decided()


def source(told: Decision | None) -> str | None:
    """The article that a reader says was there first; None where no reader does."""
    return told.left if told is not None and told.verdict == "copy" else None


def signed(copy: Copy, told: Decision | None) -> Copy:
    """``copy``, whose verdict is what a reader ``told``, with who it was and why."""
    if told is None:
        return copy
    by = Reason(name=DECIDED, value=told.score, says=f"decided by {told.made_by.removeprefix('user:')}")
    return structs.replace(copy, reasons=(by, *told.reasons, *copy.reasons), made_by=told.made_by)


def implied(copies: tuple[Copy, ...], origins: tuple[Origin, ...], decided: Decided) -> dict[Pair, Decision]:
    """Of pairs that the machine holds for copies, those that readers part by what they say of others.

    Where a text of one origin is independent of a text of another, so are all of the one of all of the other.
    """
    if not decided.apart:
        return {}
    home = {article: origin.articles for origin in origins for article in origin.articles}
    found: dict[Pair, Decision] = {}
    for copy in copies:
        one, other = home[copy.left], home[copy.right]
        told = None if one is other or copy.verdict == "independent" else decided.parting(one, other)
        if told is not None:
            said = Reason(name="of_others", value=1.0, says="of other texts of the two origins")
            found[copy.left, copy.right] = structs.replace(told, reasons=(said, *told.reasons))
    return found


def _between(pair: Pair, ones: Collection[str], others: Collection[str]) -> bool:
    left, right = pair
    return (left in ones and right in others) or (right in ones and left in others)


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
