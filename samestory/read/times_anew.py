"""An article's times, placed anew where its story knows better than itself when it was written.

Which day that is, gather/dating.py chooses; the words are read by times_told.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from samestory.lang import load
from samestory.model import Article, Dated, Deed, Timed
from samestory.read.times_told import told


def times_from(article: Article, written: Dated) -> Article:
    """``article`` with its times as read from the day ``written``; as they were where it knows that day.

    Its deeds keep theirs.
    """
    if written.when is None or written.when == article.published:
        return article
    times = told(article.text, load(article.lang), written.when)
    deeds = tuple(_within(times, one, article.times) for one in article.deeds)
    return structs.replace(article, times=times, deeds=deeds)


def _within(times: Sequence[Timed], deed: Deed, before: Sequence[Timed]) -> Deed:
    """``deed`` with the place in ``times`` of what holds the one of ``before`` that is its own.

    With the day known two may be read as one: from Monday to Tuesday.
    """
    if deed.time is None:
        return deed
    span = before[deed.time].span
    met = (n for n, one in enumerate(times) if one.span.start < span.end and span.start < one.span.end)
    return structs.replace(deed, time=next(met, None))
