"""What was decided between two articles or stories: by readers, by the machine, or by nobody.

Only picks and orders decisions; their reasons were written where they were made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from samestory.export.index import Index
from samestory.export.why import by_user, overruled
from samestory.model import Contents, Decision, Record


class Pair(Record, frozen=True, kw_only=True):
    """Two articles, or of a thread two stories, and what was decided of them; one of the two may be None.

    ``overruled`` is true where later decisions of readers say otherwise than this reader's.
    """

    left: str
    right: str
    reader: Decision | None
    machine: Decision | None
    overruled: bool


class Between(Record, frozen=True, kw_only=True):
    """Decisions that two are one story, and that their stories are one thread.

    In both, what readers decided comes first, then the surest.
    """

    stories: tuple[Pair, ...]
    threads: tuple[Pair, ...]


def between(contents: Contents, held: Index, lefts: Collection[str], rights: Collection[str]) -> Between:
    """What was decided of articles ``lefts`` and ``rights``, and of the stories that hold them."""
    sides = (frozenset(lefts), frozenset(rights))
    homes = tuple(frozenset(held.story_of[one].id for one in side if one in held.story_of) for side in sides)
    told = [(one, (one.left, one.right)) for one in contents.decisions if one.kind == "story"]
    steps = [(one, ids) for one in contents.decisions if (ids := _stories(one, held)) is not None]
    return Between(stories=_pairs(told, sides, held), threads=_pairs(steps, homes, held))


def _stories(decision: Decision, held: Index) -> tuple[str, str] | None:
    """The two stories that a decision on threads is of; None for any other."""
    left, right = held.holding(decision.left), held.holding(decision.right)
    if decision.kind != "thread" or left is None or right is None or left.id == right.id:
        return None
    return left.id, right.id


def _pairs(
    told: Iterable[tuple[Decision, tuple[str, str]]], sides: Sequence[frozenset[str]], held: Index
) -> tuple[Pair, ...]:
    one, other = sides
    found: dict[tuple[str, str], list[Decision]] = {}
    for decision, (left, right) in told:
        if (left in one and right in other) or (left in other and right in one):
            found.setdefault((min(left, right), max(left, right)), []).append(decision)
    return tuple(sorted((_pair(*ids, judged, held) for ids, judged in found.items()), key=_surest))


def _pair(left: str, right: str, judged: list[Decision], held: Index) -> Pair:
    reader = next((one for one in reversed(judged) if by_user(one)), None)
    machine = next((one for one in judged if not by_user(one)), None)
    return Pair(
        left=left,
        right=right,
        reader=reader,
        machine=machine,
        overruled=reader is not None and overruled(reader, held),
    )


def _surest(pair: Pair) -> tuple[bool, float, str, str]:
    score = 0.0 if pair.machine is None else pair.machine.score
    return (pair.reader is None, -score, pair.left, pair.right)
