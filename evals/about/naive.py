"""The naive way: what is named most often, and the earliest publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from samestory.model import Article, Entity


def keys(entities: Iterable[Entity], articles: Collection[str], most: int) -> tuple[list[str], str | None]:
    """The ``most`` entities named most often in ``articles``, by id, and apart from them the place."""
    counts = Counter(
        {one.id: sum(mention.article in articles for mention in one.mentions) for one in entities}
    )
    types = {one.id: one.type for one in entities}
    ranked = [one for one, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if count]
    place = next((one for one in ranked if types[one] == "place"), None)
    return [one for one in ranked if one != place][:most], place


def day(articles: Sequence[Article]) -> date | None:
    """The earliest day on which any of ``articles`` was published."""
    known = (one.published.start.date() for one in articles if one.published is not None)
    return min(known, default=None)
