"""Two deeds of one row compared: who of the one is who of the other, and whether they tell one happening.

A row's sentences state the same, so that names that were not linked may be judged by what is left over.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from samestory.collate.events_groups import in_step
from samestory.collate.events_parties import Party, may_be_one
from samestory.collate.events_told import MUTUAL, Act

# Two roots less likely than this to be both read right do not tell two things.
SURE = 0.25
# What acts for a state: of these sectors a state and its body are one actor where a row has both.
OF_STATE = frozenset(("GOV", "MIL"))
# Of deeds told alike in one row so many are compared with others; more of them tell no more.
MOST = 8
Common = Sequence[tuple[int, int]]


class Compared(NamedTuple):
    """Two deeds of a row, and the places of the actors that both have: 0 the source, 1 the target."""

    one: Act
    other: Act
    common: Common

    @property
    def copied(self) -> bool:
        """Whether both stand in articles that copy one another, which differ in nothing but the reading."""
        return self.one.origin == self.other.origin

    @property
    def turned(self) -> bool:
        """Whether one who acts in the one is acted on in the other, where that makes a difference."""
        return self.one.deed.root not in MUTUAL and any(mine != theirs for mine, theirs in self.common)

    @property
    def alike(self) -> bool:
        """Whether root and mood are one, and so are the parts of those in common."""
        one, other = self.one.deed, self.other.deed
        return (one.root, one.mood) == (other.root, other.mood) and not self.turned

    @property
    def named_beside(self) -> bool:
        """Whether an actor that is not common is told of in the sentence of the other as well."""
        mine, theirs = ([party.key for party in left] for left in self._left())
        return not (self.other.beside.isdisjoint(mine) and self.one.beside.isdisjoint(theirs))

    @property
    def of_like_kind(self) -> bool:
        """Whether of the actors that are not common as many are persons, and as many have no name."""
        mine, theirs = self.kinds
        return all(mine.count(kind) == theirs.count(kind) for kind in ("person", "body"))

    @property
    def kinds(self) -> tuple[list[str], list[str]]:
        """What kinds of actors those of each are that are not common."""
        mine, theirs = self._left()
        return [one.kind for one in mine], [one.kind for one in theirs]

    @property
    def may_be(self) -> bool:
        """Whether the actors that are not common may be the same, in turn or, where both act, crosswise."""
        mine, theirs = self._left()
        named = self.one.named, self.other.named
        orders = (theirs, theirs[::-1]) if self.one.deed.root in MUTUAL else (theirs,)
        return any(all(may_be_one(a, b, named) for a, b in zip(mine, its, strict=True)) for its in orders)

    def _left(self) -> tuple[list[Party], list[Party]]:
        """The actors of each that are not common."""
        mine, theirs = ({pair[side] for pair in self.common} for side in (0, 1))
        return (
            [party for place, party in enumerate(self.one.whom) if place not in mine],
            [party for place, party in enumerate(self.other.whom) if place not in theirs],
        )


def compared(one: Act, other: Act) -> Compared:
    """Both with the actors in common, each in the same part or all in the other's, whichever gives more."""
    straight, turned = (
        [(mine, theirs) for mine, theirs in pairs if _is_one(one, mine, other, theirs)]
        for pairs in (((0, 0), (1, 1)), ((0, 1), (1, 0)))
    )
    return Compared(one, other, turned if len(turned) > len(straight) else straight)


def surely(one: Act, other: Act) -> bool:
    """Whether both roots are read so surely that what they tell differently is told otherwise."""
    return one.deed.sure * other.deed.sure >= SURE


def tell_one(one: Act, other: Act, alone: bool) -> bool:
    """Whether two deeds of one root tell one happening.

    ``alone`` says that neither article tells another deed in this row. Then what a copy does to another than
    its original was read otherwise, not told, though both name the other.
    """
    if one.told.article == other.told.article or one.deed.root != other.deed.root or not in_step(one, other):
        return False
    both = compared(one, other)
    if both.turned:
        return False
    in_copy = both.copied and len(both.common) == 1
    if both.named_beside:
        return in_copy and alone
    return both.may_be and (in_copy or both.of_like_kind)


def may_tell_one(one: Act, other: Act, again: bool) -> bool:
    """Whether two deeds, of which a root is read unsurely, may tell one happening.

    ``again`` says that the article of the one tells what the other does as well; then only of the same two.
    """
    if surely(one, other):
        return False
    both = compared(one, other)
    if len(both.common) == 2:
        return True
    fit = both.may_be and (both.of_like_kind or both.copied)
    return not again and len(both.common) == 1 and fit and not both.named_beside


def tell_otherwise(one: Act, other: Act) -> bool:
    """Whether two deeds tell one thing in two ways, surely; an actor that was not linked is of one type."""
    if one.told.article == other.told.article or not surely(one, other):
        return False
    both = compared(one, other)
    if not both.common or both.alike:
        return False
    mine, theirs = both.kinds
    return mine == theirs and both.may_be and not both.named_beside


def _is_one(one: Act, mine: int, other: Act, theirs: int) -> bool:
    """Whether the actors at these places are one, or stand for one another: a body or capital for its state.

    A title is who holds it. Two places of one country are one in copies alone: reports may tell of two towns.
    """
    here, there = one.whom[mine], other.whom[theirs]
    if here.key == there.key:
        return True
    (country, sector), (its_country, its_sector) = here.post, there.post
    kinds = {here.kind, there.kind}
    if country is None or country != its_country:
        return False
    if "person" in kinds:
        return kinds == {"person", "body"} and sector == its_sector == "GOV"
    if kinds == {"place"}:
        return one.origin == other.origin
    return all(party.kind == "place" or party.post[1] in OF_STATE for party in (here, there))
