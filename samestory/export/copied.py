"""Who copied whom in a story: its pairs of articles that share their text, and what readers said of any.

Only picks and orders; what is a copy was decided in collate.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from samestory.export.index import Index, origin_of
from samestory.export.why import by_user, effective, overruled
from samestory.model import Contents, Copy, Decision, Reason, Record, Story


class Told(Record, frozen=True, kw_only=True):
    """What a reader decided of two articles; it may count for nothing, as where they are ``apart``.

    Apart are those that are no longer of one story.
    """

    decision: Decision
    overruled: bool
    apart: bool


class Copied(Record, frozen=True, kw_only=True):
    """The copies of a story, in the order of its origins, and what readers told of its articles, last last.

    A pair is there where either took from the other, or both from a third, and where a reader decided.
    """

    story: Story
    copies: tuple[Copy, ...]
    told: tuple[Told, ...]


def copied(contents: Contents, held: Index, stories: Collection[str] | None = None) -> tuple[Copied, ...]:
    """Of each story of several articles, in the order held; with ``stories`` only of those with such ids."""
    made = [one for one in effective(contents.decisions) if one.kind == "copy" and by_user(one)]
    return tuple(
        Copied(story=one, copies=_listed(one), told=_told(one, made, held))
        for one in contents.stories
        if (len(one.articles) > 1 if stories is None else one.id in stories)
    )


def because(reasons: Sequence[Reason]) -> str:
    """Why a copy is held for one, in a line: "decided by ana: they were there; 3 of 4 and 5 sentences"."""
    said = [one.says for one in reasons]
    if len(said) > 1 and reasons[0].name == "decided":
        said[:2] = [": ".join(said[:2])]
    return "; ".join(said)


def _listed(story: Story) -> tuple[Copy, ...]:
    places = origin_of(story)

    def order(copy: Copy) -> tuple[int, int, float]:
        here, there = sorted((places[copy.left], places[copy.right]))
        return here, there, -max(copy.left_share, copy.right_share)

    known = (one for one in story.account.copies if one.verdict != "independent" or one.made_by != "machine")
    return tuple(sorted(known, key=order))


def _told(story: Story, made: list[Decision], held: Index) -> tuple[Told, ...]:
    members = frozenset(story.articles)
    of_story = (one for one in made if one.left in members or one.right in members)
    told = ((one, not {one.left, one.right} <= members) for one in of_story)
    return tuple(
        Told(decision=one, overruled=apart or overruled(one, held), apart=apart) for one, apart in told
    )
