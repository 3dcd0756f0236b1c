"""A story's title: its most central headline, else its most central article's first sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from samestory.model import Article
from samestory.signals import Floats1d, Signals

LONGEST = 120


def title(members: Sequence[str], articles: Mapping[str, Article], seen: Mapping[str, Signals]) -> str:
    """The headline nearest to all that the story's sentences say."""
    centre = np.concatenate([seen[m].sentences for m in members]).mean(axis=0)
    titled = [m for m in members if articles[m].title is not None]
    if titled:
        best = max(titled, key=lambda m: (_near(seen[m].headline[0], centre), m))
        return articles[best].words(articles[best].title) or ""
    best = max(members, key=lambda m: (_near(seen[m].sentences.mean(axis=0), centre), m))
    return shortened(articles[best].sentences[0].of(articles[best].text))


def shortened(sentence: str) -> str:
    """The sentence, cut at a word where it is too long for a title."""
    if len(sentence) <= LONGEST:
        return sentence
    return sentence[:LONGEST].rsplit(" ", 1)[0] + " …"


def _near(vector: Floats1d, centre: Floats1d) -> float:
    return round(float(vector @ centre), 6)
