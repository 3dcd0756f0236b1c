"""An article's times, placed anew where its story knows better than itself when it was written.

Which day that is, gather/dating.py chooses; the words are read by times_told.py.
"""

from __future__ import annotations

from msgspec import structs

from samestory.lang import load
from samestory.model import Article, Dated
from samestory.read.times_told import told


def times_from(article: Article, written: Dated) -> Article:
    """``article`` with its times as read from the day ``written``; as they were where it knows that day."""
    if written.when is None or written.when == article.published:
        return article
    return structs.replace(article, times=told(article.text, load(article.lang), written.when))
