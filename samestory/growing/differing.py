"""What readers say otherwise than before: the decisions that came, went, or trade places. Judges none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from samestory.model import Decision
from samestory.store.grounds import Said, said


def differing(before: Sequence[Said], told: Iterable[Decision]) -> frozenset[Said]:
    """Of what was said ``before`` and is ``told`` now what is not in both, or stands in another order."""
    now = [said(one) for one in told]
    changed = {*before} ^ {*now}
    old, new = ([one for one in its if one not in changed] for its in (before, now))
    moved = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), None)
    # A later decision outranks an earlier: what was said again may count otherwise.
    return frozenset(changed) if moved is None else frozenset((*changed, *old[moved:], *new[moved:]))


def before(its: Iterable[Said]) -> tuple[Decision, ...]:
    """What was said, as decisions without their reasons."""
    return tuple(
        Decision(kind=kind, left=left, right=right, verdict=verdict, score=1.0)  # type: ignore[arg-type]
        for kind, left, right, verdict, *_ in its
    )


def ends(its: Iterable[Said], kind: str) -> set[str]:
    """What decisions of this ``kind`` stand on."""
    return {end for one in its if one[0] == kind for end in one[1:3]}
