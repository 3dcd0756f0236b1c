"""The decisions a reader would ask about: why these are one story, why that one is not, what follows what.

Only picks and orders decisions; their reasons were written where they were made.
"""

from __future__ import annotations

from collections import defaultdict

from samestory.export.index import Index, origin_of
from samestory.model import Contents, Decision, Record, Story


class Beside(Record, frozen=True, kw_only=True):
    """Another story, and the decision that comes nearest to joining the two."""

    story: Story
    decision: Decision


class Why(Record, frozen=True, kw_only=True):
    """What was decided about a story, the surest first.

    ``together`` are pairs inside it, and what readers decided of its copies; ``apart`` and ``threaded`` hold,
    for each other story that was thought to be this one or judged to be of its thread or not, the nearest
    decision.
    """

    together: tuple[Decision, ...] = ()
    apart: tuple[Beside, ...] = ()
    threaded: tuple[Beside, ...] = ()


def effective(decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """One decision for each kind and pair: the last a user made, else the last the machine made."""
    best: dict[tuple[str, frozenset[str]], Decision] = {}
    for one in decisions:
        pair = (one.kind, frozenset((one.left, one.right)))
        held = best.get(pair)
        if held is None or by_user(one) or not by_user(held):
            best[pair] = one
    return tuple(best.values())


def by_user(decision: Decision) -> bool:
    """Whether a reader made this decision."""
    return decision.made_by.startswith("user:")


def overruled(decision: Decision, held: Index) -> bool:
    """Whether a reader decided this of stories, threads or copies, and later decisions say otherwise."""
    left, right = held.holding(decision.left), held.holding(decision.right)
    if not by_user(decision) or left is None or right is None:
        return False
    if decision.kind == "thread":
        # Of one story nothing is left to say.
        return left.id == right.id or (left.thread == right.thread) != (decision.verdict == "related")
    if decision.kind == "copy":
        return left.id != right.id or not _holds(decision, left)
    return decision.kind == "story" and (left.id == right.id) != (decision.verdict == "same")


def _holds(decision: Decision, story: Story) -> bool:
    """Whether the origins of the story that holds both its articles are as it says."""
    places = origin_of(story)
    together = places.get(decision.left) == places.get(decision.right)
    return together == (decision.verdict != "different")


def whys(contents: Contents, held: Index) -> dict[str, Why]:
    """What was decided about each story, by its id; a story nothing was decided about is there too."""
    touching: dict[str, list[Decision]] = defaultdict(list)
    held_to = tuple(one for one in contents.decisions if not overruled(one, held))
    for one in sorted(effective(held_to), key=_surest):
        for story in {each.id for each in (held.holding(one.left), held.holding(one.right)) if each}:
            touching[story].append(one)
    return {one.id: _why(one, touching[one.id], held) for one in contents.stories}


def _why(story: Story, decisions: list[Decision], held: Index) -> Why:
    members = set(story.articles)
    judged = [one for one in decisions if one.kind == "story"]
    within = (one for one in decisions if one.kind in ("story", "copy"))
    return Why(
        together=tuple(one for one in within if one.left in members and one.right in members),
        apart=_beside([one for one in judged if one.verdict != "same"], story, held),
        threaded=_beside([one for one in decisions if one.kind == "thread"], story, held),
    )


def _beside(decisions: list[Decision], story: Story, held: Index) -> tuple[Beside, ...]:
    nearest: dict[str, Beside] = {}
    for one in decisions:
        left, right = held.holding(one.left), held.holding(one.right)
        if left is None or right is None or left.id == right.id:
            continue
        other = right if left.id == story.id else left
        nearest.setdefault(other.id, Beside(story=other, decision=one))
    return tuple(nearest.values())


def _surest(decision: Decision) -> tuple[bool, float, str, str]:
    return (not by_user(decision), -decision.score, decision.left, decision.right)
