"""Which article stands behind which witness, and what independent origins still share.

Only reads the copies an account holds; whether something is a copy is decided in collate.
"""

from __future__ import annotations

from samestory.export.index import origin_of
from samestory.model import Copy, Origin, Reason, Record, Story

# From this share on an article has most of its text from another.
MOST = 0.6


class Behind(Record, frozen=True, kw_only=True):
    """An article behind an origin's witness: ``share`` (0..1) of its sentences stand in ``model``.

    ``source`` is the article that was there first, None where that cannot be told;
    ``share`` is None where the account compares the two nowhere. ``made_by`` is as in Copy.
    """

    article: str
    model: str
    share: float | None = None
    pairs: int = 0
    source: str | None = None
    reasons: tuple[Reason, ...] = ()
    made_by: str = "machine"

    @property
    def direction(self) -> str:
        """``from`` the model, ``to`` the model, from ``elsewhere``, or ``unknown``."""
        if self.source is None:
            return "unknown"
        return {self.model: "from", self.article: "to"}.get(self.source, "elsewhere")


def behind(story: Story, origin: Origin) -> tuple[Behind, ...]:
    """The articles behind the witness of ``origin``, each beside the one it has most in common with.

    What has most of its text in common with none stands beside the one that a reader held it for a copy of.
    """
    return tuple(_behind(story.account.copies, origin, article) for article in origin.articles[1:])


def passages(story: Story) -> tuple[Copy, ...]:
    """For each two origins that share sentences, yet report for themselves, the copy that shares most."""
    places = origin_of(story)
    fullest: dict[frozenset[int], Copy] = {}
    for copy in story.account.copies:
        between = frozenset((places[copy.left], places[copy.right]))
        if copy.verdict == "independent" or not copy.pairs or len(between) == 1:
            continue
        if between not in fullest or _fullness(copy) > _fullness(fullest[between]):
            fullest[between] = copy
    return tuple(fullest.values())


def _behind(copies: tuple[Copy, ...], origin: Origin, article: str) -> Behind:
    sides = [_seen_from(article, copy) for copy in copies if article in (copy.left, copy.right)]
    inside = [side for side in sides if side.model in origin.articles]
    first = origin.articles[0]
    beside = [side for side in inside if side.model == first and side.share]
    unseen = Behind(article=article, model=first)
    nearest = max(beside or inside, key=_share, default=unseen)
    told = [side for side in inside if side.made_by != "machine"]
    return max(told, key=_share) if told and _share(nearest) < MOST else nearest


def _share(side: Behind) -> float:
    return side.share or 0.0


def _fullness(copy: Copy) -> tuple[int, float]:
    return len(copy.pairs), copy.left_share + copy.right_share


def _seen_from(article: str, copy: Copy) -> Behind:
    left = copy.left == article
    return Behind(
        article=article,
        model=copy.right if left else copy.left,
        share=copy.left_share if left else copy.right_share,
        pairs=len(copy.pairs),
        source=copy.source,
        reasons=copy.reasons,
        made_by=copy.made_by,
    )
