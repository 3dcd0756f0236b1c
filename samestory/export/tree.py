"""The copies behind a witness as a tree: each under the article that it has most in common with.

Only arranges what kinship.py found; how it looks is the template's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samestory.export.kinship import Behind, behind
from samestory.export.parts import CopyPart, OriginPart
from samestory.model import Record, Story


class Branch(Record, frozen=True, kw_only=True):
    """A copy, and the copies that stand nearest to it."""

    copy: CopyPart
    branches: tuple[Branch, ...]


def trees(story: Story, origins: Sequence[OriginPart]) -> tuple[tuple[Branch, ...], ...]:
    """For each origin of ``story`` the copies behind its witness; ``origins`` are its parts.

    Two that name one another as nearest, and not the witness, stand under the witness.
    """
    found = []
    for origin, part in zip(story.origins, origins, strict=True):
        copies = {one.article.id: one for one in part.copies}
        models = _models(behind(story, origin), origin.articles[0])
        found.append(_under(origin.articles[0], models, copies))
    return tuple(found)


def _models(stands: Sequence[Behind], witness: str) -> dict[str, str]:
    models: dict[str, str] = {}
    for one in stands:
        at, seen = one.model, {one.article}
        while at in models and at not in seen:
            seen.add(at)
            at = models[at]
        # A ring would be reached from no witness.
        models[one.article] = witness if at in seen else one.model
    return models


def _under(model: str, models: Mapping[str, str], copies: Mapping[str, CopyPart]) -> tuple[Branch, ...]:
    return tuple(
        Branch(copy=copies[one], branches=_under(one, models, copies))
        for one, nearest in models.items()
        if nearest == model
    )
