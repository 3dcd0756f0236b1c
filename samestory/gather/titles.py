"""Titles of a story or thread: the most central headline in each language, else a first sentence.

Chooses among what articles say and writes nothing of its own; which language is shown is export's to ask.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from samestory.model import Article, Span, Title
from samestory.signals import Floats1d, Signals

LONGEST = 120


def titles(
    members: Sequence[str], articles: Mapping[str, Article], seen: Mapping[str, Signals]
) -> tuple[Title, ...]:
    """For each language the headline nearest to all that the members' sentences say, the nearest first.

    Where no member has a headline, the first sentence of the article nearest to all.
    """
    centre = np.concatenate([seen[m].sentences for m in members]).mean(axis=0)
    titled = [m for m in members if (articles[m].words(articles[m].title) or "").strip()]
    if not titled:
        best = max(members, key=lambda m: (_near(seen[m].sentences.mean(axis=0), centre), m))
        return (_sentence(articles[best]),)
    best_first = sorted(titled, key=lambda m: (_near(seen[m].headline[0], centre), m), reverse=True)
    found: dict[str, Title] = {}
    for article in (articles[m] for m in best_first):
        found.setdefault(article.lang, _headline(article))
    return tuple(found.values())


def _headline(article: Article) -> Title:
    span = article.title or Span(0, 0)
    return Title(lang=article.lang, words=span.of(article.text).strip(), article=article.id, span=span)


def _sentence(article: Article) -> Title:
    span = shortened(article.sentences[0], article.text)
    words = span.of(article.text) + ("" if span == article.sentences[0] else " …")
    return Title(lang=article.lang, words=words, article=article.id, span=span)


def shortened(sentence: Span, text: str) -> Span:
    """The sentence, cut before a word where it is too long for a title."""
    if sentence.end - sentence.start <= LONGEST:
        return sentence
    cut = text.rfind(" ", sentence.start, sentence.start + LONGEST)
    return Span(sentence.start, cut if cut > sentence.start else sentence.start + LONGEST)


def _near(vector: Floats1d, centre: Floats1d) -> float:
    return round(float(vector @ centre), 6)
